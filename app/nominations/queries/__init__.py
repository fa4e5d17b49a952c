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
from app.nominations.queries.choosing import Candidate, people_chosen, people_named, roll_of
from app.nominations.queries.files import (
    File,
    MarkRow,
    draft_to_begin_with,
    file_of,
    files_drafted_together,
    marks_of,
    standing_of,
)
from app.nominations.queries.listing import Choices, ExportRow, export_rows, filter_choices
from app.nominations.queries.narrowing import Filters
from app.nominations.queries.pages import COUNTED_UP_TO, SortBy, nomination_page
from app.nominations.queries.trail import TRAIL_PLACES
from app.nominations.queries.visibility import may_see, tabled_in, visible_to

__all__ = [
    "COUNTED_UP_TO",
    "TRAIL_PLACES",
    "Candidate",
    "Choices",
    "Duplicate",
    "ExportRow",
    "File",
    "Filters",
    "HeldFile",
    "MarkRow",
    "Nomination",
    "NomineeFacts",
    "ReturnMark",
    "SortBy",
    "answer_marks",
    "body_held",
    "campaign_and_body",
    "campaign_id_of",
    "collectives_within",
    "draft_to_begin_with",
    "export_rows",
    "file_of",
    "files_drafted_together",
    "files_held",
    "filter_choices",
    "highest_number",
    "live_duplicates",
    "marks_of",
    "may_see",
    "ministries",
    "nomination_page",
    "open_awards",
    "people_chosen",
    "people_named",
    "people_within",
    "roll_of",
    "standing_of",
    "tabled_in",
    "visible_to",
]
