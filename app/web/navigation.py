"""The menu as data: each place with the permission it needs."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flask import current_app, request
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from app.core.access import Actor, Permission
from app.web.addresses import address


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the menu; ``permission`` None is for everybody who signs in."""

    label: object
    endpoint: str
    permission: Permission | None


@dataclass(frozen=True, slots=True)
class Link:
    """A place as the page shows it."""

    label: object
    href: str
    current: bool


PLACES: Final = (
    Place(_l("Home"), "home.desk", None),
    Place(_l("Nominations"), "nominations.list_page", Permission.NOMINATION_READ),
    Place(_l("Council"), "council.list_page", Permission.COUNCIL_READ),
    Place(_l("Decisions"), "decisions.list_page", Permission.DECISION_READ),
    Place(_l("Reports"), "reports.year_end_page", Permission.REPORT_READ),
    Place(_l("Organisation"), "organisation.tree", Permission.ORGANISATION_READ),
    Place(_l("Accounts"), "accounts.list_page", Permission.ACCOUNT_READ),
    Place(_l("Trail"), "audit.list_page", Permission.AUDIT_READ),
)

MORE: Final = (
    Place(_l("Campaigns"), "campaigns.list_page", Permission.CAMPAIGN_READ),
    Place(_l("Registration"), "registrations.list_page", Permission.REGISTRATION_READ),
    Place(_l("Classification"), "classification.list_page", Permission.CLASSIFICATION_READ),
    Place(_l("My classification"), "classification.own", None),
    Place(_l("Candidates"), "candidates.list_page", Permission.CANDIDATE_READ),
    Place(_l("Records"), "records.list_page", Permission.RECORD_READ),
    Place(_l("Bonus money"), "bonuses.list_page", Permission.DECISION_READ),
    Place(_l("Certificates"), "certificates.list_page", Permission.DECISION_READ),
    Place(_l("Leadership review"), "leadership_review.list_page", Permission.REVIEW_READ),
    Place(_l("Award catalogue"), "awards.catalogue", Permission.AWARD_READ),
    Place(_l("Local rules"), "local_rules.list_page", Permission.RULE_READ),
)


OWN_PAGES: Final = frozenset({"classification.own", "classification.self_assessment"})
_LABELS: Final = {place.endpoint: place.label for place in (*PLACES, *MORE)}


@lru_cache(maxsize=64)
def _said(endpoint: str, language: str) -> str:
    """Return the label of a place in ``language``, which is that of the page."""
    return str(_LABELS[endpoint])


def links(actor: Actor, places: tuple[Place, ...]) -> list[Link]:
    """Return the places this actor may enter, the present one marked."""
    language = str(get_locale())
    blueprint, known = request.blueprint, current_app.view_functions
    return [
        Link(_said(place.endpoint, language), address(place.endpoint), _is_current(place, blueprint))
        for place in places
        if place.endpoint in known and (place.permission is None or actor.may(place.permission))
    ]


def _is_current(place: Place, blueprint: str | None) -> bool:
    """Say whether the page lies in this place; the pages about oneself lie in a place of their own."""
    is_here = place.endpoint.split(".")[0] == blueprint
    return is_here and (place.endpoint in OWN_PAGES) == (request.endpoint in OWN_PAGES)
