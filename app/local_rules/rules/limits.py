"""What the law fixes: a local rule may tighten it or fill what it leaves open, never loosen it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from flask_babel import lazy_gettext as _l

from app.awards.labels import abbreviation, regime_word, words
from app.core.errors import Problem
from app.eligibility.enums import ConditionsLogic, Subject, VoteBase
from app.eligibility.rulebook import Award, Localised, Regime, Rulebooks
from app.eligibility.rulebook import conditions as kinds
from app.eligibility.rulebook.conditions import Condition
from app.eligibility.rulebook.rules import HoldersQuota, QualifyingQuota, Transfer
from app.local_rules.enums import RuleKind, SettingType
from app.local_rules.rules.settings import SHAPES
from app.local_rules.rules.values import (
    EVERY_AWARD,
    Ceiling,
    FurtherBar,
    ReadingChoice,
    SettingChoice,
    Value,
    VoteChoice,
)

BAR_KINDS: Final = (
    kinds.ClassificationAtLeast,
    kinds.InitiativeRecognised,
    kinds.EmployedMonthsMin,
    kinds.NotDisciplinedFrom,
    kinds.AbsenceNotBetween,
    kinds.RegisteredForEmulation,
    kinds.Qualitative,
)
"""The conditions that a body may ask beyond the law."""
OF_PEOPLE: Final = (kinds.InitiativeRecognised, kinds.EmployedMonthsMin, kinds.AbsenceNotBetween)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a body wants to set, for which regimes it would hold."""

    kind: RuleKind
    key: str
    value: Value
    regimes: tuple[Regime, ...]


def regimes_touched(
    regime_id: str | None, valid_from: date, valid_to: date | None, books: Rulebooks
) -> tuple[Regime, ...]:
    """Return the regimes whose files a rule would speak of: the one it names, else all in force in its time.

    The newest regime that is on by default serves on after its last day, until its successor is switched on.
    """
    if regime_id is not None:
        return (books.regime(regime_id),)
    serving = [regime for regime in books.regimes() if regime.enabled_by_default][-1]
    last = valid_to or date.max
    return tuple(
        regime
        for regime in books.regimes()
        if regime.titles_effective_from <= last
        and (regime is serving or (regime.titles_effective_to or date.max) >= valid_from)
    )


def law_problems(wish: Wish, books: Rulebooks) -> list[Problem]:
    """Return why the law does not let the body say this, with the article; empty when it does."""
    match wish.value:
        case ReadingChoice(option=option):
            known = option in books.reading(wish.key).options
            return [] if known else [Problem(_l("Choose from the list."), "option")]
        case SettingChoice() as setting:
            return list(_setting_problems(wish, setting, books))
        case Ceiling() as ceiling:
            return list(_unknown_awards(wish, (wish.key, ceiling.of or wish.key), "award")) or list(
                _ceiling_problems(wish, wish.key, ceiling, "pct")
            )
        case VoteChoice() as vote:
            return list(_vote_problems(wish, vote))
        case FurtherBar() as bar:
            return list(_unknown_awards(wish, bar.awards, "awards")) or list(_bar_problems(wish, bar))
    return []


def law_ceiling(award: Award) -> HoldersQuota | QualifyingQuota | None:
    """Return the ceiling that the law fixes for an award, if it fixes one."""
    quota = award.quota
    fixed = isinstance(quota, HoldersQuota | QualifyingQuota) and quota.pct is not None
    return quota if fixed and isinstance(quota, HoldersQuota | QualifyingQuota) else None


def standard_of(regime: Regime, code: str) -> Iterator[tuple[Condition, Localised | None]]:
    """Yield every condition that the law asks of an award without alternative, with its article."""
    award = regime.awards[code]
    for bar_id in award.bars:
        bar = regime.bars[bar_id]
        yield bar.condition, bar.citation
    if award.logic is ConditionsLogic.ALL:
        yield from _asked(regime, award.conditions, award.citation)


def _asked(
    regime: Regime, conditions: Iterable[Condition], citation: Localised | None
) -> Iterator[tuple[Condition, Localised | None]]:
    for condition in conditions:
        article = condition.citation or citation
        if isinstance(condition, kinds.AllOf):
            yield from _asked(regime, condition.conditions, article)
        elif isinstance(condition, kinds.MeetsStandardOf):
            yield from standard_of(regime, condition.title)
        elif not isinstance(condition, kinds.AnyOf):
            yield condition, article


def _unknown_awards(wish: Wish, codes: Iterable[str], field: str) -> Iterator[Problem]:
    """A rule speaks of awards that the law of its time knows."""
    for code in dict.fromkeys(codes):
        if not any(code in regime.awards for regime in wish.regimes):
            yield Problem(_l("The law of that time has no award %(code)s.", code=code), field)
            return


def _setting_problems(wish: Wish, setting: SettingChoice, books: Rulebooks) -> Iterator[Problem]:
    value = setting.plain()
    if SHAPES[wish.key].type is SettingType.MULTIPLE and isinstance(value, Decimal):
        yield from _medal_problems(wish, value)
    elif wish.key == "old_unit_opinion_months" and isinstance(value, int):
        yield from _transfer_problems(wish, value)
    elif wish.key.endswith("_quota_pct") and isinstance(value, int):
        code = wish.key.removesuffix("_quota_pct").upper()
        yield from _ceiling_problems(wish, code, Ceiling(of=code, pct=value), "value", same_base=True)


