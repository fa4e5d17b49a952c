"""The calendar of a campaign: which step follows which, and which days belong to a phase (design 5)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from flask_babel import lazy_gettext as _l

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.labels import PHASE_LABELS, STATUS_LABELS
from app.core.errors import Problem, TransitionError
from app.core.text import short_date
from app.eligibility.enums import AuthorityLevel, AwardKind

Period = tuple[date, date]
"""First and last day, both included."""

NEXT: Final[Mapping[CampaignStatus, frozenset[CampaignStatus]]] = {
    CampaignStatus.PLANNED: frozenset({CampaignStatus.OPEN}),
    CampaignStatus.OPEN: frozenset({CampaignStatus.VERIFYING}),
    CampaignStatus.VERIFYING: frozenset({CampaignStatus.DELIBERATING}),
    CampaignStatus.DELIBERATING: frozenset({CampaignStatus.DECIDING}),
    CampaignStatus.DECIDING: frozenset({CampaignStatus.CLOSED}),
    CampaignStatus.CLOSED: frozenset(),
}

MAX_NAME: Final = 300
MAX_TEXT: Final = 20_000
MAX_REASON: Final = 2_000
FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
YEARS: Final = range(FIRST_YEAR, LAST_YEAR + 1)
YEARLY_DAYS: Final = (30, 15, 16, 31)
SHORT_DAYS: Final = (15, 7, 7, 14)
ORDER: Final = tuple(Phase)
_STATUS_ORDER: Final = tuple(CampaignStatus)


def default_calendar(kind: CampaignKind, year: int, today: date) -> dict[Phase, Period]:
    """Suggest the days of the phases: a yearly round fills November to January, the others begin today."""
    lengths = YEARLY_DAYS if kind is CampaignKind.YEARLY else SHORT_DAYS
    start = today if kind is not CampaignKind.YEARLY and today.year == year else date(year, 11, 1)
    calendar = {}
    for phase, days in zip(ORDER, lengths, strict=True):
        calendar[phase] = (start, start + timedelta(days=days - 1))
        start += timedelta(days=days)
    return calendar


def suggested(kind: CampaignKind, *, authority: AuthorityLevel, award_kind: AwardKind) -> bool:
    """Say whether an award is usually open in such a campaign: titles are for the yearly round only."""
    near = authority in (AuthorityLevel.GRASSROOTS, AuthorityLevel.PROVINCIAL)
    return near and (kind is CampaignKind.YEARLY or award_kind is AwardKind.FORM)


def move(current: CampaignStatus, wanted: CampaignStatus) -> CampaignStatus:
    """Return ``wanted`` when it is the next step; raises TransitionError otherwise."""
    if wanted not in NEXT[current]:
        raise TransitionError(f"{current} -> {wanted}")
    return wanted


def next_status(current: CampaignStatus) -> CampaignStatus | None:
    """Return the step that follows, or None after the last one."""
    return next(iter(NEXT[current]), None)


def phase_of(status: CampaignStatus) -> Phase | None:
    """Return the dated phase of a status; planned and closed have none."""
    return Phase(status.value) if status.value in set(Phase) else None


def has_begun(status: CampaignStatus, phase: Phase) -> bool:
    """Say whether a campaign in this state has reached the phase."""
    return _STATUS_ORDER.index(status) >= _STATUS_ORDER.index(CampaignStatus(phase.value))


def calendar_problems(year: int, phases: Mapping[Phase, Period]) -> list[Problem]:
    """Say what is wrong with a calendar: each phase has its days, in order, around the year of the campaign."""
    problems = [
        Problem(_l("Give the first and the last day of this phase."), f"{phase.value}_starts_on")
        for phase in ORDER
        if phase not in phases
    ]
    known = [phase for phase in ORDER if phase in phases]
    for phase in known:
        problems += period_problems(year, phase, phases[phase])
    for before, after in pairwise(known):
        if phases[after][0] < phases[before][1]:
            message = _l(
                "“%(phase)s” may begin on %(day)s at the earliest: the day on which “%(before)s” ends.",
                phase=PHASE_LABELS[after],
                before=PHASE_LABELS[before],
                day=short_date(phases[before][1]),
            )
            problems.append(Problem(message, f"{after.value}_starts_on"))
    return problems


def period_problems(year: int, phase: Phase, period: Period) -> list[Problem]:
    """A phase has at least one day and lies around the year of its campaign."""
    starts_on, ends_on = period
    if ends_on < starts_on:
        return [Problem(_l("The last day lies before the first one."), f"{phase.value}_ends_on")]
    if starts_on.year < year - 1 or ends_on.year > year + 2:
        message = _l(
            "The days of a campaign of %(year)s lie between 01/01/%(first)s and 31/12/%(last)s.",
            year=year,
            first=year - 1,
            last=year + 2,
        )
        return [Problem(message, f"{phase.value}_starts_on")]
    return []


def year_problems(year: int) -> list[Problem]:
    """The years that a campaign may be about."""
    if year in YEARS:
        return []
    message = _l("Type a number from %(least)s to %(most)s.", least=FIRST_YEAR, most=LAST_YEAR)
    return [Problem(message, "year")]


def award_problems(chosen: Collection[str], in_regime: Collection[str]) -> list[Problem]:
    """A campaign opens at least one award, and only awards that its regime knows."""
    if not chosen:
        return [Problem(_l("Tick at least one award."), "award_codes")]
    unknown = sorted(set(chosen) - set(in_regime))
    if unknown:
        message = _l("The chosen regime has no award with the code %(codes)s.", codes=", ".join(unknown))
        return [Problem(message, "award_codes")]
    return []


def text_problems(name: str, legal_basis: str) -> list[Problem]:
    """A campaign has a name; both texts fit their place."""
    problems = []
    if not name:
        problems.append(Problem(_l("Fill this in."), "name"))
    for field, text, most in (("name", name, MAX_NAME), ("legal_basis", legal_basis, MAX_TEXT)):
        if len(text) > most:
            message = _l(
                "Shorten this by %(excess)s characters; at most %(most)s fit.", excess=len(text) - most, most=most
            )
            problems.append(Problem(message, field))
    return problems


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a campaign becomes fixed as it moves on."""

    kind: CampaignKind
    year: int
    regime_id: str
    award_codes: frozenset[str]
    phases: Mapping[Phase, Period]


