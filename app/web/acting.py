"""What every view of one act does: ask the service, and bring its refusal back into the form or onto the page."""

from collections.abc import Callable

from app.core.database import db
from app.core.errors import RuleBroken
from app.web.forms import BaseForm


def refused_by(act: Callable[[], object]) -> list[str]:
    """Do an act of a page that has no fields to mend; return the sentences with which the service refuses it."""
    try:
        act()
    except RuleBroken as refusal:
        db.session.rollback()
        return [str(problem.message) for problem in refusal.problems]
    return []


def carried_out(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do the act when the form is filled in rightly; what the service refuses stands in the form."""
    if not form.validate_on_submit():
        return False
    try:
        act()
    except RuleBroken as refusal:
        db.session.rollback()
        form.add_problems(refusal)
        return False
    return True
