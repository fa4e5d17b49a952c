"""What arrives by HTTP: the files of a form, and the store of this installation."""

from typing import BinaryIO, cast

from flask import current_app
from werkzeug.datastructures import FileStorage

from app.documents.services import Upload
from app.documents.store import FolderStore, Store
from app.web.configuration import current_settings


def current_store() -> Store:
    """Return the store of this installation: the folder ``uploads`` of the instance."""
    return FolderStore(current_settings(current_app).instance_dir / "uploads")


def largest_bytes() -> int:
    """Return how many bytes one file may have."""
    return current_settings(current_app).max_upload_bytes


def uploads_of(files: list[FileStorage] | None) -> list[Upload]:
    """Return the files that were really chosen; a form without a choice sends one empty, nameless part."""
    return [Upload(file.filename, cast(BinaryIO, file.stream)) for file in files or () if file.filename]
