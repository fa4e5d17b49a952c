"""What is on record of people or units as one list of plain rows: one query, whatever their number.

Every kind of record is a leg of a union with the same columns; ``Records`` sorts them by the subject they belong to.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Row,
    Select,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.classification.enums import ClassificationStatus
from app.classification.queries import Classification
from app.eligibility.enums import (
    CampaignKind,
    ClassificationLevel,
    CommendationType,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.eligibility.facts import ConferralFact, DisciplineFact, InitiativeFact, LeaveFact
from app.records.enums import DisciplineAuthority
from app.records.queries import (
    Conferral,
    ConferralDetail,
    ConferralInitiative,
    DisciplinaryAction,
    Initiative,
    InitiativeAuthor,
    Leave,
    OpenCase,
)
from app.registrations.queries import Registration

TYPE_OF_CAMPAIGN: Final[Mapping[str, CommendationType]] = {
    CampaignKind.YEARLY: CommendationType.REGULAR,
    CampaignKind.THEMATIC: CommendationType.THEMATIC,
    CampaignKind.SUDDEN: CommendationType.SUDDEN,
}
LEVELS: Final = {level.value: level for level in ClassificationLevel}
Key = InstrumentedAttribute[Any]  # Any: a UUID, or none where the subject is of the other kind


@dataclass(slots=True)
class Records:
    """The records of one person or unit; later years than the one asked about are left out."""

    levels: dict[int, ClassificationLevel] = field(default_factory=dict)
    conferrals: list[ConferralFact] = field(default_factory=list)
    initiatives: list[InitiativeFact] = field(default_factory=list)
    discipline: list[DisciplineFact] = field(default_factory=list)
    leave: list[LeaveFact] = field(default_factory=list)
    has_open_case: bool = False
    registered: set[str] = field(default_factory=set)


NOTHING_ON_RECORD: Final = Records()


def records_of(session: Session, subject: Subject, ids: Sequence[UUID], *, year: int) -> Mapping[UUID, Records]:
    """Everything on record of these people or units up to and with a year, in one query."""
    found: defaultdict[str, Records] = defaultdict(Records)
    values = {"ids": list(ids), "year": year, "last_day": date(year, 12, 31)}
    used: defaultdict[str, set[str]] = defaultdict(set)
    awards: list[Row[*tuple[Any, ...]]] = []  # Any: the columns of ``_leg``
    for row in session.execute(union_of(subject), values).all():
        leg = row[0]
        if leg == "award":
            awards.append(row)
        elif leg == "used":
            used[row.a].add(_id(row.b))
        else:
            _PUT[leg](found[row[1]], row)
    for row in awards:
        found[row[1]].conferrals.append(_conferral(row, used))
    for each in found.values():
        _sort(each)
    # Read as text and made an identifier once for each subject, not once for each of their records.
    return {UUID(text): records for text, records in found.items()}


def _id(text: str) -> str:
    """Return an identifier in its usual form: the databases write it with and without dashes."""
    return str(UUID(text))


def _sort(records: Records) -> None:
    """Bring a union without an order into the order of time."""
    records.conferrals.sort(key=_conferral_order)
    if len(records.initiatives) > 1:
        records.initiatives.sort(key=lambda each: (each.year, each.id))
    if len(records.discipline) > 1:
        records.discipline.sort(key=lambda each: (each.decided_on, each.severity.rank))
    if len(records.leave) > 1:
        records.leave.sort(key=lambda each: (each.starts_on, each.kind))


def _conferral_order(each: ConferralFact) -> tuple[int, date, str, str]:
    return each.year, each.decided_on or date.min, each.decision_no, each.award


def _put_level(records: Records, row: Row[*tuple[Any, ...]]) -> None:
    records.levels[row[2]] = LEVELS[row.a]


def _put_initiative(records: Records, row: Row[*tuple[Any, ...]]) -> None:
    level, kind, title, decision_no = InitiativeLevel(row.a), InitiativeKind(row.b), row.c, row.d
    records.initiatives.append(InitiativeFact(_id(row.e), row.number, level, kind, title, decision_no))


def _put_discipline(records: Records, row: Row[*tuple[Any, ...]]) -> None:
    records.discipline.append(DisciplineFact(DisciplineLevel(row.a), row.since, row.until, row.b))


def _put_leave(records: Records, row: Row[*tuple[Any, ...]]) -> None:
    judged = {None: None, 0: False, 1: True}
    fact = LeaveFact(LeaveKind(row.a), row.since, row.until, judged[row.number], judged[row.other])
    records.leave.append(fact)


def _put_case(records: Records, _row: Row[*tuple[Any, ...]]) -> None:
    records.has_open_case = True


def _put_registration(records: Records, row: Row[*tuple[Any, ...]]) -> None:
    records.registered.add(row.a)


_PUT: Final[Mapping[str, Callable[[Records, Any], None]]] = {  # Any: a row of the union
    "level": _put_level,
    "initiative": _put_initiative,
    "discipline": _put_discipline,
    "leave": _put_leave,
    "case": _put_case,
    "registration": _put_registration,
}


def _conferral(row: Row[*tuple[Any, ...]], used: Mapping[str, Iterable[str]]) -> ConferralFact:
    code, number, kind, type_, conferral_id = row.a, row.b, row.c, row.d, row.e
    is_known, is_revoked = divmod(row.other, 2)
    return ConferralFact(
        award=code,
        year=row.number,
        decided_on=row.since,
        decision_no=number,
        type=CommendationType(type_) if type_ else TYPE_OF_CAMPAIGN[kind],
        for_initiatives=frozenset(used.get(conferral_id, ())) if is_known else None,
        period_to=row.period,
        revoked=bool(is_revoked),
    )


@cache
def union_of(subject: Subject) -> CompoundSelect[*tuple[Any, ...]]:
    """Build the question once per kind of subject."""
    individual = subject is Subject.INDIVIDUAL
    held = Conferral.person_id if individual else Conferral.collective_id
    legs = [
        _levels(Classification.person_id if individual else Classification.collective_id),
        _awards(held),
        _used(held),
        _discipline(DisciplinaryAction.person_id if individual else DisciplinaryAction.collective_id),
        _cases(OpenCase.person_id if individual else OpenCase.collective_id),
        _registrations(Registration.person_id if individual else Registration.collective_id),
    ]
    return union_all(*legs, *([_initiatives(), _leaves()] if individual else []))


def _leg(name: str, key: Key, **columns: Any) -> Select[*tuple[Any, ...]]:  # Any: columns of several types
    """Return one leg of the union; columns that it has no use for are null."""
    absent = {
        "number": cast(null(), Integer),
        "other": cast(null(), Integer),
        "period": cast(null(), Integer),
        "since": cast(null(), Date),
        "until": cast(null(), Date),
        **{letter: cast(null(), String) for letter in "abcde"},
    }
    shown = [columns.get(column, nothing).label(column) for column, nothing in absent.items()]
    return select(literal(name).label("leg"), _words(key).label("subject_id"), *shown).where(
        key.in_(bindparam("ids", expanding=True))
    )


def _words(column: Any) -> Any:  # Any: a column of any type, as text
    return cast(column, String)


def _levels(key: Key) -> Select[*tuple[Any, ...]]:
    """Levels that were decided: a proposal is no classification yet."""
    leg = _leg("level", key, number=Classification.year, a=_words(Classification.level))
    decided = Classification.status != ClassificationStatus.PROPOSED
    return leg.where(Classification.year <= bindparam("year"), decided)


def _awards(key: Key) -> Select[*tuple[Any, ...]]:
    is_revoked = cast(Conferral.revoked_on.is_not(None), Integer)
    is_known = cast(ConferralDetail.initiatives_known.is_(True), Integer)
    leg = _leg(
        "award",
        key,
        number=Conferral.year,
        other=2 * is_known + is_revoked,
        period=ConferralDetail.period_to,
        since=Conferral.decision_on,
        a=Conferral.award_code,
        b=Conferral.decision_number,
        c=_words(Conferral.campaign_kind),
        d=_words(ConferralDetail.commendation_type),
        e=_words(Conferral.id),
    )
    return leg.outerjoin(ConferralDetail, ConferralDetail.conferral_id == Conferral.id).where(
        Conferral.year <= bindparam("year")
    )


def _used(key: Key) -> Select[*tuple[Any, ...]]:
    leg = _leg("used", key, a=_words(Conferral.id), b=_words(ConferralInitiative.initiative_id))
    return leg.join(ConferralInitiative, ConferralInitiative.conferral_id == Conferral.id)


def _initiatives() -> Select[*tuple[Any, ...]]:
    leg = _leg(
        "initiative",
        InitiativeAuthor.person_id,
        number=Initiative.year,
        a=_words(Initiative.level),
        b=_words(Initiative.kind),
        c=Initiative.title,
        d=Initiative.decision_number,
        e=_words(Initiative.id),
    )
    return leg.join(Initiative, Initiative.id == InitiativeAuthor.initiative_id).where(
        Initiative.year <= bindparam("year")
    )


def _discipline(key: Key) -> Select[*tuple[Any, ...]]:
    leg = _leg(
        "discipline",
        key,
        since=DisciplinaryAction.decided_on,
        until=DisciplinaryAction.ends_on,
        a=_words(DisciplinaryAction.severity),
        b=DisciplinaryAction.decision_number,
    )
    return leg.where(
        DisciplinaryAction.authority == DisciplineAuthority.ADMINISTRATION,
        DisciplinaryAction.cancelled_on.is_(None),
        DisciplinaryAction.decided_on <= bindparam("last_day"),
    )


def _leaves() -> Select[*tuple[Any, ...]]:
    leg = _leg(
        "leave",
        Leave.person_id,
        number=cast(Leave.rules_kept, Integer),
        other=cast(Leave.result_good, Integer),
        since=Leave.started_on,
        until=Leave.ended_on,
        a=_words(Leave.kind),
    )
    return leg.where(Leave.started_on <= bindparam("last_day"))


def _cases(key: Key) -> Select[*tuple[Any, ...]]:
    return _leg("case", key).where(OpenCase.closed_on.is_(None))


def _registrations(key: Key) -> Select[*tuple[Any, ...]]:
    leg = _leg("registration", key, a=Registration.award_code)
    return leg.where(Registration.year == bindparam("year"), Registration.withdrawn_at.is_(None))
