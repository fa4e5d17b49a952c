"""What the catalogue pages print: plain texts in the language of the page, tones and addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from flask import url_for
from flask_babel import gettext as _
from pydantic import BaseModel

from app.awards.labels import (
    AUTHORITIES,
    CAMPAIGN_KINDS,
    COMBINATIONS,
    CONFIDENCE_TONES,
    CONFIDENCES,
    KINDS,
    PAPER_FACTS,
    ROLES,
    SUBJECTS,
    capitalised,
    language,
    words,
)
from app.awards.labels import conditions as say
from app.awards.labels import rules as say_rules
from app.core.text import short_date
from app.eligibility.enums import ConditionsLogic, Confidence
from app.eligibility.rulebook import Award, Paper, PaperRequirement, Regime, rulebooks
from app.eligibility.rulebook.conditions import AllOf, AnyOf, Condition
from app.eligibility.rulebook.parts import Grounded


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a statement comes from and how sure it is."""

    citation: str
    confidence: str
    tone: str
    must_confirm: bool
    note: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One rule in words with its ground; a condition may hold a list and further conditions."""

    text: str
    ground: Ground | None
    details: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    parts: list["Statement"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A page that was read."""

    title: str
    kind: str
    links: list[tuple[str, str]]
    where: str


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """An award as a line of the catalogue."""

    href: str
    code: str
    name: str
    other_name: str
    abbreviation: str
    kind: object
    subject: object
    authority: object
    decider: str
    citation: str
    confidence: object
    tone: str


def catalogue_row(regime: Regime, award: Award) -> CatalogueRow:
    """Return a line of the catalogue."""
    here = language()
    return CatalogueRow(
        href=url_for("awards.detail", regime_id=regime.id, code=award.code),
        code=award.code,
        name=award.name(here),
        other_name=award.name("en" if here == "vi" else "vi"),
        abbreviation=award.abbreviation,
        kind=KINDS[award.kind],
        subject=SUBJECTS[award.subject],
        authority=AUTHORITIES[award.authority],
        decider=words(award.deciding_authority),
        citation=words(award.citation),
        confidence=CONFIDENCES[award.confidence],
        tone=CONFIDENCE_TONES[award.confidence],
    )


def regime_period(regime: Regime) -> str:
    """Return for which files a regime holds."""
    begins = short_date(regime.titles_effective_from)
    if regime.titles_effective_to is None:
        return _("Files received from %(first)s", first=begins)
    return _("Files received from %(first)s to %(last)s", first=begins, last=short_date(regime.titles_effective_to))


def ground(part: Grounded) -> Ground:
    """Return where a part comes from."""
    return _ground(part.confidence, words(part.citation), part.must_confirm, words(part.note))


def _ground(confidence: Confidence, citation: str, must_confirm: bool, note: str) -> Ground:
    return Ground(citation, str(CONFIDENCES[confidence]), CONFIDENCE_TONES[confidence], must_confirm, capitalised(note))


def conditions(award: Award, regime: Regime) -> list[Statement]:
    """Return the conditions of an award as a tree of statements."""
    return [_condition(each, regime) for each in award.conditions]


def _condition(condition: Condition, regime: Regime) -> Statement:
    nested = condition.conditions if isinstance(condition, AllOf | AnyOf) else ()
    own_ground = None
    if condition.confidence is not None:
        own_ground = _ground(
            condition.confidence, words(condition.citation), condition.must_confirm, words(condition.note)
        )
    return Statement(
        text=say.sentence(condition, regime),
        ground=own_ground,
        details=say.details(condition, regime),
        items=say.items(condition),
        parts=[_condition(each, regime) for each in nested],
    )


def logic_sentence(award: Award) -> str:
    """Return how the conditions of an award stand together."""
    if len(award.conditions) == 1:
        return _("The one condition:")
    if award.logic is ConditionsLogic.ALL:
        return _("All of these conditions:")
    return _("At least one of these conditions:")


def bars(award: Award, regime: Regime) -> list[Statement]:
    """Return what bars the award whatever else is met."""
    entries = [regime.bars[each] for each in award.bars]
    return [
        Statement(
            text=say.sentence(bar.condition, regime),
            ground=ground(bar),
            details=[*say.details(bar.condition, regime), _("for: %(whom)s", whom=words(bar.applies_to))],
            items=say.items(bar.condition),
        )
        for bar in entries
    ]


def modifiers(award: Award, regime: Regime) -> list[Statement]:
    """Return what changes how time is counted."""
    return [
        Statement(
            text=" ".join(say_rules.modifier_sentences(regime.modifiers[each])), ground=ground(regime.modifiers[each])
        )
        for each in award.modifiers
    ]


def combination_rules(award: Award, regime: Regime) -> list[Statement]:
    """Return the rules over several awards that speak of this one."""
    return [
        Statement(
            text=f"{COMBINATIONS[rule.kind]}: {words(rule.text)}.",
            ground=ground(rule),
            details=say_rules.combination_details(rule, regime),
        )
        for rule in regime.combination_rules
        if rule.covers(award.code)
    ]


