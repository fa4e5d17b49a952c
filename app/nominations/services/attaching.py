"""Files of a nomination: attached and taken off by those who write it; papers that come late added by HR."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, Problem, RuleBroken, TransitionError
from app.core.transaction import transaction
from app.documents.services import Upload, attach, remove, say_paper
from app.documents.store import Store
from app.eligibility.rulebook import OTHER, rulebooks
from app.nominations import policy, rules
from app.nominations.services.contents import hold

OWNER = "nomination"


def attach_files(
    nomination_id: UUID,
    uploads: Sequence[Upload],
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    limit: int,
    paper: str = "",
) -> list[UUID]:
    """Keep these files with a nomination, all or none; once it was submitted, as a paper that HR adds."""
    _refuse_unknown(paper)
    with transaction() as session:
        if not _may_supplement(session, nomination_id, actor=actor):
            _require_writer(session, nomination_id, actor=actor, at=at)
        elif not paper:
            raise RuleBroken(Problem(_l("Say which paper of the file it is."), "paper"))
        return attach(session, OWNER, nomination_id, uploads, actor=actor, at=at, store=store, limit=limit, paper=paper)


def say_which_paper(nomination_id: UUID, attachment_id: UUID, paper: str, *, actor: Actor, at: datetime) -> None:
    """Say which paper of the file an attachment is: by those who write the file, or later by HR."""
    _refuse_unknown(paper)
    with transaction() as session:
        if not _may_supplement(session, nomination_id, actor=actor):
            _require_writer(session, nomination_id, actor=actor, at=at)
        say_paper(session, attachment_id, paper, owner=OWNER, owner_id=nomination_id, actor=actor, at=at)


def detach_file(nomination_id: UUID, attachment_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Take a file off a draft or a returned nomination."""
    with transaction() as session:
        _require_writer(session, nomination_id, actor=actor, at=at)
        remove(session, attachment_id, owner=OWNER, owner_id=nomination_id, actor=actor, at=at)


def _refuse_unknown(paper: str) -> None:
    if paper and paper != OTHER and paper not in rulebooks().papers:
        raise RuleBroken(Problem(_l("Choose from the list."), "paper"))


def _may_supplement(session: Session, nomination_id: UUID, *, actor: Actor) -> bool:
    [file] = hold(session, [nomination_id], actor=actor)
    return policy.may_supplement(actor, file.unit_path, file.nomination.status)


def _require_writer(session: Session, nomination_id: UUID, *, actor: Actor, at: datetime) -> None:
    [file] = hold(session, [nomination_id], actor=actor)
    status = file.nomination.status
    if not policy.may_nominate(actor, file.unit_path):
        raise NotAllowed
    if status not in rules.EDITABLE:
        raise TransitionError(f"files of a {status} nomination stay as they are")
    require_phase(session, file.nomination.campaign_id, *rules.WRITING_PHASES[status], on=local_day(at))
