"""The awards of a decision as money sees them: who holds what, and what else the body gave them that day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.bonuses.enums import LineState
from app.bonuses.models import BonusLine
from app.bonuses.rules import Awarded, Figure, figures
from app.decisions.enums import DecisionStatus
from app.decisions.queries import Decision, DecisionItem, DecisionSheet, Name
from app.local_rules.queries import choices_for
from app.nominations.enums import Status
from app.nominations.queries import Nomination


@dataclass(frozen=True, slots=True)
class AwardedName:
    """A name of a decision as it is printed today, with its figure."""

    name: Name
    figure: Figure


@dataclass(frozen=True, slots=True)
class Plan:
    """What a decision costs on a day, line by line in the order of the paper."""

    day: date
    lines: Sequence[AwardedName]

    @property
    def total(self) -> int:
        """The sum of the lines that are counted."""
        return sum(line.figure.amount or 0 for line in self.lines if line.figure.state is LineState.COUNTED)

    @property
    def unknown(self) -> int:
        """How many lines have no figure on record, so that they are not in the sum."""
        return sum(line.figure.state is LineState.NO_FIGURE for line in self.lines)

    @property
    def asked(self) -> int:
        """How many lines wait for the answer of a person."""
        return sum(line.figure.asks for line in self.lines)


def plan_of(
    session: Session,
    sheet: DecisionSheet,
    names: Sequence[Name],
    day: date,
    *,
    answers: Mapping[UUID, bool] | None = None,
) -> Plan:
    """Return what the names of a decision cost when it is decided on ``day``."""
    own = [_awarded(name, sheet.campaign_year, (answers or {}).get(name.nomination_id)) for name in names]
    others = _of_other_decisions(session, sheet.body_id, sheet.id, day)
    holders = {each.holder_id for each in own}
    choices = choices_for(session, sheet.body_id, on=day, regime_id=sheet.regime_id)
    beside = [each for each in others if each.holder_id in holders]
    found = figures([*own, *beside], day=day, choices=choices)
    return Plan(day, [AwardedName(name, found[name.nomination_id]) for name in names])


def _awarded(name: Name, year: int, answer: bool | None) -> Awarded:
    return Awarded(
        nomination_id=name.nomination_id,
        holder_id=_holder(name.person_id, name.collective_id),
        regime_id=name.regime_id,
        award_code=name.award_code,
        year=year,
        answer=answer,
        revoked_by=name.revoking_number or "" if name.status is Status.REVOKED else "",
    )


def _holder(person_id: UUID | None, collective_id: UUID | None) -> UUID:
    holder = person_id or collective_id
    if holder is None:
        raise ValueError("an award is held by somebody")
    return holder


def _of_other_decisions(session: Session, body_id: UUID, decision_id: UUID, day: date) -> list[Awarded]:
    """What other decisions of the body confer on the same day, with what their lists count already."""
    query = (
        select(
            Nomination.id,
            Nomination.person_id,
            Nomination.collective_id,
            Nomination.regime_id,
            Nomination.award_code,
            Nomination.year,
            Decision.full_number,
            BonusLine.state,
        )
        .join(DecisionItem, DecisionItem.nomination_id == Nomination.id)
        .join(Decision, Decision.id == DecisionItem.decision_id)
        .outerjoin(BonusLine, BonusLine.nomination_id == Nomination.id)
        .where(
            Decision.body_id == body_id,
            Decision.year == day.year,
            Decision.signed_on == day,
            Decision.status != DecisionStatus.DRAFT,
            Decision.id != decision_id,
            Nomination.status == Status.CONFERRED,
        )
    )
    return [
        Awarded(
            nomination_id=nomination_id,
            holder_id=_holder(person_id, collective_id),
            regime_id=regime_id,
            award_code=code,
            year=year,
            elsewhere=number,
            is_counted_elsewhere=state is LineState.COUNTED,
        )
        for nomination_id, person_id, collective_id, regime_id, code, year, number, state in session.execute(query)
    ]


def awards_of_drafts(session: Session, body_id: UUID, day: date) -> dict[UUID, tuple[int, int]]:
    """Return what each draft decision of a body costs when signed on ``day``, and how many lines have no figure."""
    query = (
        select(
            DecisionItem.decision_id,
            Nomination.id,
            func.coalesce(Nomination.person_id, Nomination.collective_id),
            Nomination.regime_id,
            Nomination.award_code,
            Nomination.year,
        )
        .join(Decision, Decision.id == DecisionItem.decision_id)
        .join(Nomination, Nomination.id == DecisionItem.nomination_id)
        .where(Decision.body_id == body_id, Decision.status == DecisionStatus.DRAFT)
        .order_by(DecisionItem.decision_id, DecisionItem.position)
    )
    drafts: dict[UUID, list[Awarded]] = {}
    for row in session.execute(query):
        drafts.setdefault(row[0], []).append(Awarded(*row[1:]))
    regimes = {each.regime_id for awards in drafts.values() for each in awards}
    choices = {each: choices_for(session, body_id, on=day, regime_id=each) for each in regimes}
    return {
        decision_id: _cost(figures(awards, day=day, choices=choices[awards[0].regime_id]).values())
        for decision_id, awards in drafts.items()
    }


def _cost(found: Iterable[Figure]) -> tuple[int, int]:
    listed = list(found)
    total = sum(each.amount or 0 for each in listed if each.state is LineState.COUNTED)
    return total, sum(each.state is LineState.NO_FIGURE for each in listed)
