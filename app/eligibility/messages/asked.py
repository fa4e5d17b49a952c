"""What a condition asks, in the words of the standard or in a sentence built from its parameters."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from app.eligibility.enums import ConditionKind, DisciplineScope, InitiativeKind
from app.eligibility.messages.words import (
    ACHIEVEMENTS,
    INITIATIVE_LEVELS,
    INITIATIVES,
    LEVELS,
    SET_BY,
    SEVERITIES,
    abbreviations,
    both,
    counted,
    joined,
)
from app.eligibility.rulebook import Localised, Regime
from app.eligibility.rulebook import conditions as kinds
from app.eligibility.rulebook.conditions import AWARD_YEAR

Say = Callable[[Any, Regime], Localised]  # Any: each sentence takes its own kind


def asked(condition: Any, regime: Regime) -> Localised:
    """Return what a condition asks; the wording of the file comes before a built sentence where it says all."""
    if condition.text is not None and condition.type in WORDED_BY_THE_FILE:
        return Localised.model_validate(condition.text)
    text = SENTENCES[condition.type](condition, regime)
    return joined((text, condition.text), ", ") if condition.text is not None else text


def _all_of(condition: kinds.AllOf, regime: Regime) -> Localised:
    return both("đủ các điều kiện sau", "all of the following")


def _any_of(condition: kinds.AnyOf, regime: Regime) -> Localised:
    return both("một trong các điều kiện sau", "at least one of the following")


def _at_least(condition: kinds.ClassificationAtLeast, regime: Regime) -> Localised:
    level = LEVELS[condition.level]
    return both(f"xếp loại từ mức {level.vi} trong năm xét", f"classified at least as {level.en} in the award year")


def _years(condition: kinds.ClassificationYears, regime: Regime) -> Localised:
    level = LEVELS[condition.level]
    vi = f"{condition.years} năm {'liên tục ' if condition.consecutive else ''}xếp loại từ mức {level.vi}"
    en = f"{counted(condition.years, 'consecutive year' if condition.consecutive else 'year')} of at least {level.en}"
    if condition.or_title:
        name = regime.awards[condition.or_title].abbreviation
        vi, en = f"{vi} hoặc được tặng {name}", f"{en} or with {name}"
    if condition.after:
        names = abbreviations(regime, condition.after)
        vi, en = f"{vi}, sau khi được tặng {names.vi}", f"{en}, after {names.en}"
    return _in_that_time(vi, en, condition.within)


def _held(condition: kinds.AwardHeld, regime: Regime) -> Localised:
    names = abbreviations(regime, condition.awards)
    vi, en = f"đã được tặng {names.vi}", f"holds {names.en}"
    if condition.consecutive:
        vi, en = (
            f"{condition.times} lần liên tục được tặng {names.vi}",
            f"{names.en} {condition.times} consecutive times",
        )
    elif condition.times > 1:
        vi, en = f"{condition.times} lần được tặng {names.vi}", f"{names.en} {condition.times} times"
    return _in_that_time(vi, en, condition.within)


def _in_that_time(vi: str, en: str, within: str | None) -> Localised:
    if within is None:
        return both(vi, en)
    if within == AWARD_YEAR:
        return both(f"{vi} trong năm xét", f"{en} for the award year")
    return both(f"{vi} trong thời gian đó", f"{en} in that time")


def _initiative(condition: kinds.InitiativeRecognised, regime: Regime) -> Localised:
    one, many = INITIATIVES[condition.kind]
    level, number = INITIATIVE_LEVELS[condition.level], condition.min_count
    noun = one if number == 1 else many
    vi_verb, en_verb = ("được công nhận", "recognised")
    if condition.kind is InitiativeKind.TOPIC:
        vi_verb, en_verb = "đã nghiệm thu", "accepted"
    vi = f"có {number} {noun.vi} {vi_verb} {level.vi}"
    en = f"{number} {noun.en} {en_verb} {level.en}"
    if condition.exclude_used_for:
        names = abbreviations(regime, condition.exclude_used_for)
        vi, en = f"{vi}, chưa dùng để xét {names.vi}", f"{en}, not used to obtain {names.en}"
    return _in_that_time(vi, en, condition.within)


def _standard_of(condition: kinds.MeetsStandardOf, regime: Regime) -> Localised:
    name = regime.awards[condition.title].abbreviation
    return both(f"đạt tiêu chuẩn {name}", f"meets the standard of {name}")


def _members(condition: kinds.MembersWith, regime: Regime) -> Localised:
    if condition.level is not None:
        level = LEVELS[condition.level]
        what_vi, what_en = f"xếp loại từ mức {level.vi}", f"are rated at least {level.en}"
    else:
        name = regime.awards[str(condition.title)].abbreviation
        what_vi, what_en = f"được tặng {name}", f"hold {name}"
    if condition.pct == 100:
        return both(f"100% thành viên {what_vi}", f"all members {what_en}")
    if condition.pct is not None:
        vi, en = ("trên", "more than") if condition.op == ">" else ("từ", "at least")
        return both(f"{vi} {condition.pct}% thành viên {what_vi}", f"{en} {condition.pct}% of the members {what_en}")
    return both(f"có từ {condition.count} thành viên {what_vi}", f"{condition.count} members or more {what_en}")


def _discipline(condition: kinds.NotDisciplinedFrom, regime: Regime) -> Localised:
    name = SEVERITIES[condition.level]
    vi, en = f"không bị kỷ luật từ mức {name.vi} trở lên", f"not disciplined by {name.en} or heavier"
    if condition.who is DisciplineScope.MEMBERS:
        vi, en = (
            f"không có thành viên bị kỷ luật từ mức {name.vi} trở lên",
            f"no member disciplined by {name.en} or heavier",
        )
    return _in_that_time(vi, en, condition.period)


def _months(condition: kinds.EmployedMonthsMin, regime: Regime) -> Localised:
    return both(
        f"có từ {condition.months} tháng công tác trở lên kể từ khi tuyển dụng",
        f"in service for at least {counted(condition.months, 'full month')} since recruitment",
    )


def _absence(condition: kinds.AbsenceNotBetween, regime: Regime) -> Localised:
    if condition.working_days_min is not None:
        days = condition.working_days_min
        return both(
            f"không nghỉ từ {days} ngày làm việc trở lên trong năm xét",
            f"not absent for {days} working days or more in the award year",
        )
    first, last = condition.months_min, condition.months_max_exclusive
    return both(
        f"không nghỉ từ {first} tháng đến dưới {last} tháng trong năm xét",
        f"not absent for {first} to under {last} months in the award year",
    )


def _no_case(condition: kinds.NoOpenCase, regime: Regime) -> Localised:
    cases = joined(condition.cases)
    return both(f"không có vụ việc chưa kết luận ({cases.vi})", f"nothing open ({cases.en})")


def _registered(condition: kinds.RegisteredForEmulation, regime: Regime) -> Localised:
    return both("đã đăng ký thi đua đầu năm", "registered for emulation at the start of the year")


def _qualitative(condition: kinds.Qualitative, regime: Regime) -> Localised:
    return joined(condition.items)


def _achievement(condition: kinds.Achievement, regime: Regime) -> Localised:
    text = ACHIEVEMENTS[condition.what]
    if condition.min_years is None:
        return text
    years = condition.min_years
    return both(f"{text.vi}, từ {years} năm trở lên", f"{text.en}, of {years} years or more")


def _selected(condition: kinds.SelectedAmong, regime: Regime) -> Localised:
    name = regime.awards[condition.title].abbreviation
    return both(
        f"tiêu biểu, được chọn trong số đạt tiêu chuẩn {name}",
        f"chosen as outstanding among those that meet the standard of {name}",
    )


def _long_service(condition: kinds.LongServiceInPosts, regime: Regime) -> Localised:
    return both("có quá trình cống hiến, giữ chức vụ lãnh đạo, quản lý", "long service in leading posts")


def _detail(condition: kinds.MinistryOrProvinceDetail, regime: Regime) -> Localised:
    who = SET_BY[condition.set_by]
    return both(f"đạt tiêu chuẩn chi tiết do {who.vi} quy định", f"meets the detailed standard set by {who.en}")


def _not_read(condition: kinds.StandardNotRead, regime: Regime) -> Localised:
    return both("phần tiêu chuẩn chưa đọc được văn bản", "a part of the standard that was not read")


SENTENCES: Final[Mapping[ConditionKind, Say]] = {
    ConditionKind.ALL_OF: _all_of,
    ConditionKind.ANY_OF: _any_of,
    ConditionKind.CLASSIFICATION_AT_LEAST: _at_least,
    ConditionKind.CLASSIFICATION_YEARS: _years,
    ConditionKind.AWARD_HELD: _held,
    ConditionKind.INITIATIVE_RECOGNISED: _initiative,
    ConditionKind.MEETS_STANDARD_OF: _standard_of,
    ConditionKind.MEMBERS_WITH: _members,
    ConditionKind.NOT_DISCIPLINED_FROM: _discipline,
    ConditionKind.EMPLOYED_MONTHS_MIN: _months,
    ConditionKind.ABSENCE_NOT_BETWEEN: _absence,
    ConditionKind.NO_OPEN_CASE: _no_case,
    ConditionKind.REGISTERED_FOR_EMULATION: _registered,
    ConditionKind.QUALITATIVE: _qualitative,
    ConditionKind.ACHIEVEMENT: _achievement,
    ConditionKind.SELECTED_AMONG: _selected,
    ConditionKind.LONG_SERVICE_IN_POSTS: _long_service,
    ConditionKind.MINISTRY_OR_PROVINCE_DETAIL: _detail,
    ConditionKind.STANDARD_NOT_READ: _not_read,
}
WORDED_BY_THE_FILE: Final = frozenset(
    {
        ConditionKind.ANY_OF,
        ConditionKind.ALL_OF,
        ConditionKind.CLASSIFICATION_AT_LEAST,
        ConditionKind.ACHIEVEMENT,
        ConditionKind.SELECTED_AMONG,
        ConditionKind.MINISTRY_OR_PROVINCE_DETAIL,
        ConditionKind.STANDARD_NOT_READ,
    }
)
