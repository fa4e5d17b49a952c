"""Entering, correcting and cancelling one entry: the same four routes for every kind."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, NotFound
from app.documents.labels import size_text
from app.documents.queries import attachment, attachments_of
from app.documents.uploads import current_store, largest_bytes, uploads_of
from app.records import policy, queries, services
from app.records.enums import EntryKind
from app.records.forms import CancelForm, DetachForm, EntryForm, InitiativeForm, Whose
from app.records.views.act import attempt, status_of
from app.records.views.authors import author_slots
from app.records.views.blueprint import bp
from app.records.views.kinds import PAGES, KindPage, form_for
from app.web.guards import current_actor, requires

View = Callable[..., ResponseReturnValue]


def _new(page: KindPage, whose: Whose) -> ResponseReturnValue:
    name, path, back = _subject(whose, page.kind)
    if not policy.may_edit(current_actor(), path):
        raise NotAllowed
    form = form_for(page.kind, whose, authors=2, **_defaults(page.kind, whose))
    if request.form.get("find"):
        return _page(page, form, name=name, back=back, title=page.new), 200
    answer = attempt(
        form,
        lambda: services.enter(
            page.kind,
            [form.facts(whose)],
            actor=current_actor(),
            at=now(),
            uploads=uploads_of(form.files.data),
            store=current_store(),
            limit=largest_bytes(),
        ),
        done=_("It is on the record now."),
        to=back,
    )
    return answer or (_page(page, form, name=name, back=back, title=page.new), status_of(form))


def _defaults(kind: EntryKind, whose: Whose) -> dict[str, Any]:  # Any: values of form fields
    return {"author_0": whose.person_id} if kind is EntryKind.INITIATIVE else {}


def _edit(page: KindPage, entry_id: UUID) -> ResponseReturnValue:
    record, whose = _editable(page.kind, entry_id)
    name, _path, back = _subject(whose, page.kind)
    work = services.WORKS[page.kind]
    facts = work.facts_of(db.session(), record)
    form = form_for(page.kind, whose, authors=len(getattr(facts, "authors", ())))
    if not form.is_submitted():
        form.fill(facts)
        form.version.data = record.version
    if request.form.get("find"):
        return _page(page, form, name=name, back=back, title=page.edit, record=record), 200
    answer = attempt(
        form,
        lambda: services.edit(
            page.kind,
            entry_id,
            form.facts(whose),
            version=form.version.data,
            actor=current_actor(),
            at=now(),
            uploads=uploads_of(form.files.data),
            store=current_store(),
            limit=largest_bytes(),
        ),
        done=_("The changes have been saved."),
        to=back,
        record=record,
        values=lambda: form.values(work.facts_of(db.session(), record)),
    )
    return answer or (_page(page, form, name=name, back=back, title=page.edit, record=record), status_of(form))


def _cancel(page: KindPage, entry_id: UUID) -> ResponseReturnValue:
    record, whose = _editable(page.kind, entry_id)
    name, _path, back = _subject(whose, page.kind)
    form = CancelForm()
    if not form.is_submitted():
        form.version.data = record.version
    answer = attempt(
        form,
        lambda: services.cancel(
            page.kind, entry_id, form.reason.data or "", version=form.version.data, actor=current_actor(), at=now()
        ),
        done=_("It is done. The trail keeps your reason."),
        to=back,
        record=record,
        values=dict,
    )
    shown = render_template(
        "records/cancel.html", form=form, title=page.cancel, subtitle=name, warning=page.warning, back=back
    )
    return answer or (shown, status_of(form))


@bp.post("/documents/<uuid:attachment_id>/removal")
@requires(Permission.RECORD_EDIT)
def detach(attachment_id: UUID) -> ResponseReturnValue:
    """Take a document off the entry it belongs to."""
    file = attachment(db.session(), attachment_id)
    if file is None or file.owner not in set(EntryKind):
        raise NotFound
    kind = EntryKind(file.owner)
    if DetachForm().validate_on_submit():
        services.detach(attachment_id, kind=kind, entry_id=file.owner_id, actor=current_actor(), at=now())
    named: dict[str, Any] = {PAGES[kind].parameter: file.owner_id}  # Any: values of an address
    return redirect(url_for(f"records.edit_{kind.value}", **named))


def _editable(kind: EntryKind, entry_id: UUID) -> tuple[Any, Whose]:  # Any: a row of the kind
    """Return an entry that the actor keeps; one made by a decision of the program is not kept here."""
    session = db.session()
    record, path = queries.entry_in_sight(session, current_actor(), kind, entry_id)
    if not policy.may_edit(current_actor(), path):
        raise NotAllowed
    if isinstance(record, queries.Conferral):
        services.require_by_hand(record)
    people, unit_id = queries.subjects_of(session, record)
    return record, Whose(people[0] if people else None, None if people else unit_id)


def _subject(whose: Whose, kind: EntryKind) -> tuple[str, str | None, str]:
    """Return the name of whose record it is, where it lies, and the address of the record."""
    session, actor = db.session(), current_actor()
    if whose.person_id is not None:
        sight = queries.person_sight(session, actor, whose.person_id, today())
        if kind is EntryKind.OPEN_CASE and not policy.may_read_cases(actor, sight.path, whose.person_id):
            raise NotFound
        return sight.full_name, sight.path, url_for("records.person", person_id=whose.person_id)
    unit = queries.unit_sight(session, actor, whose.id)
    return unit.name, unit.path, url_for("records.unit", unit_id=unit.id)


def _page(page: KindPage, form: EntryForm, *, name: str, back: str, title: object, record: Any = None) -> str:
    files = attachments_of(db.session(), record.id) if record is not None else []
    authors = queries.subjects_of(db.session(), record)[0] if record is not None else []
    return render_template(
        f"records/{page.kind.value}.html",
        form=form,
        title=title,
        subtitle=name,
        back=back,
        slots=author_slots(form, authors) if isinstance(form, InitiativeForm) else [],
        files=[
            {
                "name": file.file_name,
                "href": url_for("documents.download", attachment_id=file.id),
                "size": size_text(file.size_bytes),
                "added": "",
                "remove_action": url_for("records.detach", attachment_id=file.id),
            }
            for file in files
        ],
        is_new=record is None,
    )


def _routes(page: KindPage) -> None:
    """Give a kind its addresses: for a person, for a unit where it has such entries, and for one entry."""

    def new(person_id: UUID) -> ResponseReturnValue:
        return _new(page, Whose(person_id=person_id))

    def new_unit(unit_id: UUID) -> ResponseReturnValue:
        return _new(page, Whose(collective_id=unit_id))

    def edit(**named: UUID) -> ResponseReturnValue:
        return _edit(page, named[page.parameter])

    def cancel(**named: UUID) -> ResponseReturnValue:
        return _cancel(page, named[page.parameter])

    entry = f"/{page.slug}/<uuid:{page.parameter}>"
    rules: list[tuple[str, str, View]] = [
        (f"new_{page.kind.value}", f"/people/<uuid:person_id>/{page.slug}/new", new),
        (f"edit_{page.kind.value}", f"{entry}/edit", edit),
        (f"cancel_{page.kind.value}", f"{entry}/cancellation", cancel),
    ]
    if page.of_units:
        rules.append((f"new_unit_{page.kind.value}", f"/units/<uuid:unit_id>/{page.slug}/new", new_unit))
    for endpoint, address, view in rules:
        guarded = requires(Permission.RECORD_EDIT)(view)
        bp.add_url_rule(address, endpoint, guarded, methods=["GET", "POST"])


for _kind_page in PAGES.values():
    _routes(_kind_page)
