"""Names of levels and states on the screen."""

from collections.abc import Mapping
from typing import Final

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from app.classification.enums import ClassificationStatus
from app.eligibility.enums import ClassificationLevel
from app.eligibility.rulebook import rulebooks

STATUS_LABELS: Final[Mapping[ClassificationStatus, object]] = {
    ClassificationStatus.PROPOSED: _l("Level proposed"),
    ClassificationStatus.DECIDED: _l("Level decided"),
    ClassificationStatus.LOCKED: _l("Locked"),
}

STATUS_TONES: Final[Mapping[ClassificationStatus, str]] = {
    ClassificationStatus.PROPOSED: "amber",
    ClassificationStatus.DECIDED: "blue",
    ClassificationStatus.LOCKED: "green",
}

LEVEL_TONES: Final[Mapping[ClassificationLevel, str]] = {
    ClassificationLevel.HTXSNV: "green",
    ClassificationLevel.HTTNV: "blue",
    ClassificationLevel.HTNV: "amber",
    ClassificationLevel.KHTNV: "red",
}

LEVELS: Final = tuple(sorted(ClassificationLevel, key=lambda level: -level.rank))
"""From the best to the worst, as officers list them."""


class _LevelName:
    """The official name, in the language of the page that shows it."""

    def __init__(self, level: ClassificationLevel) -> None:
        self._level = level

    def __str__(self) -> str:
        names = rulebooks().common.vocabulary.classification_levels
        return next(name.name.in_language(str(get_locale())) for name in names if name.code is self._level)


LEVEL_LABELS: Final[Mapping[ClassificationLevel, object]] = {level: _LevelName(level) for level in LEVELS}

LOCKED: Final = _l("Levels locked")
UNLOCKED: Final = _l("Levels unlocked")

EVENT_LABELS: Final[Mapping[str, object]] = {
    "classification.entered": _l("Level entered"),
    "classification.changed": _l("Level changed"),
    "classification.removed": _l("Level removed"),
    "classification.locked": _l("Year locked"),
    "classification.unlocked": _l("Year unlocked"),
    "classification.self_assessed": _l("Self-assessment written"),
    "classification.met": _l("Unit meeting recorded"),
    "classification.proposed": _l("Level proposed"),
    "classification.confirmed": _l("Facts confirmed"),
    "classification.decided": _l("Level decided"),
    "classification.taken_back": _l("Decision taken back"),
    "classification.ceiling_passed": _l("Ceiling of excellent people passed"),
    "classification.objected": _l("Objection raised"),
    "classification.objection_answered": _l("Objection answered"),
}
