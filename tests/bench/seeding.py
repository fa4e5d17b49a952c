"""The worlds that are measured: one organisation, on it as many nominations as asked, and all that hangs on them."""

from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from app.core.text import name_sort_key
from app.nominations import rules
from app.nominations.enums import Status
from app.nominations.models import Nomination
from tests.bench import plan
from tests.bench.accounts import seed_members, seed_officers
from tests.bench.councils import SeededCouncil, seed_councils, write_meetings, write_open_meeting
from tests.bench.levels import seed_levels
from tests.bench.organisation import Organisation, SeededBody, seed_organisation
from tests.bench.papers import write_papers
from tests.bench.plan import Account, Size, World
from tests.bench.rounds import Round, SeededFile, counts_by_round, seed_rounds, write_files, write_links
from tests.bench.trails import write_trail


@dataclass(frozen=True, slots=True)
class Ground:
    """What both sizes stand on: organisation, campaigns, councils, classifications, accounts."""

    year: int
    organisation: Organisation
    rounds: list[Round]
    councils: dict[UUID, SeededCouncil]
    hr: Account
    officer: Account
    members: tuple[Account, ...]

    @property
    def heavy(self) -> SeededBody:
        """The body that is measured."""
        return self.organisation.bodies[0]


def seed_ground(connection: Connection, *, today: date) -> Ground:
    """Write everything that does not depend on the number of nominations."""
    organisation = seed_organisation(connection, Random(1))
    rounds = seed_rounds(connection, organisation, year=today.year, today=today)
    councils = seed_councils(connection, rounds)
    seed_levels(connection, organisation, year=today.year)
    hr, officer = seed_officers(connection, organisation.bodies[0])
    current = next(each for each in rounds if each.is_current)
    members = seed_members(connection, councils[current.id].people)
    return Ground(today.year, organisation, rounds, councils, hr, officer, members)


def fill(engine: Engine, ground: Ground, size: Size) -> World:
    """Write the nominations of this size, and return where the measured pages are found."""
    rng = Random(size.total)
    with engine.begin() as connection:
        (heavy, count), *others = counts_by_round(ground.rounds, size)
        files = _write_round(connection, ground, heavy, count, rng)
        meeting = write_open_meeting(connection, ground.councils[heavy.id], files)
        _rename_one(connection, files)
        rest = [file for each, count in others for file in _write_round(connection, ground, each, count, rng)]
        write_links(connection, [*files, *rest])
        write_trail(connection, [*files, *rest])
    unit = ground.heavy.units[2]
    read = next(file for file in files if file.status is Status.CONFERRED)
    return World(
        size=size,
        url=engine.url.render_as_string(hide_password=False),
        year=ground.year,
        body_id=ground.heavy.unit.id,
        unit_id=unit.id,
        unit_path=unit.path,
        nomination_id=read.id,
        person_id=read.nominee_id,
        meeting_id=meeting.id,
        item_ids=meeting.item_ids,
        hr=ground.hr,
        officer=ground.officer,
        members=ground.members,
    )


def _write_round(connection: Connection, ground: Ground, each: Round, count: int, rng: Random) -> list[SeededFile]:
    """Write the files of one round with their meetings and papers."""
    province, bodies = ground.organisation.province, ground.organisation.bodies
    neighbour = bodies[(bodies.index(each.body) + 1) % len(bodies)]
    files = write_files(connection, each, count, neighbour, province, rng)
    write_meetings(connection, ground.councils[each.id], files, rng)
    write_papers(connection, each, files, province)
    return files


def _rename_one(connection: Connection, files: list[SeededFile]) -> None:
    """Give one nominee a name that nobody else bears."""
    with Session(bind=connection, join_transaction_mode="rollback_only") as session:
        file = session.get_one(Nomination, files[len(files) // 2].id)
        file.nominee_name, file.sort_key = plan.RARE_NAME, name_sort_key(plan.RARE_NAME)
        file.search_text = rules.joined_search_text(plan.RARE_NAME)
        session.flush()
