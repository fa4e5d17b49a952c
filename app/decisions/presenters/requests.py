"""Additional requests as the page of a letter shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from app.core.text import short_date
from app.decisions.queries import Name, RequestRow


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request: what it is about, its state, and where it is answered."""

    about: str
    text: str
    asked: str
    state: str
    tone: str
    answer: str
    answer_href: str | None


def request_views(rows: Sequence[RequestRow], *, today: date, may_answer: bool) -> list[RequestView]:
    """Return the requests of a letter in the order of the query."""
    return [_view(row, today, may_answer=may_answer) for row in rows]


def _view(row: RequestRow, today: date, *, may_answer: bool) -> RequestView:
    state, tone = _state(row, today)
    asked = [short_date(row.asked_on), row.document_number]
    return RequestView(
        about=row.nominee_name or _("The whole letter"),
        text=row.text,
        asked=", ".join(part for part in asked if part),
        state=state,
        tone=tone,
        answer=row.answer,
        answer_href=url_for("decisions.answer_request", request_id=row.id)
        if may_answer and row.answered_on is None
        else None,
    )


def _state(row: RequestRow, today: date) -> tuple[str, str]:
    if row.answered_on:
        return _("Answered on %(day)s", day=short_date(row.answered_on)), "green"
    if row.due_on is None:
        return _("Open"), "amber"
    day = short_date(row.due_on)
    return (
        (_("Overdue, was due on %(day)s", day=day), "red")
        if row.due_on < today
        else (_("By %(day)s", day=day), "amber")
    )


def name_choices(names: Sequence[Name]) -> list[tuple[str, str]]:
    """Return the names of a letter to choose from, the whole letter first."""
    return [
        ("", _("The whole letter")),
        *(
            (
                str(name.nomination_id),
                _("%(name)s (file no. %(number)s)", name=name.nominee_name, number=name.number),
            )
            for name in names
        ),
    ]
