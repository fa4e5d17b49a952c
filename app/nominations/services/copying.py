"""A file that takes over the contents of another one: under a lower award, or at the body it was proposed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.campaigns.queries import Campaign
from app.core.access import Actor
from app.core.database import new_id
from app.documents.services import share_many
from app.eligibility.rulebook import Award
from app.nominations.enums import Status
from app.nominations.models import Nomination, NominationInitiative, NominationTick
from app.nominations.queries import NomineeFacts
from app.nominations.queries.arrivals import initiatives_named_by, ticks_held_by
from app.nominations.services.addressee import Addressee
from app.nominations.services.attaching import OWNER
from app.nominations.services.contents import search_text


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Where the copy stands: its campaign and unit, its award and who decides on it, its number there."""

    campaign: Campaign
    unit_id: UUID
    award: Award
    regime_id: str
    way: Addressee
    number: int


def copied_file(
    first: Nomination,
    place: NewPlace,
    *,
    from_below: bool,
    exception_reason: str | None,
    actor: Actor,
    at: datetime,
) -> Nomination:
    """Return a draft, not written yet, with the nominee and the contents of another file."""
    nominee_id = first.person_id or first.collective_id
    assert nominee_id is not None, "the database makes sure of exactly one nominee"
    nominee = NomineeFacts(nominee_id, first.nominee_name, first.nominee_post, first.nominee_unit_name, first.sort_key)
    return Nomination(
        id=new_id(),
        campaign_id=place.campaign.id,
        campaign_kind=place.campaign.kind,
        body_id=place.campaign.body_id,
        year=place.campaign.year,
        number=place.number,
        unit_id=place.unit_id,
        from_below=from_below,
        subject=first.subject,
        person_id=first.person_id,
        collective_id=first.collective_id,
        nominee_name=first.nominee_name,
        nominee_post=first.nominee_post,
        nominee_unit_name=first.nominee_unit_name,
        sort_key=first.sort_key,
        search_text=search_text(nominee, place.award, place.number),
        award_code=place.award.code,
        regime_id=place.regime_id,
        channel=place.way.channel,
        to_unit_id=place.way.to_unit_id,
        status=Status.DRAFT,
        summary=first.summary,
        report=first.report,
        unit_met_on=first.unit_met_on,
        unit_votes_for=first.unit_votes_for,
        unit_votes_total=first.unit_votes_total,
        exception_reason=exception_reason,
        created_by=actor.user_id,
        created_at=at,
        status_at=at,
    )


def copy_parts(session: Session, copies: Mapping[UUID, UUID]) -> None:
    """Write the answers, the initiatives and the attachments of files, by id, to their copies."""
    session.add_all(
        NominationTick(
            nomination_id=copies[tick.nomination_id],
            key=tick.key,
            is_confirmed=tick.is_confirmed,
            note=tick.note,
            ticked_by=tick.ticked_by,
            ticked_by_name=tick.ticked_by_name,
            ticked_at=tick.ticked_at,
        )
        for tick in ticks_held_by(session, copies)
    )
    session.add_all(
        NominationInitiative(nomination_id=copies[first_id], initiative_id=initiative_id)
        for first_id, initiative_id in initiatives_named_by(session, copies)
    )
    share_many(session, OWNER, copies)
    session.flush()
