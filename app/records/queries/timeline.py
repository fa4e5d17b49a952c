"""All that is on record of one person or unit, in three selects."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Boolean, Date, Select, String, Uuid, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session, aliased

from app.documents.models import Attachment
from app.eligibility.enums import CommendationType, InitiativeKind, InitiativeLevel, Subject
from app.organisation.queries import Person
from app.records.enums import DisciplineAuthority, EntryKind, Origin
from app.records.models import (
    Conferral,
    ConferralDetail,
    ConferralInitiative,
    DisciplinaryAction,
    Initiative,
    InitiativeAuthor,
    Leave,
    OpenCase,
)
from app.records.queries import neighbours


@dataclass(frozen=True, slots=True)
class ConferralLine:
    """An award held."""

    id: UUID
    nomination_id: UUID | None
    award_code: str
    regime_id: str
    year: int
    origin: Origin
    decided_by_name: str
    decision_id: UUID | None
    decision_number: str
    decision_on: date
    revoked_on: date | None
    revoked_reason: str
    commendation_type: CommendationType | None
    period_from: int | None
    period_to: int | None
    initiatives_known: bool | None
    note: str | None
    revoking_number: str | None = None
    revoking_on: date | None = None
    revoked_by: str | None = None

    @property
    def is_by_hand(self) -> bool:
        """Whether it was entered here, not made by a decision of the program."""
        return self.nomination_id is None and self.decision_id is None


@dataclass(slots=True)
class InitiativeLine:
    """An initiative with its authors in order, and the awards it was used for."""

    id: UUID
    year: int
    title: str
    kind: InitiativeKind
    level: InitiativeLevel
    recognised_by: str
    decision_number: str
    decision_on: date | None
    note: str
    unit_id: UUID
    authors: list[tuple[UUID, str, int | None]] = field(default_factory=list)
    used_for: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OtherLine:
    """Discipline, leave or an open case; the columns mean what the kind says."""

    kind: EntryKind
    id: UUID
    what: str
    starts_on: date
    ends_on: date | None
    number: str
    by: str
    text: str
    cancelled_on: date | None
    yes: bool | None
    also: bool | None


@dataclass(frozen=True, slots=True)
class FileLine:
    """A source document."""

    id: UUID
    file_name: str
    size_bytes: int


FILE: Final = "file"


_CONFERRAL: Final[tuple[Any, ...]] = (  # Any: as in the fields of the line
    Conferral.id,
    Conferral.nomination_id,
    Conferral.award_code,
    Conferral.regime_id,
    Conferral.year,
    Conferral.origin,
    Conferral.decided_by_name,
    Conferral.decision_id,
    Conferral.decision_number,
    Conferral.decision_on,
    Conferral.revoked_on,
    Conferral.revoked_reason,
    ConferralDetail.commendation_type,
    ConferralDetail.period_from,
    ConferralDetail.period_to,
    ConferralDetail.initiatives_known,
    ConferralDetail.note,
)
_INITIATIVE: Final[tuple[Any, ...]] = (  # Any: as in the fields of the line
    Initiative.id,
    Initiative.year,
    Initiative.title,
    Initiative.kind,
    Initiative.level,
    Initiative.recognised_by,
    Initiative.decision_number,
    Initiative.decision_on,
    Initiative.note,
    Initiative.unit_id,
)


def conferrals_of(session: Session, subject: Subject, subject_id: UUID) -> list[ConferralLine]:
    """The awards of a person or a unit, the newest first."""
    holder = Conferral.person_id if subject is Subject.INDIVIDUAL else Conferral.collective_id
    taken = neighbours.revocations()
    columns = list(taken.c)[1:] if taken is not None else []
    query = (
        select(*_CONFERRAL, *columns)
        .outerjoin(ConferralDetail, ConferralDetail.conferral_id == Conferral.id)
        .where(holder == subject_id)
        .order_by(Conferral.year.desc(), Conferral.decision_on.desc(), Conferral.award_code, Conferral.id)
    )
    if taken is not None:
        query = query.outerjoin(taken, next(iter(taken.c)) == Conferral.id)
    return [ConferralLine(*row) for row in session.execute(query)]


def initiatives_of(session: Session, subject: Subject, subject_id: UUID) -> list[InitiativeLine]:
    """The initiatives of a person, or those recognised for people of a unit, with authors and uses in one select."""
    mine = aliased(InitiativeAuthor)
    query = (
        select(*_INITIATIVE, Person.id, Person.full_name, InitiativeAuthor.share_percent, Conferral.id)
        .join(InitiativeAuthor, InitiativeAuthor.initiative_id == Initiative.id)
        .join(Person, Person.id == InitiativeAuthor.person_id)
        .outerjoin(ConferralInitiative, ConferralInitiative.initiative_id == Initiative.id)
        .outerjoin(Conferral, Conferral.id == ConferralInitiative.conferral_id)
        .order_by(Initiative.year.desc(), Initiative.id, InitiativeAuthor.position)
    )
    if subject is Subject.INDIVIDUAL:
        query = query.join(mine, mine.initiative_id == Initiative.id).where(mine.person_id == subject_id)
    else:
        query = query.where(Initiative.unit_id == subject_id)
    found: dict[UUID, InitiativeLine] = {}
    width = len(_INITIATIVE)
    for row in session.execute(query):
        line = found.setdefault(row[0], InitiativeLine(*row[:width]))
        author, used = tuple(row[width : width + 3]), row[width + 3]
        if author not in line.authors:
            line.authors.append(author)
        if used is not None and used not in line.used_for:
            line.used_for.append(used)
    return list(found.values())


def others_of(
    session: Session, subject: Subject, subject_id: UUID, *, with_cases: bool
) -> tuple[list[OtherLine], dict[UUID, list[FileLine]]]:
    """Discipline, leave and, for those who may know, open cases; and the documents of every entry, by its id."""
    is_person = subject is Subject.INDIVIDUAL
    legs = [_discipline().where(_of(DisciplinaryAction, is_person=is_person) == subject_id)]
    if is_person:
        legs.append(_leave().where(Leave.person_id == subject_id))
    if with_cases:
        legs.append(_cases().where(_of(OpenCase, is_person=is_person) == subject_id))
    legs.append(
        _files().where(Attachment.owner_id.in_(_owners(subject_id, is_person=is_person, with_cases=with_cases)))
    )
    others: list[OtherLine] = []
    files: dict[UUID, list[FileLine]] = {}
    for row in session.execute(union_all(*legs)):
        if row.kind == FILE:
            files.setdefault(UUID(row.what), []).append(FileLine(row.id, row.text, int(row.number)))
        else:
            others.append(OtherLine(EntryKind(row.kind), *row[1:]))
    for each in files.values():
        each.sort(key=lambda file: file.id)  # Ids are ordered by time.
    return others, files


def _owners(subject_id: UUID, *, is_person: bool, with_cases: bool) -> Select[UUID]:
    """Return the ids of all entries of a record that the reader may see."""
    mine = InitiativeAuthor.person_id if is_person else Initiative.unit_id
    initiatives = select(Initiative.id).join(InitiativeAuthor, InitiativeAuthor.initiative_id == Initiative.id)
    legs = [
        select(Conferral.id).where((Conferral.person_id if is_person else Conferral.collective_id) == subject_id),
        initiatives.where(mine == subject_id),
        select(DisciplinaryAction.id).where(_of(DisciplinaryAction, is_person=is_person) == subject_id),
    ]
    if is_person:
        legs.append(select(Leave.id).where(Leave.person_id == subject_id))
    if with_cases:
        legs.append(select(OpenCase.id).where(_of(OpenCase, is_person=is_person) == subject_id))
    return select(union_all(*legs).subquery().c[0])


def _of(model: type[DisciplinaryAction] | type[OpenCase], *, is_person: bool) -> Any:  # Any: a column of ids
    return model.person_id if is_person else model.collective_id


def _leg(kind: str, record_id: Any, **columns: Any) -> Select[*tuple[Any, ...]]:  # Any: columns of several types
    absent: dict[str, Any] = {
        "what": literal(""),
        "starts_on": cast(null(), Date),
        "ends_on": cast(null(), Date),
        "number": literal(""),
        "by": literal(""),
        "text": literal(""),
        "cancelled_on": cast(null(), Date),
        "yes": cast(null(), Boolean(create_constraint=False)),
        "also": cast(null(), Boolean(create_constraint=False)),
    }
    shown = [columns.get(name, nothing).label(name) for name, nothing in absent.items()]
    return select(literal(str(kind)).label("kind"), cast(record_id, Uuid).label("id"), *shown)


def _discipline() -> Select[*tuple[Any, ...]]:
    return _leg(
        EntryKind.DISCIPLINE,
        DisciplinaryAction.id,
        what=cast(DisciplinaryAction.severity, String),
        starts_on=DisciplinaryAction.decided_on,
        ends_on=DisciplinaryAction.ends_on,
        number=DisciplinaryAction.decision_number,
        by=DisciplinaryAction.decided_by,
        text=DisciplinaryAction.reason + literal("\x1f") + DisciplinaryAction.cancelled_reason,
        cancelled_on=DisciplinaryAction.cancelled_on,
        yes=DisciplinaryAction.is_duty_related,
        also=cast(DisciplinaryAction.authority == DisciplineAuthority.PARTY, Boolean(create_constraint=False)),
    )


def _leave() -> Select[*tuple[Any, ...]]:
    return _leg(
        EntryKind.LEAVE,
        Leave.id,
        what=cast(Leave.kind, String),
        starts_on=Leave.started_on,
        ends_on=Leave.ended_on,
        number=Leave.decision_number,
        text=Leave.note,
        yes=Leave.rules_kept,
        also=Leave.result_good,
    )


def _cases() -> Select[*tuple[Any, ...]]:
    return _leg(
        EntryKind.OPEN_CASE,
        OpenCase.id,
        what=cast(OpenCase.kind, String),
        starts_on=OpenCase.opened_on,
        ends_on=OpenCase.closed_on,
        number=OpenCase.source,
        text=OpenCase.conclusion,
    )


def _files() -> Select[*tuple[Any, ...]]:
    owner = func.replace(cast(Attachment.owner_id, String), "-", "")  # The databases write ids in two ways.
    return _leg(
        FILE, Attachment.id, what=owner, number=cast(Attachment.size_bytes, String), text=Attachment.file_name
    ).where(Attachment.removed_at.is_(None))
