"""What a higher body of this installation decides on a file flows back to the body that proposed it, in one act."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.clock import local_day
from app.core.transaction import lock
from app.decisions import rules
from app.decisions.enums import LetterStatus, Outcome
from app.decisions.models import Decision, DecisionItem, ProposalItem, ProposalLetter
from app.decisions.services.ground import touch
from app.decisions.services.requests import keep_request
from app.nominations.enums import Status
from app.nominations.queries import Nomination
from app.nominations.queries.arrivals import came_from
from app.nominations.services.progress import Move, advance

SAID: Final = {
    Status.REFUSED: "Cấp trên không nhận hồ sơ khi thẩm định",
    Status.NOT_ENDORSED: "Hội đồng cấp trên không thông qua",
    Status.NOT_APPROVED: "Thủ trưởng cấp trên không phê duyệt",
    Status.DECLINED: "Cấp có thẩm quyền không khen thưởng",
    Status.WITHDRAWN: "Hồ sơ đã được rút tại cấp trên",
}
"""How a file ended without the award, as the paper of the body below says it (Vietnamese, as all papers are)."""
VOTES_AGAIN: Final = "Hội đồng cấp trên biểu quyết lại"


def flow_back(session: Session, moves: Sequence[Move], actor: Actor, at: datetime) -> None:
    """Carry the outcome of files that arrived from below to the letters on which they came."""
    telling = {move.nomination_id: move for move in moves if _tells(move)}
    if not telling:
        return
    for arrived_id, from_id in came_from(session, list(telling)).items():
        _carry(session, from_id, telling[arrived_id], actor=actor, at=at)


def hold_below(session: Session, moves: Sequence[Move]) -> None:
    """Hold the letters on which these files came and the files below, as far down as they came from, each by its id.

    Two acts that touch the same letters so wait for each other in one order, whatever the order of their names.
    """
    ids = [move.nomination_id for move in moves if _tells(move)]
    while ids:
        ids = list(came_from(session, ids).values())
        on_them = select(ProposalItem.letter_id).where(ProposalItem.nomination_id.in_(ids))
        letters = select(ProposalLetter.id).where(ProposalLetter.id.in_(on_them)).order_by(ProposalLetter.id)
        files = select(Nomination.id).where(Nomination.id.in_(ids)).order_by(Nomination.id)
        for held in (letters, files) if ids else ():
            session.execute(held.with_for_update()).all()


def _tells(move: Move) -> bool:
    ends = move.to in {*SAID, Status.CONFERRED, Status.REVOKED, Status.RETURNED}
    return ends or _votes_again(move)


def _votes_again(move: Move) -> bool:
    return (move.before, move.to) in {(Status.NOT_ENDORSED, Status.TABLED), (Status.DECLINED, Status.FORWARDED)}


def _carry(session: Session, from_id: UUID, move: Move, *, actor: Actor, at: datetime) -> None:
    letter_id = session.scalar(select(ProposalItem.letter_id).where(ProposalItem.nomination_id == from_id))
    if letter_id is None:
        return
    letter = lock(session, ProposalLetter, letter_id)
    item = session.get_one(ProposalItem, (letter_id, from_id), populate_existing=True)
    match move.to:
        case Status.CONFERRED:
            _conferred(session, letter, item, move, actor=actor, at=at)
        case Status.REVOKED:
            _revoked(session, letter, item, move, actor=actor, at=at)
        case Status.RETURNED:
            asked = rules.Request(local_day(at), move.reason[: rules.MOST_REQUEST], nomination_id=from_id)
            keep_request(session, letter, asked, actor=actor, at=at)
        case _ if _votes_again(move):
            _waits_again(session, letter, item, move, actor=actor, at=at)
        case _:
            _declined(session, letter, item, move, actor=actor, at=at)


def _conferred(
    session: Session, letter: ProposalLetter, item: ProposalItem, move: Move, *, actor: Actor, at: datetime
) -> None:
    """The award stands once, on the file of the higher body; here the name is shown as holding it."""
    if item.outcome is not Outcome.PENDING:
        return
    item.decision_number, item.decision_on = _decision_of(session, move.nomination_id)
    item.outcome = Outcome.CONFERRED
    session.flush()
    advance(session, item.nomination_id, Status.CONFERRED, actor=actor, at=at)
    _answered(session, letter, actor=actor, at=at)


def _decision_of(session: Session, nomination_id: UUID) -> tuple[str, date]:
    """The decision by which the file there was conferred: its body's own, or that of a body above it."""
    own = (
        select(Decision.full_number, Decision.signed_on)
        .join(DecisionItem, DecisionItem.decision_id == Decision.id)
        .where(DecisionItem.nomination_id == nomination_id)
    )
    above = select(ProposalItem.decision_number, ProposalItem.decision_on).where(
        ProposalItem.nomination_id == nomination_id, ProposalItem.outcome == Outcome.CONFERRED
    )
    row = session.execute(own).first() or session.execute(above).one()
    number, on = row
    assert on is not None  # a signed decision and a conferred name have a day: the database makes sure of it
    return number, on


