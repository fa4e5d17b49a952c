"""The convening notice of a meeting: who is invited, when, where, about what, and what to prepare."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app.audit import trail
from app.core.access import Actor
from app.core.errors import Problem, RuleBroken, StaleVersion, TransitionError
from app.core.text import nfc, nfc_block, short_date
from app.core.transaction import transaction
from app.council import rules
from app.council.queries.notices import MeetingNotice, notice_of
from app.council.services.sitting import meeting_held

MAX_NUMBER: Final = 80
MAX_SIGNER: Final = 120
MAX_LINE: Final = 200
MAX_TEXT: Final = 5_000


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """What somebody typed into the notice."""

    full_number: str
    issued_on: date | None
    signer_name: str
    signer_line: str
    text: str


def save_notice(meeting_id: UUID, plan: NoticePlan, *, actor: Actor, at: datetime, version: int) -> None:
    """Keep the notice of a meeting that is not over; ``version`` 0: there was none when the page was opened."""
    cleaned = _cleaned(plan)
    problems = list(_problems(cleaned))
    if problems:
        raise RuleBroken(*problems)
    with transaction() as session:
        if meeting_held(session, meeting_id, actor).meeting.status not in rules.BEFORE_CLOSING:
            raise TransitionError("the meeting is closed")
        notice = notice_of(session, meeting_id)
        if (notice.version if notice else 0) != version:
            raise StaleVersion
        before = _told(notice) if notice else {}
        if notice is None:
            notice = MeetingNotice(meeting_id=meeting_id)
            session.add(notice)
        notice.full_number, notice.issued_on = cleaned.full_number, cleaned.issued_on
        notice.signer_name, notice.signer_line, notice.text = cleaned.signer_name, cleaned.signer_line, cleaned.text
        after = _told(notice)
        changes = {name: [before.get(name), new] for name, new in after.items() if new != (before.get(name) or "")}
        trail.record(session, "meeting.notice_saved", meeting_id, actor=actor, at=at, changes=changes)


def _cleaned(plan: NoticePlan) -> NoticePlan:
    return NoticePlan(
        nfc(plan.full_number), plan.issued_on, nfc(plan.signer_name), nfc_block(plan.signer_line), nfc_block(plan.text)
    )


def _problems(plan: NoticePlan) -> Iterator[Problem]:
    if not plan.signer_name:
        yield Problem(_l("Fill this in."), "signer_name")
    if plan.issued_on is None:
        yield Problem(_l("Fill this in."), "issued_on")
    limits = {
        "full_number": (plan.full_number, MAX_NUMBER),
        "signer_name": (plan.signer_name, MAX_SIGNER),
        "signer_line": (plan.signer_line, MAX_LINE),
        "text": (plan.text, MAX_TEXT),
    }
    for field, (value, most) in limits.items():
        if len(value) > most:
            yield Problem(_l("At most %(most)s characters fit here.", most=most), field)


def _told(notice: MeetingNotice) -> dict[str, str]:
    return {
        "full_number": notice.full_number,
        "issued_on": short_date(notice.issued_on) if notice.issued_on else "",
        "signer_name": notice.signer_name,
        "signer_line": notice.signer_line,
        "text": notice.text,
    }
