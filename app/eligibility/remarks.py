"""What a verdict says beside its findings and what never decides: timing, transfer, priority, local choices."""

from collections.abc import Iterator
from datetime import date

from app.eligibility.calendar import in_year
from app.eligibility.case import Case
from app.eligibility.compiling import StandardBook
from app.eligibility.enums import Outcome
from app.eligibility.messages.words import both, day
from app.eligibility.rulebook import Localised
from app.eligibility.rulebook.conditions import MeetsStandardOf
from app.eligibility.rulebook.rules import CountsAsService, Modifier, ReduceTimeInPost, Timing, Transfer
from app.eligibility.standards import Standard
from app.eligibility.verdict import Finding


def remarks(standard: Standard, case: Case, book: StandardBook) -> tuple[Finding, ...]:
    """Return the remarks on an award for a nominee."""
    return (*_of_modifiers(standard, case, book), *_priority(case, book), *_choices(standard, book))


def _of_modifiers(standard: Standard, case: Case, book: StandardBook) -> Iterator[Finding]:
    below = [
        modifier
        for node in standard.root.children
        if isinstance(node.condition, MeetsStandardOf)
        for modifier in book.standard(node.condition.title).modifiers
    ]
    for modifier in {each.id: each for each in (*standard.modifiers, *below)}.values():
        if isinstance(modifier, CountsAsService) and modifier.by_tick and _is_away(modifier, case):
            yield _by_tick(modifier, case)
        elif isinstance(modifier, Timing):
            yield _timing(modifier, case)
        elif isinstance(modifier, Transfer) and modifier.id in case.facts.confirmed:
            yield _transfer(modifier, case, standard)
        elif isinstance(modifier, ReduceTimeInPost) and case.facts.is_female and case.facts.is_leader:
            yield _finding(modifier, Outcome.MET, _reduced(modifier), modifier.who)


def _timing(modifier: Timing, case: Case) -> Finding:
    proposed = case.facts.proposed_on
    if modifier.deadline_mmdd is None or proposed is None:
        return _finding(modifier, Outcome.MET, modifier.text, modifier.text)
    month, last_day = modifier.deadline_mmdd.split("-")
    deadline = date(proposed.year, int(month), int(last_day))
    is_late = proposed > deadline
    message = (
        both(f"đề nghị sau hạn {day(deadline)}", f"proposed after {day(deadline)}")
        if is_late
        else both(f"trước hạn {day(deadline)}", f"before {day(deadline)}")
    )
    return _finding(modifier, Outcome.NEEDS_CONFIRMATION if is_late else Outcome.MET, message, modifier.text)


def _is_away(modifier: CountsAsService, case: Case) -> bool:
    return any(
        leave.kind is modifier.leave and in_year(leave.starts_on, leave.ends_on, case.year)
        for leave in case.facts.leave
    )


def _by_tick(modifier: CountsAsService, case: Case) -> Finding:
    """An absence that counts as service only where an officer confirms its cause."""
    is_confirmed = case.facts.confirmed.get(modifier.id, False)
    message = (
        both("thời gian này được tính", "this time counts")
        if is_confirmed
        else both("nếu đúng, cán bộ xác nhận thì thời gian này được tính", "counts where an officer confirms it")
    )
    outcome = Outcome.MET if is_confirmed else Outcome.NEEDS_CONFIRMATION
    return _finding(modifier, outcome, message, modifier.what, modifier.id)


def _transfer(modifier: Transfer, case: Case, standard: Standard) -> Finding:
    months = standard.law.settings.get("old_unit_opinion_months") or modifier.old_unit_opinion_months_min
    has_opinion = case.facts.confirmed[modifier.id]
    message = (
        both("đã có ý kiến của đơn vị cũ", "the opinion of the old unit is there")
        if has_opinion
        else both("chưa có ý kiến của đơn vị cũ", "the opinion of the old unit is missing")
    )
    text = both(
        f"đơn vị mới xét, có ý kiến của đơn vị cũ nếu công tác ở đó từ {months} tháng",
        f"the new unit considers, with the opinion of the old one after {months} months there",
    )
    return _finding(modifier, Outcome.MET if has_opinion else Outcome.NEEDS_CONFIRMATION, message, text, modifier.id)


def _reduced(modifier: ReduceTimeInPost) -> Localised:
    return both(f"thời gian giữ chức vụ được giảm {modifier.by}", f"the time in post asked is cut by {modifier.by}")


def _finding(
    modifier: Modifier,
    outcome: Outcome,
    message: Localised,
    text: Localised,
    tick: str | None = None,
) -> Finding:
    return Finding(
        condition=f"modifier.{modifier.id}",
        kind=modifier.type.value,
        outcome=outcome,
        text=text,
        message=message,
        citation=modifier.citation,
        confidence=modifier.confidence,
        must_confirm=modifier.must_confirm,
        sources=modifier.sources,
        tick=tick,
    )


def _priority(case: Case, book: StandardBook) -> Iterator[Finding]:
    if not case.facts.is_female:
        return
    rule = book.books.common.global_rules.women_priority
    yield Finding(
        condition="global.women_priority",
        kind="priority",
        outcome=Outcome.MET,
        text=rule.applies_when,
        message=both("ưu tiên cá nhân nữ", "a woman comes first"),
        citation=rule.citation,
        confidence=rule.confidence,
        sources=rule.sources,
    )


def _choices(standard: Standard, book: StandardBook) -> Iterator[Finding]:
    """Say which open points of this award the body reads otherwise than by default."""
    for name in dict.fromkeys(_read_by(standard)):
        reading, option = book.books.reading(name), book.readings[name]
        if option != reading.default:
            yield Finding(
                condition=f"reading.{name}",
                kind="reading",
                outcome=Outcome.MET,
                text=reading.question,
                message=reading.options[option],
                citation=book.choices.bases.get(name) or reading.citation,
                confidence=reading.confidence,
                sources=reading.sources,
                readings=(name,),
            )


def _read_by(standard: Standard) -> Iterator[str]:
    todo = [standard.root, *standard.bars]
    while todo:
        node = todo.pop(0)
        yield from node.options
        todo += node.children
    for options in standard.rule_options.values():
        yield from options
