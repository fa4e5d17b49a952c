"""Every select over nominations, by subject."""

from app.nominations.models import Nomination, ReturnMark
from app.nominations.queries.acts import (
    Duplicate,
    HeldFile,
    NomineeFacts,
    answer_marks,
    body_held,
    campaign_and_body,
    campaign_id_of,
    collectives_within,
    files_held,
    highest_number,
    live_duplicates,
    ministries,
    open_awards,
    people_within,
)
from app.nominations.queries.visibility import may_see, visible_to

__all__ = [
    "Duplicate",
    "HeldFile",
    "Nomination",
    "NomineeFacts",
    "ReturnMark",
    "answer_marks",
    "body_held",
    "campaign_and_body",
    "campaign_id_of",
    "collectives_within",
    "files_held",
    "highest_number",
    "live_duplicates",
    "may_see",
    "ministries",
    "open_awards",
    "people_within",
    "visible_to",
]
