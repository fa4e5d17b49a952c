"""Who approved what a meeting decided, who is still to, and the results by award with what the head made of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from app.core.access import Actor
from app.core.text import short_date
from app.council import policy
from app.council.enums import ApprovalCapacity, CouncilRole, ItemResult, MeetingStatus, Presence
from app.council.labels import CAPACITY_LABELS
from app.council.policy import Sitter
from app.council.presenters.results import share_words, state_of, told
from app.council.presenters.words import nominee_detail
from app.council.queries.approvals import MinutesApproval
from app.council.queries.attendance import AttendanceRow
from app.council.queries.meetings import ItemRow, MeetingFile
from app.council.queries.proceedings import Lowered, Proceedings
from app.nominations.enums import Status
from app.nominations.labels import award_abbreviation, award_name


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """One of the three approvals: who gave it and how, or who is asked for it."""

    capacity: str
    label: object
    is_given: bool
    name: str
    detail: str
    note: str
    state: str
    """In a word: chair and secretary confirm the minutes, the head approves the result."""
    give_label: str
    """What the button says that gives it; empty for whom it is not."""
    take_back_label: str
    """What the button says that takes it back; empty for whom it is not."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A name and what the council said of it; ``deviation`` is why the head did not follow."""

    item_id: UUID
    nomination_id: UUID
    name: str
    detail: str
    share: str
    state: object
    tone: str
    lowered: str
    """Which lower award was adopted, or is proposed, in the place of this one."""
    deviation: str
    may_deviate: bool


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """The results of one award."""

    award: str
    counts: str
    rows: Sequence[ResultRow]


def sitters_from(attendance: Iterable[AttendanceRow], left: Collection[UUID]) -> list[Sitter]:
    """Return those who were called to a meeting, from its attendance and those who left the council since."""
    return [
        Sitter(
            person_id=row.person_id,
            name=row.full_name,
            post=row.post,
            role=row.role,
            was_present=row.presence is Presence.PRESENT,
            has_left=row.member_id in left,
        )
        for row in attendance
    ]


def approval_views(
    meeting: MeetingFile,
    sitters: Sequence[Sitter],
    approvals: Iterable[MinutesApproval],
    actor: Actor,
    *,
    may_run: bool,
) -> list[ApprovalView]:
    """Return the three approvals in the order in which they are given."""
    given = {each.capacity: each for each in approvals}
    order = (ApprovalCapacity.SECRETARY, ApprovalCapacity.CHAIR, ApprovalCapacity.HEAD)
    return [_view(each, meeting, sitters, given.get(each), actor, may_run=may_run) for each in order]


def _view(
    capacity: ApprovalCapacity,
    meeting: MeetingFile,
    sitters: Sequence[Sitter],
    given: MinutesApproval | None,
    actor: Actor,
    *,
    may_run: bool,
) -> ApprovalView:
    if given is not None:
        mine = may_run if given.is_on_paper else given.recorded_by == actor.user_id
        is_open = capacity is ApprovalCapacity.HEAD or meeting.status is MeetingStatus.CLOSED
        return ApprovalView(
            capacity=capacity.value,
            label=CAPACITY_LABELS[capacity],
            is_given=True,
            name=given.name,
            detail=given.post,
            note=_given_words(given),
            state=_("Approved by the head") if capacity is ApprovalCapacity.HEAD else _("Approved"),
            give_label="",
            take_back_label=_take_back_label(capacity) if mine and is_open else "",
        )
    me = policy.approver(actor, capacity, sitters, body_path=meeting.body_path)
    return ApprovalView(
        capacity=capacity.value,
        label=CAPACITY_LABELS[capacity],
        is_given=False,
        name="",
        detail="",
        note=_asked_words(capacity, meeting, sitters),
        state=_("Not yet"),
        give_label=_give_label(capacity) if me and is_due(capacity, meeting) else "",
        take_back_label="",
    )


def is_due(capacity: ApprovalCapacity, meeting: MeetingFile) -> bool:
    """Say whether this approval can be given now: of a saved text, the head's once the minutes are fixed."""
    due = MeetingStatus.MINUTED if capacity is ApprovalCapacity.HEAD else MeetingStatus.CLOSED
    return meeting.status is due and bool(meeting.minutes)