def editing_problems(status: CampaignStatus, *, before: Frame, after: Frame) -> list[Problem]:
    """Say which change comes too late: files may already lean on the kind, the year, the regime and the awards."""
    if status is CampaignStatus.CLOSED:
        return [Problem(_l("A closed campaign can no longer be changed."))]
    if status is CampaignStatus.PLANNED:
        return []
    problems = [
        Problem(_l("This is fixed since the campaign was opened."), field)
        for field in ("kind", "year", "regime_id")
        if getattr(before, field) != getattr(after, field)
    ]
    if before.award_codes - after.award_codes:
        message = _l(
            "Awards stay open once the campaign was opened: %(codes)s.",
            codes=", ".join(sorted(before.award_codes - after.award_codes)),
        )
        problems.append(Problem(message, "award_codes"))
    for phase in before.phases:
        if has_begun(status, phase) and before.phases[phase] != after.phases.get(phase, before.phases[phase]):
            message = _l("This phase has begun. It can only be extended or ended early, with a reason.")
            problems.append(Problem(message, f"{phase.value}_ends_on"))
    return problems


def handed_over(status: CampaignStatus, phases: Mapping[Phase, Period], *, today: date) -> dict[Phase, Period]:
    """Return the calendar in which the running phase ends when the next one is moved forward to begin.

    A council that is done early need not wait for its last day. Days for nominating were promised to the units: they
    are cut only with a reason, by ``ended_early``.
    """
    calendar = dict(phases)
    running = phase_of(status)
    after = next(iter(ORDER[ORDER.index(running) + 1 :]), None) if running else None
    if running in (None, Phase.OPEN) or after is None or running not in phases or after not in phases:
        return calendar
    (starts_on, ends_on), begins_on = phases[running], phases[after][0]
    if max(today, starts_on) <= begins_on < ends_on:
        calendar[running] = (starts_on, begins_on)
    return calendar


def reason_problems(reason: str) -> list[Problem]:
    """An extension or an early end is answered for: it needs a reason."""
    if not reason:
        return [Problem(_l("Give the reason."), "reason")]
    if len(reason) > MAX_REASON:
        message = _l(
            "Shorten this by %(excess)s characters; at most %(most)s fit.",
            excess=len(reason) - MAX_REASON,
            most=MAX_REASON,
        )
        return [Problem(message, "reason")]
    return []


def beginning_problems(
    kind: CampaignKind,
    to: CampaignStatus,
    *,
    phases: Mapping[Phase, Period],
    today: date,
    classification_locked: bool,
) -> list[Problem]:
    """Say what stands in the way of the next step: its first day, and for a yearly council the classification."""
    problems = []
    if waits_for_its_day(to, phases, today=today):
        problems.append(Problem(_too_early(to, phases, today)))
    if needs_lock(kind, to) and not classification_locked:
        message = _l(
            "The quality classification of the year is not locked yet. The council of a yearly campaign meets "
            "only after it is locked."
        )
        problems.append(Problem(message))
    return problems


def waits_for_its_day(to: CampaignStatus, phases: Mapping[Phase, Period], *, today: date) -> bool:
    """Say whether the calendar lets the step begin on a later day only."""
    phase = phase_of(to)
    return phase is not None and phase in phases and today < phases[phase][0]


def _too_early(to: CampaignStatus, phases: Mapping[Phase, Period], today: date) -> object:
    """Name the day of the step and the way to an earlier one: while a phase runs, its end stands in the way."""
    day = short_date(phases[Phase(to.value)][0])
    before = _STATUS_ORDER[_STATUS_ORDER.index(to) - 1]
    if can_end_early(before, phases, today=today):
        return _l(
            "By the calendar “%(phase)s” begins on %(day)s. If it is to begin earlier, end the present phase early "
            "first.",
            phase=STATUS_LABELS[to],
            day=day,
        )
    return _l(
        "By the calendar “%(phase)s” begins on %(day)s. If it is to begin earlier, change its first day in the "
        "calendar first.",
        phase=STATUS_LABELS[to],
        day=day,
    )


