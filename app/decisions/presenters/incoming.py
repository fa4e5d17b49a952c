"""Letters of bodies below as their addressee lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from app.campaigns.enums import CampaignStatus
from app.campaigns.labels import KIND_LABELS
from app.campaigns.queries import CampaignRow
from app.core.text import short_date
from app.decisions.presenters.names import count_words
from app.decisions.queries import IncomingLetter


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """A letter that waits, and where it is taken in or refused."""

    id: UUID
    number: str
    title: str
    sender: str
    sent_on: str
    kind: str
    names: str
    action: str
    refusal: str


def incoming_rows(letters: Sequence[IncomingLetter]) -> list[IncomingRow]:
    """Return the letters that wait."""
    return [
        IncomingRow(
            each.id,
            each.full_number,
            each.title,
            each.body_name,
            short_date(each.sent_on),
            f"{KIND_LABELS[each.kind]}, {each.year}",
            count_words(each.names),
            url_for("decisions.take_in", letter_id=each.id),
            url_for("decisions.refuse_letter", letter_id=each.id),
        )
        for each in letters
    ]


def round_choices(campaigns: Sequence[CampaignRow]) -> list[tuple[str, str]]:
    """Return the rounds of the year that may still take files in."""
    fit = {CampaignStatus.OPEN, CampaignStatus.VERIFYING}
    return [(str(each.id), each.name) for each in campaigns if each.status in fit]
