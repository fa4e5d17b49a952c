"""Ten years of campaigns and nominations in every body."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, cycle, islice, product
from random import Random
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from app.campaigns.enums import CampaignKind, CampaignStatus
from app.campaigns.models import Campaign, CampaignAward, CampaignPhase
from app.core.database import new_id
from app.core.text import label_sort_key
from app.eligibility.enums import AuthorityLevel, Subject
from app.eligibility.rulebook import rulebooks
from app.nominations import rules
from app.nominations.enums import Channel, LinkKind, Status
from app.nominations.models import Nomination, NominationLink, NominationWord, word_rows
from tests.bench import plan
from tests.bench.organisation import Organisation, SeededBody, SeededPerson, SeededUnit
from tests.bench.writing import write
from tests.factories.campaigns import AWARDS, calendar_around

FOR_PEOPLE: Final = ("LDTT", "GK_CN", "CSTDCS", "BKT_CN")
ARRIVED_EVERY: Final = 10
FOR_UNITS: Final = ("TTLDTT", "GK_TT", "TTLDXS", "BKT_TT")

THIS_YEAR: Final = {
    Status.DRAFT: 8,
    Status.SUBMITTED: 12,
    Status.RETURNED: 3,
    Status.VERIFIED: 15,
    Status.REFUSED: 1,
    Status.TABLED: 15,
    Status.ENDORSED: 8,
    Status.NOT_ENDORSED: 2,
    Status.FORWARDED: 8,
    Status.CONFERRED: 27,
    Status.WITHDRAWN: 1,
}
PAST_YEARS: Final = {
    Status.CONFERRED: 85,
    Status.DECLINED: 4,
    Status.NOT_ENDORSED: 5,
    Status.REFUSED: 3,
    Status.WITHDRAWN: 3,
}
"""States of a hundred files in the round under way, and in those that are over."""

SUMMARY: Final = (
    "Hoàn thành xuất sắc nhiệm vụ được giao, tham mưu kịp thời, có tinh thần đoàn kết, giúp đỡ đồng nghiệp; "
    "tích cực tham gia các phong trào thi đua do cơ quan phát động. "
)
REPORT: Final = SUMMARY * 8


@dataclass(frozen=True, slots=True)
class Round:
    """The yearly campaign of one body."""

    id: UUID
    body: SeededBody
    year: int
    regime_id: str
    is_current: bool

    @property
    def at(self) -> datetime:
        """When its files were written."""
        return datetime(self.year, 1, 20, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SeededFile:
    """A nomination as councils, papers and the trail need it."""

    id: UUID
    round: Round
    subject: Subject
    nominee_id: UUID
    award_code: str
    status: Status
    channel: Channel
    from_below: bool


def seed_rounds(connection: Connection, organisation: Organisation, *, year: int, today: date) -> list[Round]:
    """Write one yearly campaign per body and year; that of the newest year deliberates today."""
    rounds = [
        Round(new_id(), body, each, rulebooks().choose_regime(each).regime_id, each == year)
        for body, each in product(organisation.bodies, range(year - plan.YEARS + 1, year + 1))
    ]
    write(connection, Campaign, map(_campaign_row, rounds))
    write(
        connection,
        CampaignAward,
        ({"campaign_id": each.id, "award_code": code} for each, code in product(rounds, AWARDS)),
    )
    write(connection, CampaignPhase, (row for each in rounds for row in _phase_rows(each, today)))
    return rounds


def _campaign_row(each: Round) -> dict[str, Any]:
    return {
        "id": each.id,
        "version": 1,
        "body_id": each.body.unit.id,
        "year": each.year,
        "kind": CampaignKind.YEARLY,
        "name": f"Đợt thi đua năm {each.year}",
        "regime_id": each.regime_id,
        "status": CampaignStatus.DELIBERATING if each.is_current else CampaignStatus.CLOSED,
    }


def _phase_rows(each: Round, today: date) -> Iterator[dict[str, Any]]:
    status = CampaignStatus.DELIBERATING if each.is_current else CampaignStatus.CLOSED
    day = today if each.is_current else date(each.year, 12, 1)
    for phase, (starts_on, ends_on) in calendar_around(day, status).items():
        yield {"campaign_id": each.id, "phase": phase, "starts_on": starts_on, "ends_on": ends_on}


def counts_by_round(rounds: Sequence[Round], size: plan.Size) -> Iterator[tuple[Round, int]]:
    """Say how many files each round holds: the heavy body's share of this year, the rest spread evenly."""
    heavy = next(each for each in rounds if each.is_current)
    rest = [each for each in rounds if each is not heavy]
    # A body ten times as large nominates ten times as many in the other years too.
    weights = [10 if each.body is heavy.body else 1 for each in rest]
    left, weight = size.total - size.heavy, sum(weights)
    yield heavy, size.heavy
    for each, share in zip(rest, weights, strict=True):
        count = round(left * share / weight)
        left, weight = left - count, weight - share
        yield each, count


