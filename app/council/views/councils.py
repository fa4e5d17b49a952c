"""Councils: the list, one council, and its form."""

from collections.abc import Collection, Sequence
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit.queries import events_of
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, RuleBroken, StaleVersion
from app.council import policy, rules, services
from app.council.enums import CouncilKind
from app.council.forms import MOST_SEATS, AttachForm, CouncilForm, SeatEntry
from app.council.labels import KIND_LABELS, MEETING_LABELS, MEETING_TONES, ROLE_LABELS
from app.council.presenters import councils as shapes
from app.council.presenters import words
from app.council.queries import councils as queries
from app.council.queries import waiting_for
from app.council.queries.councils import CouncilFile, CouncilRow, SeatRow
from app.council.queries.meetings import meetings_ahead, meetings_of
from app.council.services import CouncilPlan
from app.council.views.blueprint import bp
from app.documents.services import attachments_of
from app.organisation.queries import Search, people_named
from app.web.forms import conflict_page
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace, current_workplace, workplace_of


@bp.get("")
@requires(Permission.COUNCIL_READ)
def list_page() -> ResponseReturnValue:
    """Show the councils of the body in the top bar, and those in which the reader sits."""
    actor, session, workplace = current_actor(), db.session(), workplace_of(current_actor())
    body_id = workplace.body_id if workplace else None
    rows = queries.councils_listed(session, actor, body_id=body_id)
    may_manage = workplace is not None and policy.may_manage(actor, body_path=workplace.body_path)
    return render_template(
        "council/list.html",
        rows=[(row, shapes.list_detail(row)) for row in rows],
        ahead=[
            (
                meeting,
                words.when(meeting.held_at),
                MEETING_LABELS[meeting.status],
                MEETING_TONES[meeting.status],
                policy.may_run(actor, body_path=meeting.body_path, my_role=meeting.my_role),
            )
            for meeting in meetings_ahead(session, actor, body_id=body_id)
        ],
        waiting=waiting_for(session, actor),
        may_manage=may_manage,
        plan_for=_council_of_the_year(rows, workplace) if may_manage else None,
        body_name=workplace.body_name if workplace else "",
    )


def _council_of_the_year(rows: Sequence[CouncilRow], workplace: Workplace | None) -> UUID | None:
    """Return the council of the body and year in the top bar, for which a meeting can be planned at once."""
    if workplace is None:
        return None
    council = queries.council_of(db.session(), workplace.body_id, workplace.year, on=today())
    return council.id if council and any(row.id == council.id for row in rows) else None


@bp.get("/<uuid:council_id>")
@requires(Permission.COUNCIL_READ)
def detail(council_id: UUID) -> ResponseReturnValue:
    """Show one council: members, meetings, files, history."""
    return detail_page(council_id)


def detail_page(council_id: UUID, *, problems: Sequence[str] = ()) -> str:
    """Render the page of a council."""
    actor, session = current_actor(), db.session()
    council = queries.council_file(session, council_id, actor)
    seats = queries.seats_of(session, council_id, in_force=False)
    may_manage = policy.may_manage(actor, body_path=council.body_path)
    may_run = policy.may_run(actor, body_path=council.body_path, my_role=council.my_role)
    meets = council.kind is CouncilKind.EMULATION
    return render_template(
        "council/detail.html",
        council=council,
        problems=problems,
        kind=KIND_LABELS[council.kind],
        decision=" · ".join(part for part in (shapes.decision_words(council), shapes.period_of(council)) if part),
        seats=[(seat, shapes.seat_words(seat)) for seat in seats if not seat.left_on],
        former=[(seat, shapes.role_words(seat.role, has_vote=seat.has_vote)) for seat in seats if seat.left_on],
        votes_count=shapes.votes_count(seats),
        files=shapes.file_views(attachments_of(session, council_id), council_id, may_manage=may_manage),
        attach_form=AttachForm(formdata=None),
        meets=meets,
        meetings=[
            (meeting, words.when(meeting.held_at), MEETING_LABELS[meeting.status], MEETING_TONES[meeting.status])
            for meeting in meetings_of(session, council_id)
        ],
        history=words.history(events_of(session, council_id)),
        may_manage=may_manage,
        may_plan=may_run and meets and rules.is_in_office(None, council.valid_to, on=today()),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.COUNCIL_MANAGE)
