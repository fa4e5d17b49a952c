"""The list of points: what is open, the default, what the body chose, since when and on what basis."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from app.awards.labels import CONFIDENCE_TONES, CONFIDENCES, abbreviation, words
from app.core.text import short_date
from app.eligibility.rulebook import rulebooks
from app.eligibility.rulebook.parts import Grounded
from app.local_rules import labels
from app.local_rules.enums import RuleKind, Standing, Topic
from app.local_rules.presenters.saying import option_words, point_name, regime_words, setting_words, value_words
from app.local_rules.queries import RuleRow
from app.local_rules.rules import topics
from app.local_rules.rules.limits import law_ceiling
from app.local_rules.rules.periods import standing
from app.local_rules.rules.values import EVERY_AWARD, EXCEPTION_KEY

PointHref = Callable[[RuleKind, str], str]


@dataclass(frozen=True, slots=True)
class ChosenView:
    """What a body has set on a point: the words, for which files, since when, on what basis, by which body."""

    text: str
    files: str
    since: str
    basis: str
    body: str
    href: str


@dataclass(frozen=True, slots=True)
class PointView:
    """One line of the list."""

    name: str
    href: str
    default: str
    chosen: list[ChosenView]
    confidence: str
    tone: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """The points under one heading."""

    id: str
    name: str
    points: list[PointView]


def groups(
    rules: Sequence[RuleRow],
    *,
    body_id: UUID,
    on: date,
    href: PointHref,
    rule_href: Callable[[UUID], str],
    only_chosen: bool = False,
) -> list[GroupView]:
    """Return every point under its heading, with what holds on the day."""
    holding = [rule for rule in rules if standing(rule, on) is Standing.IN_FORCE]
    found = []
    for topic in Topic:
        lines = [
            _line(kind, key, _on_point(holding, kind, key), body_id=body_id, href=href, rule_href=rule_href)
            for kind, key in _points(topic, holding)
        ]
        kept = [line for line in lines if line.chosen or not only_chosen]
        if kept:
            found.append(GroupView(topic.value, str(labels.TOPIC_LABELS[topic]), kept))
    return found


def _points(topic: Topic, holding: Iterable[RuleRow]) -> Iterator[tuple[RuleKind, str]]:
    """Yield the points of a heading: those that are open anyway, and the awards for which a rule was made."""
    for kind in (RuleKind.QUOTA, RuleKind.VOTE, RuleKind.BAR):
        if topics.OF_KIND[kind] is topic:
            keys = [rule.key for rule in holding if rule.kind is kind]
            yield from ((kind, key) for key in dict.fromkeys(keys))
    yield from ((RuleKind.SETTING, key) for key in topics.SETTINGS.get(topic, ()))
    yield from ((RuleKind.READING, key) for key in topics.READINGS.get(topic, ()))
    if topic is topics.OF_KIND[RuleKind.EXCEPTION]:
        yield RuleKind.EXCEPTION, EXCEPTION_KEY


def _on_point(holding: Iterable[RuleRow], kind: RuleKind, key: str) -> list[RuleRow]:
    """Return the rules that hold on a point: those of the nearest body, which come last; conditions add up."""
    found = [rule for rule in holding if rule.kind is kind and rule.key == key]
    if kind is RuleKind.BAR or not found:
        return found
    return [rule for rule in found if rule.body_id == found[-1].body_id]


def _line(
    kind: RuleKind,
    key: str,
    rules: Sequence[RuleRow],
    *,
    body_id: UUID,
    href: PointHref,
    rule_href: Callable[[UUID], str],
) -> PointView:
    ground = _ground(kind, key)
    confidence = ground.confidence if ground else None
    return PointView(
        name=point_name(kind, key),
        href=href(kind, key),
        default=default_words(kind, key),
        chosen=[_chosen(rule, body_id, rule_href(rule.id)) for rule in rules],
        confidence=str(CONFIDENCES[confidence]) if confidence else "",
        tone=CONFIDENCE_TONES[confidence] if confidence else "grey",
    )


def _chosen(rule: RuleRow, body_id: UUID, href: str) -> ChosenView:
    return ChosenView(
        text=value_words(rule.kind, rule.key, rule.value, rule.regime_id),
        files=regime_words(rule.regime_id),
        since=short_date(rule.valid_from),
        basis=rule.legal_basis,
        body="" if rule.body_id == body_id else rule.body_name,
        href=href,
    )


def default_words(kind: RuleKind, key: str) -> str:
    """Return what holds without a rule of the body."""
    books = rulebooks()
    match kind:
        case RuleKind.READING:
            return option_words(key, books.reading(key).default)
        case RuleKind.SETTING:
            setting = books.setting(key)
            return words(setting.default_note) or setting_words(key, setting.default)
        case RuleKind.QUOTA:
            return _law_of_ceiling(key)
        case RuleKind.EXCEPTION:
            return _("No file passes with a reason")
        case RuleKind.BAR:
            return _("What the law asks")
    return _vote_of_law(key)


def _law_of_ceiling(code: str) -> str:
    """Return the ceilings that the law fixes for an award, each with the regime that does."""
    found = []
    for regime in rulebooks().regimes():
        quota = law_ceiling(regime.awards[code]) if code in regime.awards else None
        if quota is not None and regime.inherits is None:
            pct, of = quota.pct, abbreviation(quota.of)
            found.append(_("%(regime)s: at most %(pct)s%% of %(award)s", regime=words(regime.name), pct=pct, award=of))
    return "; ".join(found) or _("No ceiling in national law")


def _vote_of_law(code: str) -> str:
    """Return the share that the law or the default asks, by regime for one award."""
    open_points = _("%(pct)s%% of all members, by secret ballot", pct=rulebooks().setting("vote_min_pct").default)
    if code == EVERY_AWARD:
        return open_points
    found = []
    for regime in rulebooks().regimes():
        if code in regime.awards and regime.inherits is None:
            pct = rulebooks().vote_rule(regime.id, code).min_percent
            found.append(_("%(regime)s: at least %(pct)s%% in favour", regime=words(regime.name), pct=pct))
    return "; ".join(found) or open_points


def _ground(kind: RuleKind, key: str) -> Grounded | None:
    """Return where a point of the rulebooks comes from and how sure it is."""
    if kind is RuleKind.READING:
        return rulebooks().reading(key)
    return rulebooks().setting(key) if kind is RuleKind.SETTING else None


def counts_words(rules: Iterable[RuleRow], on: date) -> tuple[int, int]:
    """Return how many rules hold on the day, and how many begin later."""
    states = [standing(rule, on) for rule in rules]
    return states.count(Standing.IN_FORCE), states.count(Standing.COMING)
