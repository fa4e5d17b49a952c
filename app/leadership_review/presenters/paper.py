"""The report on the review as an official paper: heads, seven parts, signature. Papers speak Vietnamese."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.core.text import long_date_vi, number_vi, roman, short_date
from app.decisions.queries import Head
from app.eligibility.enums import ClassificationLevel
from app.eligibility.rulebook import rulebooks
from app.leadership_review.draft import FigureDraft, PointDraft, ReviewDraft, TaskDraft
from app.leadership_review.enums import PointKind, ReviewStatus
from app.leadership_review.facts import plain_number
from app.leadership_review.queries import ReviewFile

BLANK: Final = "……"
NOTHING: Final = "Không có."
SHORT: Final = frozenset({"Tỷ lệ", "Tiến độ"})
"""Columns of a few letters, kept narrow."""


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The key tasks: heads and rows, each cell with "is short"; a column that nobody filled is left out."""

    heads: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[tuple[str, bool]]]


@dataclass(frozen=True, slots=True)
class Block:
    """A numbered or named piece of a part."""

    heading: str = ""
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()
    table: TaskTable | None = None
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One of the seven parts."""

    heading: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the paper."""

    agency_above: str
    agency: str
    number: str
    is_draft: bool
    place_date: str
    about: str
    opening: Sequence[str]
    parts: Sequence[Part]
    recipients: Sequence[str]
    signature: Sequence[str]
    signer_name: str


def report(review: ReviewFile, award_paragraphs: Sequence[str], head: Head | None) -> Paper:
    """Lay out the report: type and subject after Decree 30/2020/NĐ-CP, parts as leadership collectives write them."""
    draft, body = review.draft, review.body
    return Paper(
        agency_above=review.parent_name,
        agency=body.name,
        number=f"Số: {BLANK}/BC{'-' + body.symbol if body.symbol else ''}",
        is_draft=review.status is ReviewStatus.DRAFT,
        place_date=_place_date(body.place, draft.conference_on, review.year),
        about=f"Kiểm điểm tập thể lãnh đạo {body.name} năm {review.year}",
        opening=_opening(draft, body.name, review.year),
        parts=_parts(draft, award_paragraphs),
        recipients=_recipients(review.parent_name),
        signature=["TM. TẬP THỂ LÃNH ĐẠO", (head.post.upper() if head and head.post else "THỦ TRƯỞNG CƠ QUAN")],
        signer_name=head.full_name if head else "",
    )


def _place_date(place: str, day: date | None, year: int) -> str:
    written = long_date_vi(day) if day else f"ngày {BLANK} tháng {BLANK} năm {year + 1}"
    return f"{place or BLANK}, {written}"


def _opening(draft: ReviewDraft, body_name: str, year: int) -> list[str]:
    when = long_date_vi(draft.conference_on).capitalize() if draft.conference_on else f"Ngày {BLANK}"
    chaired = f", do {draft.conference_chair} chủ trì" if draft.conference_chair else ""
    present = "; ".join(line.rstrip(";,.") for line in draft.attendees.splitlines() if line)
    attended = f" Thành phần tham dự: {present}." if present else ""
    return [
        f"{when}, {body_name} tổ chức Hội nghị kiểm điểm tập thể lãnh đạo năm {year}{chaired}.{attended} "
        "Kết quả kiểm điểm như sau:"
    ]


def _parts(draft: ReviewDraft, award_paragraphs: Sequence[str]) -> list[Part]:
    points = draft.points
    blocks = [
        ("Ưu điểm, kết quả đạt được", _results(draft, award_paragraphs)),
        (
            "Hạn chế, khuyết điểm và nguyên nhân",
            [
                Block("1. Hạn chế, khuyết điểm", items=_texts(points[PointKind.SHORTCOMING]) or [NOTHING]),
                Block("2. Nguyên nhân", items=_texts(points[PointKind.CAUSE]) or [NOTHING]),
            ],
        ),
        ("Kết quả khắc phục hạn chế của kỳ kiểm điểm trước", _plain(points[PointKind.FOLLOW_UP])),
        ("Giải trình những vấn đề được gợi ý kiểm điểm", _plain(points[PointKind.ANSWER])),
        ("Trách nhiệm của tập thể, cá nhân", _plain(points[PointKind.RESPONSIBILITY])),
        ("Phương hướng, biện pháp khắc phục", [Block(items=_remedies(points[PointKind.REMEDY]) or [NOTHING])]),
        ("Tự nhận mức xếp loại chất lượng", [Block(paragraphs=[_level_sentence(draft.proposed_level)])]),
    ]
    return [Part(f"{roman(number)}. {heading}", list(inner)) for number, (heading, inner) in enumerate(blocks, 1)]


