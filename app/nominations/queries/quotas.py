"""How many nominations of a campaign stand for each award, and the reasons given for more than a ceiling allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import CompoundSelect, Integer, String, Uuid, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from app.campaigns.queries import Campaign, CampaignAward
from app.core.database import UtcDateTime, within
from app.eligibility.rulebook import rulebooks
from app.nominations.enums import Status
from app.nominations.models import Nomination, QuotaExcess
from app.organisation.queries import Unit

Tally = Mapping[tuple[str, Status], int]
"""How many nominations stand for an award in a state."""


@dataclass(frozen=True, slots=True)
class Excess:
    """Why a unit proposes more than a ceiling allows."""

    award_code: str
    unit_id: UUID
    unit_name: str
    unit_path: str
    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CampaignTally:
    """What the meters of a campaign are worked out from; ``inside`` counts one subtree alone."""

    regime_id: str
    codes: Sequence[str]
    """The awards open in the campaign, in the official order."""
    body: Tally
    inside: Tally
    excesses: Sequence[Excess]
    """The newest first."""


_NO_ID: Final = cast(null(), Uuid())
_NO_DAY: Final = cast(null(), UtcDateTime())


def _leg(name: str, *columns: Any) -> tuple[Any, ...]:  # Any: columns of several types
    names = ("code", "word", "inside", "number", "unit_id", "unit_name", "unit_path", "by_name", "at")
    return literal(name).label("leg"), *(each.label(label) for each, label in zip(columns, names, strict=True))


def _tally_query(campaign_id: UUID, root: str) -> CompoundSelect[*tuple[Any, ...]]:  # Any: as in ``_leg``
    nothing, zero = literal("", String()), literal(0, Integer())
    no_unit = (_NO_ID, nothing, nothing, nothing, _NO_DAY)
    awards = (
        select(*_leg("award", CampaignAward.award_code, Campaign.regime_id, zero, zero, *no_unit))
        .join(Campaign, Campaign.id == CampaignAward.campaign_id)
        .where(CampaignAward.campaign_id == campaign_id)
    )
    # Both numbers from one pass; a condition repeated in GROUP BY would be another one to PostgreSQL.
    inside = func.coalesce(func.sum(case((within(Unit.path, [root]), 1), else_=0)), 0) if root else zero
    status = cast(Nomination.status, String())
    counted = (
        select(*_leg("count", Nomination.award_code, status, inside, func.count(), *no_unit))
        .where(Nomination.campaign_id == campaign_id)
        .group_by(Nomination.award_code, Nomination.status)
    )
    if root:
        counted = counted.join(Unit, Unit.id == Nomination.unit_id)
    reasons = (
        select(
            *_leg(
                "excess",
                QuotaExcess.award_code,
                QuotaExcess.reason,
                zero,
                zero,
                QuotaExcess.unit_id,
                Unit.name,
                Unit.path,
                QuotaExcess.given_by_name,
                QuotaExcess.given_at,
            )
        )
        .join(Unit, Unit.id == QuotaExcess.unit_id)
        .where(QuotaExcess.campaign_id == campaign_id)
    )
    return union_all(awards, counted, reasons)


def campaign_tally(session: Session, campaign_id: UUID, *, root: str = "") -> CampaignTally:
    """The numbers of a campaign by award and state, for the body and for one subtree of it, in one query."""
    regime_id, codes, excesses = "", set[str](), list[Excess]()
    body: dict[tuple[str, Status], int] = {}
    inside: dict[tuple[str, Status], int] = {}
    for row in session.execute(_tally_query(campaign_id, root)):
        if row.leg == "award":
            regime_id = row.word
            codes.add(row.code)
        elif row.leg == "count":
            key = (row.code, Status(row.word))
            body[key], inside[key] = row.number, int(row.inside)
        else:
            excesses.append(Excess(row.code, row.unit_id, row.unit_name, row.unit_path, row.word, row.by_name, row.at))
    order = list(rulebooks().regime(regime_id).awards) if regime_id else []
    excesses.sort(key=lambda each: each.at, reverse=True)
    return CampaignTally(regime_id, [code for code in order if code in codes], body, inside, excesses)
