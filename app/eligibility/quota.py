"""Ceilings on how many may get an award: the law's, the body's own, and where a choice stands against them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from app.eligibility.ceilings import Ceiling, Standing, in_words, no_limit, rounded_share
from app.eligibility.choices import DEFAULTS, Choices, LocalQuota
from app.eligibility.chosen import ChoiceRefused, basis_of, is_chosen, reading, whole_number
from app.eligibility.enums import AuthorityLevel, AwardKind, Confidence, QuotaKind
from app.eligibility.rulebook import Award, Localised, Rulebooks, rulebooks
from app.eligibility.rulebook.rules import HoldersQuota, QualifyingQuota

READINGS: Final = ("quota_rounding", "quota_base_count")
MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaCounts:
    """Numbers by award code, in the body and the round that a ceiling speaks of.

    A code missing from ``recognised`` means not decided yet, a code that stands there with 0 means that nobody was.
    ``qualifying`` counts the collectives of the province that meet the standard of an award.
    ``chosen`` is what the meter measures while somebody chooses; without it, the number proposed.
    """

    proposed: Mapping[str, int] = field(default_factory=dict)
    recognised: Mapping[str, int] = field(default_factory=dict)
    qualifying: Mapping[str, int] = field(default_factory=dict)
    chosen: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a number below zero."""
        for pool in (self.proposed, self.recognised, self.qualifying, self.chosen):
            if any(number < 0 for number in pool.values()):
                raise ValueError("a count cannot be below zero")

    def used(self, award: str) -> int:
        """Return how many places are taken."""
        for pool in (self.chosen, self.proposed, self.recognised):
            if award in pool:
                return pool[award]
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaMeter:
    """Where a choice stands against the ceiling that holds, with everything the ceiling follows from.

    ``is_binding``: going over needs a reason. ``is_default``: the figure is only shown as a warning, nothing fixes it.
    ``is_provisional``: the base is the number proposed, because nobody has been recognised yet.
    """

    regime_id: str
    award: str
    kind: QuotaKind | None
    used: int
    ceiling: int | None
    base: int | None
    base_award: str | None
    pct: int | None
    rounding: str
    is_binding: bool
    is_default: bool
    is_provisional: bool
    over_by: int
    text: Localised
    citation: Localised | None
    confidence: Confidence
    must_confirm: bool
    sources: tuple[str, ...]
    readings: tuple[str, ...]
    local_rule: str | None
    """Id of the local rule that set the ceiling."""
    ignored_rules: tuple[str, ...]
    """Local rules that would have loosened what the law fixes."""


def quota_of(
    regime_id: str,
    award_code: str,
    *,
    counts: QuotaCounts,
    choices: Choices = DEFAULTS,
    books: Rulebooks | None = None,
) -> QuotaMeter:
    """Measure a choice against the ceiling of an award.

    What the law fixes holds, and a local rule may only be tighter; where the law fixes nothing the local rule fills it;
    where there is none either, a customary figure of the rulebook is shown as a warning.
    """
    books = books or rulebooks()
    award = books.award(regime_id, award_code)
    measure = _Measure(books, regime_id, choices, counts, award)
    law, local = measure.law(), sorted(measure.local(), key=lambda figure: figure.tightness)
    if law is not None:
        holds: Ceiling | None = min((law, *local), key=lambda figure: figure.tightness)
        ignored = tuple(each.local_rule for each in local if each.local_rule and _loosens(each, law))
    else:
        holds, ignored = (local[0] if local else measure.customary()), ()
    return _meter(measure, holds, ignored)


