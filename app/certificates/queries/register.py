"""The register of certificates of a body and year, and one certificate with those before and after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from app.certificates.enums import CertificateState, ReissueReason
from app.certificates.models import Certificate
from app.certificates.rules import state_of
from app.core.errors import NotFound
from app.core.paging import Page, keyset_page
from app.core.text import fold
from app.decisions.queries import Conferral, Revocation
from app.eligibility.enums import Subject
from app.organisation.queries import Unit

_LATER = aliased(Certificate, name="later_certificate")
_EARLIER = aliased(Certificate, name="earlier_certificate")
_GONE = Conferral.revoked_on.is_not(None)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate as it was issued, and what became of it."""

    id: UUID
    version: int
    body_id: UUID
    body_path: str
    year: int
    number: int
    golden_number: int | None
    issued_on: date
    subject: Subject
    regime_id: str
    award_code: str
    name: str
    post: str
    unit_name: str
    achievement: str
    decision_id: UUID
    decision_number: str
    decision_on: date
    authority_line: str
    signer_post: str
    signer_name: str
    place: str
    conferral_id: UUID
    person_id: UUID | None
    collective_id: UUID | None
    reissue_reason: ReissueReason | None
    reissue_note: str
    issued_by_name: str
    issued_at: datetime
    replaced_at: datetime | None
    replaces_id: UUID | None
    replaces_number: int | None
    replaces_year: int | None
    later_id: UUID | None
    later_number: int | None
    later_year: int | None
    revoked_on: date | None
    revoking_number: str | None

    @property
    def state(self) -> CertificateState:
        """What it is worth today."""
        return state_of(
            is_revoked=self.revoked_on is not None,
            is_replaced=self.replaced_at is not None,
            is_reissue=self.replaces_id is not None,
        )


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What part of the register is looked at."""

    body_id: UUID
    year: int
    award_code: str = ""
    state: CertificateState | None = None
    text: str = ""


_COLUMNS: Final[tuple[Any, ...]] = (  # Any: as in CertificateRow
    Certificate.id,
    Certificate.version,
    Certificate.body_id,
    Unit.path,
    Certificate.year,
    Certificate.number,
    Certificate.golden_number,
    Certificate.issued_on,
    Certificate.subject,
    Certificate.regime_id,
    Certificate.award_code,
    Certificate.name,
    Certificate.post,
    Certificate.unit_name,
    Certificate.achievement,
    Certificate.decision_id,
    Certificate.decision_number,
    Certificate.decision_on,
    Certificate.authority_line,
    Certificate.signer_post,
    Certificate.signer_name,
    Certificate.place,
    Certificate.conferral_id,
    Conferral.person_id,
    Conferral.collective_id,
    Certificate.reissue_reason,
    Certificate.reissue_note,
    Certificate.issued_by_name,
    Certificate.issued_at,
    Certificate.replaced_at,
    Certificate.replaces_id,
    _EARLIER.number,
    _EARLIER.year,
    _LATER.id,
    _LATER.number,
    _LATER.year,
    Conferral.revoked_on,
    Revocation.decision_number,
)


def _rows() -> Select[Any]:  # Any: as in CertificateRow
    return (
        select(*_COLUMNS)
        .select_from(Certificate)
        .join(Unit, Unit.id == Certificate.body_id)
        .join(Conferral, Conferral.id == Certificate.conferral_id)
        .outerjoin(Revocation, Revocation.conferral_id == Conferral.id)
        .outerjoin(_EARLIER, _EARLIER.id == Certificate.replaces_id)
        .outerjoin(_LATER, _LATER.replaces_id == Certificate.id)
    )


def _matches(asked: RegisterFilter) -> ColumnElement[bool]:
    condition = and_(Certificate.body_id == asked.body_id, Certificate.year == asked.year)
    if asked.award_code:
        condition &= Certificate.award_code == asked.award_code
    for word in fold(asked.text).split():
        condition &= Certificate.search_text.contains(word, autoescape=True)
    return condition if asked.state is None else condition & _in_state(asked.state)


def _in_state(state: CertificateState) -> ColumnElement[bool]:
    """The same as ``state_of``, for the database."""
    replaced = Certificate.replaced_at.is_not(None)
    again = Certificate.replaces_id.is_not(None)
    match state:
        case CertificateState.REVOKED:
            return _GONE
        case CertificateState.REPLACED:
            return ~_GONE & replaced
        case CertificateState.REISSUED:
            return ~_GONE & ~replaced & again
        case CertificateState.ISSUED:
            return ~_GONE & ~replaced & ~again


def register_page(
    session: Session, asked: RegisterFilter, *, cursor: str | None, total: int, size: int = 50
) -> Page[CertificateRow]:
    """One page of the register, lowest number first."""
    return keyset_page(
        lambda query: [CertificateRow(*row) for row in session.execute(query)],
        _rows().where(_matches(asked)),
        (Certificate.number, Certificate.id),
        lambda row: (row.number, str(row.id)),
        cursor=cursor,
        size=size,
        total=total,
    )


def all_in_register(session: Session, asked: RegisterFilter) -> Sequence[CertificateRow]:
    """All of it, for the workbook."""
    query = _rows().where(_matches(asked)).order_by(Certificate.number)
    return [CertificateRow(*row) for row in session.execute(query)]


def count_in_register(session: Session, asked: RegisterFilter) -> int:
    """How many certificates fit."""
    query = (
        select(func.count())
        .select_from(Certificate)
        .join(Conferral, Conferral.id == Certificate.conferral_id)
        .where(_matches(asked))
    )
    return session.scalar(query) or 0


def numbers_of_year(session: Session, body_id: UUID, year: int) -> list[int]:
    """Every number of the register of a year, to tell the gaps."""
    query = select(Certificate.number).where(Certificate.body_id == body_id, Certificate.year == year)
    return list(session.scalars(query.order_by(Certificate.number)))


def awards_in_register(session: Session, body_id: UUID, year: int) -> list[tuple[str, str]]:
    """The awards with a certificate in a year, as (regime, code)."""
    query = select(Certificate.regime_id, Certificate.award_code).where(
        Certificate.body_id == body_id, Certificate.year == year
    )
    return [(regime_id, code) for regime_id, code in session.execute(query.distinct())]


def register_years(session: Session, body_id: UUID) -> list[int]:
    """The years in which a body issued a certificate, newest first."""
    query = select(Certificate.year).where(Certificate.body_id == body_id).distinct()
    return sorted(session.scalars(query), reverse=True)


def next_numbers(session: Session, body_id: UUID, year: int) -> tuple[int, int]:
    """The number after the highest one in the register of a year, and the same of the golden book of all years."""
    last = session.scalar(
        select(func.max(Certificate.number)).where(Certificate.body_id == body_id, Certificate.year == year)
    )
    golden = session.scalar(select(func.max(Certificate.golden_number)).where(Certificate.body_id == body_id))
    return (last or 0) + 1, (golden or 0) + 1


def certificate_row(session: Session, certificate_id: UUID) -> CertificateRow:
    """One certificate; raises NotFound."""
    row = session.execute(_rows().where(Certificate.id == certificate_id)).first()
    if row is None:
        raise NotFound
    return CertificateRow(*row)


def certificate_chain(session: Session, conferral_id: UUID) -> Sequence[CertificateRow]:
    """Every certificate of one award, the first one first."""
    query = _rows().where(Certificate.conferral_id == conferral_id).order_by(Certificate.issued_at, Certificate.id)
    return [CertificateRow(*row) for row in session.execute(query)]


def certificates_of_decision(session: Session, decision_id: UUID) -> Sequence[CertificateRow]:
    """The certificates of a decision that are worth something today, in the order of its names."""
    query = _rows().where(Certificate.decision_id == decision_id, Certificate.replaced_at.is_(None), ~_GONE)
    return [CertificateRow(*row) for row in session.execute(query.order_by(Certificate.position))]


def some_certificates(
    session: Session, body_id: UUID, certificate_ids: Sequence[UUID], *, most: int
) -> Sequence[CertificateRow]:
    """The certificates of a body among these ids that are worth something today, by number."""
    query = (
        _rows()
        .where(
            Certificate.id.in_(certificate_ids),
            Certificate.body_id == body_id,
            Certificate.replaced_at.is_(None),
            ~_GONE,
        )
        .order_by(Certificate.year, Certificate.number)
        .limit(most)
    )
    return [CertificateRow(*row) for row in session.execute(query)]


def nomination_of(session: Session, conferral_id: UUID) -> UUID | None:
    """The nomination from which an award came, or None for one of the past."""
    return session.scalar(select(Conferral.nomination_id).where(Conferral.id == conferral_id))
