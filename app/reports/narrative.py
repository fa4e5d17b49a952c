"""The closing paragraph of a year-end review, written from the figures in both languages.

Every number of the award table that is not zero stands in the Vietnamese paragraph, in the order and with the two-digit
figures in which departments write it (the reference is the review of 2018).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from app.campaigns.enums import CampaignKind
from app.eligibility.enums import AuthorityLevel, AwardKind, Subject
from app.eligibility.rulebook import rulebooks
from app.nominations.enums import Channel
from app.reports.figures import AwardFigure, Place, Theme, YearEnd

LEVELS_EN: Final = {
    "HTXSNV": "excellent",
    "HTTNV": "good",
    "HTNV": "completed",
    "KHTNV": "not completed",
}
LEVELS_VI: Final = {
    "HTXSNV": "hoàn thành xuất sắc nhiệm vụ",
    "HTTNV": "hoàn thành tốt nhiệm vụ",
    "HTNV": "hoàn thành nhiệm vụ",
    "KHTNV": "không hoàn thành nhiệm vụ",
}

KINDS_VI: Final = {
    CampaignKind.YEARLY: "tổng kết năm",
    CampaignKind.THEMATIC: "chuyên đề",
    CampaignKind.SUDDEN: "đột xuất",
}


def vietnamese(report: YearEnd) -> str:
    """Return the paragraph in Vietnamese; one sentence that there is nothing when there is nothing."""
    if not report.awards:
        return f"Năm {report.year}, {report.unit.name} chưa có hồ sơ đề nghị thi đua, khen thưởng."
    opening = f"Với kết quả bình xét thi đua năm {report.year}, {report.unit.name} "
    sentences = [opening + part for part in [_own_vi(report)] if part]
    sentences += [_proposed_vi(to, lines, report.themes) for to, lines in _by_addressee(report)]
    text = " ".join(sentence + "." for sentence in sentences if sentence)
    return " ".join(filter(None, (text, _outcomes_vi(report.awards), _levels_vi(report))))


def english(report: YearEnd) -> str:
    """Return the paragraph in English."""
    if not report.awards:
        return f"In {report.year}, {report.unit.english} has no nominations for emulation and commendation."
    own = _items(_conferred(report), _conferred_en)
    sentences = [f"In the {report.year} round, {report.unit.english} conferred {_list_en(own)}." if own else ""]
    for to, lines in _by_addressee(report):
        items = _list_en(_items(lines, _nominated_en))
        theme = _theme_of(to, lines, report.themes)
        why = f" for outstanding achievements in {theme}" if theme else ""
        sentences.append(f"It proposed to {to.english}: {items}{why}.")
    return " ".join(filter(None, (*sentences, _outcomes_en(report.awards), _levels_en(report))))


def _conferred(report: YearEnd) -> list[AwardFigure]:
    return [line for line in report.awards if line.kind.channel is Channel.CONFERRED and line.conferred]


def _by_addressee(report: YearEnd) -> list[tuple[Place, list[AwardFigure]]]:
    """Return the proposals upward by addressee, yearly ones apart from thematic and sudden ones."""
    proposed = [line for line in report.awards if line.kind.to is not None and line.endorsed]
    proposed.sort(key=lambda line: (line.kind.campaign_kind is not CampaignKind.YEARLY, line.kind.to.code))  # type: ignore[union-attr]
    groups = groupby(proposed, key=lambda line: (line.kind.to, line.kind.campaign_kind))
    return [(to, list(lines)) for (to, _kind), lines in groups if to is not None]


def _theme_of(to: Place, lines: Sequence[AwardFigure], themes: Sequence[Theme]) -> str:
    if all(line.kind.campaign_kind is CampaignKind.YEARLY for line in lines):
        return ""
    kinds = {line.kind.campaign_kind for line in lines}
    names = [theme.name for theme in themes if theme.to == to and theme.kind in kinds]
    return "; ".join(name[:1].lower() + name[1:] for name in names)


def _own_vi(report: YearEnd) -> str:
    titles, forms = _titles_and_forms(_conferred(report))
    parts = [f"công nhận {_vi(line.conferred)} {_bare_vi(line)}" for line in titles]
    parts += [f"tặng {name} cho {subjects}" for name, subjects in _forms_vi(forms, "conferred")]
    return "đã " + ", ".join(parts) if parts else ""


def _proposed_vi(to: Place, lines: list[AwardFigure], themes: Sequence[Theme]) -> str:
    titles, forms = _titles_and_forms(lines)
    parts = [
        f"công nhận {line.name_vi} đối với {_vi(line.endorsed)} {_subject_vi(line.kind.subject)}" for line in titles
    ]
    parts += [f"xét tặng {name} đối với {subjects}" for name, subjects in _forms_vi(forms, "endorsed")]
    theme = _theme_of(to, lines, themes)
    why = f" có thành tích xuất sắc trong {theme}" if theme else ""
    return f"Đề nghị {to.name} {', '.join(parts)}{why}"


def _titles_and_forms(lines: Iterable[AwardFigure]) -> tuple[list[AwardFigure], list[AwardFigure]]:
    lines = list(lines)
    is_title = {
        id(line): rulebooks().award(line.kind.regime_id, line.kind.code).kind is AwardKind.TITLE for line in lines
    }
    return [line for line in lines if is_title[id(line)]], [line for line in lines if not is_title[id(line)]]


def _forms_vi(lines: list[AwardFigure], measure: str) -> list[tuple[str, str]]:
    """Return each form once, with its collectives and people side by side, as the papers write it.

    A form given in rounds of several kinds says the kind after the numbers of each.
    """
    found: dict[str, dict[CampaignKind, list[str]]] = {}
    for line in sorted(lines, key=lambda line: line.kind.subject is Subject.INDIVIDUAL):
        subjects = f"{_vi(getattr(line, measure))} {_subject_vi(line.kind.subject)}"
        found.setdefault(_form_vi(line), {}).setdefault(line.kind.campaign_kind, []).append(subjects)
    return [(name, _by_kind_vi(rounds)) for name, rounds in found.items()]


def _by_kind_vi(rounds: Mapping[CampaignKind, Sequence[str]]) -> str:
    told = [(KINDS_VI[kind], " và ".join(rounds[kind])) for kind in CampaignKind if kind in rounds]
    return told[0][1] if len(told) == 1 else ", ".join(f"{subjects} ({kind})" for kind, subjects in told)


def _form_vi(line: AwardFigure) -> str:
    """Return "Giấy khen", "Bằng khen": the sentence names who gives it, unless that is the State."""
    name = re.sub(r" \(.*\)$", "", line.name_vi)
    authority = rulebooks().award(line.kind.regime_id, line.kind.code).authority
    return name if authority is AuthorityLevel.STATE else name.split(" của ")[0]


def _outcomes_vi(lines: Sequence[AwardFigure]) -> str:
    answered = [line for line in lines if line.kind.channel is Channel.PROPOSED]
    conferred, declined = sum(line.conferred for line in answered), sum(line.declined for line in answered)
    pending = sum(line.pending for line in answered)
    parts = [
        f"{_vi(conferred)} đề nghị được khen" if conferred else "",
        f"{_vi(declined)} không được khen" if declined else "",
        f"{_vi(pending)} đang chờ kết quả" if pending else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"Trong số đề nghị cấp trên: {told}." if told else ""


def _levels_vi(report: YearEnd) -> str:
    people = [line for line in report.classification if line.subject is Subject.INDIVIDUAL]
    if not people:
        return ""
    told = ", ".join(f"{_vi(line.count)} người {LEVELS_VI[line.level]}" for line in people)
    return f"Về xếp loại chất lượng: {told}."


def _outcomes_en(lines: Sequence[AwardFigure]) -> str:
    answered = [line for line in lines if line.kind.channel is Channel.PROPOSED]
    words = (("conferred", "conferred"), ("declined", "declined"), ("pending", "still pending"))
    counts = ((sum(getattr(line, measure) for line in answered), word) for measure, word in words)
    told = ", ".join(f"{count} {word}" for count, word in counts if count)
    return f"Of the proposals upward: {told}." if told else ""


def _levels_en(report: YearEnd) -> str:
    people = [line for line in report.classification if line.subject is Subject.INDIVIDUAL]
    told = ", ".join(f"{line.count} {LEVELS_EN[line.level]}" for line in people)
    return f"Classification of people: {told}." if told else ""


def _items(lines: Iterable[AwardFigure], say: Callable[[AwardFigure], str]) -> list[str]:
    return [say(line) for line in lines]


def _conferred_en(line: AwardFigure) -> str:
    return f"{_plain_en(line)} on {_subject_en(line.kind.subject, line.conferred)}"


def _nominated_en(line: AwardFigure) -> str:
    return f"{_plain_en(line)} for {_subject_en(line.kind.subject, line.endorsed)}"


def _plain_en(line: AwardFigure) -> str:
    return re.sub(r" \(.*\)$", "", line.name_en)


def _list_en(items: Sequence[str]) -> str:
    return "; ".join(items)


def _bare_vi(line: AwardFigure) -> str:
    """Return the name of a title inside a sentence: "tập thể lao động tiên tiến"."""
    return line.name_vi[:1].lower() + line.name_vi[1:]


def _subject_vi(subject: Subject) -> str:
    return "tập thể" if subject is Subject.COLLECTIVE else "cá nhân"


def _subject_en(subject: Subject, count: int) -> str:
    if subject is Subject.COLLECTIVE:
        return f"{count} collective" + ("" if count == 1 else "s")
    return f"{count} individual" + ("" if count == 1 else "s")


def _vi(count: int) -> str:
    """Return a count as papers write it: two digits at least, dots between thousands."""
    return f"{count:02d}" if count < 1000 else f"{count:,}".replace(",", ".")
