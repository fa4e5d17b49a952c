"""What the pages of decisions and letters do alike: show a paper, carry an act out, sign, change names."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from app.audit.queries import events_of
from app.core.clock import now, today
from app.core.database import db
from app.decisions.forms import NamesForm, SendForm, SignForm
from app.decisions.papers.official import grounds
from app.decisions.papers.shapes import Paper
from app.decisions.presenters.desk import Desk, paper_name
from app.decisions.presenters.names import count_words, name_parts
from app.decisions.presenters.pages import facts, history
from app.decisions.queries import DecisionSheet, LetterSheet, Name
from app.decisions.services import NamesChange
from app.decisions.views.doors import crumbs, refusal
from app.web.acting import carried_out
from app.web.guards import current_actor


def paper_page(
    template: str,
    sheet: DecisionSheet | LetterSheet,
    names: Sequence[Name],
    *,
    desk: Desk,
    paper: Paper,
    **more: Any,  # Any: what this kind of paper shows besides
) -> str:
    """Render the page of one paper."""
    return render_template(
        template,
        sheet=sheet,
        desk=desk,
        name=paper_name(sheet),
        parts=name_parts(names),
        count=count_words(len(names)),
        facts=facts(sheet, names),
        bases=grounds(paper),
        history=history(events_of(db.session(), sheet.id)),
        crumbs=crumbs(),
        **more,
    )


def signature_of(form: SignForm | SendForm) -> dict[str, Any]:  # Any: arguments of many types
    """Return what a form of signing says, as the services take it."""
    return {
        "number": form.number.data or 0,
        "signer_name": form.signer_name.data or "",
        "signer_post": form.signer_post.data or "",
        "capacity": form.capacity.data,
        "version": form.version.data,
        "actor": current_actor(),
        "at": now(),
        form.day.name: form.day.data or today(),
    }


def change_names(
    paper_id: UUID, change: NamesChange, page: Callable[[], str], *, done: str, back: str
) -> ResponseReturnValue:
    """Put ticked names on a draft, or take them off; what goes wrong is told above the page."""
    form = NamesForm()
    if carried_out(
        form,
        lambda: change(paper_id, form.nomination_ids.data, version=form.version.data, actor=current_actor(), at=now()),
    ):
        flash(done)
        return redirect(back)
    flash(refusal(form), "danger")
    return page(), 422
