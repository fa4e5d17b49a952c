"""Which papers the file of an award must hold, per regime, and which facts of the program count as a paper."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from app.eligibility.enums import AuthorityLevel, AwardKind, CampaignKind, PaperFact
from app.eligibility.rulebook.catalogue import Award, Regime
from app.eligibility.rulebook.conditions import Location
from app.eligibility.rulebook.parts import AwardCode, Grounded, Identifier, Localised, Part, RegimeId
from app.eligibility.rulebook.references import Found

OTHER = "other"
"""An attachment that is none of the papers of the law; no requirement names it."""


class Paper(Part):
    """One kind of paper of a file."""

    code: Identifier
    name: Localised
    met_by: tuple[PaperFact, ...] = ()
    """Facts that the program holds and that stand for the paper."""


class PaperRequirement(Grounded):
    """That files for some awards must hold a paper; an empty list of kinds, awards or authorities narrows nothing."""

    id: Identifier
    paper: Identifier
    regimes: Annotated[tuple[RegimeId, ...], Field(min_length=1)]
    kinds: tuple[AwardKind, ...] = ()
    awards: tuple[AwardCode, ...] = ()
    authorities: tuple[AuthorityLevel, ...] = ()
    campaign_kinds: tuple[CampaignKind, ...] = ()
    also_met_by: tuple[PaperFact, ...] = ()
    only_where: Localised | None = None
    """A ground that the program does not know: told, never checked."""

    def covers(self, award: Award) -> bool:
        """Say whether it speaks of this award."""
        return (
            (not self.kinds or award.kind in self.kinds)
            and (not self.awards or award.code in self.awards)
            and (not self.authorities or award.authority in self.authorities)
        )

    def holds_in(self, kind: CampaignKind | None) -> bool:
        """Say whether it holds in campaigns of this kind; none asks for all kinds."""
        return kind is None or not self.campaign_kinds or kind in self.campaign_kinds


class PapersFile(Part):
    """``papers.yaml``: the papers in the order of a file, and what requires them."""

    papers: Annotated[tuple[Paper, ...], Field(min_length=1)]
    requirements: tuple[PaperRequirement, ...]


def check_papers(file: PapersFile, regimes: Mapping[str, Regime]) -> Iterator[Found]:
    """Check that every paper, regime and award that a requirement names exists, and that no id stands twice."""
    codes = [paper.code for paper in file.papers]
    yield from _twice("papers", "code", codes)
    yield from _twice("requirements", "id", [each.id for each in file.requirements])
    if OTHER in codes:
        yield ("papers", codes.index(OTHER), "code"), f"{OTHER!r} is kept for files that are no paper of the law"
    for place, requirement in enumerate(file.requirements):
        here: Location = ("requirements", place)
        if requirement.paper not in codes:
            yield (*here, "paper"), f"no paper has the code {requirement.paper!r}"
        known = [regimes[each] for each in requirement.regimes if each in regimes]
        for offset, regime_id in enumerate(requirement.regimes):
            if regime_id not in regimes:
                yield (*here, "regimes", offset), f"no regime has the id {regime_id!r}"
        for offset, code in enumerate(requirement.awards):
            if any(code not in regime.awards for regime in known):
                yield (*here, "awards", offset), f"no award of the regime has the code {code!r}"


def _twice(part: str, name: str, ids: list[str]) -> Iterator[Found]:
    for place, each in enumerate(ids):
        if each in ids[:place]:
            yield (part, place, name), f"{each!r} stands twice"
