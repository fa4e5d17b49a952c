"""The conditions of the law on one file: the verdict as it stands, and the answers that only a person can give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, StaleVersion
from app.eligibility.rulebook import rulebooks
from app.eligibility.verdict import Verdict
from app.local_rules.queries import exceptions_allowed
from app.nominations import policy, queries
from app.nominations.forms import ConditionsForm
from app.nominations.presenters import files, verdicts
from app.nominations.queries import File, Nomination
from app.nominations.services.conditions import Replies, Reply, answer_conditions
from app.nominations.services.verdicts import judged_files, untold_cases
from app.nominations.views.blueprint import bp
from app.nominations.views.files import asked_before, visible_file
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires

MEANINGS: Final[Mapping[str, bool | None]] = {"yes": True, "no": False, "": None}


@dataclass(slots=True)
class Answers:
    """What was typed beside the conditions, for the form that comes back; each question is asked once."""

    typed: Mapping[str, Reply] | None = None
    shown: set[str] = field(default_factory=set)

    def show(self, key: str) -> str:
        """Remember that the question stands on the page."""
        self.shown.add(key)
        return ""

    def chosen(self, key: str, known: str) -> str:
        """Return the answer to show: what was typed, else what is known."""
        if self.typed is None or key not in self.typed:
            return known
        return next(word for word, meaning in MEANINGS.items() if meaning is self.typed[key].is_confirmed)

    def note(self, key: str, known: str) -> str:
        """Return the remark to show."""
        return known if self.typed is None or key not in self.typed else self.typed[key].note


@bp.route("/<uuid:nomination_id>/conditions", methods=["GET", "POST"])
@requires(Permission.NOMINATION_READ)
def conditions(nomination_id: UUID) -> ResponseReturnValue:
    file = visible_file(nomination_id)
    form = ConditionsForm()
    asked = asked_before(file)
    if asked:
        return redirect(asked)
    if request.method == "GET":
        return _page(form, file)
    if not policy.may_answer(current_actor(), file.unit_path, file.status):
        raise NotAllowed
    verdict = _live(file)
    typed = _typed(verdict)
    if form.validate_on_submit():
        replies = Replies(
            ticks=typed,
            initiative_ids=form.initiative_ids.data or (),
            exception_reason=form.exception_reason.data or "",
        )
        try:
            answer_conditions(nomination_id, replies, version=form.version.data or 0, actor=current_actor(), at=now())
        except RuleBroken as refusal:
            db.session.rollback()
            form.add_problems(refusal)
        except StaleVersion:
            return _conflict(form, nomination_id)
        else:
            flash(_("The answers are saved."))
            return redirect(url_for("nominations.conditions", nomination_id=nomination_id))
    return _page(form, file, typed, verdict), 422


def _live(file: File) -> Verdict:
    """Return the verdict as the actor may know it."""
    untold = untold_cases(current_actor(), [(file, file.unit_path)])
    verdict = judged_files(db.session(), [file], at=now(), untold=untold)[file.id].verdict
    return verdicts.without_cases(verdict) if untold else verdict


def _typed(verdict: Verdict) -> dict[str, Reply]:
    """Return the replies of the page; questions that the standard does not ask are not listened to."""
    return {
        key: Reply(MEANINGS.get(request.form.get(f"tick-{key}", "")), request.form.get(f"note-{key}", ""))
        for key in verdicts.question_keys(verdict)
        if f"tick-{key}" in request.form
    }


def _page(
    form: ConditionsForm, file: File, typed: Mapping[str, Reply] | None = None, verdict: Verdict | None = None
) -> str:
    """Render the page; ``typed`` and ``verdict`` are those of a form that comes back, for which nothing was changed."""
    session = db.session()
    ticks = queries.ticks_of(session, [file.id]).get(file.id, {})
    answerable = policy.may_answer(current_actor(), file.unit_path, file.status)
    kept = None if answerable else queries.last_verdict(session, file.id)
    nomination = session.get_one(Nomination, file.id)
    if kept:
        untold = untold_cases(current_actor(), [(file, file.unit_path)])
        view = verdicts.stored_verdict(kept, ticks, tells_cases=not untold)
    else:
        view = verdicts.live_verdict(verdict or _live(file), ticks, exception_reason=nomination.exception_reason or "")
    named = [str(each) for each in queries.initiatives_named(session, [file.id]).get(file.id, ())]
    if typed is None:
        form.version.data, form.exception_reason.data = file.version, nomination.exception_reason
    else:
        named = [str(each) for each in form.initiative_ids.data or ()]
    may_except = bool(nomination.exception_reason) or exceptions_allowed(session, file.body_id, today())
    return render_template(
        "nominations/conditions.html",
        form=form,
        file=file,
        title=files.title_of(file),
        regime_name=rulebooks().regime(file.regime_id).name.in_language(str(get_locale() or "vi")),
        verdict=view,
        answers=Answers(typed) if answerable else None,
        initiatives=verdicts.initiative_choices(queries.initiatives_of(session, file.person_id, file.year)),
        chosen_initiatives=named,
        may_except=may_except,
    )


def _conflict(form: ConditionsForm, nomination_id: UUID) -> ResponseReturnValue:
    db.session.rollback()
    file = visible_file(nomination_id)
    reload_href = url_for("nominations.conditions", nomination_id=nomination_id)
    nomination = db.session().get_one(Nomination, nomination_id)
    values = {"exception_reason": nomination.exception_reason or ""}
    return conflict_page(form, values, version=file.version, reload_href=reload_href)
