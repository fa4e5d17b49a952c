"""What the files on a letter hold of the papers that the law asks for, in one select whatever the number of names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from app.council.enums import ItemResult, MeetingStatus
from app.council.models import AgendaItem, Meeting
from app.decisions.enums import PaperState
from app.decisions.models import PaperWaiver, ProposalItem
from app.decisions.rules.completeness import PaperCheck, checked_papers
from app.documents.models import Attachment
from app.eligibility.enums import PaperFact, Subject
from app.eligibility.rulebook import rulebooks
from app.nominations.models import NominationInitiative
from app.nominations.queries import Nomination
from app.records.queries import Initiative

_OWNER: Final = "nomination"
_MINUTED = exists().where(
    AgendaItem.nomination_id == Nomination.id,
    AgendaItem.result == ItemResult.ADOPTED,
    Meeting.id == AgendaItem.meeting_id,
    Meeting.status == MeetingStatus.MINUTED,
)
_RECOGNISED = exists().where(
    NominationInitiative.nomination_id == Nomination.id,
    Initiative.id == NominationInitiative.initiative_id,
    Initiative.decision_number != "",
)
_FACTS: dict[PaperFact, ColumnElement[bool]] = {
    PaperFact.REPORT_TEXT: Nomination.report != "",
    PaperFact.SUMMARY_TEXT: Nomination.summary != "",
    PaperFact.UNIT_VOTE: and_(Nomination.unit_met_on.is_not(None), Nomination.unit_votes_total.is_not(None)),
    PaperFact.COUNCIL_MINUTES: _MINUTED,
    PaperFact.RECOGNISED_INITIATIVE: _RECOGNISED,
}
_NEXT: Final = "\x1f"
"""Between the papers of one name; no text that people type holds it."""
_ATTACHED: Final = (
    select(func.aggregate_strings(Attachment.paper, _NEXT))
    .where(
        Attachment.owner == _OWNER,
        Attachment.owner_id == Nomination.id,
        Attachment.removed_at.is_(None),
        Attachment.paper != "",
    )
    .correlate(Nomination)
    .scalar_subquery()
)
_WAIVED: Final = (
    select(func.aggregate_strings(PaperWaiver.paper + ":" + PaperWaiver.reason, _NEXT))
    .where(PaperWaiver.letter_id == ProposalItem.letter_id, PaperWaiver.nomination_id == Nomination.id)
    .correlate(Nomination, ProposalItem)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class NamePapers:
    """One name of a letter with its required papers."""

    nomination_id: UUID
    number: int
    regime_id: str
    award_code: str
    subject: Subject
    nominee_name: str
    nominee_unit_name: str
    checks: Sequence[PaperCheck]

    def papers(self, state: PaperState) -> list[PaperCheck]:
        """Return its papers in one state."""
        return [check for check in self.checks if check.state is state]


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A reason that was given for a missing paper."""

    nomination_id: UUID
    number: int
    nominee_name: str
    paper: str
    reason: str
    given_by_name: str


def papers_on_letter(session: Session, letter_id: UUID) -> list[NamePapers]:
    """The names of a letter in its order, each with how it holds the papers that its award asks for."""
    query: Any = (  # Any: the columns of NamePapers, what is held, and one for each fact
        select(
            Nomination.id,
            Nomination.number,
            Nomination.regime_id,
            Nomination.award_code,
            Nomination.subject,
            Nomination.nominee_name,
            Nomination.nominee_unit_name,
            Nomination.campaign_kind,
            _ATTACHED,
            _WAIVED,
            *_FACTS.values(),
        )
        .join(ProposalItem, ProposalItem.nomination_id == Nomination.id)
        .where(ProposalItem.letter_id == letter_id)
        .order_by(ProposalItem.position)
    )
    books, found = rulebooks(), []
    for row in session.execute(query):
        name, (kind, attached, waived), there = row[:7], row[7:10], row[10:]
        checks = checked_papers(
            books.paper_requirements(name[2], name[3], kind),
            books.papers,
            facts=[fact for fact, held in zip(_FACTS, there, strict=True) if held],
            attached=(attached or "").split(_NEXT),
            waived=dict(_pair(each) for each in waived.split(_NEXT)) if waived else {},
        )
        found.append(NamePapers(*(*name, checks)))
    return found


def _pair(text: str) -> tuple[str, str]:
    paper, _colon, reason = text.partition(":")
    return paper, reason


def waivers_of(session: Session, letter_id: UUID) -> list[WaiverRow]:
    """The reasons given on a letter for missing papers, in the order of its names."""
    query = (
        select(
            Nomination.id,
            Nomination.number,
            Nomination.nominee_name,
            PaperWaiver.paper,
            PaperWaiver.reason,
            PaperWaiver.given_by_name,
        )
        .join(Nomination, Nomination.id == PaperWaiver.nomination_id)
        .join(
            ProposalItem,
            and_(
                ProposalItem.letter_id == PaperWaiver.letter_id, ProposalItem.nomination_id == PaperWaiver.nomination_id
            ),
        )
        .where(PaperWaiver.letter_id == letter_id)
        .order_by(ProposalItem.position, PaperWaiver.paper)
    )
    return [WaiverRow(*row) for row in session.execute(query)]
