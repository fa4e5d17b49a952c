"""Words of standings."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from app.candidates.enums import Standing

STANDING_LABELS: Final[Mapping[Standing, object]] = {
    Standing.HELD: _l("Held already"),
    Standing.ELIGIBLE: _l("Eligible"),
    Standing.TO_CONFIRM: _l("To be confirmed"),
    Standing.ONE_SHORT: _l("One condition short"),
    Standing.FURTHER: _l("Several conditions short"),
}
STANDING_TONES: Final[Mapping[Standing, str]] = {
    Standing.HELD: "gold",
    Standing.ELIGIBLE: "green",
    Standing.TO_CONFIRM: "amber",
    Standing.ONE_SHORT: "blue",
    Standing.FURTHER: "grey",
}