def new() -> ResponseReturnValue:
    """Establish a council; the members of the last one are proposed."""
    workplace = current_workplace()
    if not policy.may_manage(current_actor(), body_path=workplace.body_path):
        raise NotAllowed
    form = CouncilForm()
    if not form.is_submitted():
        _propose(form, workplace)
    elif _changes_rows() or not _seated(form, workplace.body_path, ()).validate():
        return _form_page(form, workplace.body_path, back_href=url_for("council.list_page"))
    else:
        try:
            council_id = services.establish_council(_plan(form, workplace.body_id), actor=current_actor(), at=now())
        except RuleBroken as refusal:
            form.add_problems(refusal)
        else:
            if form.kind.data is CouncilKind.INITIATIVE:
                flash(_("The council is established. Attach its establishing decision."))
            else:
                flash(_("The council is established. Plan its first meeting."))
            return redirect(url_for("council.detail", council_id=council_id))
    return _form_page(form, workplace.body_path, back_href=url_for("council.list_page"))


@bp.route("/<uuid:council_id>/edit", methods=["GET", "POST"])
@requires(Permission.COUNCIL_MANAGE)
def edit(council_id: UUID) -> ResponseReturnValue:
    """Correct the establishing decision and change the members."""
    session, actor = db.session(), current_actor()
    council = queries.council_file(session, council_id, actor)
    if not policy.may_manage(actor, body_path=council.body_path):
        raise NotAllowed
    seats = queries.seats_of(session, council_id)
    back_href = url_for("council.detail", council_id=council_id)
    form = CouncilForm()
    del form.year
    del form.kind
    if not form.is_submitted():
        form.process(data=_values(council, seats) | {"version": council.version})
    elif not _changes_rows() and _seated(form, council.body_path, seats).validate():
        try:
            _revise(form, council_id)
        except RuleBroken as refusal:
            form.add_problems(refusal)
        except StaleVersion:
            return conflict_page(form, _values(council, seats), version=council.version, reload_href=back_href)
        else:
            flash(_("The council is saved."))
            return redirect(back_href)
    return _form_page(form, council.body_path, council=council, seats=seats, back_href=back_href)


@bp.get("/people")
@requires(Permission.COUNCIL_MANAGE)
def people() -> ResponseReturnValue:
    """Offer people of the body for the picker."""
    return jsonify(_found(current_workplace(), request.args.get("q", "")))


@bp.get("/<uuid:council_id>/people")
@requires(Permission.COUNCIL_MANAGE)
def people_of(council_id: UUID) -> ResponseReturnValue:
    """Offer people of the council's body for the picker."""
    council = queries.council_file(db.session(), council_id, current_actor())
    if not policy.may_manage(current_actor(), body_path=council.body_path):
        raise NotAllowed
    return jsonify(_found(council, request.args.get("q", "")))


def _found(place: Workplace | CouncilFile, text: str) -> list[dict[str, str]]:
    if not policy.may_manage(current_actor(), body_path=place.body_path) or len(text.strip()) < 2:
        return []
    search = Search(roots=(place.body_path,), on=today(), text=text)
    return [shapes.picked(row) for row in people_named(db.session(), search)]


def _propose(form: CouncilForm, workplace: Workplace) -> None:
    session = db.session()
    last = queries.latest_council_id(session, workplace.body_id)
    rows = queries.seats_of(session, last) if last else ()
    known = queries.people_of_body(session, [row.person_id for row in rows], body_path=workplace.body_path, on=today())
    form.process(
        data={
            "name": shapes.usual_name(workplace.year),
            "year": workplace.year,
            "kind": CouncilKind.EMULATION.value,
            "members": shapes.taken_over(rows, known),
        }
    )


