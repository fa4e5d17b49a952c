"""Entering a table: paste or upload, look at what it would do, take it whole; or get it back with what is wrong."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from itsdangerous import BadData, URLSafeTimedSerializer

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.core.errors import Problem, RuleBroken
from app.documents.headings import with_errors
from app.documents.labels import TROUBLE_LABELS
from app.documents.media import safe_name
from app.documents.tables import Limits, Sheet, Trouble, UnreadableTable, read_table
from app.documents.uploads import current_store, uploads_of
from app.records.forms import TableForm, TakeForm
from app.records.services.bulk import Preview, TableKind, preview, table_kind, table_kinds, take
from app.records.views.blueprint import bp
from app.web.configuration import current_settings
from app.web.downloads import workbook_answer
from app.web.guards import current_actor, requires

SHOWN: Final = 200
HOURS_KEPT: Final = 12
PASTED: Final = "table.tsv"


@dataclass(frozen=True, slots=True)
class Kept:
    """A table that waits for its confirmation: kept under its digest, named in a signed token."""

    name: str
    sha256: str
    token: str


@bp.get("/tables")
@requires(Permission.RECORD_EDIT)
def tables() -> ResponseReturnValue:
    return render_template("records/tables.html", kinds=table_kinds())


@bp.route("/tables/<string:table>", methods=["GET", "POST"])
@requires(Permission.RECORD_EDIT)
def table(table: str) -> ResponseReturnValue:
    kind, form = table_kind(table), TableForm()
    if not form.validate_on_submit():
        return _form_page(kind, form), 422 if form.is_submitted() else 200
    try:
        kept = _keep(kind, form)
        return _preview_page(kind, kept, _previewed(kind, _sheets(kept)))
    except RuleBroken as refusal:
        form.add_problems(refusal)
        return _form_page(kind, form), 422


@bp.post("/tables/<string:table>/entries")
@requires(Permission.RECORD_EDIT)
def take_table(table: str) -> ResponseReturnValue:
    """Take the table of a preview, whole or not at all."""
    kind, kept = table_kind(table), _kept_for(table)
    if kept is None:
        return _again(kind)
    sheets = _sheets(kept)
    try:
        count = take(kind, sheets, actor=current_actor(), at=now())
    except RuleBroken:
        db.session.rollback()
        return _preview_page(kind, kept, _previewed(kind, sheets)), 422
    flash(
        ngettext(
            "%(count)s entry is on the record now.", "%(count)s entries are on the record now.", count, count=count
        )
    )
    return redirect(url_for("records.list_page"))


@bp.post("/tables/<string:table>/errors")
@requires(Permission.RECORD_EDIT)
def table_errors(table: str) -> ResponseReturnValue:
    """Give the same table back, with a column that says what is wrong."""
    kind, kept = table_kind(table), _kept_for(table)
    if kept is None:
        return _again(kind)
    shown = _previewed(kind, _sheets(kept))
    errors = {row.number: _sentence(row.problems) for row in shown.bad}
    content = with_errors(shown.sheet, shown.header, errors, heading=_("What is wrong"))
    return workbook_answer(content, kept.name.rsplit(".", 1)[0] + "-" + _("errors") + ".xlsx")


def _keep(kind: TableKind, form: TableForm) -> Kept:
    """Keep what was pasted or uploaded until it is confirmed; raises RuleBroken for what cannot be a table."""
    uploads = uploads_of(form.files.data)
    if uploads:
        name, stream = safe_name(uploads[0].name), uploads[0].stream
    elif form.pasted.data:
        name, stream = PASTED, BytesIO(str((form.pasted.raw_data or [""])[0]).encode())
    else:
        raise RuleBroken(Problem(TROUBLE_LABELS[Trouble.EMPTY], "pasted"))
    limits = _limits()
    content = stream.read(limits.bytes + 1)
    _read(name, content, field="files" if uploads else "pasted")
    saved = current_store().save(BytesIO(content), limit=limits.bytes)
    facts = [kind.slug, name, saved.sha256, str(current_actor().user_id)]
    return Kept(name, saved.sha256, _signer().dumps(facts))


def _kept_for(table: str) -> Kept | None:
    """Return the table that this person was shown, None when the token is old, forged or somebody else's."""
    form = TakeForm()
    if not form.validate_on_submit():
        return None
    token = form.token.data or ""
    try:
        slug, name, sha256, user_id = _signer().loads(token, max_age=HOURS_KEPT * 3600)
    except (BadData, ValueError):
        return None
    if slug != table or user_id != str(current_actor().user_id) or not current_store().exists(sha256):
        return None
    return Kept(name, sha256, token)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_settings(current_app).secret_key, salt="records.table")


def _limits() -> Limits:
    settings = current_settings(current_app)
    return Limits(settings.max_table_bytes, settings.max_table_rows)


def _sheets(kept: Kept) -> list[Sheet]:
    with current_store().open(kept.sha256) as stream:
        return _read(kept.name, stream.read(), field="files")


def _read(name: str, content: bytes, *, field: str) -> list[Sheet]:
    limits = _limits()
    try:
        return read_table(name, BytesIO(content), limits)
    except UnreadableTable as refusal:
        words = {"most": limits.bytes // (1024 * 1024), "rows": limits.rows}
        raise RuleBroken(Problem(str(TROUBLE_LABELS[refusal.trouble]) % words, field)) from None


def _previewed(kind: TableKind, sheets: list[Sheet]) -> Preview:
    return preview(db.session(), kind, sheets, actor=current_actor(), at=now())


def _again(kind: TableKind) -> ResponseReturnValue:
    flash(_("The table was kept for some hours only. Paste or upload it again."), "warning")
    return redirect(url_for("records.table", table=kind.slug))


def _form_page(kind: TableKind, form: TableForm) -> str:
    return render_template("records/table.html", kind=kind, form=form, columns=[each.label for each in kind.columns])


def _preview_page(kind: TableKind, kept: Kept, shown: Preview) -> str:
    bad, good = shown.bad, shown.good
    return render_template(
        "records/preview.html",
        kind=kind,
        token=kept.token,
        name="" if kept.name == PASTED else kept.name,
        sheet=shown.sheet.name,
        bad=[(row.number, row.whose, row.what, row.problems) for row in bad[:SHOWN]],
        good=[[str(row.number), row.whose, row.what] for row in good[:SHOWN]],
        bad_count=len(bad),
        good_count=len(good),
        entries=len(shown.facts),
        unknown=list(dict.fromkeys(shown.header.unknown)),
        most=SHOWN,
    )


def _sentence(problems: object) -> str:
    told = [f"{label}: {message}" if str(label) else str(message) for label, message in problems]  # type: ignore[attr-defined]  # pairs of a row
    return " ".join(told)
