"""The one shape of an act: try it, put refusals back into the form, show a stale one beside what stands now."""

from collections.abc import Callable, Mapping

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from app.core.errors import HasVersion, RuleBroken, StaleVersion
from app.web.forms import BaseForm, conflict_page


def attempt(
    form: BaseForm,
    act: Callable[[], object],
    *,
    done: str,
    to: str,
    record: HasVersion | None = None,
    values: Callable[[], Mapping[str, object]] | None = None,
) -> ResponseReturnValue | None:
    """Carry out what a submitted form asks for; None when the form is to be shown, again or for the first time."""
    if not form.validate_on_submit():
        return None
    try:
        act()
    except RuleBroken as refusal:
        form.add_problems(refusal)
        return None
    except StaleVersion:
        if record is None or values is None:
            raise
        return conflict_page(form, values(), version=record.version, reload_href=to)
    flash(done)
    return redirect(to)


def status_of(form: BaseForm) -> int:
    """Return 422 for a form that comes back, 200 for a fresh one."""
    return 422 if form.is_submitted() else 200
