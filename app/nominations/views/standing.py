"""How everybody on the nominating page stands to the awards of the campaign, read by the page once it is shown."""

from collections.abc import Sequence
from uuid import UUID

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from app.assessment.services import prospects_of
from app.campaigns.queries import campaign_awards
from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.core.errors import NotFound
from app.eligibility.enums import Subject
from app.eligibility.rulebook import rulebooks
from app.nominations import queries
from app.nominations.presenters.nominating import standing_cells
from app.nominations.views.blueprint import bp
from app.nominations.views.nominating import Place, place_of
from app.records.policy import may_read_cases
from app.web.guards import current_actor, requires


@bp.get("/standing")
@requires(Permission.NOMINATION_EDIT)
def standing() -> ResponseReturnValue:
    """Answer with what the records say of each nominee of the page, by nominee and award code."""
    place = place_of(current_actor(), request.args.get("campaign"), request.args.get("unit"), strict=True)
    if place is None or "campaign" not in request.args or "unit" not in request.args:
        raise NotFound
    roll, _complete = queries.roll_of(db.session(), unit_id=place.unit.id, root=place.unit.path, on=place.on)
    units = [unit.id for unit in place.units if unit.path.startswith(place.unit.path)]
    return jsonify(
        {
            **_cells(place, Subject.INDIVIDUAL, [person.id for person in roll]),
            **_cells(place, Subject.COLLECTIVE, units),
        }
    )


def _cells(place: Place, subject: Subject, ids: Sequence[UUID]) -> dict[str, dict[str, dict[str, str]]]:
    session, campaign = db.session(), place.campaign
    catalogue = rulebooks().regime(campaign.regime_id).awards
    codes = [code for code in campaign_awards(session, campaign.id) if catalogue[code].subject is subject]
    if not codes or not ids:
        return {}
    found = prospects_of(
        session,
        subject,
        ids,
        body_id=campaign.body_id,
        year=campaign.year,
        regime_id=campaign.regime_id,
        codes=codes,
        on=today(),
        proposed=lambda people: queries.proposed_codes(session, campaign.year, people),
        untold=[each for each in ids if not may_read_cases(current_actor(), place.unit.path, each)],
    )
    return {str(nominee_id): standing_cells(prospects, campaign.regime_id) for nominee_id, prospects in found.items()}
