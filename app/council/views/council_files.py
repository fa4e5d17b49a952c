"""The establishing decision of a council and its other papers, as files."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.access import Permission
from app.core.clock import now
from app.core.database import db
from app.council import services
from app.council.forms import AttachForm
from app.council.queries import councils as queries
from app.council.services.councils import OWNER
from app.council.views.blueprint import bp
from app.council.views.councils import detail_page
from app.documents import access
from app.documents.uploads import current_store, largest_bytes, uploads_of
from app.web.acting import refused_by
from app.web.guards import current_actor, requires

access.register(OWNER, queries.may_see)


@bp.post("/<uuid:council_id>/attachments")
@requires(Permission.COUNCIL_MANAGE)
def attach(council_id: UUID) -> ResponseReturnValue:
    """Attach the establishing decision."""
    queries.council_file(db.session(), council_id, current_actor())
    problems = refused_by(
        lambda: services.attach_decision(
            council_id,
            uploads_of(AttachForm().files.data),
            actor=current_actor(),
            at=now(),
            store=current_store(),
            limit=largest_bytes(),
        )
    )
    if problems:
        return detail_page(council_id, problems=problems), 422
    flash(_("The files are attached."))
    return redirect(url_for("council.detail", council_id=council_id, _anchor="papers"))


@bp.post("/<uuid:council_id>/attachments/<uuid:attachment_id>/removal")
@requires(Permission.COUNCIL_MANAGE)
def detach(council_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    """Take a file off the council."""
    queries.council_file(db.session(), council_id, current_actor())
    services.detach_decision(council_id, attachment_id, actor=current_actor(), at=now())
    flash(_("The file is removed."))
    return redirect(url_for("council.detail", council_id=council_id, _anchor="papers"))