def _give_label(capacity: ApprovalCapacity) -> str:
    return {
        ApprovalCapacity.CHAIR: _("Approve as chair"),
        ApprovalCapacity.SECRETARY: _("Approve as secretary"),
        ApprovalCapacity.HEAD: _("Approve the result"),
    }[capacity]


def _take_back_label(capacity: ApprovalCapacity) -> str:
    is_head = capacity is ApprovalCapacity.HEAD
    return _("Take the approval of the result back") if is_head else _("Take the approval back")


def _given_words(given: MinutesApproval) -> str:
    day = short_date(given.approved_on)
    if given.is_on_paper:
        return _("Signed on paper on %(day)s: %(note)s", day=day, note=given.note)
    if given.capacity is ApprovalCapacity.HEAD:
        return _("Approved here by the head on %(day)s", day=day)
    return _("Approved here on %(day)s", day=day)


def _asked_words(capacity: ApprovalCapacity, meeting: MeetingFile, sitters: Sequence[Sitter]) -> str:
    if capacity is ApprovalCapacity.HEAD:
        if meeting.status is not MeetingStatus.MINUTED:
            return _("After chair and secretary, the head of the body approves the result.")
        return _("Waits for the head of the body.")
    named = policy.signers(capacity, sitters)
    names = ", ".join(sitter.name for sitter in named)
    if not named and capacity is ApprovalCapacity.SECRETARY:
        return _("The council names no secretary who could sign; the HR officer of the body signs the minutes kept.")
    if not named:
        return _("Nobody who could sign as chair is in the council any more; enter the signature given on paper.")
    if named[0].role is CouncilRole.VICE_CHAIR:
        return _("Waits for %(names)s, for the chair was absent or has left: a vice chair who came signs.", names=names)
    return _("Waits for %(names)s.", names=names)


def standing_words(views: Sequence[ApprovalView]) -> str:
    """Say whose approval of the minutes a change of their text takes back; nothing while nobody has approved."""
    names = [view.name for view in views if view.is_given and view.capacity != ApprovalCapacity.HEAD.value]
    if not names:
        return ""
    return _("Another text takes back the approval of %(names)s.", names=", ".join(names))


def result_groups(
    items: Sequence[ItemRow], beside: Proceedings, *, may_deviate: bool, sees_figures: bool
) -> list[ResultGroup]:
    """Return the results by award, in the order of the agenda."""
    found: dict[str, list[ItemRow]] = {}
    for item in items:
        if item.result is not None and item.id in beside.files:
            found.setdefault(award_name(item.regime_id, item.award_code), []).append(item)
    return [
        ResultGroup(
            award,
            _counts(rows),
            [_row(told(item, sees_figures=sees_figures), beside, may_deviate=may_deviate) for item in rows],
        )
        for award, rows in found.items()
    ]


def _counts(rows: Sequence[ItemRow]) -> str:
    adopted = sum(item.result is ItemResult.ADOPTED for item in rows)
    return _("%(adopted)s of %(files)s adopted", adopted=adopted, files=len(rows))


def _row(item: ItemRow, beside: Proceedings, *, may_deviate: bool) -> ResultRow:
    state, tone = state_of(item)
    file, lower = beside.files[item.id], beside.lowered.get(item.id)
    return ResultRow(
        item_id=item.id,
        nomination_id=file.nomination_id,
        name=item.nominee_name,
        detail=nominee_detail(item.nominee_name, item.nominee_post, item.nominee_unit_name),
        share=share_words(item),
        state=state,
        tone=tone,
        lowered=_lowered_words(item, lower) if lower else "",
        deviation=file.reason if file.status is Status.NOT_APPROVED else "",
        may_deviate=may_deviate and file.status is Status.ENDORSED,
    )


def _lowered_words(item: ItemRow, lower: Lowered) -> str:
    award = award_abbreviation(item.regime_id, lower.award_code)
    if lower.is_adopted:
        return _("Adopted for a lower award: %(award)s", award=award)
    return _("A lower award was proposed: %(award)s", award=award)
