"""A rule in words, in the language of the page."""

from decimal import Decimal
from typing import Final

from flask_babel import gettext as _

from app.awards.labels import abbreviation, capitalised, figure, regime_word, words
from app.awards.labels.conditions import items, sentence
from app.eligibility.enums import ConditionKind, VoteBase
from app.eligibility.rulebook import Regime, rulebooks
from app.eligibility.rulebook.shared_rules import SettingValue
from app.local_rules import labels
from app.local_rules.enums import RuleKind, SettingType
from app.local_rules.rules.settings import ALLOWED, SHAPES
from app.local_rules.rules.values import (
    EVERY_AWARD,
    Ceiling,
    ExceptionChoice,
    FurtherBar,
    MalformedValue,
    ReadingChoice,
    SettingChoice,
    VoteChoice,
    parse,
)
from app.web.filters import number

NOTHING: Final = "–"


def point_name(kind: RuleKind, key: str) -> str:
    """Return what a point is about: the question, the setting, the award."""
    books = rulebooks()
    match kind:
        case RuleKind.READING:
            return words(books.reading(key).question)
        case RuleKind.SETTING:
            return capitalised(words(books.setting(key).what))
        case RuleKind.QUOTA:
            return _("Ceiling of %(award)s", award=abbreviation(key))
        case RuleKind.VOTE if key == EVERY_AWARD:
            return _("Vote on every award that the law leaves open")
        case RuleKind.VOTE:
            return _("Vote on %(award)s", award=abbreviation(key))
        case RuleKind.BAR:
            return str(labels.BAR_KINDS.get(ConditionKind(key), key))
    return str(labels.RULE_KIND_LABELS[kind])


def value_words(kind: RuleKind, key: str, value: dict[str, object], regime_id: str | None = None) -> str:
    """Return what a rule sets; one that no longer fits the rulebooks is shown as it was stored."""
    try:
        parsed = parse(kind, value)
    except MalformedValue:
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    match parsed:
        case ReadingChoice(option=option):
            return option_words(key, option)
        case SettingChoice() as setting:
            return setting_words(key, setting.plain())
        case Ceiling() as ceiling:
            return _ceiling(ceiling)
        case VoteChoice() as vote:
            return _vote(vote)
        case FurtherBar() as bar:
            return _bar(bar, _regime(regime_id))
        case ExceptionChoice(allowed=allowed):
            return _("A file may pass with a reason") if allowed else _("No file passes with a reason")


def option_words(reading_id: str, option: str) -> str:
    """Return the words of an option, or its id where the rulebooks no longer know it."""
    text = rulebooks().reading(reading_id).options.get(option)
    return capitalised(words(text)) if text else option


def setting_words(setting_id: str, value: SettingValue) -> str:
    """Return the value of a setting as a person reads it."""
    shape = SHAPES[setting_id]
    if value is None:
        return _("Not set")
    match shape.type:
        case SettingType.SWITCH:
            return _("Yes") if value else _("No")
        case SettingType.ALLOWED:
            return _("Allowed") if value == ALLOWED else _("Forbidden")
        case SettingType.PERCENT:
            return f"{value} %"
        case SettingType.NUMBER:
            return number(Decimal(str(value)))
        case SettingType.MULTIPLE:
            return _("%(multiple)s times the base salary", multiple=figure(Decimal(str(value))))
    return str(value)


def regime_words(regime_id: str | None) -> str:
    """Return for which files a rule holds; nothing where it holds for all."""
    return regime_word(regime_id) if regime_id else ""


def _regime(regime_id: str | None) -> Regime:
    return rulebooks().regime(regime_id) if regime_id else rulebooks().regimes()[-1]


def _ceiling(ceiling: Ceiling) -> str:
    if ceiling.pct is not None:
        return _("At most %(pct)s%% of %(award)s", pct=ceiling.pct, award=abbreviation(ceiling.of or ""))
    return _("At most %(count)s", count=number(ceiling.count or 0))


def _vote(vote: VoteChoice) -> str:
    parts = []
    if vote.min_percent is not None:
        parts.append(_("at least %(pct)s%% in favour", pct=vote.min_percent))
    if vote.base is not None:
        parts.append(_("of all members") if vote.base is VoteBase.ALL_MEMBERS else _("of the members present"))
    if vote.secret is not None:
        parts.append(_("secret ballot") if vote.secret else _("open vote"))
    if vote.quorum is not None:
        parts.append(_("%(share)s of the members must be present", share=vote.quorum))
    return capitalised(", ".join(parts))


def _bar(bar: FurtherBar, regime: Regime) -> str:
    awards = ", ".join(abbreviation(code) for code in bar.awards)
    listed = "; ".join(items(bar.condition))
    asked = sentence(bar.condition, regime)
    return f"{awards}: {asked} ({listed})" if listed else f"{awards}: {asked}"
