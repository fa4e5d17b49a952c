"""The papers of a rule."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.documents.uploads import current_store, largest_bytes, uploads_of
from app.local_rules import services
from app.local_rules.forms import AttachForm
from app.local_rules.views.blueprint import bp, visible_rule
from app.local_rules.views.records import detail_page
from app.web.acting import refused_by
from app.web.guards import current_actor, requires


@bp.post("/<uuid:rule_id>/attachments")
@requires(Permission.RULE_EDIT)
def attach(rule_id: UUID) -> ResponseReturnValue:
    visible_rule(rule_id)
    problems = refused_by(
        lambda: services.attach_files(
            rule_id,
            uploads_of(AttachForm().files.data),
            actor=current_actor(),
            at=now(),
            store=current_store(),
            limit=largest_bytes(),
        )
    )
    if problems:
        return detail_page(rule_id, problems=problems), 422
    flash(_("The files are attached."))
    return redirect(url_for("local_rules.detail", rule_id=rule_id, _anchor="attachments"))


@bp.post("/<uuid:rule_id>/attachments/<uuid:attachment_id>/removal")
@requires(Permission.RULE_EDIT)
def detach(rule_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    visible_rule(rule_id)
    services.detach_file(rule_id, attachment_id, actor=current_actor(), at=now())
    flash(_("The file is removed."))
    return redirect(url_for("local_rules.detail", rule_id=rule_id, _anchor="attachments"))
