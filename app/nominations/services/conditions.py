"""Answering what only a person can judge, naming the initiatives used, giving the reason for an exception."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.audit import trail
from app.audit.trail import Happening
from app.campaigns.services import require_phase
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotAllowed, Problem, TransitionError, check_version, refuse
from app.core.text import nfc, nfc_block
from app.core.transaction import transaction
from app.local_rules.queries import exceptions_allowed
from app.nominations import policy, queries, rules
from app.nominations.enums import Status
from app.nominations.models import Nomination, NominationInitiative, NominationTick
from app.nominations.queries import HeldFile, TickRow
from app.nominations.services.contents import hold, shortened

LONGEST_NOTE: Final = 500


@dataclass(frozen=True, slots=True)
class Reply:
    """Yes, no or nothing said to one condition, with a remark."""

    is_confirmed: bool | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """What the page of the conditions of one file says."""

    ticks: Mapping[str, Reply]
    initiative_ids: Collection[UUID] = ()
    exception_reason: str = ""


def answer_conditions(nomination_id: UUID, replies: Replies, *, version: int, actor: Actor, at: datetime) -> None:
    """Keep the replies with the file, each with the name and the day of who gave it.

    Raises NotAllowed for anybody but the unit that writes the file and the officer who verifies it, TransitionError
    once it is verified, StaleVersion for a page out of date, RuleBroken for texts too long, initiatives of others and
    exceptions that the body does not allow.
    """
    with transaction() as session:
        [file] = hold(session, [nomination_id], actor=actor)
        _require_mine(session, [file], actor=actor, at=at)
        check_version(file.nomination, version)
        refuse(_problems(session, file.nomination, replies, at=at))
        changes = {
            **_write_ticks(session, {nomination_id: replies.ticks}, actor=actor, at=at).get(nomination_id, {}),
            **_write_initiatives(session, file.nomination, replies.initiative_ids),
            **_write_exception(file.nomination, nfc_block(replies.exception_reason)),
        }
        if changes:
            # The page is out of date for everybody else, also when only the ticks beside the file changed.
            flag_modified(file.nomination, "status_at")
            trail.record(session, "nomination.conditions", nomination_id, actor=actor, at=at, changes=changes)


def answer_many(ids: Collection[UUID], ticks: Mapping[UUID, Mapping[str, Reply]], *, actor: Actor, at: datetime) -> int:
    """Keep replies for several files at once, all or none; returns how many files they changed.

    ``ticks`` are by file. Raises what ``answer_conditions`` raises; initiatives and exceptions stay as they are.
    """
    with transaction() as session:
        files = {file.nomination.id: file for file in hold(session, ids, actor=actor)}
        replies = {nomination_id: ticks.get(nomination_id, {}) for nomination_id in files}
        _require_mine(session, files.values(), actor=actor, at=at)
        for said in replies.values():
            refuse(_note_problems(said))
        changed = _write_ticks(session, replies, actor=actor, at=at)
        for nomination_id in changed:
            flag_modified(files[nomination_id].nomination, "status_at")
        happenings = (
            Happening("nomination.conditions", "nomination", of, changes=what) for of, what in changed.items()
        )
        trail.record_all(session, happenings, actor=actor, at=at)
        return len(changed)


def _require_mine(session: Session, files: Iterable[HeldFile], *, actor: Actor, at: datetime) -> None:
    """Let pass who may answer for these files now; each campaign is asked once for each state."""
    asked = set()
    for file in files:
        status = file.nomination.status
        if status not in rules.ANSWERABLE:
            raise TransitionError(f"conditions of a {status} file are settled")
        if not policy.may_answer(actor, file.unit_path, status):
            raise NotAllowed
        asked.add((file.nomination.campaign_id, status))
    for campaign_id, status in sorted(asked):
        phases = rules.VERIFYING_PHASES if status is Status.SUBMITTED else rules.WRITING_PHASES[status]
        require_phase(session, campaign_id, *phases, on=local_day(at))


def _problems(session: Session, nomination: Nomination, replies: Replies, *, at: datetime) -> list[Problem]:
    problems = _note_problems(replies.ticks)
    reason = nfc_block(replies.exception_reason)
    if len(reason) > rules.LONGEST_REASON:
        problems.append(Problem(_l("At most %(most)s characters fit.", most=rules.LONGEST_REASON), "exception_reason"))
    changed = reason != (nomination.exception_reason or "")
    if reason and changed and not exceptions_allowed(session, nomination.body_id, local_day(at)):
        message = _l("This body has no rule that allows exceptions. Leave the reason empty.")
        problems.append(Problem(message, "exception_reason"))
    known = {row.id for row in queries.initiatives_of(session, nomination.person_id, nomination.year)}
    if set(replies.initiative_ids) - known:
        problems.append(Problem(_l("Choose initiatives of the nominee from the list."), "initiative_ids"))
    return problems


def _note_problems(ticks: Mapping[str, Reply]) -> list[Problem]:
    too_long = _l("At most %(most)s characters fit.", most=LONGEST_NOTE)
    return [Problem(too_long, f"note-{key}") for key, reply in ticks.items() if len(nfc(reply.note)) > LONGEST_NOTE]


def _write_ticks(
    session: Session, wanted: Mapping[UUID, Mapping[str, Reply]], *, actor: Actor, at: datetime
) -> dict[UUID, dict[str, list[object]]]:
    """Write the replies that say something new; returns the changes of each file that has any."""
    known = queries.ticks_of(session, wanted)
    fresh = [
        (nomination_id, key, before, reply)
        for nomination_id, replies in wanted.items()
        for key, before, reply in _fresh(replies, known.get(nomination_id, {}))
    ]
    written = [(nomination_id, key) for nomination_id, key, _before, _reply in fresh]
    session.execute(delete(NominationTick).where(tuple_(NominationTick.nomination_id, NominationTick.key).in_(written)))
    session.add_all(
        NominationTick(
            nomination_id=nomination_id,
            key=key,
            is_confirmed=reply.is_confirmed,
            note=reply.note,
            ticked_by=actor.user_id,
            ticked_by_name=actor.name,
            ticked_at=at,
        )
        for nomination_id, key, _before, reply in fresh
        if reply.is_confirmed is not None
    )
    changes: defaultdict[UUID, dict[str, list[object]]] = defaultdict(dict)
    for nomination_id, key, before, reply in fresh:
        changes[nomination_id][key] = [before.is_confirmed, reply.is_confirmed]
    return changes


def _fresh(replies: Mapping[str, Reply], known: Mapping[str, TickRow]) -> Iterator[tuple[str, Reply, Reply]]:
    """Yield key, known and new reply where the two differ; without an answer there is no remark."""
    for key, said in replies.items():
        tick = known.get(key)
        before = Reply(tick.is_confirmed, tick.note) if tick else Reply(None)
        reply = Reply(said.is_confirmed, nfc(said.note)) if said.is_confirmed is not None else Reply(None)
        if reply != before:
            yield key, before, reply


def _write_initiatives(session: Session, nomination: Nomination, wanted: Collection[UUID]) -> dict[str, list[object]]:
    known = set(queries.initiatives_named(session, [nomination.id]).get(nomination.id, ()))
    if known == set(wanted):
        return {}
    session.execute(delete(NominationInitiative).where(NominationInitiative.nomination_id == nomination.id))
    session.add_all(
        NominationInitiative(nomination_id=nomination.id, initiative_id=initiative_id)
        for initiative_id in sorted(set(wanted))
    )
    return {"initiatives": [_shown(known), _shown(wanted)]}


def _shown(ids: Collection[UUID]) -> Sequence[str]:
    return sorted(str(each) for each in ids)


def _write_exception(nomination: Nomination, reason: str) -> dict[str, list[object]]:
    before = nomination.exception_reason or ""
    if before == reason:
        return {}
    nomination.exception_reason = reason or None
    return {"exception_reason": [shortened(before) or None, shortened(reason) or None]}
