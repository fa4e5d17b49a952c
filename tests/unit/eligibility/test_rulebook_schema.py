"""A slip in a rulebook file is refused when it is loaded, with the file, the line and the key."""

import shutil
from pathlib import Path

import pytest

from app.eligibility.rulebook import FOLDER, RulebookError, load_rulebooks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rulebooks that a test may spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "rulebooks"))


def spoil(folder: Path, name: str, right: str, wrong: str) -> int:
    """Replace the first occurrence of a text and return its line number."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert right in text
    line = text[: text.index(right)].count("\n") + 1
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return line


def faults(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(RulebookError) as caught:
        load_rulebooks(folder)
    return [(fault.file, fault.line, fault.key) for fault in caught.value.faults]


def test_the_untouched_copy_loads(folder: Path):
    assert [regime.id for regime in load_rulebooks(folder).regimes()] == ["r2018", "r2024", "r2026_10"]


@pytest.mark.parametrize(
    ("name", "right", "wrong", "key"),
    [
        ("r2018.yaml", "type: award_held", "type: award_hold", "awards.2.conditions.0"),
        ("r2018.yaml", "level: HTTNV", "level: HTTVN", "awards.0.conditions.0.level"),
        ("r2018.yaml", "times: 3", "tines: 3", "awards.2.conditions.0.tines"),
        ("r2018.yaml", "times: 3", "times: '3'", "awards.2.conditions.0.times"),
        ("r2018.yaml", "months: 10", "months: 0", "bars.2.condition.months"),
        ("r2018.yaml", "abbreviation: LĐTT", "abbrev: LĐTT", "awards.0.abbrev"),
        ("r2018.yaml", "authority: grassroots", "authority: co_so", "awards.0.authority"),
        ("r2018.yaml", "vote: unit_sets", "vote: unit_set", "awards.1.vote"),
        ("r2018.yaml", "bars: [open_case, discipline", "bars: [open_cases, discipline", "awards.0.bars.0"),
        ("r2018.yaml", "sources: [src42, src43]", "sources: [src42, src943]", "awards.0.sources.1"),
        ("r2018.yaml", "title: LDTT", "title: LDXX", "combination_rules.7.title"),
        ("r2018.yaml", "within: chain", "within: chains", "awards.2.conditions.1.conditions.0.within"),
        ("r2018.yaml", "readings: [open_case_outcome]", "readings: [open_case]", "bars.0.condition.readings.0"),
        ("r2018.yaml", "titles_effective_from: 2017-10-01", "titles_effective_from: soon", "titles_effective_from"),
        ("r2018.yaml", "multiplier: 0.3", "multiplier: -1", "awards.0.bonus.multiplier"),
        ("r2026_10.yaml", "inherits: r2024", "inherits: r2025", "inherits"),
        ("common.yaml", "default: full_months_end_excluded", "default: full_month", "readings.0.default"),
        ("common.yaml", "default: 2/3", "default: two thirds", "settings.7.default"),
        ("papers.yaml", "paper: report", "paper: reports", "requirements.0.paper"),
        ("papers.yaml", "regimes: [r2018]", "regimes: [r2019]", "requirements.0.regimes.0"),
        ("papers.yaml", "awards: [CSTDCS, CSTDT", "awards: [CSTDCS, CSTDX", "requirements.2.awards.1"),
        ("papers.yaml", "met_by: [report_text]", "met_by: [a_report]", "papers.0.met_by.0"),
        ("papers.yaml", "sources: [src52]", "sources: [src952]", "requirements.0.sources.0"),
        ("papers.yaml", "code: opinion", "code: report", "papers.4.code"),
        ("papers.yaml", "confidence: S", "sure: S", "requirements.0.sure"),
        ("sources.yaml", "urls: ['https://vi.", "urls: ['ftp://vi.", "sources.src01.urls.0"),
    ],
)
def test_a_slip_is_named_by_file_line_and_key(folder: Path, name: str, right: str, wrong: str, key: str):
    line = spoil(folder, name, right, wrong)

    assert (name, line, key) in faults(folder)


def test_the_message_says_what_was_found(folder: Path):
    spoil(folder, "r2018.yaml", "type: award_held", "type: award_hold")

    with pytest.raises(
        RulebookError, match=r"r2018\.yaml, line \d+, awards\.2\.conditions\.0: unknown kind 'award_hold'"
    ):
        load_rulebooks(folder)


def test_a_missing_key_is_named(folder: Path):
    spoil(folder, "r2018.yaml", "    abbreviation: LĐTT\n", "")

    assert [each[2] for each in faults(folder)] == ["awards.0.abbreviation"]


def test_a_key_written_twice_is_refused(folder: Path):
    line = spoil(
        folder, "r2018.yaml", "    subject: individual\n", "    subject: individual\n    subject: collective\n"
    )

    assert faults(folder) == [("r2018.yaml", line + 1, "")]


def test_broken_yaml_is_refused_with_its_line(folder: Path):
    spoil(folder, "r2024.yaml", "default_award_years: [2024, 2025]", "default_award_years: [2024, 2025")

    assert faults(folder)[0][0] == "r2024.yaml"


def test_an_award_written_twice_is_refused(folder: Path):
    spoil(folder, "r2018.yaml", "  - code: CSTDCS", "  - code: LDTT")

    assert ("awards.1") in [each[2] for each in faults(folder)]


def test_a_person_has_no_members(folder: Path):
    spoil(folder, "r2018.yaml", "    subject: collective", "    subject: individual")

    assert "awards.4.conditions.1.type" in [each[2] for each in faults(folder)]


def test_a_parameter_that_the_code_does_not_know_may_not_be_described(folder: Path):
    spoil(folder, "common.yaml", "      min_count:", "      min_number:")

    assert [each[2] for each in faults(folder)] == ["condition_kinds.initiative_recognised.params"]


def test_confidence_s_needs_a_ground(folder: Path):
    spoil(folder, "r2018.yaml", "    citation: TT 08/2017/TT-BNV\n    sources: [src55]\n", "")

    assert [each[2] for each in faults(folder)] == ["bars.0"]
