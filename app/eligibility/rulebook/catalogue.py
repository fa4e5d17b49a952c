"""Awards and regimes: what a regime file holds, and the regime with its inheritance resolved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from app.eligibility.enums import AuthorityLevel, AwardKind, ConditionsLogic, Confidence, DepartmentRole, Subject
from app.eligibility.rulebook.conditions import Condition
from app.eligibility.rulebook.parts import AwardCode, Grounded, Identifier, Localised, Part, RegimeId, Sentence
from app.eligibility.rulebook.rules import Bar, Bonus, CombinationRule, Modifier, Quota, VoteEntry


class Award(Grounded):
    """One title or commendation form as a regime defines it."""

    code: AwardCode
    name_vi: Sentence
    name_en: Sentence
    abbreviation: Sentence
    subject: Subject
    kind: AwardKind
    authority: AuthorityLevel
    deciding_authority: Localised
    department_role: DepartmentRole
    citation: Localised
    logic: ConditionsLogic
    conditions: Annotated[tuple[Condition, ...], Field(min_length=1)]
    bars: tuple[Identifier, ...] = ()
    modifiers: tuple[Identifier, ...] = ()
    quota: Quota | None = None
    vote: Identifier | None = None
    bonus: Bonus | None = None
    authority_confidence: Confidence | None = None
    authority_sources: tuple[Identifier, ...] = ()

    def name(self, language: str) -> str:
        """Return the official name in a language; anything but Vietnamese reads English."""
        return self.name_vi if language.startswith("vi") else self.name_en

    @property
    def official_order(self) -> tuple[int, int]:
        """Titles before forms, low to high authority; within these the order of the file."""
        return (self.kind.rank, self.authority.rank)


class RegimeFile(Part):
    """One regime as its file says it, before an overlay is laid over the regime it inherits."""

    id: RegimeId
    name: Localised
    inherits: RegimeId | None = None
    enabled_by_default: bool = True
    titles_effective_from: date
    titles_effective_to: date | None
    default_award_years: tuple[int, int] | None
    instruments: tuple[Localised, ...]
    transition: Localised | None = None
    overlay: Localised | None = None
    note: Localised | None = None
    bars: tuple[Bar, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    vote_rules: tuple[VoteEntry, ...] = ()
    combination_rules: tuple[CombinationRule, ...] = ()
    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """The legal rules of a time, complete: what an overlay leaves out comes from the regime it inherits."""

    id: str
    name: Localised
    inherits: str | None
    enabled_by_default: bool
    titles_effective_from: date
    titles_effective_to: date | None
    default_award_years: tuple[int, int] | None
    instruments: tuple[Localised, ...]
    transition: Localised | None
    overlay: Localised | None
    note: Localised | None
    bars: Mapping[str, Bar]
    modifiers: Mapping[str, Modifier]
    vote_rules: Mapping[str, VoteEntry]
    combination_rules: tuple[CombinationRule, ...]
    awards: Mapping[str, Award]
    own_codes: frozenset[str]

    def in_force_on(self, day: date) -> bool:
        """Say whether the regime governs files received on this day."""
        return self.titles_effective_from <= day <= (self.titles_effective_to or date.max)

    def defaults_to_year(self, year: int) -> bool:
        """Say whether files of this award year fall here while their date of receipt is unknown."""
        return self.default_award_years is not None and (
            self.default_award_years[0] <= year <= self.default_award_years[1]
        )


def resolve(file: RegimeFile, parent: Regime | None) -> Regime:
    """Lay a regime file over the regime it inherits: an entry replaces the one of the same id or code."""
    own_rules = {rule.id for rule in file.combination_rules}
    inherited_rules = tuple(rule for rule in parent.combination_rules if rule.id not in own_rules) if parent else ()
    own_awards = {award.code: award for award in file.awards}
    merged = {**(parent.awards if parent else {}), **own_awards}
    return Regime(
        id=file.id,
        name=file.name,
        inherits=file.inherits,
        enabled_by_default=file.enabled_by_default,
        titles_effective_from=file.titles_effective_from,
        titles_effective_to=file.titles_effective_to,
        default_award_years=file.default_award_years,
        instruments=file.instruments,
        transition=file.transition,
        overlay=file.overlay,
        note=file.note,
        bars={**(parent.bars if parent else {}), **{bar.id: bar for bar in file.bars}},
        modifiers={**(parent.modifiers if parent else {}), **{item.id: item for item in file.modifiers}},
        vote_rules={**(parent.vote_rules if parent else {}), **{vote.id: vote for vote in file.vote_rules}},
        combination_rules=inherited_rules + file.combination_rules,
        awards=dict(sorted(merged.items(), key=lambda item: item[1].official_order)),
        own_codes=frozenset(own_awards),
    )
