"""Missing papers: what blocks the sending of a letter, and the reasons that let a name go without one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from app.audit import trail
from app.awards.labels import abbreviation, paper_name
from app.core.access import Actor
from app.core.errors import NotFound, Problem, refuse
from app.core.text import nfc_block
from app.core.transaction import transaction
from app.decisions import rules
from app.decisions.enums import PaperState
from app.decisions.models import PaperWaiver, ProposalLetter
from app.decisions.queries import NamePapers, papers_on_letter
from app.decisions.services.ground import body_for_drafting, locked_draft, touch

PaperTick = tuple[UUID, str]
"""A nomination and the paper that it lacks."""


def waive_papers(
    letter_id: UUID, ticks: Sequence[PaperTick], reason: str, *, version: int, actor: Actor, at: datetime
) -> None:
    """Give one reason why these names go upward without these papers; a reason given before is replaced."""
    reason, ticked = nfc_block(reason), list(dict.fromkeys(ticks))
    with transaction() as session:
        body_id = session.scalar(select(ProposalLetter.body_id).where(ProposalLetter.id == letter_id))
        if body_id is None:
            raise NotFound
        body_for_drafting(session, body_id, actor)
        letter = locked_draft(session, ProposalLetter, letter_id, version)
        problems = [] if ticked else [Problem(rules.TICK_A_PAPER, "papers")]
        refuse([*problems, *rules.paper_reason_problems(reason)])
        lacking = {
            (name.nomination_id, check.paper)
            for name in papers_on_letter(session, letter.id)
            for check in name.checks
            if check.state in {PaperState.MISSING, PaperState.WAIVED}
        }
        refuse([] if set(ticked) <= lacking else [Problem(rules.NOT_MISSING, "papers")])
        _replace(session, letter.id, ticked, reason, actor=actor, at=at)
        touch(letter)
        changes = {"papers": [None, len(ticked)]}
        trail.record(session, "letter.papers_waived", letter.id, actor=actor, at=at, reason=reason, changes=changes)


def _replace(
    session: Session, letter_id: UUID, ticked: Sequence[PaperTick], reason: str, *, actor: Actor, at: datetime
) -> None:
    of_name = tuple_(PaperWaiver.nomination_id, PaperWaiver.paper)
    session.execute(delete(PaperWaiver).where(PaperWaiver.letter_id == letter_id, of_name.in_(ticked)))
    session.add_all(
        PaperWaiver(
            letter_id=letter_id,
            nomination_id=nomination_id,
            paper=paper,
            reason=reason,
            given_by_name=actor.name,
            given_at=at,
        )
        for nomination_id, paper in ticked
    )


def missing_problems(session: Session, letter_id: UUID) -> list[Problem]:
    """Say by name which papers are missing without a reason; beyond a few names only how many more."""
    lacking = [name for name in papers_on_letter(session, letter_id) if name.papers(PaperState.MISSING)]
    problems = [Problem(_missing(name)) for name in lacking[: rules.MOST_NAMED]]
    if len(lacking) > rules.MOST_NAMED:
        more = _l("Papers are missing for %(count)s more names.", count=len(lacking) - rules.MOST_NAMED)
        problems.append(Problem(more))
    return problems


def _missing(name: NamePapers) -> object:
    return _l(
        "No. %(number)s, %(nominee)s (%(award)s) lacks: %(papers)s. Attach the paper, or give a reason.",
        number=name.number,
        nominee=name.nominee_name,
        award=abbreviation(name.award_code),
        papers="; ".join(paper_name(check.paper) for check in name.papers(PaperState.MISSING)),
    )
