"""The file of one person or unit in one year, and the acts on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit.queries import events_of
from app.classification import policy, presenters, queries, rules, services
from app.classification.forms import AnswerForm, ConfirmationsForm, ObjectionForm, TakeBackForm, confirmations_form
from app.classification.presenters import files as shown
from app.classification.queries import Classification
from app.classification.rules.confirmations import Question, questions_for
from app.classification.rules.schemes import scheme_by_id
from app.classification.views.blueprint import bp
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion
from app.eligibility.enums import Subject
from app.organisation.enums import StaffGroup
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires, signed_in

FORMER_UNIT: Final = "old_unit_opinion"


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whose file it is: a person in the unit of that year, or a unit itself."""

    year: int
    person_id: UUID | None
    unit_id: UUID
    unit_path: str
    name: str
    detail: str
    unit_name: str
    body_id: UUID
    entry: Classification | None

    @property
    def href(self) -> str:
        """The address of the file."""
        return self.href_of(self.year)

    def href_of(self, year: int) -> str:
        """Return the address of the file of another year."""
        if self.person_id:
            return url_for("classification.person", person_id=self.person_id, year=year)
        return url_for("classification.collective", unit_id=self.unit_id, year=year)


@bp.get("/people/<uuid:person_id>/<int:year>")
@signed_in
def person(person_id: UUID, year: int) -> ResponseReturnValue:
    return _page(_person(person_id, year))


@bp.get("/units/<uuid:unit_id>/<int:year>/collective")
@requires(Permission.CLASSIFICATION_READ)
def collective(unit_id: UUID, year: int) -> ResponseReturnValue:
    return _page(_collective(unit_id, year))


@bp.post("/entries/<uuid:classification_id>/confirmations")
@requires(Permission.CLASSIFICATION_PROPOSE)
def confirm(classification_id: UUID) -> ResponseReturnValue:
    subject = _subject_of(classification_id)
    form = _confirmations(subject)
    assert form is not None
    return _act(
        subject,
        form,
        lambda: services.confirm(classification_id, form.answers(), form.version.data, actor=current_actor(), at=now()),
        _("The answers are saved."),
        {"confirmations": form},
    )


@bp.post("/entries/<uuid:classification_id>/taking-back")
@requires(Permission.CLASSIFICATION_READ)
def take_back(classification_id: UUID) -> ResponseReturnValue:
    subject, form = _subject_of(classification_id), TakeBackForm()
    if not policy.may_decide(current_actor(), subject.unit_path):
        raise NotAllowed
    return _act(
        subject,
        form,
        lambda: services.take_back(
            classification_id, form.reason.data or "", form.version.data, actor=current_actor(), at=now()
        ),
        _("The level is open again, as it was proposed."),
        {"taking_back": form},
    )


@bp.post("/entries/<uuid:classification_id>/objections")
@signed_in
def object_to(classification_id: UUID) -> ResponseReturnValue:
    subject, form = _subject_of(classification_id), ObjectionForm()
    if not _may_object(subject):
        raise NotAllowed
    return _act(
        subject,
        form,
        lambda: services.object_to(
            classification_id, form.reason.data or "", form.raised_on.data or today(), actor=current_actor(), at=now()
        ),
        _("The objection is recorded."),
        {"objection": form},
    )


@bp.route("/objections/<uuid:objection_id>/answer", methods=["GET", "POST"])
@requires(Permission.CLASSIFICATION_READ)
def answer(objection_id: UUID) -> ResponseReturnValue:
    session = db.session()
    objection = session.get(queries.Objection, objection_id)
    if objection is None:
        raise NotFound
    subject = _subject_of(objection.classification_id)
    if not policy.may_answer(current_actor(), subject.unit_path):
        raise NotAllowed
    form = AnswerForm(data={"version": objection.version, "answered_on": today()})
    if form.validate_on_submit():
        try:
            services.answer_objection(
                objection_id,
                form.answer.data or "",
                form.answered_on.data or today(),
                form.version.data,
                actor=current_actor(),
                at=now(),
            )
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            stands = {"answer": objection.answer, "answered_on": objection.answered_on}
            return conflict_page(form, stands, version=objection.version, reload_href=subject.href)
        else:
            flash(_("The answer is recorded."))
            return redirect(subject.href)
    page = render_template("classification/answer.html", form=form, objection=objection, subject=subject)
    return page, 422 if form.is_submitted() else 200


def _person(person_id: UUID, year: int) -> _Subject:
    """Return the file of a person who lies within the actor's sight; raises NotFound for any other."""
    session, actor = db.session(), current_actor()
    if not rules.FIRST_YEAR <= year <= rules.LAST_YEAR:
        raise NotFound
    place = queries.own_place(session, person_id, year, rules.reference_day(year, today()))
    entry = queries.entry_of(session, year, person_id=person_id)
    unit = queries.unit_place(session, entry.unit_id) if entry else None
    if place is None:
        raise NotFound
    path, unit_id = (unit.path, unit.id) if unit else (place.unit_path, place.unit_id)
    if not (policy.may_read(actor, path) or policy.is_own(actor, person_id)):
        raise NotFound
    born = str(place.birth_on.year) if place.birth_on else ""
    return _Subject(
        year=year,
        person_id=person_id,
        unit_id=unit_id,
        unit_path=path,
        name=place.full_name,
        detail=", ".join(part for part in (place.post, born) if part),
        unit_name=unit.name if unit else place.unit_name,
        body_id=unit.body_id if unit else place.body_id,
        entry=entry,
    )


