"""Reading an attached file."""

from uuid import UUID

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from app.core.database import db
from app.core.errors import NotFound
from app.documents import access, queries
from app.documents.uploads import current_store
from app.web.guards import current_actor, signed_in

bp = Blueprint("documents", __name__, url_prefix="/documents")


@bp.get("/<uuid:attachment_id>")
@signed_in
def download(attachment_id: UUID) -> ResponseReturnValue:
    """Send a file to be kept, never shown inside our pages: its content is a stranger's."""
    session = db.session()
    file = queries.attachment(session, attachment_id)
    if file is None or not access.may_read(session, current_actor(), file.owner, file.owner_id):
        raise NotFound
    try:
        stream = current_store().open(file.sha256)
    except FileNotFoundError:
        raise NotFound from None
    response = send_file(
        stream,
        mimetype=file.media_type,
        as_attachment=True,
        download_name=file.file_name,
        etag=False,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Length"] = str(file.size_bytes)
    return response
