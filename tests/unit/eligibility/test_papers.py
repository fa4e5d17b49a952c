"""Which papers the law asks for, per award, regime and kind of campaign."""

import pytest

from app.eligibility.enums import CampaignKind
from app.eligibility.rulebook import rulebooks
from app.eligibility.rulebook.papers import OTHER

ASKED = [
    ("r2018", "CSTDT", CampaignKind.YEARLY, ["report", "minutes", "initiative_certificate"]),
    ("r2018", "TTLDXS", CampaignKind.YEARLY, ["report", "minutes"]),
    ("r2018", "BKTTG_CN", CampaignKind.YEARLY, ["report", "minutes", "achievement_certificate", "opinion"]),
    ("r2024", "CSTDTQ", CampaignKind.YEARLY, ["report", "minutes", "initiative_certificate"]),
    ("r2024", "BKT_CN", CampaignKind.THEMATIC, ["report", "minutes"]),
    ("r2024", "BKT_CN", CampaignKind.SUDDEN, ["report", "achievement_certificate"]),
    ("r2024", "CTDCP", CampaignKind.YEARLY, ["report", "minutes", "opinion"]),
    ("r2024", "HCLD3_TT", CampaignKind.YEARLY, ["report", "minutes", "opinion"]),
    ("r2026_10", "HCLD3_TT", CampaignKind.YEARLY, ["report", "minutes", "opinion"]),
]


@pytest.mark.parametrize(("regime", "award", "kind", "papers"), ASKED)
def test_the_papers_of_an_award(regime: str, award: str, kind: CampaignKind, papers: list[str]):
    assert [each.paper for each in rulebooks().paper_requirements(regime, award, kind)] == papers


def test_a_ground_that_the_program_does_not_know_is_only_told():
    [invention] = [each for each in rulebooks().paper_requirements("r2018", "BKT_CN") if each.only_where]

    assert invention.paper == "achievement_certificate"


def test_every_requirement_is_cited_or_to_be_confirmed():
    books = rulebooks()
    asked = {
        each.id: each
        for regime in books.regimes()
        for award in regime.awards
        for each in books.paper_requirements(regime.id, award)
    }
    assert all(each.citation or each.must_confirm for each in asked.values())
    assert OTHER not in books.papers
