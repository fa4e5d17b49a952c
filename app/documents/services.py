"""Attaching files to a record and taking them off: judged by content, whole or nothing.

The feature that owns the record asks its own policy and opens the transaction; these acts join it and write the event
``<owner>.attached`` or ``<owner>.detached`` on the record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.errors import NotFound, Problem, RuleBroken
from app.core.transaction import lock
from app.documents import labels
from app.documents.media import MediaType, UnacceptableFile, safe_name, sniff
from app.documents.models import Attachment
from app.documents.queries import attachment_count, attachments_of, files_held, files_held_by
from app.documents.store import Store, TooLarge

MOST_FILES: Final = 50
LARGEST_BYTES: Final = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives: its name on the sender's machine, and its bytes."""

    name: str
    stream: BinaryIO


def attach(
    session: Session,
    owner: str,
    owner_id: UUID,
    uploads: Sequence[Upload],
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    limit: int = LARGEST_BYTES,
    paper: str = "",
) -> list[UUID]:
    """Keep these files with a record, all or none; raises RuleBroken with a sentence for each file refused.

    ``paper`` says which paper of the record they are, in the words of the feature that owns it. A file sent twice, the
    same bytes under the same name, is kept once; the caller holds the record, so that none comes between.
    """
    if not uploads:
        raise RuleBroken(Problem(labels.NO_FILE, "files"))
    if attachment_count(session, owner_id) + len(uploads) > MOST_FILES:
        raise RuleBroken(Problem(str(labels.TOO_MANY) % {"most": MOST_FILES}, "files"))
    kinds = _checked(uploads)
    rows = [
        _kept(upload, kind, owner, owner_id, actor=actor, at=at, store=store, limit=limit)
        for upload, kind in zip(uploads, kinds, strict=True)
    ]
    for row in rows:
        row.paper = paper
    known = {_same(row): row.id for row in files_held(session, owner, owner_id)}
    ids = [known[_same(row)] for row in rows if _same(row) in known]
    rows = [row for row in rows if _same(row) not in known]
    if not rows:
        return ids
    session.add_all(rows)
    session.flush()
    changes: dict[str, object] = {"files": [[], [row.file_name for row in rows]]}
    if paper:
        changes["paper"] = [None, paper]
    trail.record(session, f"{owner}.attached", owner_id, actor=actor, at=at, changes=changes)
    return [*ids, *(row.id for row in rows)]


def _same(row: Attachment) -> tuple[str, str, str]:
    return row.sha256, row.file_name, row.paper


def remove(session: Session, attachment_id: UUID, *, owner: str, owner_id: UUID, actor: Actor, at: datetime) -> None:
    """Take a file off a record; its bytes stay in the store. Raises NotFound for a file of another record."""
    row = lock(session, Attachment, attachment_id)
    if row.owner != owner or row.owner_id != owner_id or row.removed_at is not None:
        raise NotFound
    row.removed_at = at
    changes = {"files": [[row.file_name], []]}
    trail.record(session, f"{owner}.detached", owner_id, actor=actor, at=at, changes=changes)


def say_paper(
    session: Session, attachment_id: UUID, paper: str, *, owner: str, owner_id: UUID, actor: Actor, at: datetime
) -> None:
    """Say which paper of the record a file is. Raises NotFound for a file of another record."""
    row = lock(session, Attachment, attachment_id)
    if row.owner != owner or row.owner_id != owner_id or row.removed_at is not None:
        raise NotFound
    if row.paper == paper:
        return
    changes = {"file": [row.file_name, row.file_name], "paper": [row.paper or None, paper or None]}
    row.paper = paper
    trail.record(session, f"{owner}.paper_said", owner_id, actor=actor, at=at, changes=changes)


def share(session: Session, owner: str, from_id: UUID, to_id: UUID, *, only_new: bool = False) -> list[str]:
    """Let another record of the same kind have the files of one; returns their names, which the caller tells the trail.

    Who uploaded each and when stays as it was; the bytes are kept once. ``only_new`` leaves out what is there already.
    """
    known = {row.sha256 for row in files_held(session, owner, to_id)} if only_new else set()
    rows = [row for row in files_held(session, owner, from_id) if row.sha256 not in known]
    _copy(session, [(row, to_id) for row in rows])
    return [row.file_name for row in rows]


def share_many(session: Session, owner: str, copies: Mapping[UUID, UUID]) -> None:
    """Let other records have the files of these, from one to the other of each pair, as ``share`` does for one."""
    _copy(session, [(row, copies[row.owner_id]) for row in files_held_by(session, owner, copies)])


def _copy(session: Session, files: Sequence[tuple[Attachment, UUID]]) -> None:
    session.add_all(
        Attachment(
            owner=row.owner,
            owner_id=to_id,
            file_name=row.file_name,
            media_type=row.media_type,
            size_bytes=row.size_bytes,
            sha256=row.sha256,
            uploaded_by=row.uploaded_by,
            uploaded_at=row.uploaded_at,
            paper=row.paper,
        )
        for row, to_id in files
    )


def _checked(uploads: Sequence[Upload]) -> list[MediaType]:
    kinds, problems = [], []
    for upload in uploads:
        try:
            kinds.append(sniff(upload.name, upload.stream))
        except UnacceptableFile as refusal:
            message = labels.REFUSAL_LABELS[refusal.reason]
            problems.append(Problem(str(message) % {"name": safe_name(upload.name)}, "files"))
    if problems:
        raise RuleBroken(*problems)
    return kinds


def _kept(
    upload: Upload,
    kind: MediaType,
    owner: str,
    owner_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    limit: int,
) -> Attachment:
    try:
        stored = store.save(upload.stream, limit=limit)
    except TooLarge as refusal:
        most = refusal.limit // (1024 * 1024)
        message = str(labels.TOO_LARGE) % {"name": safe_name(upload.name), "most": most}
        raise RuleBroken(Problem(message, "files")) from None
    return Attachment(
        owner=owner,
        owner_id=owner_id,
        file_name=safe_name(upload.name),
        media_type=kind.value,
        size_bytes=stored.size,
        sha256=stored.sha256,
        uploaded_by=actor.user_id,
        uploaded_at=at,
    )


__all__ = ["LARGEST_BYTES", "Upload", "attach", "attachments_of", "remove", "say_paper", "share", "share_many"]
