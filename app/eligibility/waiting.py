"""When an unmet condition could be met, and what must happen until then: the "could be in year N if" of a prospect."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from app.eligibility.case import Case
from app.eligibility.chains import NEVER, opened
from app.eligibility.conditions.awards import Held
from app.eligibility.conditions.classification import YearsFound
from app.eligibility.conditions.initiatives import Found
from app.eligibility.enums import ClassificationLevel, ConditionKind, InitiativeKind, InitiativeLevel
from app.eligibility.messages.words import INITIATIVE_LEVELS, INITIATIVES, LEVELS, both, through
from app.eligibility.outcomes import SILENT, UNMET
from app.eligibility.rulebook import Localised
from app.eligibility.rulebook.conditions import AWARD_YEAR, AnyOf
from app.eligibility.standards import Answer, Judged, Span


class Need(NamedTuple):
    """Something that must happen: what kind of thing, which, in which years or how often."""

    what: str
    which: str = ""
    first: int = 0
    last: int = 0
    kind: str = ""


class Wait(NamedTuple):
    """The first year in which it could be, and what must happen until then."""

    year: int
    needs: tuple[Need, ...]


NO_WAIT: Final[tuple[Need, ...]] = ()
RECRUITED_FOR: Final = 3
HORIZON: Final = 10
"""Years ahead beyond which nobody plans."""


def wait_of(judged: Judged, case: Case) -> Wait | None:
    """Return when a standard could be met; None where no number of years is enough, or only a great one."""
    code = judged.standard.award.code
    if code not in case.waits:
        case.waits[code] = None
        wait = _latest([judged.root, *judged.bars], case)
        case.waits[code] = wait if wait and wait.year <= case.year + HORIZON else None
    found: Wait | None = case.waits[code]
    return found


def _wait(answer: Answer, case: Case) -> Wait | None:
    if answer.record != UNMET:
        return Wait(case.year, NO_WAIT)
    if answer.parts:
        if isinstance(answer.node.condition, AnyOf):
            return _earliest(answer.parts, case)
        return _latest(answer.parts, case)
    look = WAITS.get(answer.node.kind)
    return look(answer, case) if look else None


def _latest(answers: Iterable[Answer], case: Case) -> Wait | None:
    year, needs = case.year, dict[Need, None]()
    for answer in answers:
        if answer.record == UNMET:
            wait = _wait(answer, case)
            if wait is None:
                return None
            year = max(year, wait.year)
            needs.update(dict.fromkeys(wait.needs))
    return Wait(year, tuple(needs))


def _earliest(answers: Iterable[Answer], case: Case) -> Wait | None:
    spoken = [answer for answer in answers if answer.record != SILENT]
    found = [wait for answer in spoken if (wait := _wait(answer, case)) is not None]
    return min(found, key=lambda wait: (wait.year, len(wait.needs)), default=None)


def _standard(answer: Answer, case: Case) -> Wait | None:
    return wait_of(answer.data, case)


def _level(answer: Answer, case: Case) -> Wait | None:
    year = case.year + 1
    return Wait(year, (Need("level", answer.node.condition.level, year, year),))


def _years(answer: Answer, case: Case) -> Wait | None:
    data: YearsFound = answer.data
    condition = answer.node.condition
    if data.span is None:
        missing = condition.years - len(data.certain) - len(data.doubtful)
        year = case.year + missing
        return Wait(year, (Need("level", condition.level, case.year + 1, year),))
    first = _first_open(answer, case)
    if first is None:
        return None
    return _run(data.span, condition.years, case, max(first, case.year + 1), "level", condition.level)


def _first_open(answer: Answer, case: Case) -> int | None:
    """Return the first year after the award that opens the chain; None while no such award is in sight."""
    codes = answer.node.condition.after
    if not codes:
        return 0
    _, possible = opened(answer.node.law, case, codes)
    if possible != NEVER:
        return possible
    found = [year for code in codes if (year := _first_year(code, case)) is not None]
    return min(found) + 1 if found else None


def _run(span: Span, needed: int, case: Case, first: int, what: str, which: str) -> Wait:
    """Extend the run that comes nearest, or begin a new one in ``first``, whichever is there sooner."""
    fresh = Wait(first + needed - 1, (Need(what, which, first, first + needed - 1),))
    begins = span.last + 1
    if not span.years or begins < first:
        return fresh
    last = span.last + needed - len(span.years)
    longer = Wait(last, (Need(what, which, begins, last),))
    return longer if last <= fresh.year else fresh


def _held(answer: Answer, case: Case) -> Wait | None:
    data: Held = answer.data
    condition = answer.node.condition
    found = [(year, code) for code in condition.awards if (year := _first_year(code, case)) is not None]
    if not found:
        return None
    first, code = min(found)
    if data.span is not None:
        return _run(data.span, condition.times, case, first, "award", code)
    last = first + condition.times - len(data.certain) - len(data.doubtful) - 1
    return Wait(last, (Need("award", code, first, last),))


def _first_year(code: str, case: Case) -> int | None:
    """Return the first year for which an award could still be had: this one, or when its own standard could be met."""
    if any(each.year == case.year for each in case.held(code)):
        return case.year + 1
    judged = case.judged(code)
    if judged.record != UNMET:
        return case.year
    wait = wait_of(judged, case)
    return wait.year if wait else None


def _initiative(answer: Answer, case: Case) -> Wait | None:
    data: Found = answer.data
    condition = answer.node.condition
    missing = condition.min_count - len(data.certain) - len(data.doubtful)
    year = case.year + 1 if condition.within == AWARD_YEAR else case.year
    return Wait(year, (Need(condition.kind.value, condition.level, year, missing, "initiative"),))


def _service(answer: Answer, case: Case) -> Wait | None:
    joined = case.facts.joined_on
    if joined is None:
        return None
    for year in range(case.year + 1, case.year + RECRUITED_FOR):
        months = (year - joined.year) * 12 + 12 - joined.month
        if months >= answer.node.condition.months:
            return Wait(year, (Need("service", "", year, answer.node.condition.months),))
    return None


def _next_year(what: str) -> Callable[[Answer, Case], Wait | None]:
    def wait(answer: Answer, case: Case) -> Wait | None:
        return Wait(case.year + 1, (Need(what, "", case.year + 1),))

    return wait


def _concluded(answer: Answer, case: Case) -> Wait | None:
    return Wait(case.year, (Need("concluded"),))


def _discipline(answer: Answer, case: Case) -> Wait | None:
    within = answer.data.within
    length = within.last - within.first + 1 if within else 1
    return Wait(case.year + length, (Need("no_discipline", "", case.year + 1, case.year + length),))


WAITS: Final[Mapping[ConditionKind, Callable[[Answer, Case], Wait | None]]] = {
    ConditionKind.CLASSIFICATION_AT_LEAST: _level,
    ConditionKind.CLASSIFICATION_YEARS: _years,
    ConditionKind.AWARD_HELD: _held,
    ConditionKind.INITIATIVE_RECOGNISED: _initiative,
    ConditionKind.MEETS_STANDARD_OF: _standard,
    ConditionKind.MEMBERS_WITH: _next_year("members"),
    ConditionKind.NOT_DISCIPLINED_FROM: _discipline,
    ConditionKind.EMPLOYED_MONTHS_MIN: _service,
    ConditionKind.ABSENCE_NOT_BETWEEN: _next_year("present"),
    ConditionKind.NO_OPEN_CASE: _concluded,
    ConditionKind.REGISTERED_FOR_EMULATION: _next_year("registered"),
}
"""What was denied by a person, or never read, has no year in which it could be."""


@lru_cache(maxsize=4096)
def need_in_words(need: Need, name: str) -> Localised:
    """Return a need in words; ``name`` is the short name of the award it asks for."""
    what, which, first, last, _ = need
    span = through(first, last)
    if what == "level":
        level = LEVELS[ClassificationLevel(which)]
        return both(f"xếp loại từ mức {level.vi} năm {span}", f"at least {level.en} in {span}")
    if what == "award":
        return both(f"được tặng {name} năm {span}", f"{name} conferred for {span}")
    if need.kind == "initiative":
        level_name = INITIATIVE_LEVELS[InitiativeLevel(which)]
        one, many = INITIATIVES[InitiativeKind(what)]
        noun = one if last == 1 else many
        return both(
            f"thêm {last} {noun.vi} {level_name.vi} được công nhận năm {first}",
            f"{last} more {noun.en} recognised {level_name.en} in {first}",
        )
    return OTHER_NEEDS[what](first, last)


OTHER_NEEDS: Final[Mapping[str, Callable[[int, int], Localised]]] = {
    "service": lambda first, last: both(f"đủ {last} tháng công tác", f"{last} months of service reached"),
    "members": lambda first, last: both(f"đủ tỷ lệ thành viên năm {first}", f"the share of members reached in {first}"),
    "present": lambda first, last: both(f"không nghỉ dài trong năm {first}", f"no long absence in {first}"),
    "registered": lambda first, last: both(f"đăng ký thi đua đầu năm {first}", f"registered at the start of {first}"),
    "concluded": lambda first, last: both("vụ việc được kết luận", "the open case is concluded"),
    "no_discipline": lambda first, last: both(
        f"không bị kỷ luật năm {through(first, last)}", f"no discipline in {through(first, last)}"
    ),
}
