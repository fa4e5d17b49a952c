"""The start page of the records: look for a person or a unit, and see what was entered last."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import Actor, Permission
from app.core.clock import today
from app.core.database import db
from app.organisation.queries import units_named
from app.records.forms import SearchForm
from app.records.presenters import lists as shapes
from app.records.queries import lists
from app.records.views.blueprint import bp
from app.web.guards import current_actor, requires
from app.web.workplace import workplace_of


@bp.get("")
@requires(Permission.RECORD_READ)
def list_page() -> ResponseReturnValue:
    """Show the records within reach; who reads nobody else's is led to their own."""
    actor = current_actor()
    roots = _roots(actor)
    if not roots and actor.person_id is not None:
        return redirect(url_for("records.person", person_id=actor.person_id))
    session, form = db.session(), SearchForm(request.args, meta={"csrf": False})
    text = (form.q.data or "").strip() if form.validate() else ""
    is_search = len(text) >= 2
    return render_template(
        "records/list.html",
        form=form,
        text=text,
        is_search=is_search,
        people=shapes.people_rows(lists.people_found(session, roots, text, today()) if is_search else []),
        units=shapes.unit_rows(units_named(session, roots, text, on=today()) if is_search else []),
        latest=shapes.latest_rows([] if is_search else lists.latest_entries(session, roots, today())),
        most=lists.MOST_FOUND,
        has_reach=bool(roots),
        may_edit=actor.may(Permission.RECORD_EDIT),
        own_href=url_for("records.person", person_id=actor.person_id) if actor.person_id else None,
    )


def _roots(actor: Actor) -> tuple[str, ...]:
    here = workplace_of(actor)
    return lists.reading_roots(actor, here.body_path) if here else ()
