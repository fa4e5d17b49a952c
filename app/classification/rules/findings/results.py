"""Rules on results: points, initiatives, tasks beyond what was asked, what an organisation must reach."""

from app.classification.rules.facts import Case
from app.classification.rules.findings.made import ASK, MET, NO, UNKNOWN, UNMET, YES, Found, K, Law, S, said
from app.classification.rules.points import level_of
from app.core.text import number_en, number_vi
from app.eligibility.enums import ClassificationLevel, Subject
from app.eligibility.rulebook import Localised

Level = ClassificationLevel


def points(case: Case, law: Law) -> Found | None:
    """The level is the one that the points give; a lower one must have its reason, a higher one cannot be."""
    if not law.scheme.counts_points:
        return None
    text = said("Điểm và mức xếp loại", "Points and level")
    citation = law.scheme.frame.instruments[0]
    if case.points is None:
        asked = said("Chưa có điểm, cần xác nhận.", "No points entered, to be confirmed.")
        return Found(rule="points", outcome=ASK, text=text, message=asked, citation=citation)
    given = level_of(case.points, law.scheme)
    vi, en = number_vi(case.points), number_en(case.points)
    if given is None or given is case.level:
        fits = said(f"{vi} điểm: {case.level}.", f"{en} points: {case.level}.")
        return Found(rule="points", outcome=MET, text=text, message=fits, citation=citation)
    if case.level.rank > given.rank:
        above = said(f"{vi} điểm chỉ xếp {given}.", f"{en} points give {given} only.")
        return Found(rule="points", outcome=UNMET, text=text, message=above, citation=citation)
    below = said(
        f"{vi} điểm ứng với {given}, xếp {case.level}: cần xác nhận lý do.",
        f"{en} points give {given}, the level is {case.level}: confirm the reason.",
    )
    forced = case.level is Level.KHTNV
    return Found(rule="points", outcome=MET if forced else ASK, text=text, message=below, citation=citation)


def initiative(case: Case, law: Law) -> Found | None:
    """2018: HTXSNV needs an applied, recognised initiative, topic or solution (NĐ 88/2017)."""
    if case.subject is not Subject.INDIVIDUAL or case.level is not Level.HTXSNV:
        return None
    if not law.scheme.data.excellent_needs_initiative:
        return None
    text = said(
        "Có ít nhất một sáng kiến, đề tài hoặc giải pháp được áp dụng và công nhận",
        "At least one initiative, topic or solution applied and recognised",
    )
    if case.initiatives:
        names = "; ".join(case.initiatives)
        return Found(
            rule="initiative", outcome=MET, text=text, message=said(f"{names}.", f"{names}."), tick="initiative"
        )
    tick = case.tick("initiative")
    outcome = {True: MET, False: UNMET, None: ASK}[tick]
    message = {True: YES, False: NO, None: UNKNOWN}[tick]
    return Found(rule="initiative", outcome=outcome, text=text, message=message, confidence=S, tick="initiative")


def tasks_exceeded(case: Case, law: Law) -> Found | None:
    """2020-2025: HTXSNV needs at least half of the tasks above what was asked; of a leader, half of the targets."""
    least = law.scheme.data.excellent_min_pct_tasks_exceeded
    if least is None or case.subject is not Subject.INDIVIDUAL or case.level is not Level.HTXSNV:
        return None
    return at_least(case, "tasks_exceeded_pct", least, said("Nhiệm vụ hoàn thành vượt mức", "Tasks exceeded"))


def at_least(case: Case, key: str, least: int, name: Localised) -> Found:
    """Judge a per cent that an officer entered against the least that the law asks."""
    text = said(f"{name.vi}: ít nhất {least}%", f"{name.en}: at least {least} %")
    value = case.number(key)
    if value is None:
        return Found(rule=key, outcome=ASK, text=text, message=UNKNOWN, tick=key)
    message = said(f"Đã xác nhận: {value}%.", f"Confirmed: {value} %.")
    return Found(rule=key, outcome=MET if value >= least else UNMET, text=text, message=message, tick=key)


def organisation(case: Case, law: Law) -> Found | None:
    """2026: a unit at HTTNV or above did all tasks on time with quality; at HTNV at most a fifth was late."""
    if case.subject is not Subject.COLLECTIVE or not law.scheme.counts_points or case.level is Level.KHTNV:
        return None
    conditions = law.scheme.frame.organisation_conditions
    sources = conditions.sources if conditions else ()
    if case.at_least(Level.HTTNV):
        text = said("100% nhiệm vụ đúng tiến độ, bảo đảm chất lượng", "All tasks on time with quality")
        tick = case.tick("tasks_on_time")
        outcome = {True: MET, False: UNMET, None: ASK}[tick]
        message = {True: YES, False: NO, None: UNKNOWN}[tick]
        key = "tasks_on_time"
    else:
        key, late = "late_tasks_pct", case.number("late_tasks_pct")
        text = said("Nhiệm vụ chậm tiến độ không quá 20%", "At most 20 % of the tasks late")
        outcome = ASK if late is None else MET if late <= 20 else UNMET
        message = UNKNOWN if late is None else said(f"Đã xác nhận: {late}%.", f"Confirmed: {late} %.")
    partly = K if case.level is Level.HTXSNV else S
    return Found(
        rule="organisation",
        outcome=outcome,
        text=text,
        message=message,
        confidence=partly,
        tick=key,
        sources=sources,
        citation=law.scheme.frame.instruments[0],
    )
