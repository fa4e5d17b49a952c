"""The conditions of a file as its page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from flask_babel import gettext as _

from app.assessment.labels import VerdictView, outcome_tag, worded
from app.assessment.services import Judged
from app.awards.labels import INITIATIVE_LEVELS
from app.eligibility.enums import ConditionKind
from app.eligibility.verdict import Finding, Verdict
from app.eligibility.verdict_json import verdict_from_json
from app.nominations import labels
from app.nominations.queries import File, KeptVerdict, NamedInitiative, StoredVerdict, TickRow
from app.web.filters import moment


def live_verdict(verdict: Verdict, ticks: Mapping[str, TickRow], *, exception_reason: str) -> VerdictView:
    """Return the verdict as the records stand now."""
    return worded(verdict, ticks, exception_reason=exception_reason)


def stored_verdict(kept: StoredVerdict, ticks: Mapping[str, TickRow], *, tells_cases: bool) -> VerdictView:
    """Return the verdict kept with a file, with what is open only for who may know of it."""
    verdict = verdict_from_json(kept.verdict)
    verdict = verdict if tells_cases else without_cases(verdict)
    return worded(verdict, ticks, stored=_kept_words(kept), exception_reason=kept.exception_reason)


def without_cases(verdict: Verdict) -> Verdict:
    """Return a verdict that says nothing about open cases, neither that there is one nor that there is none."""
    return replace(verdict, findings=_without_cases(verdict.findings), warnings=_without_cases(verdict.warnings))


def _without_cases(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    kept = (finding for finding in findings if finding.kind is not ConditionKind.NO_OPEN_CASE)
    return tuple(replace(finding, parts=_without_cases(finding.parts)) for finding in kept)


def _kept_words(kept: KeptVerdict) -> str:
    words = labels.VERDICT_MOMENT_LABELS[kept.moment]
    return _("%(what)s, %(when)s, %(who)s", what=words, when=moment(kept.at), who=kept.by_name)


@dataclass(frozen=True, slots=True)
class KeptInShort:
    """What the law said of a file, for the side of its page."""

    outcome: str
    tone: str
    stored: str
    exception_reason: str


def kept_in_short(kept: KeptVerdict | None) -> KeptInShort | None:
    """Return the last verdict in one line; None while none was kept."""
    if kept is None:
        return None
    word, tone = outcome_tag(kept.overall)
    return KeptInShort(word, tone, _kept_words(kept), kept.exception_reason)


def question_keys(verdict: Verdict) -> list[str]:
    """Return the keys that an officer may answer, each once, in the order of the standard."""
    keys = (finding.tick for top in verdict.findings for finding in top.walk())
    return list(dict.fromkeys(key for key in keys if key))


def initiative_choices(initiatives: Sequence[NamedInitiative]) -> list[tuple[str, str, str]]:
    """Return id, title and detail of the nominee's initiatives."""
    return [(str(each.id), each.title, _initiative_detail(each)) for each in initiatives]


def _initiative_detail(initiative: NamedInitiative) -> str:
    kind, level = labels.INITIATIVE_KINDS[initiative.kind], INITIATIVE_LEVELS[initiative.level]
    return ", ".join(part for part in (str(kind), str(level), str(initiative.year), initiative.decision_number) if part)


@dataclass(frozen=True, slots=True)
class Question:
    """A condition that only a person can judge, asked once for all files of an award."""

    name: str
    key: str
    award: str
    text: str
    citation: str
    files: tuple[UUID, ...]


def questions(files: Sequence[File], judged: Mapping[UUID, Judged]) -> list[Question]:
    """Return what is to be answered for these files, in the official order of the awards."""
    found: dict[tuple[str, str, str], tuple[Finding, list[UUID]]] = {}
    for file in files:
        asked: set[str] = set()
        for top in judged[file.id].verdict.findings:
            for finding in top.walk():
                if finding.tick and finding.tick not in asked:
                    asked.add(finding.tick)
                    key = (file.regime_id, file.award_code, finding.tick)
                    found.setdefault(key, (finding, []))[1].append(file.id)
    return [
        Question(
            name=f"{code}-{tick}",
            key=tick,
            award=labels.award_name(regime_id, code),
            text=str(labels.in_page_language(finding.text)),
            citation=str(labels.in_page_language(finding.citation)) if finding.citation else "",
            files=tuple(ids),
        )
        for (regime_id, code, tick), (finding, ids) in found.items()
    ]
