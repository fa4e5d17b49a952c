"""Putting verified files on an agenda and taking them off again."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.audit import trail
from app.audit.trail import Happening
from app.campaigns.enums import Phase
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, RuleBroken, TransitionError
from app.core.text import label_sort_key
from app.core.transaction import lock, transaction
from app.council import rules
from app.council.enums import ItemStatus
from app.council.queries import AgendaItem, ConflictAnswer, WrittenVote
from app.council.queries.acts import AgendaKey, nominations_held
from app.council.services.conflicts import derive_conflicts
from app.council.services.order import order_agenda
from app.council.services.sitting import Sitting, meeting_held, refuse_unless_some
from app.eligibility.rulebook import UnknownRule, rulebooks
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.nominations.services.progress import advance_all


def table_nominations(
    meeting_id: UUID, nomination_ids: Collection[UUID], *, actor: Actor, at: datetime
) -> Sequence[UUID]:
    """Put verified files of the campaign on the agenda and return the new items, in agenda order.

    The agenda is ordered by award as in the catalogue, then by unit, then by name, until somebody orders it by hand.
    """
    wanted = list(dict.fromkeys(nomination_ids))
    refuse_unless_some(wanted, "nomination_ids")
    with transaction() as session:
        sitting = meeting_held(session, meeting_id, actor)
        if sitting.meeting.status not in rules.BEFORE_CLOSING:
            raise TransitionError("the meeting is closed")
        require_phase(session, sitting.meeting.campaign_id, Phase.DELIBERATING, on=local_day(at))
        nominations = nominations_held(session, wanted)
        _refuse_strangers(session, sitting, wanted, nominations)
        items = [AgendaItem(meeting_id=meeting_id, nomination_id=wanted_id, position=0) for wanted_id in wanted]
        session.add_all(items)
        session.flush()
        advance_all(session, dict.fromkeys(sorted(wanted), Status.TABLED), actor=actor, at=at)
        ids = [item.id for item in items]
        order_agenda(session, meeting_id, _order)
        derive_conflicts(session, sitting, ids, at=at)
        trail.record(
            session,
            "meeting.files_tabled",
            meeting_id,
            actor=actor,
            at=at,
            changes={"tabled": [None, [str(nomination_id) for nomination_id in wanted]]},
        )
        query = select(AgendaItem.id).where(AgendaItem.id.in_(ids)).order_by(AgendaItem.position, AgendaItem.id)
        return list(session.scalars(query))


def remove_item(item_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Take a file off the agenda before its vote; it is a verified file again."""
    with transaction() as session:
        meeting_id = session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id))
        if meeting_id is None:
            raise NotFound
        meeting_held(session, meeting_id, actor)
        item = lock(session, AgendaItem, item_id)
        if item.status is not ItemStatus.PENDING:
            raise TransitionError("voting on the item has begun")
        take_off(session, [item], meeting_id=meeting_id, actor=actor, at=at)


def take_off(session: Session, items: Sequence[AgendaItem], *, meeting_id: UUID, actor: Actor, at: datetime) -> None:
    """Remove items that were never voted on, in the caller's act; their files are verified files again."""
    if not items:
        return
    _refuse_voted_before(items)
    nominations = sorted(item.nomination_id for item in items)
    nominations_held(session, nominations)
    ids = [item.id for item in items]
    session.execute(delete(ConflictAnswer).where(ConflictAnswer.item_id.in_(ids)))
    session.execute(delete(WrittenVote).where(WrittenVote.item_id.in_(ids)))
    for item in items:
        session.delete(item)
    advance_all(session, dict.fromkeys(nominations, Status.VERIFIED), actor=actor, at=at)
    happenings = [
        Happening("meeting.file_removed", "meeting", meeting_id, changes={"tabled": [str(nomination_id), None]})
        for nomination_id in nominations
    ]
    trail.record_all(session, happenings, actor=actor, at=at)


def _refuse_voted_before(items: Sequence[AgendaItem]) -> None:
    """What was voted on stays in the record of the meeting, annulled or not: it is voted on again here."""
    again = sum(item.round > 1 for item in items)
    if again:
        message = ngettext(
            "The vote on %(num)s file was annulled: open and count it again first.",
            "The vote on %(num)s files was annulled: open and count them again first.",
            again,
        )
        raise RuleBroken(Problem(message))


def _refuse_strangers(
    session: Session, sitting: Sitting, wanted: Sequence[UUID], nominations: dict[UUID, Nomination]
) -> None:
    """Refuse ids that are no verified files of this campaign, and files that stood on this agenda before."""
    campaign_id = sitting.meeting.campaign_id
    if any(key not in nominations or nominations[key].campaign_id != campaign_id for key in wanted):
        raise RuleBroken(Problem(_l("Choose files of the campaign of this meeting."), "nomination_ids"))
    here = select(AgendaItem.nomination_id).where(
        AgendaItem.meeting_id == sitting.meeting.id, AgendaItem.nomination_id.in_(wanted)
    )
    again = set(session.scalars(here))
    problems = [
        Problem(_refusal(nomination.nominee_name, again=nomination.id in again), "nomination_ids")
        for nomination in nominations.values()
        if nomination.id in again or nomination.status is not Status.VERIFIED
    ]
    if problems:
        raise RuleBroken(*problems)


def _refusal(name: str, *, again: bool) -> object:
    if again:
        return _l("“%(name)s” was already before this meeting; table it before the next one.", name=name)
    return _l("The file of “%(name)s” is not verified, or it is tabled already.", name=name)


def _order(key: AgendaKey) -> tuple[int, str, str, str, UUID]:
    return (
        _catalogue_place(key.regime_id, key.award_code),
        key.award_code,
        label_sort_key(key.unit_name),
        key.sort_key,
        key.item.id,
    )


def _catalogue_place(regime_id: str, award_code: str) -> int:
    """Return where an award stands in the catalogue of its regime; one that it does not know comes last."""
    try:
        codes: Iterable[str] = rulebooks().regime(regime_id).awards
    except UnknownRule:
        codes = ()
    return next((place for place, code in enumerate(codes) if code == award_code), 10_000)