def _medal_problems(wish: Wish, multiple: Decimal) -> Iterator[Problem]:
    for regime in wish.regimes:
        for award in regime.awards.values():
            bonus = award.bonus
            if bonus and bonus.is_ceiling and multiple > bonus.multiplier:
                message = _l(
                    "%(article)s: at most %(most)s times the base salary.",
                    article=_article(bonus.citation, regime),
                    most=bonus.multiplier,
                )
                yield Problem(message, "value")
                return


def _transfer_problems(wish: Wish, months: int) -> Iterator[Problem]:
    for regime in wish.regimes:
        for modifier in regime.modifiers.values():
            if isinstance(modifier, Transfer) and months > modifier.old_unit_opinion_months_min:
                message = _l(
                    "%(article)s: the old unit is asked from %(months)s months on; a body may ask earlier, not later.",
                    article=_article(modifier.citation, regime),
                    months=modifier.old_unit_opinion_months_min,
                )
                yield Problem(message, "value")
                return


def _ceiling_problems(
    wish: Wish, code: str, ceiling: Ceiling, field: str, *, same_base: bool = False
) -> Iterator[Problem]:
    """A ceiling may be lower than that of the law; a number beside a share of the law only tightens it."""
    for regime in wish.regimes:
        quota = law_ceiling(regime.awards[code]) if code in regime.awards else None
        if quota is None or quota.pct is None or ceiling.pct is None:
            continue
        said = {
            "article": _article(quota.citation, regime),
            "most": quota.pct,
            "award": abbreviation(code),
            "base": abbreviation(quota.of),
        }
        if not same_base and ceiling.of != quota.of:
            yield Problem(_l("%(article)s takes the share of %(award)s from %(base)s.", **said), "of")
            return
        if ceiling.pct > quota.pct:
            message = _l(
                "%(article)s: %(award)s at most %(most)s %% of %(base)s. A body may set less, not more.", **said
            )
            yield Problem(message, field)
            return


def _vote_problems(wish: Wish, vote: VoteChoice) -> Iterator[Problem]:
    if wish.key == EVERY_AWARD:
        return
    yield from _unknown_awards(wish, (wish.key,), "award")
    for regime in wish.regimes:
        award = regime.awards.get(wish.key)
        if award is None or award.vote is None:
            continue
        entry = regime.vote_rules[award.vote]
        said = {"article": _article(entry.citation, regime), "most": entry.min_pct, "award": abbreviation(wish.key)}
        if entry.min_pct is not None and vote.min_percent is not None and vote.min_percent < entry.min_pct:
            message = _l(
                "%(article)s: %(award)s needs at least %(most)s %% in favour. A body may ask more, not less.", **said
            )
            yield Problem(message, "min_percent")
        if entry.secret_ballot is True and vote.secret is False:
            yield Problem(_l("%(article)s: the ballot on %(award)s is secret.", **said), "secret")
        if entry.base is VoteBase.ALL_MEMBERS and vote.base is VoteBase.PRESENT:
            yield Problem(_l("%(article)s: votes on %(award)s are counted of all members.", **said), "base")


def _bar_problems(wish: Wish, bar: FurtherBar) -> Iterator[Problem]:
    if not isinstance(bar.condition, BAR_KINDS):
        yield Problem(_l("Choose from the list."), "condition")
        return
    for code in bar.awards:
        for regime in wish.regimes:
            if code in regime.awards:
                yield from _one_bar_problems(regime, regime.awards[code], bar.condition)


def _one_bar_problems(regime: Regime, award: Award, wanted: Condition) -> Iterator[Problem]:
    if award.subject is Subject.COLLECTIVE and isinstance(wanted, OF_PEOPLE):
        message = _l(
            "%(award)s is an award for collectives: this condition speaks of people.", award=award.abbreviation
        )
        yield Problem(message, "awards")
        return
    for fixed, citation in standard_of(regime, award.code):
        if is_weaker(wanted, fixed):
            message = _l(
                "%(article)s already asks more of %(award)s (%(regime)s). A body may ask more than the law, not less.",
                article=words(citation),
                award=award.abbreviation,
                regime=regime_word(regime.id),
            )
            yield Problem(message, _FIELDS.get(type(wanted), "awards"))
            return


_FIELDS: Final[dict[type, str]] = {
    kinds.ClassificationAtLeast: "level",
    kinds.InitiativeRecognised: "min_count",
    kinds.EmployedMonthsMin: "months",
    kinds.NotDisciplinedFrom: "discipline",
}


def is_weaker(wanted: Condition, fixed: Condition) -> bool:
    """Say whether a condition asks less than the law asks anyway."""
    match wanted, fixed:
        case kinds.EmployedMonthsMin() as mine, kinds.EmployedMonthsMin() as law:
            return mine.months < law.months
        case kinds.ClassificationAtLeast() as mine, kinds.ClassificationAtLeast() as law:
            return mine.level.rank < law.level.rank
        case kinds.NotDisciplinedFrom() as mine, kinds.NotDisciplinedFrom() as law:
            return mine.who is law.who and mine.period == law.period and mine.level.rank > law.level.rank
        case kinds.InitiativeRecognised() as mine, kinds.InitiativeRecognised() as law:
            return mine.kind is law.kind and mine.level is law.level and mine.min_count < law.min_count
    return False


def _article(citation: Localised | None, regime: Regime) -> str:
    """Return the article as the refusal names it: with the regime, since a rule for all of them meets several."""
    return f"{words(citation)} ({regime_word(regime.id)})" if citation else regime_word(regime.id)
