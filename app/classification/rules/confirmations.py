"""What only a person can confirm, as data: which question, for whom, under which scheme."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.eligibility.enums import Subject
from app.eligibility.rulebook import Localised


class Answer(StrEnum):
    """What kind of answer a question takes."""

    YES_NO = "yes_no"
    PER_CENT = "per_cent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that the records cannot answer; ``schemes`` empty: under every scheme."""

    key: str
    text: Localised
    answer: Answer = Answer.YES_NO
    schemes: frozenset[str] = frozenset()
    subjects: frozenset[Subject] = frozenset({Subject.INDIVIDUAL})
    leaders_only: bool = False
    forbids: bool = False
    """Yes forbids a level: the unit's meeting may say once for everybody that there is no such case."""


_PERSON: Final = frozenset({Subject.INDIVIDUAL})
_UNIT: Final = frozenset({Subject.COLLECTIVE})
_2015: Final = frozenset({"nd56_2015"})
_2020: Final = frozenset({"nd90_2020"})
_2026: Final = frozenset({"nd335_2025", "nd233_2026"})


def _question(key: str, vi: str, en: str, **facts: object) -> Question:
    return Question(key=key, text=Localised(vi=vi, en=en), **facts)  # type: ignore[arg-type]  # named at the call


QUESTIONS: Final = (
    _question(
        "initiative",
        "Có sáng kiến, đề tài hoặc giải pháp được áp dụng, được công nhận trong năm",
        "Has an applied initiative, topic or solution that was recognised in the year",
        schemes=_2015,
    ),
    _question(
        "unit_plan_pct",
        "Đơn vị phụ trách hoàn thành bao nhiêu % kế hoạch",
        "How much of its plan the unit in charge completed, in %",
        schemes=_2015,
        answer=Answer.PER_CENT,
        leaders_only=True,
    ),
    _question(
        "leader_limited",
        "Chỉ đạo chậm, xử lý chưa đúng quy định chưa gây thiệt hại, chất lượng chưa bảo đảm hoặc đơn vị mất đoàn kết",
        "Late direction, handling against the rules without damage, quality not assured or disunity in the unit",
        schemes=_2015,
        leaders_only=True,
        forbids=True,
    ),
    _question(
        "tasks_exceeded_pct",
        "Bao nhiêu % nhiệm vụ (chỉ tiêu) hoàn thành vượt mức",
        "How many of the tasks (targets) were exceeded, in %",
        schemes=_2020,
        answer=Answer.PER_CENT,
    ),
    _question(
        "targets_on_time_pct",
        "Đơn vị phụ trách hoàn thành bao nhiêu % chỉ tiêu đúng tiến độ, chất lượng",
        "How many of the targets of the unit in charge were met on time with quality, in %",
        schemes=_2020,
        answer=Answer.PER_CENT,
        leaders_only=True,
    ),
    _question(
        "degradation",
        "Có kết luận suy thoái, vi phạm những điều đảng viên không được làm, trách nhiệm nêu gương",
        "Degradation, or a breach of the Party's bans or of the duty to set an example, was concluded",
        schemes=_2026 | _2020,
        forbids=True,
    ),
    _question(
        "corruption_in_unit",
        "Đơn vị trực tiếp phụ trách có vụ tham nhũng, lãng phí bị xử lý",
        "Corruption or waste was handled in the unit directly managed",
        schemes=_2026 | _2020,
        leaders_only=True,
        forbids=True,
    ),
    _question(
        "old_unit_opinion",
        "Đã có ý kiến của đơn vị cũ",
        "The opinion of the former unit is on file",
    ),
    _question(
        "tasks_on_time",
        "Hoàn thành 100% nhiệm vụ đúng tiến độ, bảo đảm chất lượng",
        "All tasks were done on time with quality",
        schemes=_2026,
        subjects=_UNIT,
    ),
    _question(
        "late_tasks_pct",
        "Bao nhiêu % nhiệm vụ chậm tiến độ",
        "How many of the tasks were late, in %",
        schemes=_2026,
        subjects=_UNIT,
        answer=Answer.PER_CENT,
    ),
)


def questions_for(scheme_id: str | None, subject: Subject, *, is_leader: bool) -> Iterator[Question]:
    """Yield what may be confirmed of a person or a unit under a scheme."""
    for question in QUESTIONS:
        fits = not question.schemes or scheme_id in question.schemes
        if fits and subject in question.subjects and (is_leader or not question.leaders_only):
            yield question
