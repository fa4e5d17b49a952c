"""Answering the conditions of several files at once: each question asked once for all files of its award."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import NotFound, RuleBroken, TransitionError
from app.nominations import policy, queries
from app.nominations.forms import TickForm
from app.nominations.presenters import verdicts
from app.nominations.presenters.verdicts import Question
from app.nominations.queries import File
from app.nominations.services.conditions import Reply, answer_many
from app.nominations.services.verdicts import judged_files, untold_cases
from app.nominations.views.blueprint import bp
from app.nominations.views.conditions import MEANINGS
from app.web.guards import current_actor, requires

MOST_FILES: Final = 500


@bp.post("/conditions")
@requires(Permission.NOMINATION_EDIT)
def conditions_of_many() -> ResponseReturnValue:
    """Show the questions of the files ticked, or keep the answers typed for all of them."""
    form = TickForm()
    ids = list(dict.fromkeys(form.nomination_ids.data or ()))[:MOST_FILES]
    files = _answerable(ids)
    if not files:
        flash(_("Tick at least one draft or submitted file whose conditions you answer."))
        return redirect(url_for("nominations.list_page"))
    untold = untold_cases(current_actor(), [(file, file.unit_path) for file in files])
    questions = verdicts.questions(files, judged_files(db.session(), files, at=now(), untold=untold))
    problems: list[str] = []
    if "answered" in request.form:
        try:
            changed = answer_many([file.id for file in files], _replies(questions), actor=current_actor(), at=now())
        except RuleBroken as refusal:
            db.session.rollback()
            problems = [str(problem.message) for problem in refusal.problems]
        except TransitionError:
            db.session.rollback()
            problems = [_("Some of the nominations ticked have moved on. Go back to the list and tick them again.")]
        else:
            flash(ngettext("%(num)s file answered.", "%(num)s files answered.", changed))
            return redirect(url_for("nominations.list_page"))
    page = render_template(
        "nominations/many_conditions.html",
        questions=questions,
        ids=[file.id for file in files],
        names=[(file.id, file.number, file.nominee_name) for file in files],
        problems=problems,
        typed=request.form,
    )
    return page, 422 if problems else 200


def _answerable(ids: list[UUID]) -> list[File]:
    """Return the files whose conditions the actor answers now; NotFound when one of them is not theirs to know."""
    actor = current_actor()
    files = queries.files_among(db.session(), actor, ids)
    if len(files) != len(ids):
        raise NotFound
    return [file for file in files if policy.may_answer(actor, file.unit_path, file.status)]


def _replies(questions: list[Question]) -> Mapping[UUID, Mapping[str, Reply]]:
    """Return the answers by file; a question left open changes nothing."""
    replies: dict[UUID, dict[str, Reply]] = {}
    for question in questions:
        answer = request.form.get(f"tick-{question.name}", "")
        if MEANINGS.get(answer) is None:
            continue
        reply = Reply(MEANINGS[answer], request.form.get(f"note-{question.name}", ""))
        for nomination_id in question.files:
            replies.setdefault(nomination_id, {})[question.key] = reply
    return replies