def write_files(
    connection: Connection, each: Round, count: int, neighbour: SeededBody, province: SeededUnit, rng: Random
) -> list[SeededFile]:
    """Write the files of one round in random order of nominees, states and awards; some came from the neighbour."""
    nominees = _nominees(each.body, count)
    rng.shuffle(nominees)
    wanted = THIS_YEAR if each.is_current else PAST_YEARS
    states = rng.choices(list(wanted), weights=list(wanted.values()), k=count)
    rows = [
        _row(each, number, code, nominee, status, province) | _origin(neighbour, number)
        for number, ((code, nominee), status) in enumerate(zip(nominees, states, strict=True), 1)
    ]
    write(connection, Nomination, rows)
    write(connection, NominationWord, words_of(rows))
    return [
        SeededFile(
            row["id"],
            each,
            row["subject"],
            row["person_id"] or row["collective_id"],
            row["award_code"],
            row["status"],
            row["channel"],
            row["from_below"],
        )
        for row in rows
    ]


def _origin(neighbour: SeededBody, number: int) -> dict[str, Any]:
    """Return what marks every tenth file as one that another body proposed."""
    return {"unit_id": neighbour.unit.id, "from_below": True} if number % ARRIVED_EVERY == 0 else {"from_below": False}


def write_links(connection: Connection, files: Sequence[SeededFile]) -> None:
    """Link what arrived, and every second file that a council did not endorse, to another file of these."""
    others = cycle(file for file in files if not file.from_below)
    arrived = ((file, next(others), LinkKind.ARRIVED) for file in files if file.from_below)
    refused = (file for file in files if file.status is Status.NOT_ENDORSED)
    lower = (file for file in files if file.status is Status.VERIFIED and not file.from_below)
    lowered = ((new, first, LinkKind.LOWERED) for new, first in zip(lower, islice(refused, 0, None, 2), strict=False))
    write(connection, NominationLink, (_link_row(*each) for each in chain(arrived, lowered)))


def _link_row(file: SeededFile, first: SeededFile, kind: LinkKind) -> dict[str, Any]:
    return {"nomination_id": file.id, "from_id": first.id, "kind": kind, "reason": "", "created_at": file.round.at}


def words_of(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Return the words under which these files are found."""
    for row in rows:
        yield from word_rows(**{name: row[name] for name in ("body_id", "year", "number", "search_text")})


def _nominees(body: SeededBody, count: int) -> list[tuple[str, SeededPerson | SeededUnit]]:
    """Every unit and then every person for each award in turn, until there are enough."""
    units = list(product(FOR_UNITS, body.units))[: count // 20]
    people = islice(product(FOR_PEOPLE, body.people), count - len(units))
    return [*units, *people]


def _row(
    each: Round,
    number: int,
    code: str,
    nominee: SeededPerson | SeededUnit,
    status: Status,
    province: SeededUnit,
) -> dict[str, Any]:
    award = rulebooks().award(each.regime_id, code)
    person = nominee if isinstance(nominee, SeededPerson) else None
    unit = nominee.unit if isinstance(nominee, SeededPerson) else nominee
    own = award.authority is AuthorityLevel.GRASSROOTS
    at = each.at + timedelta(minutes=number)
    return {
        "id": new_id(),
        "version": 1,
        "campaign_id": each.id,
        "campaign_kind": CampaignKind.YEARLY,
        "body_id": each.body.unit.id,
        "year": each.year,
        "number": number,
        "unit_id": unit.id,
        "subject": Subject.INDIVIDUAL if person else Subject.COLLECTIVE,
        "person_id": nominee.id if person else None,
        "collective_id": None if person else nominee.id,
        "nominee_name": nominee.name,
        "nominee_post": person.post if person else "",
        "nominee_unit_name": unit.name if person else each.body.unit.name,
        "sort_key": person.sort_key if person else label_sort_key(nominee.name),
        "search_text": rules.joined_search_text(
            number, code, award.abbreviation, nominee.name, unit.name, award.name_vi, award.name_en
        ),
        "award_code": code,
        "regime_id": each.regime_id,
        "channel": Channel.CONFERRED if own else Channel.PROPOSED,
        "to_unit_id": None if own else province.id,
        "status": _possible(status, own=own),
        "summary": SUMMARY,
        "report": "" if own else REPORT,
        "unit_met_on": each.at.date(),
        "unit_votes_for": 9,
        "unit_votes_total": 10,
        "reason": "Cần bổ sung số liệu." if status in rules.NEEDS_REASON else "",
        "created_by": None,
        "created_at": at,
        "submitted_at": None if status is Status.DRAFT else at + timedelta(days=1),
        "verified_at": at + timedelta(days=2) if status in AFTER_VERIFICATION else None,
        "status_at": at + timedelta(days=3),
    }


AFTER_VERIFICATION: Final = frozenset({*THIS_YEAR, *PAST_YEARS}) - {
    Status.DRAFT,
    Status.SUBMITTED,
    Status.RETURNED,
    Status.REFUSED,
    Status.WITHDRAWN,
}
"""States that a file reaches only after it was verified."""


def _possible(status: Status, *, own: bool) -> Status:
    """Return the state as the channel allows it: only a proposal is forwarded or declined."""
    return Status.CONFERRED if own and status in {Status.FORWARDED, Status.DECLINED} else status
