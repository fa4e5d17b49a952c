"""All rulebooks together: look up a regime, an award, its vote rule; choose the regime of a file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.eligibility.enums import AbsenteeRule, AuthorityLevel, CampaignKind, RegimeBasis, Subject, VoteBase
from app.eligibility.rulebook.catalogue import Award, Regime
from app.eligibility.rulebook.classification_schemes import ClassificationScheme
from app.eligibility.rulebook.errors import UnknownRule
from app.eligibility.rulebook.papers import Paper, PaperRequirement, PapersFile
from app.eligibility.rulebook.parts import Localised
from app.eligibility.rulebook.rules import VoteEntry, VoteRule
from app.eligibility.rulebook.shared_rules import (
    CommonFile,
    Reading,
    RevocationGround,
    RevocationLaw,
    Setting,
    Source,
)

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class RegimeChoice:
    """The regime of a file, why it was chosen, and whether a person still has to confirm it."""

    regime_id: str
    basis: RegimeBasis
    needs_confirmation: bool


class Rulebooks:
    """The law as data: every regime with its awards, and what the regimes share."""

    def __init__(
        self,
        *,
        regimes: Mapping[str, Regime],
        common: CommonFile,
        sources: Mapping[str, Source],
        schemes: tuple[ClassificationScheme, ...],
        papers: PapersFile,
    ) -> None:
        """Take the checked files and index them by id."""
        self._regimes = regimes
        self._sources = sources
        self._readings = {reading.id: reading for reading in common.readings}
        self._settings = {setting.id: setting for setting in common.settings}
        self.common = common
        self.classification_schemes = schemes
        self.papers: Mapping[str, Paper] = {paper.code: paper for paper in papers.papers}
        self._paper_requirements = papers.requirements

    def regimes(self) -> tuple[Regime, ...]:
        """Return every regime, oldest first."""
        return tuple(self._regimes.values())

    def regime(self, regime_id: str) -> Regime:
        """Return one regime."""
        return _found(self._regimes, regime_id, "regime")

    def award(self, regime_id: str, code: str) -> Award:
        """Return an award as a regime defines it."""
        return _found(self.regime(regime_id).awards, code, f"award of {regime_id}")

    def awards(
        self, regime_id: str, subject: Subject | None = None, authority: AuthorityLevel | None = None
    ) -> list[Award]:
        """Return the awards of a regime in the official order: titles before forms, low to high authority."""
        return [
            award
            for award in self.regime(regime_id).awards.values()
            if (subject is None or award.subject is subject) and (authority is None or award.authority is authority)
        ]

    def source(self, source_id: str) -> Source:
        """Return a source by its id."""
        return _found(self._sources, source_id, "source")

    def reading(self, reading_id: str) -> Reading:
        """Return a point the texts leave open."""
        return _found(self._readings, reading_id, "reading")

    def setting(self, setting_id: str) -> Setting:
        """Return a local option."""
        return _found(self._settings, setting_id, "setting")

    def revocation_grounds(self) -> tuple[RevocationGround, ...]:
        """Return the reasons for which the law takes an award away again."""
        return self.common.global_rules.revocation.grounds

    def revocation_law(self, regime_id: str) -> RevocationLaw:
        """Return where a regime says that an award is taken away."""
        return _found(self.common.global_rules.revocation.laws, regime_id, "law on revocation")

    def vote_rule(self, regime_id: str, award_code: str) -> VoteRule:
        """Return how a council votes on an award, open points filled with the cautious defaults."""
        award = self.award(regime_id, award_code)
        if award.vote is None:
            return self._vote_by_settings()
        return self._resolved(self.regime(regime_id).vote_rules[award.vote])

    def paper_requirements(
        self, regime_id: str, award_code: str, campaign_kind: CampaignKind | None = None
    ) -> tuple[PaperRequirement, ...]:
        """Return what says which papers a file must hold, in the order of a file; none asks for all kinds of rounds.

        What holds in a regime holds in those that are laid over it.
        """
        award = self.award(regime_id, award_code)
        line = set(self._line_of(regime_id))
        found = [
            each
            for each in self._paper_requirements
            if line & set(each.regimes) and each.covers(award) and each.holds_in(campaign_kind)
        ]
        order = list(self.papers)
        return tuple(sorted(found, key=lambda each: order.index(each.paper)))

    def _line_of(self, regime_id: str) -> list[str]:
        regime = self.regime(regime_id)
        return [regime.id, *(self._line_of(regime.inherits) if regime.inherits else [])]

    def choose_regime(
        self, year: int, received_on: date | None = None, *, also_enabled: Collection[str] = ()
    ) -> RegimeChoice:
        """Choose the regime of a file: by its date of receipt, or by default from the award year.

        A regime that is off by default counts only when the body names it in ``also_enabled``.
        """
        enabled = [regime for regime in self.regimes() if regime.enabled_by_default or regime.id in also_enabled]
        if received_on is not None:
            for regime in enabled:
                if regime.in_force_on(received_on):
                    return RegimeChoice(regime.id, RegimeBasis.RECEIPT_DATE, needs_confirmation=False)
        for regime in enabled:
            if received_on is None and regime.defaults_to_year(year):
                return RegimeChoice(regime.id, RegimeBasis.AWARD_YEAR, needs_confirmation=False)
        return RegimeChoice(_nearest(enabled, received_on or date(year, 12, 31)), RegimeBasis.FALLBACK, True)

    def _resolved(self, entry: VoteEntry) -> VoteRule:
        numerator, denominator = self._quorum()
        percent = entry.default_min_pct if entry.min_pct is None else entry.min_pct
        base = entry.default_base if entry.base == "setting" else entry.base
        is_default = entry.min_pct is None
        return VoteRule(
            id=entry.id,
            secret=self._secret_by_default() if entry.secret_ballot == "setting" else entry.secret_ballot,
            min_percent=_given(percent),
            base=_given(base),
            quorum_numerator=numerator,
            quorum_denominator=denominator,
            absentees=entry.absentees,
            citation=entry.citation or NO_TEXT,
            confidence=(entry.default_confidence or entry.confidence) if is_default else entry.confidence,
            is_default=is_default,
            must_confirm=entry.must_confirm or is_default,
            sources=entry.sources,
        )

    def _vote_by_settings(self) -> VoteRule:
        """Where no text asks for a vote, a council that votes all the same follows the settings."""
        numerator, denominator = self._quorum()
        setting = self.setting("vote_min_pct")
        return VoteRule(
            id="settings",
            secret=self._secret_by_default(),
            min_percent=int(str(setting.default)),
            base=VoteBase.ALL_MEMBERS,
            quorum_numerator=numerator,
            quorum_denominator=denominator,
            absentees=AbsenteeRule.WRITTEN_OPINION_COUNTED,
            citation=setting.citation or NO_TEXT,
            confidence=setting.confidence,
            is_default=True,
            must_confirm=True,
            sources=setting.sources,
        )

    def _quorum(self) -> tuple[int, int]:
        numerator, _, denominator = str(self.setting("quorum").default).partition("/")
        return int(numerator), int(denominator)

    def _secret_by_default(self) -> bool:
        return self.setting("vote_secret").default is True


NO_TEXT = Localised(vi="không có văn bản quy định", en="no text found")


def _nearest(regimes: Sequence[Regime], day: date) -> str:
    """Return the latest regime that had begun on a day, the oldest where none had."""
    begun = [regime for regime in regimes if regime.titles_effective_from <= day]
    return (begun[-1] if begun else regimes[0]).id


def _found(pool: Mapping[str, ValueT], key: str, what: str) -> ValueT:
    try:
        return pool[key]
    except KeyError:
        raise UnknownRule(f"no {what} has the id {key!r}") from None


def _given(value: ValueT | None) -> ValueT:
    """Return a value that the schema has already made sure of."""
    if value is None:
        raise UnknownRule("a vote rule without its figure")
    return value
