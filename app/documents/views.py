"""Reading an attached file."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote
from uuid import UUID

from flask import Blueprint, Response, redirect
from flask.typing import ResponseReturnValue

from app.core.database import db
from app.core.errors import NotFound
from app.documents import access, queries
from app.documents.store import Store
from app.documents.uploads import current_store
from app.web import opening
from app.web.guards import current_actor, signed_in

bp = Blueprint("documents", __name__, url_prefix="/documents")

CHUNK: Final = 256 * 1024


@bp.get("/<uuid:attachment_id>")
@signed_in
def download(attachment_id: UUID) -> ResponseReturnValue:
    """Send a file to be kept, never shown inside our pages: its content is a stranger's."""
    session, store = db.session(), current_store()
    file = queries.attachment(session, attachment_id)
    if file is None or not access.may_read(session, current_actor(), file.owner, file.owner_id):
        raise NotFound
    if not store.exists(file.sha256):
        raise NotFound
    asked = opening.question_before(session, current_actor(), file.owner, file.owner_id)
    if asked:
        return redirect(asked)
    answer = Response(_pieces(store, file.sha256), mimetype=file.media_type)
    # RFC 6266 with the encoding of RFC 8187: names carry Vietnamese letters.
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.file_name, safe='')}"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.content_length = file.size_bytes
    return answer


def _pieces(store: Store, sha256: str) -> Iterator[bytes]:
    """Read a file piece by piece; it is closed however the reading ends."""
    with store.open(sha256) as stream:
        while piece := stream.read(CHUNK):
            yield piece
