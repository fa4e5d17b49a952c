"""Who wrote, with the nominee or alone, the initiatives on which files rest."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.nominations.models import NominationInitiative
from app.records.queries import InitiativeAuthor


def authors_of(session: Session, ids: Collection[UUID], people: Collection[UUID]) -> Mapping[UUID, set[UUID]]:
    """Those among these people who are authors of an initiative that a file names, by file."""
    query = (
        select(NominationInitiative.nomination_id, InitiativeAuthor.person_id)
        .join(InitiativeAuthor, InitiativeAuthor.initiative_id == NominationInitiative.initiative_id)
        .where(NominationInitiative.nomination_id.in_(ids), InitiativeAuthor.person_id.in_(people))
    )
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for nomination_id, person_id in session.execute(query):
        found[nomination_id].add(person_id)
    return found
