"""In which year somebody could be eligible for one award: worked out when a list is narrowed by it, then kept."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from app.candidates.rules import IN_REACH
from app.candidates.services.surveys import Survey
from app.candidates.services.whys import why


def years_of(session: Session, survey: Survey, award_code: str) -> Mapping[UUID, int]:
    """Return the first year in which each nominee out of reach could be; those without a year in sight are left out."""
    index = survey.codes.index(award_code)
    out_of_reach = [row.nominee for row in survey.rows if row.standings[index] not in IN_REACH]
    prospects = why(session, survey.scope, out_of_reach, award_code)
    years = {nominee_id: prospect.could_be_in for nominee_id, prospect in prospects.items()}
    return {nominee_id: year for nominee_id, year in years.items() if year is not None}