def needs_lock(kind: CampaignKind, to: CampaignStatus) -> bool:
    """Say whether this step waits for the locked classification of the body and year."""
    return kind is CampaignKind.YEARLY and to is CampaignStatus.DELIBERATING


def extended(
    status: CampaignStatus, phases: Mapping[Phase, Period], phase: Phase, ends_on: date
) -> dict[Phase, Period] | list[Problem]:
    """Return the calendar with a later end of ``phase``, or why it cannot be.

    The next phase begins later when it would overlap, as long as a day of it is left.
    """
    starts_on, old_end = phases[phase]
    if phase_is_over(status, phase):
        return [Problem(_l("This phase is over: the campaign has taken its next step."), "phase")]
    if ends_on <= old_end:
        message = _l("An extension ends after %(day)s; it cannot shorten a phase.", day=short_date(old_end))
        return [Problem(message, "ends_on")]
    calendar = {**phases, phase: (starts_on, ends_on)}
    after = next(iter(ORDER[ORDER.index(phase) + 1 :]), None)
    if after is not None and calendar[after][0] <= ends_on:
        if calendar[after][1] < ends_on:
            message = _l(
                "“%(phase)s” ends on %(day)s already. Extend that phase first.",
                phase=PHASE_LABELS[after],
                day=short_date(calendar[after][1]),
            )
            return [Problem(message, "ends_on")]
        calendar[after] = (min(ends_on + timedelta(days=1), calendar[after][1]), calendar[after][1])
    return calendar


def can_end_early(status: CampaignStatus, phases: Mapping[Phase, Period], *, today: date) -> bool:
    """Say whether the running phase has days after today that could be cut."""
    running = phase_of(status)
    return running is not None and running in phases and max(today, phases[running][0]) < phases[running][1]


def ended_early(
    status: CampaignStatus, phases: Mapping[Phase, Period], ends_on: date, *, today: date
) -> dict[Phase, Period] | list[Problem]:
    """Return the calendar in which the running phase ends on an earlier day, or why it cannot.

    The next phase may begin on that day, as planning allows: no day lies between the two. A day that has begun was
    promised to its end, so the earliest last day is today.
    """
    running = phase_of(status)
    if running is None or not can_end_early(status, phases, today=today):
        return [Problem(_l("There is no day left to cut from the present phase."), "ends_on")]
    starts_on, old_end = phases[running]
    earliest = max(today, starts_on)
    if not earliest <= ends_on < old_end:
        message = _l(
            "Name a day from %(first)s to %(last)s.",
            first=short_date(earliest),
            last=short_date(old_end - timedelta(days=1)),
        )
        return [Problem(message, "ends_on")]
    calendar = {**phases, running: (starts_on, ends_on)}
    after = next(iter(ORDER[ORDER.index(running) + 1 :]), None)
    if after is not None and after in calendar:
        calendar[after] = (ends_on, calendar[after][1])
    return calendar


def phase_is_over(status: CampaignStatus, phase: Phase) -> bool:
    """Say whether the campaign has gone past the phase."""
    return _STATUS_ORDER.index(status) > _STATUS_ORDER.index(CampaignStatus(phase.value))


def phase_problem(
    *,
    name: str,
    body_name: str,
    status: CampaignStatus,
    wanted: Collection[Phase],
    period: Period | None,
    on: date,
) -> Problem | None:
    """Say why an act that belongs to the ``wanted`` phases cannot happen on this day, or None when it can."""
    if phase_of(status) not in wanted or period is None:
        return Problem(_wrong_phase(name, status, wanted))
    starts_on, ends_on = period
    if on < starts_on:
        message = _l(
            "The phase “%(phase)s” of “%(name)s” begins on %(day)s.",
            phase=PHASE_LABELS[Phase(status.value)],
            name=name,
            day=short_date(starts_on),
        )
        return Problem(message)
    if on > ends_on:
        message = _l(
            "The phase “%(phase)s” of “%(name)s” was open until the end of %(day)s. An HR officer of %(body)s can "
            "extend it.",
            phase=PHASE_LABELS[Phase(status.value)],
            name=name,
            day=short_date(ends_on),
            body=body_name,
        )
        return Problem(message)
    return None


def _wrong_phase(name: str, status: CampaignStatus, wanted: Collection[Phase]) -> object:
    if status is CampaignStatus.CLOSED:
        return _l("“%(name)s” is closed: nothing more can be entered in it.", name=name)
    return _l(
        "“%(name)s” stands at “%(status)s”. This can be done in the phase %(phases)s only.",
        name=name,
        status=STATUS_LABELS[status],
        phases=_Listed([PHASE_LABELS[phase] for phase in ORDER if phase in wanted]),
    )


class _Listed:
    """Names in quotation marks, put into words only when the sentence is shown."""

    def __init__(self, names: list[object]) -> None:
        self._names = names

    def __str__(self) -> str:
        return ", ".join(f"“{name}”" for name in self._names)
