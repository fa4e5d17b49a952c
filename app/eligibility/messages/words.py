"""Words of the trade in both languages, and how names, years and decisions are written."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from app.eligibility import chains
from app.eligibility.enums import (
    AchievementKind,
    ClassificationLevel,
    DetailSetBy,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
)
from app.eligibility.facts import ConferralFact, DisciplineFact, InitiativeFact, LeaveFact
from app.eligibility.rulebook import Localised, Regime


def both(vi: str, en: str) -> Localised:
    """Return a text in both languages."""
    return Localised(vi=vi, en=en)


def joined(texts: Iterable[Localised], separator: str = "; ") -> Localised:
    """Join texts language by language."""
    listed = list(texts)
    return both(separator.join(text.vi for text in listed), separator.join(text.en for text in listed))


LEVELS: Final = {
    ClassificationLevel.KHTNV: both("không hoàn thành nhiệm vụ", "non-completion of duties"),
    ClassificationLevel.HTNV: both("hoàn thành nhiệm vụ", "completion of duties"),
    ClassificationLevel.HTTNV: both("hoàn thành tốt nhiệm vụ", "good completion of duties"),
    ClassificationLevel.HTXSNV: both("hoàn thành xuất sắc nhiệm vụ", "excellent completion of duties"),
}
SEVERITIES: Final = {
    DisciplineLevel.REPRIMAND: both("khiển trách", "reprimand"),
    DisciplineLevel.WARNING: both("cảnh cáo", "warning"),
    DisciplineLevel.SALARY_REDUCTION: both("hạ bậc lương", "salary reduction"),
    DisciplineLevel.DEMOTION: both("giáng chức", "demotion"),
    DisciplineLevel.REMOVAL_FROM_POST: both("cách chức", "removal from post"),
    DisciplineLevel.DISMISSAL: both("buộc thôi việc", "dismissal"),
}
INITIATIVE_LEVELS: Final = {
    InitiativeLevel.GRASSROOTS: both("cấp cơ sở", "at grassroots level"),
    InitiativeLevel.PROVINCIAL: both("cấp tỉnh, thành phố", "at provincial level"),
    InitiativeLevel.MINISTERIAL: both("cấp bộ", "at ministerial level"),
    InitiativeLevel.NATIONAL: both("toàn quốc", "nationwide"),
}
INITIATIVES: Final = {
    InitiativeKind.INITIATIVE: (both("sáng kiến", "initiative"), both("sáng kiến", "initiatives")),
    InitiativeKind.TOPIC: (both("đề tài", "topic"), both("đề tài", "topics")),
}
LEAVES: Final = {
    LeaveKind.MATERNITY: both("nghỉ thai sản", "maternity leave"),
    LeaveKind.SICKNESS: both("nghỉ ốm, điều trị", "sick leave"),
    LeaveKind.STUDY: both("đi học", "study"),
    LeaveKind.UNPAID: both("nghỉ không hưởng lương", "unpaid leave"),
}
ACHIEVEMENTS: Final = {
    AchievementKind.MOVEMENT: both(
        "có thành tích xuất sắc trong phong trào thi đua", "outstanding in an emulation movement"
    ),
    AchievementKind.BROAD_INFLUENCE: both(
        "có thành tích có phạm vi ảnh hưởng trong một lĩnh vực hoặc địa bàn",
        "achievement with influence in a field or area",
    ),
    AchievementKind.CONTRIBUTION: both(
        "có nhiều đóng góp cho phát triển kinh tế - xã hội, khoa học, công tác xã hội, từ thiện nhân đạo",
        "great contribution to socio-economic development, science, social work, charity",
    ),
    AchievementKind.SUDDEN_EXCEPTIONAL: both(
        "có thành tích đột xuất, đặc biệt xuất sắc", "sudden exceptional achievement"
    ),
    AchievementKind.EXCEEDS_TARGETS: both(
        "hoàn thành vượt mức các chỉ tiêu trong năm", "completed and exceeded the targets of the year"
    ),
    AchievementKind.BEST_IN_CLUSTER: both("dẫn đầu cụm, khối thi đua", "leads its emulation cluster or block"),
}
SET_BY: Final = {
    DetailSetBy.MINISTRY: both("bộ", "the ministry"),
    DetailSetBy.PROVINCE: both("tỉnh, thành phố", "the province"),
    DetailSetBy.MINISTRY_OR_PROVINCE: both("bộ hoặc tỉnh, thành phố", "the ministry or the province"),
    DetailSetBy.PROVINCIAL_PEOPLES_COUNCIL: both(
        "Hội đồng nhân dân tỉnh, thành phố", "the provincial People's Council"
    ),
}
DOUBTS: Final = {
    chains.ENDS_YEAR_BEFORE: both(
        "chuỗi kết thúc ở năm liền trước năm xét", "the run ends in the year before the award year"
    ),
    chains.ENDS_EARLIER: both("chuỗi kết thúc trước đó nhiều năm", "the run ended years before"),
    chains.TURNS_ONLY: both("liên tục theo lần, không theo năm", "consecutive by turns, not by calendar years"),
    chains.USED: both(
        "có năm đã tính cho lần được tặng trước", "a year already served for the previous conferral of this award"
    ),
    chains.REWARDED: both(
        "có năm thuộc thời gian lập thành tích đã được khen", "a year lies in a period already rewarded"
    ),
    chains.DISCIPLINE: both(
        "thành tích chỉ tính lại từ khi hết thời hạn kỷ luật", "achievements count again only after the discipline"
    ),
    chains.UNKNOWN: both("có năm chưa ghi kết quả xếp loại", "the classification of a year is not on record"),
    chains.PROPOSED: both("năm xét đang được đề nghị trong đợt này", "the award year is only proposed in this round"),
    chains.NO_BASIS: both(
        "có khen thưởng đột xuất hoặc chuyên đề, cần xác nhận có được làm căn cứ",
        "a sudden or thematic award may be no basis",
    ),
    chains.INSIDE: both(
        "bằng khen trước đó nằm trong chuỗi năm", "the earlier commendation lies inside the run of years"
    ),
    chains.AFTER: both("chỉ tính các năm sau khen thưởng trước đó", "only years after the earlier award count"),
    chains.OUTSTANDING: both(
        "có năm hoàn thành tốt nhiệm vụ, cần xác nhận là năm có thành tích xuất sắc",
        "a year of good completion must be confirmed as outstanding",
    ),
    chains.MINISTRY: both("bằng khen cấp bộ cần xác nhận", "a ministerial commendation needs confirmation"),
}


def day(value: date) -> str:
    """Return a day as offices write it."""
    return f"{value:%d/%m/%Y}"


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(years: Iterable[int]) -> str:
    """Return years in order, each once."""
    return ", ".join(str(year) for year in sorted(set(years)))


def through(first: int, last: int) -> str:
    """Return a span of years."""
    return str(first) if first == last else f"{first}-{last}"


def abbreviations(regime: Regime, codes: Iterable[str]) -> Localised:
    """Return the short names of awards, any of which will do."""
    names = list(dict.fromkeys(regime.awards[code].abbreviation for code in codes))
    return both(" hoặc ".join(names), " or ".join(names))


def conferral_evidence(regime: Regime, conferrals: Sequence[ConferralFact]) -> tuple[Localised, ...]:
    """Return a line per award: its years and the decisions by number and day."""
    found = []
    for code in dict.fromkeys(each.award for each in conferrals):
        mine = sorted(
            (each for each in conferrals if each.award == code), key=lambda each: (each.year, each.decision_no)
        )
        name = regime.awards[code].abbreviation if code in regime.awards else code
        years = listed(each.year for each in mine)
        vi = ", ".join(_decision(each, "ngày", "chưa ghi số") for each in mine)
        en = ", ".join(_decision(each, "of", "number not on record") for each in mine)
        found.append(both(f"{name} {years}: quyết định số {vi}", f"{name} {years}: decision no. {en}"))
    return tuple(found)


def _decision(conferral: ConferralFact, of: str, missing: str) -> str:
    number = conferral.decision_no or f"({missing})"
    return f"{number} {of} {day(conferral.decided_on)}" if conferral.decided_on else number


def initiative_evidence(initiatives: Iterable[InitiativeFact]) -> tuple[Localised, ...]:
    """Return a line per initiative: its name, level, year and decision."""
    return tuple(_initiative(each) for each in initiatives)


def _initiative(each: InitiativeFact) -> Localised:
    noun, level = INITIATIVES[each.kind][0], INITIATIVE_LEVELS[each.level]
    name = each.title or each.id
    vi = f"{noun.vi} “{name}” {level.vi} năm {each.year}"
    en = f"{noun.en} “{name}” {level.en}, {each.year}"
    if not each.decision_no:
        return both(vi, en)
    return both(f"{vi}: quyết định số {each.decision_no}", f"{en}: decision no. {each.decision_no}")


def discipline_evidence(decisions: Iterable[DisciplineFact]) -> tuple[Localised, ...]:
    """Return a line per disciplinary decision."""
    found = []
    for each in decisions:
        name = SEVERITIES[each.severity]
        number = f" {each.decision_no}" if each.decision_no else ""
        until_vi = f", hết hạn {day(each.ends_on)}" if each.ends_on else ""
        until_en = f", until {day(each.ends_on)}" if each.ends_on else ""
        found.append(
            both(
                f"{name.vi}: quyết định{number} ngày {day(each.decided_on)}{until_vi}",
                f"{name.en}: decision{number} of {day(each.decided_on)}{until_en}",
            )
        )
    return tuple(found)


def leave_evidence(leaves: Iterable[LeaveFact]) -> tuple[Localised, ...]:
    """Return a line per absence."""
    return tuple(
        both(
            f"{LEAVES[each.kind].vi} từ {day(each.starts_on)}" + (f" đến {day(each.ends_on)}" if each.ends_on else ""),
            f"{LEAVES[each.kind].en} from {day(each.starts_on)}" + (f" to {day(each.ends_on)}" if each.ends_on else ""),
        )
        for each in leaves
    )


def doubts(reasons: Iterable[str]) -> Localised | None:
    """Return the doubts of a run in words, None where there is none."""
    texts = [DOUBTS[why] for why in reasons if why in DOUBTS]
    return joined(texts) if texts else None