def quota(award: Award, regime: Regime) -> Statement:
    """Return how many may get the award."""
    text = " ".join(say_rules.quota_sentences(award.quota, regime))
    return Statement(text=text, ground=ground(award.quota) if award.quota else None)


def vote(award: Award, regime: Regime) -> Statement:
    """Return how a council votes on the award."""
    rule = rulebooks().vote_rule(regime.id, award.code)
    sentences = say_rules.vote_sentences(rule)
    if award.vote is None:
        sentences.insert(0, _("No text asks for a vote; a council that votes all the same follows the defaults."))
    return Statement(
        text=sentences[0],
        items=sentences[1:],
        ground=_ground(rule.confidence, words(rule.citation), rule.must_confirm, ""),
    )


def papers(award: Award, regime: Regime) -> list[Statement]:
    """Return which papers the file of an award must hold when it goes to a higher body."""
    named = rulebooks().papers
    return [
        Statement(
            text=words(named[each.paper].name), ground=ground(each), details=_paper_details(each, named[each.paper])
        )
        for each in rulebooks().paper_requirements(regime.id, award.code)
    ]


def _paper_details(requirement: PaperRequirement, paper: Paper) -> list[str]:
    details = []
    if requirement.campaign_kinds:
        kinds = ", ".join(str(CAMPAIGN_KINDS[each]) for each in requirement.campaign_kinds)
        details.append(_("campaigns: %(kinds)s", kinds=kinds))
    if requirement.only_where:
        details.append(_("only where %(ground)s", ground=words(requirement.only_where)))
    facts = (*paper.met_by, *requirement.also_met_by)
    if facts:
        held = " / ".join(str(PAPER_FACTS[each]) for each in facts)
        details.append(_("counts as held: %(facts)s", facts=held))
    return details


def bonus(award: Award) -> Statement:
    """Return what goes with the award."""
    text = " ".join(say_rules.bonus_sentences(award.bonus))
    return Statement(text=text, ground=ground(award.bonus) if award.bonus else None)


def open_points(award: Award, regime: Regime) -> list[Statement]:
    """Return the points that the texts leave open for this award, with the choice made until a body chooses."""
    mentioned = dict.fromkeys(
        identifier
        for part in (*award.conditions, *(regime.bars[each].condition for each in award.bars))
        for identifier in _mentioned(part, "readings")
    )
    entries = [rulebooks().reading(identifier) for identifier in mentioned]
    return [
        Statement(
            text=words(reading.question),
            ground=ground(reading),
            details=[_("until the body chooses: %(choice)s", choice=words(reading.options[reading.default]))],
        )
        for reading in entries
    ]


def sources(award: Award, regime: Regime) -> list[SourceLine]:
    """Return every page on which the award's rules stand."""
    rule = rulebooks().vote_rule(regime.id, award.code)
    parts: list[BaseModel] = [
        award,
        *(regime.bars[each] for each in award.bars),
        *(regime.modifiers[each] for each in award.modifiers),
        *(each for each in regime.combination_rules if each.covers(award.code)),
        *rulebooks().paper_requirements(regime.id, award.code),
    ]
    named = {identifier for part in parts for identifier in _mentioned(part, "sources", "authority_sources")}
    entries = [rulebooks().source(identifier) for identifier in sorted(named | set(rule.sources))]
    return [
        SourceLine(words(each.title), words(each.kind), _source_links(each.urls), words(each.where)) for each in entries
    ]


def _source_links(urls: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the site and the address of each page; pages of one site are told apart by a number."""
    sites = [(urlsplit(url).hostname or url).removeprefix("www.") for url in urls]
    return [
        (f"{site} ({sites[:index].count(site) + 1})" if sites.count(site) > 1 else site, url)
        for index, (site, url) in enumerate(zip(sites, urls, strict=True))
    ]


def _mentioned(value: object, *names: str) -> Iterator[str]:
    """Yield the ids that a part and everything inside it mention under these names."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            child = getattr(value, name)
            if name in names:
                yield from child
            else:
                yield from _mentioned(child, *names)
    elif isinstance(value, tuple):
        yield from _each(value, names)


def _each(values: Iterable[object], names: tuple[str, ...]) -> Iterator[str]:
    for value in values:
        yield from _mentioned(value, *names)


def facts(award: Award) -> list[tuple[object, object]]:
    """Return the facts at the top of an award's page."""
    return [
        (_("Code"), award.code),
        (_("Abbreviation"), award.abbreviation),
        (_("Kind"), KINDS[award.kind]),
        (_("For whom"), SUBJECTS[award.subject]),
        (_("Conferred at"), AUTHORITIES[award.authority]),
        (_("Who decides"), words(award.deciding_authority)),
        (_("What a department does"), ROLES[award.department_role]),
        (_("Legal basis"), words(award.citation)),
    ]
