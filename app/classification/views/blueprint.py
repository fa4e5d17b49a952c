"""The blueprint, and what its pages share."""

from uuid import UUID

from flask import Blueprint, request, url_for

from app.classification import policy, queries, rules
from app.classification.queries import UnitPlace
from app.core.database import db
from app.core.errors import NotFound
from app.core.paging import Page
from app.web.guards import current_actor

bp = Blueprint("classification", __name__, url_prefix="/classification")


def visible_unit(unit_id: UUID, year: int) -> UnitPlace:
    """Return a unit that the actor may read, in a year within reason."""
    place = queries.unit_place(db.session(), unit_id)
    if place is None or not rules.FIRST_YEAR <= year <= rules.LAST_YEAR:
        raise NotFound
    if not policy.may_read(current_actor(), place.path):
        raise NotFound
    return place


def page_links(page: Page[queries.PersonLevel]) -> dict[str, str | None]:
    """Return the addresses of the pages before and after."""

    def href(cursor: str | None) -> str | None:
        if cursor is None:
            return None
        kept = {**request.args.to_dict(), **(request.view_args or {}), "at": cursor}
        return url_for(str(request.endpoint), **kept)

    return {"previous_href": href(page.previous_cursor), "next_href": href(page.next_cursor)}
