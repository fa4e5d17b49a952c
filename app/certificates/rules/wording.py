"""What comes with an award and the words on its certificate, read from a file of data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

import yaml
from pydantic import TypeAdapter

from app.campaigns.enums import CampaignKind
from app.certificates.enums import Gift
from app.eligibility.enums import AwardKind
from app.eligibility.rulebook import UnknownRule, rulebooks

FILE: Final = Path(__file__).parent.parent / "seeds" / "certificates.yaml"


@dataclass(frozen=True, slots=True)
class Wording:
    """The file: confidence K is shown as "to be confirmed"."""

    confidence: Literal["S", "K"]
    basis: str
    width_mm: int
    height_mm: int
    gifts: Mapping[str, Gift]
    verbs: Mapping[Literal["title", "form"], str]
    names: Mapping[str, str]
    achievements: Mapping[Literal["yearly", "other"], str]


@cache
def wording() -> Wording:
    """Return the data, read and checked once."""
    return TypeAdapter(Wording).validate_python(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def gift_of(award_code: str) -> Gift:
    """Return what is handed over with an award besides the decision and the money."""
    return wording().gifts.get(award_code, Gift.CERTIFICATE)


def verb_line(regime_id: str, award_code: str) -> str:
    """Return the line above the name of the award: "Tặng danh hiệu" for titles, "Tặng" for forms."""
    try:
        is_title = rulebooks().award(regime_id, award_code).kind is AwardKind.TITLE
    except UnknownRule:
        is_title = False
    return wording().verbs["title" if is_title else "form"]


def award_line(award_code: str, called: str) -> str:
    """Return the name of the award as the certificate prints it; ``called`` is its name on papers."""
    return wording().names.get(award_code, called)


def achievement(kind: CampaignKind, campaign_name: str, year: int) -> str:
    """Suggest for what the award is given; the officer may write it otherwise."""
    if kind is CampaignKind.YEARLY:
        return wording().achievements["yearly"].format(year=year)
    return wording().achievements["other"].format(campaign=f"{campaign_name[:1].lower()}{campaign_name[1:]}")
