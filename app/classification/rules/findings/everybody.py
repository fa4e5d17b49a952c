"""Rules for every person: discipline, conduct, absence, a change of unit, staff for whom no text was read."""

from typing import Final

from app.classification.rules.facts import Case, Discipline
from app.classification.rules.findings.made import ASK, MET, NO, UNKNOWN, UNMET, YES, Found, K, Law, S, said
from app.eligibility.calendar import DAYS_OF_A_MONTH, absence_days, in_year
from app.eligibility.choices import Choices
from app.eligibility.chosen import reading, setting
from app.eligibility.enums import ClassificationLevel, Confidence, LeaveKind, Outcome, Subject
from app.eligibility.rulebook import Localised, rulebooks

Level = ClassificationLevel
SIX_MONTHS: Final = "absence_six_months"


def discipline(case: Case, law: Law) -> Found | None:
    """Whoever was disciplined in the year is classified KHTNV; from 2026 for duty-related acts only.

    For 2018 that is remembered only. One violation counts once: where it may have led to KHTNV the year before already,
    somebody must look.
    """
    if case.subject is not Subject.INDIVIDUAL or not case.at_least(Level.HTNV):
        return None
    counted = [
        each
        for each in case.discipline
        if each.decided_on.year == case.year and (each.is_duty_related or not law.scheme.counts_points)
    ]
    remembered = law.has("nd56_2015")
    outcome, message = _of_discipline(case, counted, remembered=remembered)
    text = said("Không bị kỷ luật trong năm", "Not disciplined in the year")
    return Found(rule="discipline", outcome=outcome, text=text, message=message, confidence=K if remembered else S)


def _of_discipline(case: Case, counted: list[Discipline], *, remembered: bool) -> tuple[Outcome, Localised]:
    if not counted:
        return MET, said(
            "Không có quyết định kỷ luật nào trong năm.", "No disciplinary decision of the year on record."
        )
    numbers = "; ".join(f"{each.number or '?'} {each.decided_on:%d/%m/%Y}" for each in counted)
    if case.level_before is Level.KHTNV:
        return ASK, said(
            f"Có quyết định kỷ luật ({numbers}), năm trước đã xếp loại KHTNV: "
            "cần xác nhận có phải cùng một vi phạm, vì mỗi vi phạm chỉ tính một lần.",
            f"A disciplinary decision is on record ({numbers}) and the year before was KHTNV: "
            "confirm whether it is the same violation, which counts once only.",
        )
    return ASK if remembered else UNMET, said(
        f"Có quyết định kỷ luật trong năm ({numbers}): phải xếp loại KHTNV.",
        f"Disciplined in the year ({numbers}): the level must be KHTNV.",
    )


def degradation(case: Case, law: Law) -> Found | None:
    """A concluded degradation or breach of the Party's bans means KHTNV; only people can know it."""
    if case.subject is not Subject.INDIVIDUAL or law.has("nd56_2015") or not case.at_least(Level.HTNV):
        return None
    return forbidding(
        case,
        "degradation",
        said(
            "Không có kết luận suy thoái hoặc vi phạm quy định về nêu gương, những điều đảng viên không được làm",
            "No degradation, breach of the Party's bans or of the duty to set an example was concluded",
        ),
    )


def forbidding(case: Case, key: str, text: Localised, confidence: Confidence = S) -> Found:
    """Judge a question whose "yes" means KHTNV: a tick of one person, else what the meeting said for all."""
    answer = case.tick(key)
    if answer is None and case.none_forced:
        by_meeting = said("Cuộc họp đơn vị xác nhận không có.", "The unit's meeting states that there is none.")
        return Found(rule=key, outcome=MET, text=text, message=by_meeting, tick=key, confidence=confidence)
    if answer is None:
        return Found(rule=key, outcome=ASK, text=text, message=UNKNOWN, tick=key, confidence=confidence)
    if answer:
        forced = said("Đã xác nhận là có: phải xếp loại KHTNV.", "Confirmed: yes, so the level must be KHTNV.")
        return Found(rule=key, outcome=UNMET, text=text, message=forced, tick=key, confidence=confidence)
    return Found(rule=key, outcome=MET, text=text, message=NO, tick=key, confidence=confidence)


