"""Campaigns as pages show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.audit.queries import EventRow
from app.campaigns import labels, rules
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.queries import CampaignFile, CampaignRow
from app.core.text import short_date
from app.eligibility.enums import AwardKind, Subject
from app.eligibility.rulebook import Award
from app.web.filters import moment

GROUPS = (
    (AwardKind.TITLE, Subject.INDIVIDUAL, _l("Titles for people")),
    (AwardKind.TITLE, Subject.COLLECTIVE, _l("Titles for units")),
    (AwardKind.FORM, Subject.INDIVIDUAL, _l("Commendations for people")),
    (AwardKind.FORM, Subject.COLLECTIVE, _l("Commendations for units")),
)


@dataclass(frozen=True, slots=True)
class ListedCampaign:
    """A row of the list."""

    row: CampaignRow
    kind: object
    state: object
    tone: str
    period: str
    left: str


def listed(rows: Iterable[CampaignRow], today: date) -> list[ListedCampaign]:
    """Return the rows of the list with their words."""
    return [
        ListedCampaign(
            row,
            labels.KIND_LABELS[row.kind],
            labels.STATUS_LABELS[row.status],
            labels.STATUS_TONES[row.status],
            period_words((row.starts_on, row.ends_on)) if row.starts_on and row.ends_on else "",
            time_left(row.status, row.starts_on, row.ends_on, today),
        )
        for row in rows
    ]


def period_words(period: rules.Period) -> str:
    """Return "01/11/2026 – 30/11/2026"."""
    return f"{short_date(period[0])} – {short_date(period[1])}"


def time_left(status: CampaignStatus, starts_on: date | None, ends_on: date | None, today: date) -> str:
    """Say how long the phase of a campaign still runs, or when it begins."""
    if status is CampaignStatus.CLOSED or starts_on is None or ends_on is None:
        return ""
    if status is CampaignStatus.PLANNED:
        days = (starts_on - today).days
        if days <= 0:
            return _("may begin now")
        return str(ngettext("begins in %(num)s day", "begins in %(num)s days", days))
    days = (ends_on - today).days
    if days < 0:
        return str(ngettext("ended %(num)s day ago", "ended %(num)s days ago", -days))
    if days == 0:
        return _("last day today")
    return str(ngettext("%(num)s day left", "%(num)s days left", days))


@dataclass(frozen=True, slots=True)
class Step:
    """One phase in the chain and in the calendar."""

    phase: Phase
    label: object
    state: str
    when: str
    note: str
    starts_on: date
    ends_on: date


def steps(campaign: CampaignFile, phases: Mapping[Phase, rules.Period], today: date) -> list[Step]:
    """Return the phases with where the campaign stands."""
    return [
        Step(
            phase,
            labels.PHASE_LABELS[phase],
            _step_state(campaign.status, phase),
            period_words(period),
            time_left(campaign.status, *period, today) if rules.phase_of(campaign.status) is phase else "",
            *period,
        )
        for phase, period in phases.items()
    ]


def _step_state(status: CampaignStatus, phase: Phase) -> str:
    if rules.phase_is_over(status, phase):
        return "done"
    return "current" if rules.phase_of(status) is phase else "todo"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step that follows: its button, what it brings about, what stands in its way and where that is changed."""

    to_status: CampaignStatus
    button: object
    consequence: object
    problems: Sequence[str]
    waits: bool
    ends_early: bool


def next_step(
    campaign: CampaignFile, phases: Mapping[Phase, rules.Period], *, today: date, classification_locked: bool
) -> NextStep | None:
    """Return the next step of a campaign, or None for a closed one."""
    to_status = rules.next_status(campaign.status)
    if to_status is None:
        return None
    problems = rules.beginning_problems(
        campaign.kind,
        to_status,
        phases=phases,
        today=today,
        classification_locked=classification_locked,
    )
    return NextStep(
        to_status,
        labels.BEGIN_LABELS[to_status],
        labels.CONSEQUENCES[to_status],
        [str(problem.message) for problem in problems],
        rules.waits_for_its_day(to_status, phases, today=today),
        rules.can_end_early(campaign.status, phases, today=today),
    )


def is_overdue(campaign: CampaignFile, phases: Mapping[Phase, rules.Period], today: date) -> bool:
    """Say whether the phase in which the campaign stands is past its last day."""
    phase = rules.phase_of(campaign.status)
    return phase is not None and phase in phases and today > phases[phase][1]


def award_groups(awards: Iterable[Award]) -> list[tuple[object, list[Award]]]:
    """Return awards in the groups in which officers look for them; empty groups are left out."""
    known = list(awards)
    groups = [
        (label, [award for award in known if award.kind is kind and award.subject is subject])
        for kind, subject, label in GROUPS
    ]
    return [group for group in groups if group[1]]


def history(events: Sequence[EventRow]) -> list[dict[str, object]]:
    """Return the events of a campaign for the timeline, the newest first; what others wrote to it is theirs to show."""
    return [
        {
            "what": labels.EVENT_LABELS[event.kind],
            "who": event.actor_name,
            "when": moment(event.at),
            "reason": event.reason,
            "changes": [] if event.kind == "campaign.planned" else _changes(event),
        }
        for event in reversed(events)
        if event.kind in labels.EVENT_LABELS
    ]


def _changes(event: EventRow) -> list[tuple[object, str, str]]:
    return [
        (label, _shown(field, event.changes[field][0]), _shown(field, event.changes[field][1]))
        for field, label in labels.FIELD_LABELS.items()
        if field in event.changes
    ]


def _shown(field: str, value: object) -> str:
    """Return a value of the trail as a person reads it."""
    if value is None or value == "":
        return ""
    if field == "kind":
        return str(labels.KIND_LABELS[CampaignKind(str(value))])
    if field == "status":
        return str(labels.STATUS_LABELS[CampaignStatus(str(value))])
    if isinstance(value, list) and field == "awards":
        return ", ".join(map(str, value))
    if isinstance(value, list):
        first, last = (date.fromisoformat(str(day)) for day in value)
        return period_words((first, last))
    return str(value)
