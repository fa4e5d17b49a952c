"""Where the records of this feature lie in the tree: who audits that place reads what the trail says of them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.council.models import AgendaItem, Council, Meeting, WrittenOpinion
from app.organisation.queries import Unit

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "council": (select(Council.id, Unit.path).join(Unit, Unit.id == Council.body_id),),
    "meeting": (
        select(Meeting.id, Unit.path)
        .join(Council, Council.id == Meeting.council_id)
        .join(Unit, Unit.id == Council.body_id),
    ),
    "written_opinion": (
        select(WrittenOpinion.id, Unit.path)
        .join(Meeting, Meeting.id == WrittenOpinion.meeting_id)
        .join(Council, Council.id == Meeting.council_id)
        .join(Unit, Unit.id == Council.body_id),
    ),
    "agenda_item": (
        select(AgendaItem.id, Unit.path)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Council, Council.id == Meeting.council_id)
        .join(Unit, Unit.id == Council.body_id),
    ),
}
