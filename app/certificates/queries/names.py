"""The names of a decision with what is handed over to each, and the certificate that stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.certificates.enums import Gift
from app.certificates.models import Certificate
from app.certificates.rules import gift_of
from app.decisions.queries import Name, Printed


@dataclass(frozen=True, slots=True)
class Standing:
    """The certificate of a name that was not replaced."""

    id: UUID
    number: int
    year: int
    issued_on: date
    name: str
    post: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class CertifiedName:
    """A name of a decision as it is printed today, what it gets, and what it got."""

    name: Name
    printed: Printed
    gift: Gift
    standing: Standing | None

    @property
    def waits(self) -> bool:
        """Whether a certificate is still to be issued."""
        return self.name.holds and self.gift is Gift.CERTIFICATE and self.standing is None

    @property
    def is_printed_otherwise(self) -> bool:
        """Whether the decision was amended since: the certificate says something else."""
        held = self.standing
        return (
            held is not None
            and self.name.holds
            and self.name.correction is not None
            and (held.name, held.post, held.unit_name) != (self.printed.name, self.printed.post, self.printed.unit_name)
        )


def names_with_certificates(session: Session, decision_id: UUID, names: Sequence[Name]) -> list[CertifiedName]:
    """Return the names of a decision in their order, each with the certificate that stands."""
    query = select(
        Certificate.conferral_id,
        Certificate.id,
        Certificate.number,
        Certificate.year,
        Certificate.issued_on,
        Certificate.name,
        Certificate.post,
        Certificate.unit_name,
    ).where(Certificate.decision_id == decision_id, Certificate.replaced_at.is_(None))
    held = {row[0]: Standing(*row[1:]) for row in session.execute(query)}
    return [
        CertifiedName(name, _printed(name), gift_of(name.award_code), held.get(name.conferral_id))
        for name in names
        if name.conferral_id is not None
    ]


def _printed(name: Name) -> Printed:
    return name.correction or Printed(name.nominee_name, name.nominee_post, name.nominee_unit_name)


def numbers_in_use(session: Session, body_id: UUID, year: int, first: int, count: int) -> list[int]:
    """Return which of ``count`` numbers from ``first`` on the register of a year has given already."""
    query = select(Certificate.number).where(
        Certificate.body_id == body_id,
        Certificate.year == year,
        Certificate.number.between(first, first + count - 1),
    )
    return sorted(session.scalars(query))
