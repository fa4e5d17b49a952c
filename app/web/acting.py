"""What every view of one form and one act does: ask the service, and bring its refusal back into the form."""

from collections.abc import Callable

from app.core.database import db
from app.core.errors import RuleBroken
from app.web.forms import BaseForm


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
