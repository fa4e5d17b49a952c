"""What was found for a condition: a sentence and its evidence, built from the data of its answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from app.eligibility.calendar import DAYS_OF_A_MONTH
from app.eligibility.case import Case
from app.eligibility.conditions import initiatives
from app.eligibility.conditions.awards import Held
from app.eligibility.conditions.classification import YearsFound
from app.eligibility.conditions.initiatives import Found as Initiatives
from app.eligibility.conditions.members import Discipline, Share
from app.eligibility.conditions.service import Away, Served
from app.eligibility.enums import ClassificationLevel, ConditionKind
from app.eligibility.messages.words import (
    INITIATIVES,
    LEVELS,
    abbreviations,
    both,
    conferral_evidence,
    counted,
    day,
    discipline_evidence,
    doubts,
    initiative_evidence,
    joined,
    leave_evidence,
    listed,
    through,
)
from app.eligibility.outcomes import ASK, MET, UNMET
from app.eligibility.rulebook import Localised, Regime
from app.eligibility.standards import Answer


class Said(NamedTuple):
    """A sentence and the records it rests on."""

    message: Localised
    evidence: tuple[Localised, ...] = ()


Tell = Callable[[Answer, Case, Regime], Said]


def with_doubts(message: Localised, reasons: Sequence[str]) -> Localised:
    """Add the doubts to a sentence."""
    why = doubts(reasons)
    return message if why is None else joined((message, why))


def _at_least(answer: Answer, case: Case, regime: Regime) -> Said:
    level: ClassificationLevel | None = answer.data
    if level is None:
        return Said(
            both(f"chưa có kết quả xếp loại năm {case.year}", f"the classification of {case.year} is not on record")
        )
    name = LEVELS[level]
    return Said(both(f"năm {case.year} xếp loại {name.vi}", f"{case.year}: {name.en}"))


def _years(answer: Answer, case: Case, regime: Regime) -> Said:
    data: YearsFound = answer.data
    level, needed = LEVELS[answer.node.condition.level], answer.node.condition.years
    titled = answer.node.condition.or_title
    evidence = conferral_evidence(regime, case.held(titled)) if titled else ()
    years = (*data.certain, *data.doubtful)
    if data.span is not None and answer.outcome != UNMET:
        span = through(data.span.first, data.span.last)
        message = both(f"{span} đạt từ mức {level.vi}", f"{span}: at least {level.en}")
        return Said(with_doubts(message, data.span.why), evidence)
    if not years:
        message = both(
            f"chưa có năm nào đạt từ mức {level.vi}, cần {needed} năm",
            f"no year of at least {level.en} counts, {needed} asked",
        )
    else:
        message = both(
            f"{len(years)} trên {needed} năm đạt từ mức {level.vi}: {listed(years)}",
            f"{len(years)} of {needed} years of at least {level.en}: {listed(years)}",
        )
    return Said(with_doubts(message, data.span.why if data.span else ()), evidence)


def _held(answer: Answer, case: Case, regime: Regime) -> Said:
    data: Held = answer.data
    condition = answer.node.condition
    names = abbreviations(regime, condition.awards)
    conferrals = (*data.certain, *data.doubtful)
    evidence = conferral_evidence(regime, conferrals)
    if not conferrals:
        message = both(f"chưa được tặng {names.vi}", f"{names.en} not on record")
    elif condition.times == 1:
        years = listed(each.year for each in conferrals)
        message = both(f"đã được tặng {names.vi}: {years}", f"{names.en} held: {years}")
    else:
        years = listed(each.year for each in conferrals)
        number = len({each.year for each in conferrals}) if data.span else len(conferrals)
        message = both(
            f"{number} trên {condition.times} lần {names.vi}: {years}",
            f"{names.en} {number} of {condition.times} times: {years}",
        )
    if data.proposed and answer.outcome != MET:
        message = joined(
            (message, both("năm xét đang được đề nghị trong đợt này", "this year's is proposed in the same round"))
        )
        return Said(with_doubts(message, [why for why in data.why if why != "proposed"]), evidence)
    return Said(with_doubts(message, data.why), evidence)


DOUBTS_ON_INITIATIVES: Final = {
    initiatives.LEVEL: both(
        "công nhận ở cấp cao hơn, cần xác nhận có tính", "recognised at a higher level, to be confirmed"
    ),
    initiatives.BRANCH: both(
        "công nhận ở cấp tương đương khác ngành, cần xác nhận", "recognised in the other branch, to be confirmed"
    ),
    initiatives.YEAR: both("năm công nhận nằm ngoài thời gian yêu cầu", "recognised outside the years asked"),
    initiatives.USE: both("chưa rõ đã dùng để xét danh hiệu trước hay chưa", "use for an earlier title unknown"),
}


def _initiatives(answer: Answer, case: Case, regime: Regime) -> Said:
    data: Initiatives = answer.data
    condition = answer.node.condition
    one, many = INITIATIVES[condition.kind]
    sure, maybe = len(data.certain), len(data.doubtful)
    noun = one if sure + maybe == 1 else many
    message = both(
        f"{sure + maybe} trên {condition.min_count} {noun.vi} được tính",
        f"{sure + maybe} of {condition.min_count} {many.en} counted",
    )
    if not sure and not maybe:
        message = both(f"chưa có {noun.vi} được tính", f"no {one.en} that counts")
    reasons = list(dict.fromkeys(why for _, each in data.doubtful for why in each)) if answer.outcome != MET else []
    texts = [message, *(DOUBTS_ON_INITIATIVES[why] for why in reasons)]
    if data.used and answer.outcome != MET:
        texts.append(both(f"{len(data.used)} {noun.vi} đã dùng trước đó", f"{len(data.used)} already used"))
    return Said(joined(texts), initiative_evidence((*data.certain, *(each for each, _ in data.doubtful))))


def _standard_of(answer: Answer, case: Case, regime: Regime) -> Said:
    name = regime.awards[answer.node.condition.title].abbreviation
    return Said(
        {
            MET: both(f"đạt tiêu chuẩn {name}", f"meets the standard of {name}"),
            ASK: both(f"tiêu chuẩn {name} còn điểm cần xác nhận", f"the standard of {name} has points to confirm"),
            UNMET: both(f"không đạt tiêu chuẩn {name}", f"does not meet the standard of {name}"),
        }[answer.outcome]
    )


def _members(answer: Answer, case: Case, regime: Regime) -> Said:
    share: Share = answer.data
    if share.total == 0:
        return Said(both("chưa có danh sách thành viên", "no members on record"))
    condition = answer.node.condition
    if condition.level is not None:
        level = LEVELS[condition.level]
        vi, en = f"xếp loại từ mức {level.vi}", f"rated at least {level.en}"
    else:
        name = regime.awards[condition.title].abbreviation
        vi, en = f"được tặng {name}", f"hold {name}"
    percent = f"{share.certain * 100 / share.total:.1f}"
    text = both(
        f"{share.certain} trên {share.total} thành viên {vi} ({percent.replace('.', ',')}%)",
        f"{share.certain} of {share.total} members {en} ({percent}%)",
    )
    missing = share.possible - share.certain
    if missing:
        text = joined((text, both(f"{missing} người chưa có xếp loại", f"{missing} not classified on record")))
    return Said(text)


def _discipline(answer: Answer, case: Case, regime: Regime) -> Said:
    data: Discipline = answer.data
    evidence = discipline_evidence((*data.decided, *data.running))
    if data.decided:
        return Said(both("có quyết định kỷ luật trong thời gian xét", "disciplined in the time looked at"), evidence)
    if data.running:
        return Said(
            both("kỷ luật trước đó có thể còn hiệu lực", "earlier discipline may still have been in force"), evidence
        )
    return Said(both("không có quyết định kỷ luật", "no disciplinary decision on record"))


def _employed(answer: Answer, case: Case, regime: Regime) -> Said:
    data: Served = answer.data
    if data.months is None:
        return Said(both("chưa có ngày tuyển dụng", "the day of recruitment is not on record"))
    return Said(
        both(
            f"{max(data.months, 0)} tháng công tác tính đến {day(data.until)}",
            f"{counted(max(data.months, 0), 'month')} of service up to {day(data.until)}",
        )
    )


def _absence(answer: Answer, case: Case, regime: Regime) -> Said:
    data: Away = answer.data
    if data.days == 0:
        message = both("không có thời gian nghỉ bị tính", "no absence that counts")
    elif data.in_working_days:
        message = both(f"nghỉ {data.days} ngày làm việc", f"absent for {counted(data.days, 'working day')}")
    else:
        months, days = divmod(data.days, DAYS_OF_A_MONTH)
        message = both(
            f"nghỉ {months} tháng {days} ngày", f"absent for {counted(months, 'month')}, {counted(days, 'day')}"
        )
    left_out = leave_evidence(data.left_out)
    return Said(message, tuple(both(f"không tính: {each.vi}", f"not counted: {each.en}") for each in left_out))


def _open_case(answer: Answer, case: Case, regime: Regime) -> Said:
    if answer.data:
        return Said(both("có vụ việc chưa kết luận", "a case is open"))
    return Said(both("không có vụ việc chưa kết luận", "nothing open on record"))


def _registered(answer: Answer, case: Case, regime: Regime) -> Said:
    if not isinstance(answer.data, frozenset):
        return _ticked(answer, case, regime)
    codes = [code for code in regime.awards if code in answer.data]
    if not codes:
        return Said(both("không có trong danh sách đăng ký thi đua", "not on the register of the year"))
    names = ", ".join(regime.awards[code].abbreviation for code in codes)
    return Said(both(f"đã đăng ký: {names}", f"registered for: {names}"))


def _ticked(answer: Answer, case: Case, regime: Regime) -> Said:
    if answer.data is None:
        return Said(both("chờ cán bộ xác nhận", "an officer has to confirm"))
    if answer.data:
        return Said(both("cán bộ đã xác nhận", "confirmed by an officer"))
    return Said(both("cán bộ xác nhận là không đạt", "an officer says no"))


def _detail(answer: Answer, case: Case, regime: Regime) -> Said:
    if answer.data == "none":
        return Said(both("địa phương không quy định thêm", "recorded: there is no detailed standard"))
    return _ticked(answer, case, regime)


TELL: Final[Mapping[ConditionKind, Tell]] = {
    ConditionKind.CLASSIFICATION_AT_LEAST: _at_least,
    ConditionKind.CLASSIFICATION_YEARS: _years,
    ConditionKind.AWARD_HELD: _held,
    ConditionKind.INITIATIVE_RECOGNISED: _initiatives,
    ConditionKind.MEETS_STANDARD_OF: _standard_of,
    ConditionKind.MEMBERS_WITH: _members,
    ConditionKind.NOT_DISCIPLINED_FROM: _discipline,
    ConditionKind.EMPLOYED_MONTHS_MIN: _employed,
    ConditionKind.ABSENCE_NOT_BETWEEN: _absence,
    ConditionKind.NO_OPEN_CASE: _open_case,
    ConditionKind.REGISTERED_FOR_EMULATION: _registered,
    ConditionKind.MINISTRY_OR_PROVINCE_DETAIL: _detail,
}


def found(answer: Answer, case: Case, regime: Regime) -> Said:
    """Return what was found for a condition that stands by itself."""
    return TELL.get(answer.node.kind, _ticked)(answer, case, regime)