def _declined(
    session: Session, letter: ProposalLetter, item: ProposalItem, move: Move, *, actor: Actor, at: datetime
) -> None:
    if item.outcome is not Outcome.PENDING:
        return
    said = f"{SAID[move.to]}: {move.reason}" if move.reason else SAID[move.to]
    note = said if len(said) <= rules.MAX_NOTE else said[: rules.MAX_NOTE - 1].rstrip() + "…"
    item.outcome, item.note = Outcome.DECLINED, note
    session.flush()
    advance(session, item.nomination_id, Status.DECLINED, actor=actor, at=at, reason=note)
    _answered(session, letter, actor=actor, at=at)


def _waits_again(
    session: Session, letter: ProposalLetter, item: ProposalItem, move: Move, *, actor: Actor, at: datetime
) -> None:
    """A vote that is annulled there takes back what it had answered here."""
    if item.outcome is not Outcome.DECLINED:
        return
    said = f"{VOTES_AGAIN}: {move.reason}" if move.reason else VOTES_AGAIN
    item.outcome, item.note = Outcome.PENDING, ""
    before = letter.status
    letter.status = LetterStatus.SENT
    touch(letter)
    session.flush()
    advance(session, item.nomination_id, Status.FORWARDED, actor=actor, at=at, reason=said)
    changes = {"status": [before.value, letter.status.value]} if before is not letter.status else {}
    trail.record(session, "letter.outcome_reopened", letter.id, actor=actor, at=at, reason=said, changes=changes)


def _revoked(
    session: Session, letter: ProposalLetter, item: ProposalItem, move: Move, *, actor: Actor, at: datetime
) -> None:
    status = session.scalar(select(Nomination.status).where(Nomination.id == item.nomination_id))
    if status is not Status.CONFERRED:
        return
    advance(session, item.nomination_id, Status.REVOKED, actor=actor, at=at, reason=move.reason)
    touch(letter)
    changes = {"revoked": [0, 1]}
    trail.record(
        session, "letter.revocation_recorded", letter.id, actor=actor, at=at, reason=move.reason, changes=changes
    )


def _answered(session: Session, letter: ProposalLetter, *, actor: Actor, at: datetime) -> None:
    """Call the letter answered when no name is pending, and write the event."""
    outcomes = select(ProposalItem.outcome).where(ProposalItem.letter_id == letter.id)
    pending = sum(outcome is Outcome.PENDING for outcome in session.scalars(outcomes))
    changes: dict[str, object] = {"pending": [pending + 1, pending]}
    touch(letter)
    if pending == 0:
        letter.status = rules.move_letter(letter.status, LetterStatus.ANSWERED)
        changes["status"] = [LetterStatus.SENT.value, letter.status.value]
    trail.record(session, "letter.outcome_arrived", letter.id, actor=actor, at=at, changes=changes)
