"""Open votes in words: who said what, on pages and in the papers of a meeting."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from app.council.enums import Choice
from app.council.labels import CHOICE_LABELS, CHOICES_VI
from app.council.queries.meetings import ItemRow
from app.council.queries.named import Said


def by_name_words(number: int) -> str:
    """Say that so many files are voted on by name; nothing of none."""
    if not number:
        return ""
    return ngettext(
        "%(num)s of them is voted on by name, as its rule says.",
        "%(num)s of them are voted on by name, as their rules say.",
        number,
    )


def voices(said: Sequence[Said]) -> list[tuple[object, list[str]]]:
    """Return the names beside each choice that somebody made, in the order of the council."""
    return [
        (CHOICE_LABELS[choice], [_voice(each) for each in said if each.choice is choice])
        for choice in Choice
        if any(each.choice is choice for each in said)
    ]


def _voice(said: Said) -> str:
    return _("%(name)s (in writing)", name=said.name) if said.in_writing else said.name


def voices_vi(items: Sequence[ItemRow], said: Mapping[UUID, Sequence[Said]]) -> list[str]:
    """Return a line for each item voted on openly, for the ballot count."""
    return [f"- {item.nominee_name}: {_line_vi(said[item.id])}." for item in items if said.get(item.id)]


def _line_vi(said: Sequence[Said]) -> str:
    parts = []
    for choice in Choice:
        names = [f"{each.name} (bằng văn bản)" if each.in_writing else each.name for each in said]
        chosen = [name for name, each in zip(names, said, strict=True) if each.choice is choice]
        if chosen:
            parts.append(f"{CHOICES_VI[choice].lower()}: {', '.join(chosen)}")
    return "; ".join(parts)
