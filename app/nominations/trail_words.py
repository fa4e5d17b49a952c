"""What the trail says of nominations."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit.words import Page, Words
from app.awards.labels import abbreviation
from app.core.access import Permission
from app.nominations import labels
from app.nominations.models import Nomination

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "nomination": Words(
        fields={
            "number": _l("No."),
            "nominee": _l("Nominee"),
            "post": _l("Post"),
            "unit": _l("Unit"),
            "award": _l("Award"),
            "summary": _l("Summary of achievements"),
            "report": _l("Achievement report"),
            "unit_met_on": _l("Unit meeting"),
            "unit_votes_for": _l("Voted for it"),
            "unit_votes_total": _l("Took part in the vote"),
            "status": _l("State"),
            "files": _l("Files"),
            "file": _l("File"),
            "paper": _l("Paper"),
            "initiatives": _l("Initiatives this nomination rests on"),
            "exception_reason": _l("Reason for the exception"),
            "lowered_from": _l("In the place of"),
            "lowered_to": _l("File for the lower award"),
            "arrived_from": _l("Arrived from the file"),
            **labels.TICK_LABELS,
        },
        records={
            "initiatives": "initiative",
            "lowered_from": "nomination",
            "lowered_to": "nomination",
            "arrived_from": "nomination",
        },
        values={
            "award": abbreviation,
            "paper": labels.paper_words,
            "status": {status.value: label for status, label in labels.STATUS_LABELS.items()},
        },
        names=select(Nomination.id, Nomination.nominee_name),
        page=Page("nominations.detail", "nomination_id", Permission.NOMINATION_READ),
    )
}
