"""Nominating those chosen on the screen: each by the unit they belong to, all or none."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app.candidates import queries
from app.candidates.queries import Nominee
from app.candidates.services.surveys import Scope
from app.core.access import Actor
from app.core.errors import Problem, RuleBroken
from app.core.transaction import transaction
from app.eligibility.enums import Subject
from app.nominations.services.drafting import NominationBatch, draft_nominations


def nominate_chosen(
    scope: Scope, ids: Collection[UUID], *, award_code: str, campaign_id: UUID, actor: Actor, at: datetime
) -> list[UUID]:
    """Draft a nomination for each of these nominees of a scope; returns the ids of the drafts.

    Raises RuleBroken when nobody is chosen or somebody does not belong to the scope, and all that drafting raises.
    """
    if not ids:
        raise RuleBroken(Problem(_l("Tick at least one name first."), "ids"))
    with transaction() as session:
        find = queries.people_in if scope.subject is Subject.INDIVIDUAL else queries.units_in
        known = {nominee.id: nominee for nominee in find(session, scope.roots, on=scope.on)}
        if set(ids) - set(known):
            raise RuleBroken(Problem(_l("Somebody chosen is no longer in this list. Choose again."), "ids"))
        made: list[UUID] = []
        for unit_id, chosen in _by_unit([known[each] for each in dict.fromkeys(ids)]).items():
            individual = scope.subject is Subject.INDIVIDUAL
            batch = NominationBatch(
                campaign_id=campaign_id,
                unit_id=unit_id,
                award_codes=[award_code],
                person_ids=chosen if individual else (),
                collective_ids=() if individual else chosen,
            )
            made += draft_nominations(batch, actor=actor, at=at)
        return made


def _by_unit(nominees: Collection[Nominee]) -> Mapping[UUID, list[UUID]]:
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for nominee in sorted(nominees, key=lambda each: (each.unit_path, each.sort_key)):
        found[nominee.unit_id].append(nominee.id)
    return found
