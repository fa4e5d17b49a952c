"""The whole way of a file as steps, told by its trail, and what happens next in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.audit.queries import EventRow
from app.campaigns.enums import CampaignStatus
from app.nominations import rules
from app.nominations.enums import Channel, Status
from app.nominations.labels import STATUS_LABELS
from app.nominations.queries import File
from app.web.filters import moment


class Step(IntEnum):
    """The five steps of every file."""

    NOMINATED = 0
    VERIFIED = 1
    COUNCIL = 2
    DECISION = 3
    CONFERRED = 4


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the page shows it."""

    label: str
    state: str
    who: str = ""
    when: str = ""
    note: str = ""


REACHED: Final[Mapping[Status, Step]] = {
    Status.DRAFT: Step.NOMINATED,
    Status.RETURNED: Step.NOMINATED,
    Status.SUBMITTED: Step.VERIFIED,
    Status.REFUSED: Step.VERIFIED,
    Status.VERIFIED: Step.COUNCIL,
    Status.TABLED: Step.COUNCIL,
    Status.NOT_ENDORSED: Step.COUNCIL,
    Status.ENDORSED: Step.DECISION,
    Status.NOT_APPROVED: Step.DECISION,
    Status.FORWARDED: Step.CONFERRED,
    Status.DECLINED: Step.CONFERRED,
    Status.CONFERRED: Step.CONFERRED,
    Status.REVOKED: Step.CONFERRED,
}
"""The step at which a file stands in each state; a withdrawn one stands where it was taken back."""

STOPPED: Final = frozenset(
    {
        Status.REFUSED,
        Status.NOT_ENDORSED,
        Status.NOT_APPROVED,
        Status.DECLINED,
        Status.REVOKED,
        Status.WITHDRAWN,
    }
)
_NOTED: Final = frozenset({Status.RETURNED, Status.TABLED, Status.FORWARDED}) | STOPPED
_ENDS: Final[Mapping[Step, tuple[Status, ...]]] = {
    Step.NOMINATED: (Status.SUBMITTED, Status.RETURNED),
    Step.VERIFIED: (Status.VERIFIED, Status.REFUSED),
    Step.COUNCIL: (Status.ENDORSED, Status.NOT_ENDORSED, Status.TABLED),
    Step.DECISION: (Status.FORWARDED, Status.NOT_APPROVED),
    Step.CONFERRED: (Status.CONFERRED, Status.DECLINED, Status.REVOKED),
}
"""The events that tell who took a step and when; within own power the decision confers."""


def kind_of(event: EventRow) -> str:
    """Return what an event is about; going back from the council is no second verification."""
    back_from_council = [Status.TABLED.value, Status.VERIFIED.value]
    return "nomination.untabled" if event.changes.get("status") == back_from_council else event.kind


def steps(file: File, events: Sequence[EventRow]) -> list[StepView]:
    """Return the five steps with their state, who took them and when."""
    here, labels = _reached(file, events), _labels(file)
    return [_step(step, labels[step], file, events, here=here) for step in Step]


def _step(step: Step, label: str, file: File, events: Sequence[EventRow], *, here: Step) -> StepView:
    note = str(STATUS_LABELS[file.status]) if step is here and file.status in _NOTED else ""
    if step > here:
        return StepView(label, "todo")
    event = _told_by(step, file, events)
    who, when = (event.actor_name, moment(event.at)) if event else ("", "")
    if step < here or file.status is Status.CONFERRED:
        return StepView(label, "done", who, when)
    return StepView(label, "stopped" if file.status in STOPPED else "current", who, when, note)


def _labels(file: File) -> Mapping[Step, str]:
    upward = file.channel is Channel.PROPOSED
    return {
        Step.NOMINATED: _("Nomination"),
        Step.VERIFIED: _("Verification"),
        Step.COUNCIL: _("Council"),
        Step.DECISION: _("Proposal letter") if upward else _("Decision"),
        Step.CONFERRED: _("Decision of the higher body") if upward else _("Conferral"),
    }


def _reached(file: File, events: Sequence[EventRow]) -> Step:
    if file.status is not Status.WITHDRAWN:
        return REACHED[file.status]
    before = next((moves[0] for event in reversed(events) if (moves := event.changes.get("status"))), "draft")
    return REACHED[Status(before)]


def _told_by(step: Step, file: File, events: Sequence[EventRow]) -> EventRow | None:
    """Return the last event that took this step; for the last step of a withdrawn file, its withdrawal."""
    wanted = {f"nomination.{status.value}" for status in _ENDS[step]}
    if step is Step.NOMINATED and not any(kind_of(event) in wanted for event in events):
        wanted = {"nomination.drafted"}
    if step is Step.DECISION and file.channel is Channel.CONFERRED:
        wanted.add("nomination.conferred")
    if file.status is Status.WITHDRAWN and step is _reached(file, events):
        wanted = {"nomination.withdrawn"}
    return next((event for event in reversed(events) if kind_of(event) in wanted), None)


def next_text(file: File) -> str:
    """Say in plain words what happens next, and who does it."""
    if file.status in rules.EDITABLE and not is_writable(file):
        return _("The campaign no longer takes this file. An officer of %(body)s can extend it.", body=file.body_name)
    upward = file.channel is Channel.PROPOSED
    sentences = {
        Status.DRAFT: _l("The unit completes the file, then the head of %(unit)s submits it.", unit=file.unit_name),
        Status.RETURNED: _l("The unit mends what is marked, then the head submits the file again."),
        Status.SUBMITTED: _l("An officer of %(body)s verifies the file.", body=file.body_name),
        Status.VERIFIED: _l("The file goes before the council at its next meeting."),
        Status.TABLED: _l("The council votes on it."),
        Status.ENDORSED: _l("%(body)s proposes it to %(to)s.", body=file.body_name, to=file.to_unit_name or "")
        if upward
        else _l("The head of %(body)s decides.", body=file.body_name),
        Status.FORWARDED: _l("%(to)s answers; its decision is entered here.", to=file.to_unit_name or ""),
        Status.CONFERRED: _l("Nothing more: the award is conferred and stands in the record."),
        Status.REFUSED: _l("Nothing more: the file was refused. While the campaign is open it can be nominated anew."),
        Status.NOT_ENDORSED: _l("Nothing more: the council did not endorse it."),
        Status.NOT_APPROVED: _l("Nothing more: the head did not approve it."),
        Status.DECLINED: _l("Nothing more: %(to)s declined it.", to=file.to_unit_name or ""),
        Status.REVOKED: _l("Nothing more: the award was revoked."),
        Status.WITHDRAWN: _l("Nothing more: the unit took the file back."),
    }
    return str(sentences[file.status])


def is_writable(file: File) -> bool:
    """Say whether the campaign stands in a phase in which this file can still be written and submitted."""
    phases = rules.WRITING_PHASES.get(file.status, ())
    return file.campaign_status in {CampaignStatus(phase.value) for phase in phases}


def is_verifiable(file: File) -> bool:
    """Say whether the campaign stands in a phase in which files are verified."""
    phases = {CampaignStatus(phase.value) for phase in rules.VERIFYING_PHASES}
    return file.status is Status.SUBMITTED and file.campaign_status in phases
