"""What is on record, as plain rows."""

from datetime import date

from sqlalchemy.orm import Session

from app.core.database import new_id
from app.core.text import fold
from app.eligibility.enums import (
    CampaignKind,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.organisation.models import Person, Unit
from app.records.enums import CaseKind, DisciplineAuthority, Origin
from app.records.models import Conferral, DisciplinaryAction, Initiative, InitiativeAuthor, Leave, OpenCase


def make_conferral(
    session: Session,
    holder: Person | Unit,
    code: str = "LDTT",
    year: int = 2017,
    *,
    number: str = "12/QĐ-SKHCN",
    origin: Origin = Origin.HISTORY,
    revoked_on: date | None = None,
) -> Conferral:
    """Add an award of the past."""
    is_person = isinstance(holder, Person)
    row = Conferral(
        award_code=code,
        regime_id="r2018" if year < 2024 else "r2024",
        year=year,
        campaign_kind=CampaignKind.YEARLY,
        subject=Subject.INDIVIDUAL if is_person else Subject.COLLECTIVE,
        person_id=holder.id if is_person else None,
        collective_id=None if is_person else holder.id,
        origin=origin,
        decided_by_name="Giám đốc Sở",
        decision_number=number,
        decision_on=date(year, 12, 20),
        revoked_on=revoked_on,
        revoked_reason="Kê khai thành tích không đúng" if revoked_on else "",
    )
    session.add(row)
    session.commit()
    return row


def make_initiative(
    session: Session,
    unit: Unit,
    *authors: tuple[Person, int | None],
    year: int = 2018,
    title: str = "Rút ngắn thời gian xử lý hồ sơ",
    level: InitiativeLevel = InitiativeLevel.GRASSROOTS,
) -> Initiative:
    """Add an initiative with its authors and their shares."""
    row = Initiative(
        id=new_id(),
        unit_id=unit.id,
        year=year,
        title=title,
        kind=InitiativeKind.INITIATIVE,
        level=level,
        search_text=f" {fold(title)}",
    )
    session.add(row)
    session.flush()
    session.add_all(
        InitiativeAuthor(initiative_id=row.id, person_id=person.id, position=at, share_percent=share)
        for at, (person, share) in enumerate(authors, 1)
    )
    session.commit()
    return row


def make_discipline(
    session: Session, person: Person, on: date = date(2019, 3, 1), *, reason: str = "Chậm hạn"
) -> DisciplinaryAction:
    """Add a reprimand by the administration."""
    row = DisciplinaryAction(
        person_id=person.id,
        severity=DisciplineLevel.REPRIMAND,
        authority=DisciplineAuthority.ADMINISTRATION,
        decided_on=on,
        reason=reason,
    )
    session.add(row)
    session.commit()
    return row


def make_leave(session: Session, person: Person, first: date, last: date | None = None, *, note: str = "") -> Leave:
    """Add a maternity leave."""
    row = Leave(person_id=person.id, kind=LeaveKind.MATERNITY, started_on=first, ended_on=last, note=note)
    session.add(row)
    session.commit()
    return row


def make_case(session: Session, person: Person, on: date = date(2020, 5, 4), *, source: str = "") -> OpenCase:
    """Add something that is open against a person."""
    row = OpenCase(person_id=person.id, kind=CaseKind.INSPECTION, opened_on=on, source=source)
    session.add(row)
    session.commit()
    return row
