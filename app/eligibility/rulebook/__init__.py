"""The law as data: load, check and look up the rulebooks.

``rulebooks()`` is the door for every other room; the files are read and checked once per process.
"""

from functools import cache
from pathlib import Path
from typing import Final

from app.eligibility.rulebook.books import RegimeChoice, Rulebooks
from app.eligibility.rulebook.catalogue import Award, Regime, RegimeFile, resolve
from app.eligibility.rulebook.classification_schemes import ClassificationFile
from app.eligibility.rulebook.errors import Fault, RulebookError, UnknownRule
from app.eligibility.rulebook.loading import locate, read_part
from app.eligibility.rulebook.papers import OTHER, Paper, PaperRequirement, PapersFile, check_papers
from app.eligibility.rulebook.parts import Localised
from app.eligibility.rulebook.references import Found, Known, check_common, check_regime, check_shared_names
from app.eligibility.rulebook.rules import VoteRule
from app.eligibility.rulebook.shared_rules import CommonFile, SourcesFile

__all__ = [
    "OTHER",
    "Award",
    "Fault",
    "Localised",
    "Paper",
    "PaperRequirement",
    "Regime",
    "RegimeChoice",
    "RulebookError",
    "Rulebooks",
    "UnknownRule",
    "VoteRule",
    "load_rulebooks",
    "rulebooks",
]

FOLDER: Final = Path(__file__).parent.parent / "rulebooks"


@cache
def rulebooks() -> Rulebooks:
    """Return the project's rulebooks, read once."""
    return load_rulebooks(FOLDER)


def load_rulebooks(folder: Path) -> Rulebooks:
    """Read and check every file of a folder, or raise a RulebookError with file, line and key."""
    sources = read_part(folder / "sources.yaml", SourcesFile).sources
    common = read_part(folder / "common.yaml", CommonFile)
    classification = read_part(folder / "classification.yaml", ClassificationFile)
    known = Known(frozenset(sources), frozenset(reading.id for reading in common.readings))
    _refuse(folder / "common.yaml", [*check_common(common), *check_shared_names(common, known)])
    _refuse(folder / "classification.yaml", list(check_shared_names(classification, known)))
    regimes = _load_regimes(folder, known)
    papers = read_part(folder / "papers.yaml", PapersFile)
    _refuse(folder / "papers.yaml", [*check_papers(papers, regimes), *check_shared_names(papers, known)])
    return Rulebooks(regimes=regimes, common=common, sources=sources, schemes=classification.schemes, papers=papers)


def _load_regimes(folder: Path, known: Known) -> dict[str, Regime]:
    files = {path: read_part(path, RegimeFile) for path in sorted(folder.glob("r[0-9]*.yaml"))}
    regimes: dict[str, Regime] = {}
    for path, file in sorted(files.items(), key=lambda item: item[1].titles_effective_from):
        if file.inherits is not None and file.inherits not in regimes:
            _refuse(path, [(("inherits",), f"no earlier regime has the id {file.inherits!r}")])
        regime = resolve(file, regimes.get(file.inherits or ""))
        _refuse(path, [*check_shared_names(file, known), *check_regime(file, regime)])
        regimes[regime.id] = regime
    return regimes


def _refuse(path: Path, found: list[Found]) -> None:
    if found:
        raise RulebookError(locate(path, found))
