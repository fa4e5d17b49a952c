"""Votes: casting a hundred files by each of twenty-five members, and counting a thousand, beside the bare rows.

``make bench`` runs it after the pages; ``python -m tests.bench.council`` by itself.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete, event, insert, update
from sqlalchemy.orm import Session

from app import create_app
from app.audit.models import Event
from app.core.clock import now
from app.core.database import db
from app.core.transaction import transaction
from app.council import services
from app.council.enums import Choice, ItemResult, ItemStatus
from app.council.models import AgendaItem, Ballot, Elector
from app.council.services import ConflictReply
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.settings import Settings
from tests.bench.databases import migrate, open_databases
from tests.bench.measuring import percentile
from tests.factories.council import Board, make_board

MEMBERS: Final = 25
BATCH: Final = 100
FILES: Final = 1_000
COUNTS: Final = 5
MOST_TIMES_BARE_CAST: Final = 3.0
MOST_TIMES_BARE_CLOSE: Final = 8.0

EVENTS_OF_A_FILE: Final = ("nomination.endorsed", "agenda_item.closed")


def main() -> None:
    """Hold two meetings and print what casting and counting cost."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.council", description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vinh-danh-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        databases = open_databases(asked.engine, folder)
        try:
            _measure(databases.new(), folder)
        finally:
            databases.close()


def _measure(url: str, folder: Path) -> None:
    migrate(url, folder)
    app = create_app(Settings.for_tests(database_url=url, instance_dir=folder))
    with app.app_context():
        print("\nvotes                        p50 ms   p95 ms  statements  bare p95 ms  ratio", flush=True)
        missed = [*_cast(_hall("CAST", BATCH)), *_close(_hall("CLOSE", FILES))]
        db.session.remove()
        db.engine.dispose()
    print("\nall targets met" if not missed else "\nmissed:\n  " + "\n  ".join(missed))


def _hall(code: str, files: int) -> Board:
    """Hold a meeting of so many files in session, opened, everybody asked about conflicts."""
    session, at = db.session(), now()
    session.expire_on_commit = False
    board = make_board(session, voters=MEMBERS, files=files, code=code, at=at)
    services.open_items(board.meeting.id, board.item_ids, actor=board.hr, at=at)
    none = ConflictReply(has_conflict=False)
    for voter in board.voters:
        services.answer_conflicts(board.meeting.id, dict.fromkeys(board.item_ids, none), actor=voter, at=at)
    session.commit()
    session.expunge_all()
    return board


def _cast(board: Board) -> list[str]:
    """Every member casts on all files at once; then the same rows are taken out, put back and marked with bare Core."""
    rng, times, statements = Random(1), [], set()
    for voter in board.voters:
        choices = {item_id: rng.choice(list(Choice)) for item_id in board.item_ids}
        with _counted() as seen:
            times.append(
                _timed(lambda v=voter, c=choices: services.cast_ballots(board.meeting.id, c, actor=v, at=now()))
            )
        statements.add(len(seen))
    bare = [_timed(lambda n=number: _bare_cast(board.item_ids, n)) for number in range(1, MEMBERS + 1)]
    return _told(f"cast {BATCH} files, {MEMBERS} members", times, bare, statements, MOST_TIMES_BARE_CAST)


def _bare_cast(item_ids: Sequence[UUID], papers_each: int) -> None:
    """Write the rows of the cast that fills each urn to this height, and nothing else."""
    papers = [
        {"id": uuid4(), "item_id": item_id, "choice": Choice.FOR} for item_id in item_ids for _ in range(papers_each)
    ]
    with transaction() as session:
        connection = session.connection()
        connection.execute(delete(Ballot).where(Ballot.item_id.in_(item_ids)))
        connection.execute(insert(Ballot), papers)
        connection.execute(update(Elector).where(Elector.item_id.in_(item_ids)).values(has_voted=True))


def _close(board: Board) -> list[str]:
    """Count a thousand files, again and again, undoing it each time; then write the same rows with bare Core."""
    session = db.session()
    for start in range(0, FILES, BATCH):
        for voter in board.voters:
            choices = dict.fromkeys(board.item_ids[start : start + BATCH], Choice.FOR)
            services.cast_ballots(board.meeting.id, choices, actor=voter, at=now())
    times, bare, statements = [], [], set()
    for _ in range(COUNTS):
        with _counted() as seen, _undone(session):
            times.append(
                _timed(lambda: services.close_items(board.meeting.id, board.item_ids, actor=board.hr, at=now()))
            )
        statements.add(len(seen))
        with _undone(session):
            bare.append(_timed(lambda: _bare_close(board)))
    return _told(f"count {FILES:,} files", times, bare, statements, MOST_TIMES_BARE_CLOSE)


def _bare_close(board: Board) -> None:
    """Write the rows that counting writes: the items, their nominations, two events for each; and nothing else."""
    at = now()
    counted = {
        "status": ItemStatus.CLOSED,
        "closed_at": at,
        "result": ItemResult.ADOPTED,
        "votes_for": MEMBERS,
        "votes_against": 0,
        "abstentions": 0,
        "base_count": MEMBERS,
        "ballots_returned": MEMBERS,
    }
    with transaction() as session:
        connection = session.connection()
        connection.execute(update(AgendaItem).where(AgendaItem.id.in_(board.item_ids)).values(**counted))
        files = [nomination.id for nomination in board.nominations]
        connection.execute(update(Nomination).where(Nomination.id.in_(files)).values(status=Status.ENDORSED))
        connection.execute(
            insert(Event), [_event(item_id, kind, at) for item_id in board.item_ids for kind in _kinds()]
        )


def _kinds() -> tuple[str, ...]:
    return EVENTS_OF_A_FILE


_NUMBERS = iter(range(10_000_000, 20_000_000))


def _event(item_id: UUID, kind: str, at: object) -> dict[str, object]:
    return {
        "number": next(_NUMBERS),
        "at": at,
        "kind": kind,
        "subject": kind.partition(".")[0],
        "subject_id": item_id,
        "actor_id": None,
        "actor_name": "",
        "reason": None,
        "changes": {"status": ["voting", "closed"], "for": [None, MEMBERS], "against": [None, 0]},
        "previous_sha256": uuid4().hex * 2,
        "sha256": uuid4().hex * 2,
    }


@contextmanager
def _undone(session: Session) -> Iterator[None]:
    """Write inside one act and give everything back at its end; the time of an act is taken without its commit."""
    session.commit()
    session.info["in_act"] = True
    try:
        session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        yield
    finally:
        session.rollback()
        session.info.pop("in_act", None)
        session.expunge_all()


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Count the statements sent meanwhile."""
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1_000


def _told(what: str, times: Sequence[float], bare: Sequence[float], statements: set[int], most: float) -> list[str]:
    """Print one line; return what misses its target."""
    p95, bare_p95 = percentile(times, 0.95), percentile(bare, 0.95)
    count = "/".join(map(str, sorted(statements)))
    ratio = p95 / bare_p95
    print(
        f"{what:27} {percentile(times, 0.5):>7.1f} {p95:>8.1f} {count:>11} {bare_p95:>12.1f} {ratio:>5.2f}x", flush=True
    )
    return [f"{what}: {ratio:.2f}x the bare rows, at most {most}x wanted"] if ratio > most else []


if __name__ == "__main__":
    main()