def _changes_rows() -> bool:
    """Say whether the form came to find, add or drop somebody, not to be saved."""
    return any(name in request.form for name in ("find", "add", "drop"))


def _seated(form: CouncilForm, body_path: str, seats: Collection[SeatRow]) -> CouncilForm:
    """Return the form with names in its rows, people picked added, and one dropped if asked."""
    form.new_member_ids.data = form.new_member_ids.data[:MOST_SEATS]
    ids = [*(entry.seat.person_id for entry in form.members.data), *form.new_member_ids.data]
    known = queries.people_of_body(db.session(), ids, body_path=body_path, on=today())
    shapes.name_rows(form.members, known, list(seats))
    listed = {entry.seat.person_id for entry in form.members.data}
    if "find" not in request.form:
        form.members.data += [
            shapes.new_entry(known[person_id])
            for person_id in form.new_member_ids.data
            if person_id in known and person_id not in listed
        ]
        form.new_member_ids.data = []
    dropped = request.form.get("drop", "")
    form.members.data = [entry for entry in form.members.data if str(entry.seat.person_id) != dropped]
    return form


def _plan(form: CouncilForm, body_id: UUID) -> CouncilPlan:
    return CouncilPlan(
        body_id=body_id,
        year=form.year.data or 0,
        name=form.name.data or "",
        decision_number=form.decision_number.data or "",
        decision_on=form.decision_on.data,
        members=form.members.seats(),
        kind=form.kind.data or CouncilKind.EMULATION,
        valid_from=form.valid_from.data,
        valid_to=form.valid_to.data,
    )


def _revise(form: CouncilForm, council_id: UUID) -> None:
    services.revise_council(
        council_id,
        name=form.name.data or "",
        decision_number=form.decision_number.data or "",
        decision_on=form.decision_on.data,
        members=form.members.seats(),
        valid_from=form.valid_from.data,
        valid_to=form.valid_to.data,
        actor=current_actor(),
        at=now(),
        version=form.version.data,
    )


def _values(council: CouncilFile, seats: Collection[SeatRow]) -> dict[str, object]:
    return {
        "name": council.name,
        "decision_number": council.decision_number,
        "decision_on": council.decision_on,
        "valid_from": council.valid_from,
        "valid_to": council.valid_to,
        "members": [shapes.entry_of(seat) for seat in seats],
    }


def _form_page(
    form: CouncilForm,
    body_path: str,
    *,
    back_href: str,
    council: CouncilFile | None = None,
    seats: Collection[SeatRow] = (),
) -> ResponseReturnValue:
    if form.is_submitted() and _changes_rows():
        _seated(form, body_path, seats)
    query = request.form.get("new_member_ids_q", "") if "find" in request.form else ""
    entries: list[SeatEntry] = form.members.data
    page = render_template(
        "council/form.html",
        form=form,
        council=council,
        entries=entries,
        roles=list(ROLE_LABELS.items()),
        results=_search(body_path, query) if "find" in request.form else None,
        query=query,
        chosen=_chosen(form, body_path) if "find" in request.form else (),
        people_href=url_for("council.people_of", council_id=council.id) if council else url_for("council.people"),
        back_href=back_href,
    )
    return page, 422 if form.is_submitted() and not _changes_rows() else 200


def _search(body_path: str, text: str) -> list[dict[str, str]]:
    search = Search(roots=(body_path,), on=today(), text=text)
    return [shapes.picked(row) for row in people_named(db.session(), search)]


def _chosen(form: CouncilForm, body_path: str) -> list[dict[str, str]]:
    """Return those ticked in the picker already, to be shown ticked again."""
    ticked = queries.people_of_body(db.session(), form.new_member_ids.data, body_path=body_path, on=today())
    return [shapes.picked_candidate(person) for person in ticked.values()]
