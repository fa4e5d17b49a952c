"""What decides whether names may stand on a paper, from which day, and in which order."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from app.core.clock import local_day
from app.council.models import AgendaItem
from app.decisions.models import DecisionItem, ProposalItem
from app.decisions.rules import Recipient
from app.eligibility.rulebook import rulebooks
from app.nominations.queries import Nomination
from app.organisation.enums import StaffGroup
from app.organisation.queries import Membership, active_on, units_within


def recipients_to_rank(
    session: Session, nomination_ids: Collection[UUID], *, body_path: str, on: date
) -> list[Recipient]:
    """Ranks of award, unit and post for these nominations; who leads is read as of ``on``."""
    units = {unit.id: rank for rank, unit in enumerate(units_within(session, [body_path]))}
    query = (
        select(
            Nomination.id,
            Nomination.subject,
            Nomination.regime_id,
            Nomination.award_code,
            Nomination.collective_id,
            Nomination.unit_id,
            Membership.is_head,
            Membership.staff_group,
            Nomination.sort_key,
        )
        .outerjoin(Membership, and_(Membership.person_id == Nomination.person_id, active_on(on)))
        .where(Nomination.id.in_(nomination_ids))
    )
    return [
        Recipient(
            nomination_id=row.id,
            subject=row.subject,
            award_rank=award_rank(row.regime_id, row.award_code),
            unit_rank=units.get(row.collective_id or row.unit_id, len(units)),
            is_head=bool(row.is_head),
            is_leader=row.staff_group is StaffGroup.LEADER,
            sort_key=row.sort_key,
        )
        for row in session.execute(query)
    ]


def award_rank(regime_id: str, award_code: str) -> int:
    """Return the place of an award in the catalogue of its regime."""
    order = list(rulebooks().regime(regime_id).awards)
    return order.index(award_code) if award_code in order else len(order)


def count_on_paper(session: Session, nomination_ids: Collection[UUID]) -> int:
    """How many of these nominations stand on a decision or a letter."""
    query = select(Nomination.id).where(
        Nomination.id.in_(nomination_ids),
        exists().where(DecisionItem.nomination_id == Nomination.id)
        | exists().where(ProposalItem.nomination_id == Nomination.id),
    )
    return len(session.scalars(query).all())


def council_finished_on(session: Session, nomination_ids: Collection[UUID]) -> date | None:
    """The last day on which the council closed an item on these nominations."""
    query = select(AgendaItem.closed_at).where(
        AgendaItem.nomination_id.in_(nomination_ids), AgendaItem.closed_at.is_not(None)
    )
    closed: Sequence[date] = [local_day(moment) for moment in session.scalars(query) if moment is not None]
    return max(closed, default=None)
