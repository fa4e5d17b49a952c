"""What this feature lends to the records: the titles aimed at, on the timeline."""

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.awards.labels import plain_name
from app.core.text import short_date
from app.eligibility.enums import Subject
from app.eligibility.rulebook import rulebooks
from app.records.queries import neighbours
from app.registrations.models import Registration


def lines(session: Session, subject: Subject, subject_id: UUID) -> Sequence[neighbours.Line]:
    """Return the registrations of a person or a unit that were not withdrawn."""
    whose = Registration.person_id if subject is Subject.INDIVIDUAL else Registration.collective_id
    query = select(Registration.year, Registration.award_code, Registration.registered_on).where(
        whose == subject_id, Registration.withdrawn_at.is_(None)
    )
    return [
        neighbours.Line(
            year=year,
            tag=_("Registration"),
            tone="blue",
            title=plain_name(rulebooks().regime(rulebooks().choose_regime(year).regime_id), code),
            detail=_("registered on %(day)s", day=short_date(registered_on)),
            on=registered_on,
        )
        for year, code, registered_on in session.execute(query)
    ]


neighbours.add_lines("registrations", lines)