def _loosens(local: Ceiling, law: Ceiling) -> bool:
    if local.ceiling is not None and law.ceiling is not None and local.ceiling != law.ceiling:
        return local.ceiling > law.ceiling
    return local.pct is not None and law.pct is not None and local.pct > law.pct


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a ceiling is worked out from."""

    books: Rulebooks
    regime_id: str
    choices: Choices
    counts: QuotaCounts
    award: Award

    def law(self) -> Ceiling | None:
        """Return the ceiling that the law fixes, if it fixes one."""
        quota = self.award.quota
        if not isinstance(quota, HoldersQuota | QualifyingQuota) or quota.pct is None:
            return None
        return self._share(
            Ceiling(
                pct=quota.pct,
                of=quota.of,
                citation=quota.citation,
                confidence=quota.confidence,
                must_confirm=quota.must_confirm,
                sources=quota.sources,
            )
        )

    def customary(self) -> Ceiling | None:
        """Return a figure that is usual without being fixed."""
        quota = self.award.quota
        if not isinstance(quota, HoldersQuota) or quota.default_pct is None:
            return None
        figure = Ceiling(pct=quota.default_pct, of=quota.of, citation=quota.citation, confidence=Confidence.K)
        return self._share(replace(figure, must_confirm=True, sources=quota.sources, is_default=True))

    def local(self) -> Iterator[Ceiling]:
        """Yield every ceiling of the body itself: its local rules and its settings."""
        for rule in self.choices.quotas:
            if rule.award == self.award.code:
                yield from self._of_rule(rule)
        share, number = f"{self.award.code.lower()}_quota_pct", "certificates_per_agency"
        if is_chosen(self.choices, share):
            pct = whole_number("settings", share, self.choices.settings[share], highest=100)
            yield self._share(self._own(share, Ceiling(pct=pct, of=self._usual_base())))
        if is_chosen(self.choices, number) and _is_certificate(self.award):
            yield self._own(number, Ceiling(ceiling=self._number(number)))

    def _of_rule(self, rule: LocalQuota) -> Iterator[Ceiling]:
        if rule.pct is None and rule.count is None:
            raise ChoiceRefused("quotas", rule.id, "gives neither a share nor a number")
        stem = Ceiling(citation=rule.basis, local_rule=rule.id)
        if rule.count is not None:
            yield replace(stem, ceiling=whole_number("quotas", rule.id, rule.count, highest=MOST))
        if rule.pct is not None:
            base = rule.of or self._usual_base()
            if base is None:
                raise ChoiceRefused("quotas", rule.id, "gives a share without naming the award it is a share of")
            pct = whole_number("quotas", rule.id, rule.pct, highest=100)
            yield self._share(replace(stem, pct=pct, of=base))

    def _own(self, name: str, figure: Ceiling) -> Ceiling:
        return replace(figure, citation=basis_of(self.choices, name), local_rule=name)

    def _number(self, name: str) -> int:
        return whole_number("settings", name, self.choices.settings[name], highest=MOST)

    def _usual_base(self) -> str | None:
        base: str | None = getattr(self.award.quota, "of", None)
        return base

    def _share(self, figure: Ceiling) -> Ceiling:
        """Fill in the base and the ceiling of a share, as far as the numbers are known."""
        base, is_provisional = self._base(figure.of or "")
        if base is None or figure.pct is None:
            return figure
        ceiling = rounded_share(figure.pct, base, self.rounding)
        return replace(figure, base=base, ceiling=ceiling, is_provisional=is_provisional)

    def _base(self, award: str) -> tuple[int | None, bool]:
        if isinstance(self.award.quota, QualifyingQuota):
            return self.counts.qualifying.get(award), False
        proposed = self.counts.proposed.get(award)
        if reading(self.choices, "quota_base_count", self.books) == "proposed":
            return proposed, False
        if award in self.counts.recognised:
            return self.counts.recognised[award], False
        return proposed, proposed is not None

    def base_name(self, code: str | None) -> Localised | None:
        """Return what the base of a share counts."""
        if code is None:
            return None
        short = self.books.award(self.regime_id, code).abbreviation
        if isinstance(self.award.quota, QualifyingQuota):
            return Localised(vi=f"tập thể đạt tiêu chuẩn {short}", en=f"collectives that meet the standard of {short}")
        return Localised(vi=short, en=short)

    @property
    def rounding(self) -> str:
        """The reading of how a ceiling becomes a whole number."""
        return reading(self.choices, "quota_rounding", self.books)


def _is_certificate(award: Award) -> bool:
    """Say whether an agency's number of certificates counts it: a form below the State, voted on (a medal is not)."""
    return award.kind is AwardKind.FORM and award.authority is not AuthorityLevel.STATE and award.vote is not None


def _meter(measure: _Measure, ceiling: Ceiling | None, ignored: tuple[str, ...]) -> QuotaMeter:
    award, used = measure.award, measure.counts.used(measure.award.code)
    holds = ceiling or _without_figure(award)
    return QuotaMeter(
        regime_id=measure.regime_id,
        award=award.code,
        kind=award.quota.type if award.quota else None,
        used=used,
        ceiling=holds.ceiling,
        base=holds.base,
        base_award=holds.of,
        pct=holds.pct,
        rounding=measure.rounding,
        is_binding=ceiling is not None and not ceiling.is_default,
        is_default=holds.is_default,
        is_provisional=holds.is_provisional,
        over_by=holds.over_by(used),
        text=_in_words(measure, ceiling),
        citation=holds.citation,
        confidence=holds.confidence,
        must_confirm=holds.must_confirm,
        sources=holds.sources,
        readings=READINGS if holds.pct is not None else (),
        local_rule=holds.local_rule,
        ignored_rules=ignored,
    )


def _without_figure(award: Award) -> Ceiling:
    """Return what the rulebook says of an award for which it names no figure."""
    quota = award.quota
    if quota is None:
        return Ceiling(confidence=Confidence.K)
    return Ceiling(
        citation=quota.citation, confidence=quota.confidence, must_confirm=quota.must_confirm, sources=quota.sources
    )


def _in_words(measure: _Measure, ceiling: Ceiling | None) -> Localised:
    award = measure.award
    used = measure.counts.used(award.code)
    name = Localised(vi=award.abbreviation, en=award.abbreviation)
    if ceiling is None:
        return no_limit(Standing(name, used), award.quota.type if award.quota else None)
    return in_words(Standing(name, used, measure.base_name(ceiling.of)), ceiling)
