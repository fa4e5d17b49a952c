"""Rules for leaders: their unit's plan and targets, the units below, and the level of the unit itself."""

from app.classification.rules.facts import Case
from app.classification.rules.findings.everybody import forbidding
from app.classification.rules.findings.made import ASK, MET, UNKNOWN, UNMET, Found, K, Law, S, said
from app.classification.rules.findings.results import at_least
from app.eligibility.enums import ClassificationLevel, Subject

Level = ClassificationLevel


def _is_leader(case: Case) -> bool:
    return case.subject is Subject.INDIVIDUAL and case.is_leader


def corruption(case: Case, law: Law) -> Found | None:
    """Corruption or waste handled in the unit directly managed means KHTNV for the leader."""
    if not _is_leader(case) or law.has("nd56_2015") or not case.at_least(Level.HTNV):
        return None
    return forbidding(
        case,
        "corruption_in_unit",
        said(
            "Đơn vị trực tiếp phụ trách không có vụ tham nhũng, lãng phí bị xử lý",
            "No corruption or waste was handled in the unit directly managed",
        ),
        S if law.scheme.counts_points else K,
    )


def unit_plan(case: Case, law: Law) -> Found | None:
    """2018: a unit at 70 % to under 100 % of its plan limits its leader to the third level (NĐ 56/2015 Điều 20.2).

    Under 70 % the level is KHTNV; that half is remembered only.
    """
    rule = law.scheme.data.leader_level_limited
    if rule is None or not _is_leader(case) or not case.at_least(Level.HTNV):
        return None
    least, full = rule.unit_plan_done_pct_min, rule.unit_plan_done_pct_max_exclusive
    text = said(f"Đơn vị phụ trách hoàn thành {full}% kế hoạch", f"The unit in charge completed {full} % of its plan")
    done = case.number("unit_plan_pct")
    key = "unit_plan_pct"
    if done is None:
        if not case.at_least(Level.HTTNV):
            return None
        return Found(rule=key, outcome=ASK, text=text, message=UNKNOWN, tick=key, citation=rule.citation)
    if done < least:
        under = said(
            f"{done}% kế hoạch (dưới {least}%): KHTNV, cần xác nhận.",
            f"{done} % of the plan (under {least} %): KHTNV, to be confirmed.",
        )
        outcome = UNMET if case.at_least(Level.HTTNV) else ASK
        return Found(rule=key, outcome=outcome, text=text, message=under, tick=key, confidence=K)
    limited = done < full and case.at_least(Level.HTTNV)
    message = (
        said(f"{done}% kế hoạch: cao nhất là HTNV.", f"{done} % of the plan: HTNV at the most.")
        if limited
        else said(f"{done}% kế hoạch.", f"{done} % of the plan.")
    )
    return Found(
        rule=key,
        outcome=UNMET if limited else MET,
        text=text,
        message=message,
        tick=key,
        citation=rule.citation,
        sources=rule.sources,
    )


def limited(case: Case, law: Law) -> Found | None:
    """2018: late or irregular direction, weak quality or disunity limit a leader to the third level."""
    rule = law.scheme.data.leader_level_limited
    if rule is None or not _is_leader(case) or not case.at_least(Level.HTTNV):
        return None
    text = said(
        "Chỉ đạo kịp thời, đúng quy định, bảo đảm chất lượng, đơn vị đoàn kết",
        "Direction in time and by the rules, quality assured, unit united",
    )
    tick = case.tick("leader_limited")
    if tick is None and case.none_forced:
        tick = False
    outcome = {True: UNMET, False: MET, None: ASK}[tick]
    message = {
        True: said("Có hạn chế đã xác nhận: cao nhất là HTNV.", "A shortcoming is confirmed: HTNV at the most."),
        False: said("Không có hạn chế nào được nêu.", "No such shortcoming was named."),
        None: UNKNOWN,
    }[tick]
    return Found(
        rule="leader_limited",
        outcome=outcome,
        text=text,
        message=message,
        tick="leader_limited",
        citation=rule.citation,
    )


def targets_on_time(case: Case, law: Law) -> Found | None:
    """2020-2025: a leader at HTTNV or above met at least 80 % of the unit's targets on time with quality."""
    good = law.scheme.data.leader_good
    if good is None or good.min_pct_targets_on_time is None or not _is_leader(case) or not case.at_least(Level.HTTNV):
        return None
    name = said("Chỉ tiêu của đơn vị đúng tiến độ, chất lượng", "Targets of the unit on time with quality")
    return at_least(case, "targets_on_time_pct", good.min_pct_targets_on_time, name)


def sub_units(case: Case, law: Law) -> Found | None:
    """2020-2025: the units below a leader at HTTNV or above are all at HTNV or above, 70 % at HTTNV or above."""
    good = law.scheme.data.leader_good
    if good is None or not _is_leader(case) or not case.at_least(Level.HTTNV) or not case.sub_units:
        return None
    text = said(
        f"{good.units_at_least_completed_pct}% đơn vị trực thuộc từ HTNV trở lên, "
        f"ít nhất {good.units_at_least_good_pct}% từ HTTNV trở lên",
        f"{good.units_at_least_completed_pct} % of the units below at HTNV or above, "
        f"at least {good.units_at_least_good_pct} % at HTTNV or above",
    )
    known = [level for level in case.sub_units if level is not None]
    if len(known) < len(case.sub_units):
        waiting = len(case.sub_units) - len(known)
        message = said(f"{waiting} đơn vị trực thuộc chưa xếp loại.", f"{waiting} units below have no level yet.")
        return Found(rule="sub_units", outcome=ASK, text=text, message=message)
    completed = 100 * sum(level.rank >= Level.HTNV.rank for level in known)
    good_ones = 100 * sum(level.rank >= Level.HTTNV.rank for level in known)
    enough = completed >= good.units_at_least_completed_pct * len(
        known
    ) and good_ones >= good.units_at_least_good_pct * len(known)
    message = said(
        f"{completed // 100}/{len(known)} từ HTNV trở lên, {good_ones // 100}/{len(known)} từ HTTNV trở lên.",
        f"{completed // 100} of {len(known)} at HTNV or above, {good_ones // 100} of {len(known)} at HTTNV or above.",
    )
    return Found(rule="sub_units", outcome=MET if enough else UNMET, text=text, message=message)


def not_above_unit(case: Case, law: Law) -> Found | None:
    """A head is not rated above the unit: NĐ 233/2026 Điều 12.7; for 2018 remembered only, so a warning."""
    fixed = bool(law.scheme.data.head_not_above_unit)
    if case.subject is not Subject.INDIVIDUAL or not case.is_head or not (fixed or law.has("nd56_2015")):
        return None
    text = said("Người đứng đầu không xếp cao hơn đơn vị", "The head is not rated above the unit")
    citation = said("NĐ 233/2026 Điều 12.7", "NĐ 233/2026 Điều 12.7") if fixed else None
    sure = S if fixed else K
    if case.unit_level is None:
        if not case.at_least(Level.HTTNV):
            return None
        waiting = said("Đơn vị chưa xếp loại.", "The unit has no level yet.")
        return Found(rule="not_above_unit", outcome=ASK, text=text, message=waiting, citation=citation, confidence=sure)
    message = said(f"Đơn vị xếp {case.unit_level}.", f"The unit is at {case.unit_level}.")
    above = case.level.rank > case.unit_level.rank
    outcome = (UNMET if fixed else ASK) if above else MET
    return Found(rule="not_above_unit", outcome=outcome, text=text, message=message, citation=citation, confidence=sure)
