"""Everybody against every award: the pass over 1,000 and 40,000 people with ten years of records, beside reading them.

``make bench`` runs it after the pages; ``python -m tests.bench.candidates`` by itself.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from app.assessment.queries import rows
from app.candidates.queries import MOST_AT_ONCE, people_in
from app.candidates.services import Scope, survey_of
from app.classification.enums import ClassificationStatus
from app.classification.models import Classification
from app.core.clock import now, today
from app.core.database import new_id
from app.eligibility.enums import (
    CampaignKind,
    ClassificationLevel,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.organisation.models import Unit
from app.records.enums import DisciplineAuthority, Origin
from app.records.models import Conferral, DisciplinaryAction, Initiative, InitiativeAuthor, Leave
from tests.bench import plan
from tests.bench.databases import connect, migrate, open_databases
from tests.bench.organisation import SeededPerson, seed_organisation
from tests.bench.writing import write

SIZES: Final = (1_000, 40_000)
MOST_SECONDS: Final = {1_000: 1.0, 40_000: 40.0}
MOST_MIB: Final = 500
REGIME: Final = "r2024"


def main() -> None:
    """Seed once, run each size in a process of its own, so that its memory can be weighed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.candidates", description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--url", help=argparse.SUPPRESS)
    parser.add_argument("--people", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.url:
        _measure(asked.url, asked.people)
        return
    with tempfile.TemporaryDirectory(prefix="vinh-danh-bench-") as name:
        os.chmod(name, 0o755)
        databases = open_databases(asked.engine, Path(name))
        try:
            url = databases.new()
            migrate(url, Path(name))
            engine = connect(url)
            print("40,000 people with ten years of records ...", flush=True)
            with engine.begin() as connection:
                _seed(connection)
            databases.settle(engine)
            engine.dispose()
            print("\ncandidates      people  awards  seconds  ms/person  queries  raw read s  ratio   MiB", flush=True)
            for size in SIZES:
                subprocess.run(
                    [sys.executable, "-m", "tests.bench.candidates", "--url", url, "--people", str(size)], check=True
                )
        finally:
            databases.close()


def _seed(connection: Connection) -> None:
    organisation = seed_organisation(connection, Random(1))
    people = [person for body in organisation.bodies for person in body.people]
    last = today().year - 1
    rng = Random(7)
    write(connection, Classification, _levels(people, last, rng))
    write(connection, Conferral, _conferrals(people, last, Random(8)))
    initiatives = list(_initiatives(people, last, Random(9)))
    write(connection, Initiative, (row for row, _person in initiatives))
    write(connection, InitiativeAuthor, (_author(row, person) for row, person in initiatives))
    write(connection, Leave, _leaves(people, last, Random(10)))
    write(connection, DisciplinaryAction, _discipline(people, last, Random(11)))


def _years(last: int) -> range:
    return range(last - plan.YEARS + 2, last + 2)


def _levels(people: Sequence[SeededPerson], last: int, rng: Random) -> Iterator[dict[str, Any]]:
    levels = [ClassificationLevel.HTXSNV] * 2 + [ClassificationLevel.HTTNV] * 7 + [ClassificationLevel.HTNV]
    for year in _years(last):
        for person in people:
            yield {
                "version": 1,
                "year": year,
                "unit_id": person.unit.id,
                "person_id": person.id,
                "collective_id": None,
                "staff_group": person.group,
                "level": rng.choice(levels),
                "decided_on": date(year, 12, 10),
                "status": ClassificationStatus.LOCKED,
            }


def _conferrals(people: Sequence[SeededPerson], last: int, rng: Random) -> Iterator[dict[str, Any]]:
    """An advanced worker in nine years of ten, an emulation fighter in one of five, now and then a certificate."""
    for year in range(last - plan.YEARS + 2, last + 1):
        for person in people:
            codes = ["LDTT"] if rng.random() < 0.9 else []
            codes += ["CSTDCS"] if rng.random() < 0.2 else []
            codes += ["GK_CN"] if rng.random() < 0.15 else []
            codes += ["BKT_CN"] if rng.random() < 0.01 else []
            for code in codes:
                yield {
                    "version": 1,
                    "award_code": code,
                    "regime_id": REGIME,
                    "year": year,
                    "campaign_kind": CampaignKind.YEARLY,
                    "subject": Subject.INDIVIDUAL,
                    "person_id": person.id,
                    "collective_id": None,
                    "origin": Origin.HISTORY,
                    "decided_by_name": "Giám đốc",
                    "decision_number": f"{year % 100}/QĐ-SKHCN",
                    "decision_on": date(year, 12, 28),
                }


def _initiatives(
    people: Sequence[SeededPerson], last: int, rng: Random
) -> Iterator[tuple[dict[str, Any], SeededPerson]]:
    for year in _years(last):
        for person in people:
            if rng.random() < 0.2:
                row = {
                    "id": new_id(),
                    "version": 1,
                    "unit_id": person.unit.id,
                    "year": year,
                    "title": "Cải tiến quy trình xử lý hồ sơ",
                    "kind": InitiativeKind.INITIATIVE,
                    "level": InitiativeLevel.GRASSROOTS,
                    "decision_number": f"{year % 100}/QĐ-SK",
                }
                yield row, person


def _author(row: dict[str, Any], person: SeededPerson) -> dict[str, Any]:
    return {"initiative_id": row["id"], "person_id": person.id, "position": 1, "share_percent": 100}


def _leaves(people: Sequence[SeededPerson], last: int, rng: Random) -> Iterator[dict[str, Any]]:
    for person in people:
        if rng.random() < 0.1:
            year = rng.choice(_years(last))
            days = {"started_on": date(year, 2, 1), "ended_on": date(year, 7, 31)}
            yield {"version": 1, "person_id": person.id, "kind": LeaveKind.MATERNITY, **days}


def _discipline(people: Sequence[SeededPerson], last: int, rng: Random) -> Iterator[dict[str, Any]]:
    for person in people:
        if rng.random() < 0.02:
            decided_on = date(rng.choice(_years(last)), 5, 10)
            yield {
                "version": 1,
                "person_id": person.id,
                "severity": DisciplineLevel.REPRIMAND,
                "authority": DisciplineAuthority.ADMINISTRATION,
                "decided_on": decided_on,
            }


def _measure(url: str, people: int) -> None:
    """Print one line: the pass over at least so many people, and the bare reading of the same rows."""
    engine, year = connect(url), today().year
    with Session(engine) as session:
        scope = _scope(session, people, year)
        ids = [nominee.id for nominee in people_in(session, scope.roots, on=scope.on)]
        survey_of(session, _scope(session, 20, year), at=now())  # Load the rulebooks and prepare the statements.
        asked: list[str] = []
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        start = time.process_time(), time.perf_counter()
        survey = survey_of(session, scope, at=now())
        seconds, cpu = time.perf_counter() - start[1], time.process_time() - start[0]
        chunks = -(-len(ids) // MOST_AT_ONCE)
        queries = len(asked)
        raw = _read(session, ids, year)
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{'':12}{len(survey.rows):>10,}{len(survey.codes):>8}{seconds:>9.2f}{cpu / len(ids) * 1000:>11.3f}"
        f"{queries:>9}{raw:>12.2f}{seconds / raw:>6.1f}x{mib:>6.0f}",
        flush=True,
    )
    fixed = queries - 2 * chunks
    print(f"{'':16}{fixed} queries and 2 more for each of {chunks} chunks of {MOST_AT_ONCE:,}")
    allowed = MOST_SECONDS[people] * len(ids) / people
    if seconds > allowed or mib > MOST_MIB:
        print(f"{'':16}missed: at most {allowed:.2f} s and {MOST_MIB} MiB")


def _read(session: Session, ids: Sequence[UUID], year: int) -> float:
    """Read the same facts as plain rows, without making anything of them; return the seconds."""
    start = time.perf_counter()
    for first in range(0, len(ids), MOST_AT_ONCE):
        values = {"ids": list(ids[first : first + MOST_AT_ONCE]), "year": year, "last_day": date(year, 12, 31)}
        session.execute(rows.union_of(Subject.INDIVIDUAL), values).all()
    return time.perf_counter() - start


def _scope(session: Session, people: int, year: int) -> Scope:
    """Return a scope of units that hold about so many people: whole bodies, or units of one."""
    units = session.execute(select(Unit.id, Unit.path).where(Unit.body_id.is_not(None)).order_by(Unit.path)).all()
    body_id = session.scalars(select(Unit.body_id).where(Unit.body_id.is_not(None)).order_by(Unit.path)).first()
    assert body_id is not None
    roots: list[str] = []
    for unit in reversed(units):
        if not any(unit.path.startswith(root) for root in roots):
            roots = [root for root in roots if not root.startswith(unit.path)] + [unit.path]
        if len(roots) % 10 == 0 and len(people_in(session, roots, on=today())) >= people:
            break
    return Scope(
        body_id=body_id, roots=tuple(roots), year=year, regime_id=REGIME, subject=Subject.INDIVIDUAL, on=today()
    )


if __name__ == "__main__":
    main()
