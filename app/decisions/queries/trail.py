"""Where the records of this feature lie in the tree: who audits that place reads what the trail says of them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.decisions.models import Decision, ProposalLetter
from app.organisation.queries import Unit

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "decision": (select(Decision.id, Unit.path).join(Unit, Unit.id == Decision.body_id),),
    "letter": (select(ProposalLetter.id, Unit.path).join(Unit, Unit.id == ProposalLetter.body_id),),
}