def _results(draft: ReviewDraft, award_paragraphs: Sequence[str]) -> list[Block]:
    """Return the first part: the overview, then what was achieved, numbered without gaps."""
    named = [
        ("Kết quả thực hiện các nhiệm vụ trọng tâm", [Block(table=_task_table(draft.tasks))] if draft.tasks else []),
        ("Kết quả trên các lĩnh vực công tác", _figures(draft.figures)),
        ("Thực hiện nhiệm vụ theo chỉ đạo của cấp trên", _listed(draft.points[PointKind.DIRECTION])),
        ("Ưu điểm trong lãnh đạo, chỉ đạo và tổ chức thực hiện", _listed(draft.points[PointKind.STRENGTH])),
        ("Kết quả thi đua, khen thưởng", [Block(paragraphs=award_paragraphs)] if award_paragraphs else []),
    ]
    blocks = [Block(paragraphs=[line for line in draft.overview.splitlines() if line])]
    present = [(heading, inner) for heading, inner in named if inner]
    for number, (heading, inner) in enumerate(present, 1):
        blocks += [Block(f"{number}. {heading}"), *inner]
    return blocks


def _task_table(tasks: Sequence[TaskDraft]) -> TaskTable:
    columns = [
        ("Nhiệm vụ", [f"{task.name} ({task.source})" if task.source else task.name for task in tasks]),
        ("Kế hoạch", [task.plan for task in tasks]),
        ("Kết quả", [task.result for task in tasks]),
        ("Tỷ lệ", [f"{task.percent_of_plan}%" if task.percent_of_plan is not None else "" for task in tasks]),
        ("Tiến độ", [_days(task.days_early) for task in tasks]),
    ]
    filled = [(head, cells) for head, cells in columns if any(cells)]
    cells = [[(text, head in SHORT) for text in texts] for head, texts in filled]
    return TaskTable([(head, head in SHORT) for head, _texts in filled], list(zip(*cells, strict=True)))


def _days(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return "đúng hạn"
    return f"sớm {days} ngày" if days > 0 else f"chậm {-days} ngày"


def _figures(figures: Iterable[FigureDraft]) -> list[Block]:
    groups: dict[str, list[str]] = {}
    for figure in figures:
        groups.setdefault(figure.field, []).append(_figure(figure))
    return [Block(heading, items=_ended(lines), is_inner=True) for heading, lines in groups.items()]


def _figure(figure: FigureDraft) -> str:
    number = number_vi(plain_number(figure.value or Decimal(0)))
    unit = figure.measure if figure.measure == "%" else f" {figure.measure}" if figure.measure else ""
    return f"{figure.name}: {number}{unit}{f' ({figure.note})' if figure.note else ''}"


def _listed(points: Sequence[PointDraft]) -> list[Block]:
    return [Block(items=_texts(points))] if points else []


def _plain(points: Sequence[PointDraft]) -> list[Block]:
    return [Block(items=_texts(points) or [NOTHING])]


def _texts(points: Sequence[PointDraft]) -> list[str]:
    return [f"- {point.text}" for point in points]


def _remedies(points: Sequence[PointDraft]) -> list[str]:
    return [f"{number}. {_remedy(point)}" for number, point in enumerate(points, 1)]


def _remedy(point: PointDraft) -> str:
    terms = (
        f"chủ trì: {point.owner}" if point.owner else "",
        f"thời hạn: {short_date(point.due_on)}" if point.due_on else "",
    )
    told = "; ".join(term for term in terms if term)
    return f"{point.text.rstrip('.')} ({told})." if told else point.text


def _level_sentence(level: ClassificationLevel | None) -> str:
    if level is None:
        return f"Tập thể lãnh đạo tự nhận mức xếp loại: {BLANK}"
    names = rulebooks().common.vocabulary.classification_levels
    name = next(each.name.in_language("vi") for each in names if each.code is level)
    return f"Tập thể lãnh đạo tự nhận mức xếp loại: {name}./."


def _ended(lines: Sequence[str]) -> list[str]:
    """Each line ends with ";", the last one with "."."""
    return [*(f"- {line};" for line in lines[:-1]), *(f"- {line}." for line in lines[-1:])]


def _recipients(parent_name: str) -> list[str]:
    above = [f"- {parent_name} (để báo cáo);"] if parent_name else []
    return [*above, "- Tập thể lãnh đạo;", "- Lưu: VT."]