def _collective(unit_id: UUID, year: int) -> _Subject:
    session = db.session()
    unit = queries.unit_place(session, unit_id)
    if unit is None or not rules.FIRST_YEAR <= year <= rules.LAST_YEAR:
        raise NotFound
    if not policy.may_read(current_actor(), unit.path):
        raise NotFound
    return _Subject(
        year=year,
        person_id=None,
        unit_id=unit_id,
        unit_path=unit.path,
        name=unit.name,
        detail=_("The unit as a collective"),
        unit_name=unit.name,
        body_id=unit.body_id,
        entry=queries.entry_of(session, year, unit_id=unit_id),
    )


def _subject_of(classification_id: UUID) -> _Subject:
    """Return the file that an entry lies in, for whom it is there."""
    found = queries.entry_by_id(db.session(), classification_id)
    if found is None:
        raise NotFound
    entry, _path = found
    return _person(entry.person_id, entry.year) if entry.person_id else _collective(entry.unit_id, entry.year)


def _act(
    subject: _Subject, form: Any, act: Callable[[], object], done: str, bound: dict[str, Any]
) -> ResponseReturnValue:  # Any: forms
    """Do one act of the file page; what was typed comes back where it is refused."""
    if form.validate_on_submit():
        try:
            act()
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            entry = queries.entry_of(db.session(), subject.year, person_id=subject.person_id, unit_id=subject.unit_id)
            return conflict_page(form, {}, version=entry.version if entry else 0, reload_href=subject.href)
        else:
            flash(done)
            return redirect(subject.href)
    return _page(subject, **bound), 422


def _may_object(subject: _Subject) -> bool:
    actor = current_actor()
    for_unit = subject.person_id is None and policy.may_propose(actor, subject.unit_path)
    return policy.is_own(actor, subject.person_id) or for_unit or policy.may_edit(actor, subject.unit_path)


def _confirmations(subject: _Subject) -> ConfirmationsForm | None:
    entry = subject.entry
    if entry is None:
        return None
    kind = Subject.INDIVIDUAL if subject.person_id else Subject.COLLECTIVE
    asked = questions_for(entry.scheme_id, kind, is_leader=entry.staff_group is StaffGroup.LEADER)
    return confirmations_form(asked, entry.confirmed or {}, entry.version)


def _page(subject: _Subject, **bound: Any) -> str:  # Any: forms that came back
    session, actor, entry = db.session(), current_actor(), subject.entry
    own = queries.self_assessment_of(session, subject.year, person_id=subject.person_id, unit_id=subject.unit_id)
    meeting = queries.meeting_of(session, subject.unit_id, subject.year)
    found = queries.judge_entries(session, subject.body_id, subject.year, [entry]) if entry else {}
    findings = found.get(subject.person_id or subject.unit_id, ())
    confirmations = bound.get("confirmations") or _confirmations(subject)
    is_own = policy.is_own(actor, subject.person_id)
    locked = bool(entry and entry.status == "locked")
    may_confirm = policy.may_propose(actor, subject.unit_path) and not locked
    if entry and entry.status != "proposed":
        may_confirm = policy.may_edit(actor, subject.unit_path) and not locked
    version = entry.version if entry else 0
    years = queries.years_of(session, subject.person_id) if subject.person_id else []
    return render_template(
        "classification/file.html",
        subject=subject,
        entry=entry,
        own=own,
        meeting=meeting,
        steps=shown.steps(entry, own, meeting.met_on if meeting else None),
        level=presenters.level_name(entry.level if entry else None),
        tone=presenters.level_tone(entry.level if entry else None),
        scheme=scheme_by_id(entry.scheme_id) if entry else None,
        points=shown.own_points(entry),
        own_points=shown.own_points(own),
        own_level=presenters.level_name(own.level if own else None),
        proposed=presenters.level_name(entry.proposed_level) if entry and entry.proposed_level else "",
        departs=bool(entry and entry.proposed_level and entry.proposed_level is not entry.level),
        score=shown.score_lines(own),
        checks=presenters.check_lines(findings),
        objections=queries.objections_to(session, entry.id) if entry else [],
        years=shown.year_rows(years, subject.href_of),
        history=shown.history(events_of(session, entry.id)) if entry and _may_audit(subject) else [],
        is_own=is_own,
        may_read=policy.may_read(actor, subject.unit_path),
        may_confirm=may_confirm and entry is not None,
        may_object=entry is not None and entry.status != "proposed" and _may_object(subject),
        may_answer=policy.may_answer(actor, subject.unit_path),
        may_take_back=bool(entry and entry.status == "decided") and policy.may_decide(actor, subject.unit_path),
        may_assess=_may_assess(subject, is_own=is_own),
        confirmations=confirmations,
        questions=_open_questions(confirmations, entry, {each.tick for each in findings}),
        objection=bound.get("objection") or ObjectionForm(data={"raised_on": today()}),
        taking_back=bound.get("taking_back") or TakeBackForm(data={"version": version}),
    )


def _open_questions(
    form: ConfirmationsForm | None, entry: Classification | None, asked: set[str | None]
) -> list[Question]:
    """Return the questions to show: the opinion of a former unit only where there is one, or an answer."""
    if form is None or entry is None:
        return []
    answered = entry.confirmed or {}
    return [
        each for each in form.questions if each.key != FORMER_UNIT or FORMER_UNIT in asked or FORMER_UNIT in answered
    ]


def _may_audit(subject: _Subject) -> bool:
    """The trail is read by those who audit, here as everywhere."""
    return current_actor().may_at(Permission.AUDIT_READ, subject.unit_path)


def _may_assess(subject: _Subject, *, is_own: bool) -> bool:
    still_open = subject.entry is None or subject.entry.status == "proposed"
    for_unit = subject.person_id is None and policy.may_propose(current_actor(), subject.unit_path)
    return still_open and (is_own or for_unit)
