"""The ceiling on how many may be classified excellent: a share of those classified good, by scheme."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.eligibility.ceilings import Ceiling, Standing, in_words, no_limit, rounded_share
from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.chosen import basis_of, is_chosen, reading, whole_number
from app.eligibility.enums import ClassificationLevel, Confidence
from app.eligibility.rulebook import Localised, Rulebooks, UnknownRule, rulebooks
from app.eligibility.rulebook.classification_schemes import ClassificationScheme, ExcellentQuota

Levels = Mapping[ClassificationLevel, int]
EXCEPTION: Final = "excellent_exception_pct"
READINGS: Final = ("quota_rounding", "httnv_quota_base", "httnv_quota_groups")
NAME: Final = Localised(vi="HTXSNV", en="HTXSNV")
BASES: Final = {
    "only_that_level": Localised(vi="HTTNV", en="HTTNV"),
    "that_level_and_above": Localised(vi="HTTNV và HTXSNV", en="HTTNV and HTXSNV"),
}


@dataclass(frozen=True, slots=True)
class ExcellentLine:
    """One count against its ceiling: the agency, or a group of similar tasks in it (``group``)."""

    group: str | None
    used: int
    base: int
    ceiling: int | None
    over_by: int
    text: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcellentMeter:
    """Where a classification stands against the ceiling of its scheme; no ``pct`` means that the scheme has none."""

    scheme_id: str
    pct: int | None
    base_levels: str
    rounding: str
    is_raised: bool
    """A higher authority granted the raised share."""
    agency: ExcellentLine
    groups: tuple[ExcellentLine, ...]
    over_by: int
    """The largest excess of any line."""
    citation: Localised
    confidence: Confidence
    must_confirm: bool
    sources: tuple[str, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """How a ceiling is worked out from the levels of some people."""

    pct: int | None
    base_levels: str
    rounding: str
    citation: Localised

    def line(self, levels: Levels, group: str | None = None) -> ExcellentLine:
        """Measure one agency or one group."""
        used = levels.get(ClassificationLevel.HTXSNV, 0)
        base = levels.get(ClassificationLevel.HTTNV, 0) + (used if self.base_levels == "that_level_and_above" else 0)
        name = NAME if group is None else Localised(vi=f"HTXSNV ({group})", en=f"HTXSNV ({group})")
        standing = Standing(name, used, BASES[self.base_levels])
        if self.pct is None:
            return ExcellentLine(group, used, base, None, 0, no_limit(standing, None))
        most = rounded_share(self.pct, base, self.rounding)
        ceiling = Ceiling(pct=self.pct, base=base, ceiling=most, citation=self.citation)
        return ExcellentLine(group, used, base, most, ceiling.over_by(used), in_words(standing, ceiling))


def excellent_quota(
    scheme_id: str,
    levels: Levels,
    *,
    groups: Mapping[str, Levels] | None = None,
    year: int | None = None,
    choices: Choices = DEFAULTS,
    books: Rulebooks | None = None,
) -> ExcellentMeter:
    """Measure how many are excellent in an agency, and in each group of similar tasks where the reading asks for it.

    ``year``: a ceiling that came later than its scheme does not hold for the years before it.
    """
    books = books or rulebooks()
    if any(number < 0 for each in (levels, *(groups or {}).values()) for number in each.values()):
        raise ValueError("a count cannot be below zero")
    scheme = _scheme(books, scheme_id)
    rule = _rule(books, scheme, year)
    pct, is_raised = _share(rule, choices)
    citation = rule.citation if rule and rule.citation else scheme.instruments[-1]
    scale = _Scale(
        pct=pct,
        base_levels=reading(choices, "httnv_quota_base", books),
        rounding=reading(choices, "quota_rounding", books),
        citation=basis_of(choices, EXCEPTION) if is_raised and EXCEPTION in choices.bases else citation,
    )
    by_group = reading(choices, "httnv_quota_groups", books) == "both"
    lines = tuple(scale.line(each, name) for name, each in (groups or {}).items()) if by_group else ()
    agency, confidence = scale.line(levels), _confidence(rule, is_raised)
    return ExcellentMeter(
        scheme_id=scheme_id,
        pct=pct,
        base_levels=scale.base_levels,
        rounding=scale.rounding,
        is_raised=is_raised,
        agency=agency,
        groups=lines,
        over_by=max(line.over_by for line in (agency, *lines)),
        citation=scale.citation,
        confidence=confidence,
        must_confirm=rule is None or rule.must_confirm or rule.secondary or confidence is Confidence.K,
        sources=rule.sources if rule else (),
        readings=READINGS if rule else (),
    )


def _scheme(books: Rulebooks, scheme_id: str) -> ClassificationScheme:
    for scheme in books.classification_schemes:
        if scheme.id == scheme_id:
            return scheme
    known = ", ".join(scheme.id for scheme in books.classification_schemes)
    raise UnknownRule(f"no classification scheme has the id {scheme_id!r}; known are {known}")


def _rule(books: Rulebooks, scheme: ClassificationScheme, year: int | None) -> ExcellentQuota | None:
    """Return the ceiling of a scheme; one that takes over the bands of another takes over its ceiling."""
    rule = scheme.excellent_quota
    if rule is None and scheme.bands_as is not None:
        rule = _scheme(books, scheme.bands_as).excellent_quota
    if rule is not None and year is not None and rule.from_year is not None and year < rule.from_year:
        return None
    return rule


def _share(rule: ExcellentQuota | None, choices: Choices) -> tuple[int | None, bool]:
    """Return the share that holds, and whether it is the raised one; a grant never passes the most the law allows."""
    if rule is None:
        return None, False
    usual = rule.pct if rule.pct is not None else rule.pct_of_good
    if usual is None or rule.exception_pct is None or not is_chosen(choices, EXCEPTION):
        return usual, False
    granted = whole_number("settings", EXCEPTION, choices.settings[EXCEPTION], highest=100)
    raised = min(granted, rule.exception_pct)
    return (raised, True) if raised > usual else (usual, False)


def _confidence(rule: ExcellentQuota | None, is_raised: bool) -> Confidence:
    if rule is None:
        return Confidence.K
    marks = [rule.confidence, rule.pct_confidence, rule.exception_pct_confidence if is_raised else None]
    return Confidence.K if Confidence.K in marks else Confidence.S