def absence_days_of(case: Case) -> int:
    """Return the days of absence in the year, maternity left out."""
    times = (
        in_year(each.starts_on, each.ends_on, case.year)
        for each in case.absences
        if each.kind is not LeaveKind.MATERNITY
    )
    return absence_days(time for time in times if time is not None)


def absence(case: Case, law: Law) -> Found | None:
    """Absent 3 to under 6 months (maternity excepted): rated, but not HTTNV or above (2020-2025).

    Six months or more is a reading of the body; from 2026 the months actually worked count, which somebody must weigh.
    """
    days = absence_days_of(case)
    if case.subject is not Subject.INDIVIDUAL or days < 3 * DAYS_OF_A_MONTH:
        return None
    months = days // DAYS_OF_A_MONTH
    text = said("Thời gian nghỉ trong năm", "Absence in the year")
    if days >= 6 * DAYS_OF_A_MONTH and not law.scheme.counts_points:
        return _half_a_year(months, law.choices)
    rule = law.scheme.data.absence_rule
    if rule is None:
        by_work = said(
            f"Nghỉ {months} tháng: xếp loại theo số tháng thực tế làm việc, cần xác nhận.",
            f"Absent for {months} months: rated by the months actually worked, to be confirmed.",
        )
        confidence = S if law.scheme.counts_points else K
        return Found(rule="absence", outcome=ASK, text=text, message=by_work, confidence=confidence)
    limited = case.at_least(Level.HTTNV)
    message = said(
        f"Nghỉ {months} tháng (từ {rule.months_min} đến dưới {rule.months_max_exclusive} tháng, không tính thai sản): "
        "không xếp từ HTTNV trở lên.",
        f"Absent for {months} months ({rule.months_min} to under {rule.months_max_exclusive}, maternity excepted): "
        "not HTTNV or above.",
    )
    return Found(
        rule="absence",
        outcome=UNMET if limited else MET,
        text=text,
        message=message,
        citation=rule.citation,
        confidence=rule.confidence,
        sources=rule.sources,
    )


def _half_a_year(months: int, choices: Choices) -> Found:
    option = reading(choices, SIX_MONTHS, rulebooks())
    outcome = UNMET if option == "not_rated" else ASK
    message = (
        said(f"Nghỉ {months} tháng: không xếp loại.", f"Absent for {months} months: not rated.")
        if outcome is UNMET
        else said(
            f"Nghỉ {months} tháng (từ 6 tháng trở lên, không tính thai sản): cần xác nhận có xếp loại hay không.",
            f"Absent for {months} months (six or more, maternity excepted): confirm whether a level is given at all.",
        )
    )
    text = said("Thời gian nghỉ trong năm", "Absence in the year")
    return Found(rule="absence", outcome=outcome, text=text, message=message, confidence=K, readings=(SIX_MONTHS,))


def former_unit(case: Case, law: Law) -> Found | None:
    """Who moved is classified by the new unit, with the opinion of the old one after six months or more there."""
    months = setting(law.choices, "old_unit_opinion_months", "r2024", rulebooks())
    asked = [each for each in case.former_places if each.months >= int(str(months))]
    if case.subject is not Subject.INDIVIDUAL or not asked:
        return None
    names = ", ".join(f"{each.unit_name} ({each.months})" for each in asked)
    text = said(
        f"Ý kiến của đơn vị cũ (số tháng làm việc): {names}", f"Opinion of the former unit (months there): {names}"
    )
    tick = case.tick("old_unit_opinion")
    message = {True: YES, False: NO, None: UNKNOWN}[tick]
    outcome = MET if tick else ASK
    return Found(rule="former_unit", outcome=outcome, text=text, message=message, tick="old_unit_opinion", confidence=K)


def analogy(case: Case, law: Law) -> Found | None:
    """Say that no text was read for this group of staff, so that the unit's scheme is only applied by analogy."""
    if not law.scheme.by_analogy:
        return None
    return Found(
        rule="analogy",
        outcome=MET,
        text=said("Văn bản áp dụng cho lao động hợp đồng", "Which text holds for contract staff"),
        message=said(
            "Chưa đọc được văn bản riêng; áp dụng tương tự quy định của đơn vị.",
            "No text of their own was read; the unit's rules are applied by analogy.",
        ),
        confidence=K,
    )
