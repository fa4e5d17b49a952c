"""The trail of every file: one event for each state that it passed, chained as the program chains them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.audit.trail import Happening, record_all
from app.core.clock import now
from app.nominations.enums import Status
from tests.bench.rounds import SeededFile
from tests.bench.writing import in_batches

_TO_COUNCIL = (Status.SUBMITTED, Status.VERIFIED, Status.TABLED)
PASSED: dict[Status, tuple[Status, ...]] = {
    Status.DRAFT: (),
    Status.SUBMITTED: (),
    Status.RETURNED: (Status.SUBMITTED,),
    Status.REFUSED: (Status.SUBMITTED,),
    Status.WITHDRAWN: (),
    Status.VERIFIED: (Status.SUBMITTED,),
    Status.TABLED: (Status.SUBMITTED, Status.VERIFIED),
    Status.ENDORSED: _TO_COUNCIL,
    Status.NOT_ENDORSED: _TO_COUNCIL,
    Status.FORWARDED: (*_TO_COUNCIL, Status.ENDORSED),
    Status.CONFERRED: (*_TO_COUNCIL, Status.ENDORSED),
    Status.DECLINED: (*_TO_COUNCIL, Status.ENDORSED, Status.FORWARDED),
}


def write_trail(connection: Connection, files: Sequence[SeededFile]) -> None:
    """Append the events of these files."""
    with Session(bind=connection, join_transaction_mode="rollback_only") as session:
        for batch in in_batches((event for file in files for event in _events(file)), 5_000):
            record_all(session, batch, actor=None, at=now())


def _events(file: SeededFile) -> Iterator[Happening]:
    yield Happening("nomination.drafted", "nomination", file.id)
    before = Status.DRAFT
    for status in (*PASSED[file.status], file.status):
        if status is not before:
            changes = {"status": [before.value, status.value]}
            yield Happening(f"nomination.{status.value}", "nomination", file.id, changes=changes)
        before = status
