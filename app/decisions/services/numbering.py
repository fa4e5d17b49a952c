"""What a signature gives to a paper: its number from the register, its day, its signer, and its text for good."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core.errors import Problem, RuleBroken
from app.core.text import nfc
from app.decisions import rules
from app.decisions.enums import SignerCapacity
from app.decisions.models import Decision, ProposalLetter
from app.decisions.papers.official import decision_paper, letter_paper
from app.decisions.papers.shapes import kept
from app.decisions.queries import (
    BodyFacts,
    changed_names,
    decision_sheet,
    letter_sheet,
    names_on_decision,
    names_on_letter,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Number, day and signer of a paper as they were typed."""

    number: int
    day: date
    day_field: str
    signer_name: str
    signer_post: str
    capacity: SignerCapacity

    def problems(self, *, today: date, not_before: date | None) -> list[Problem]:
        """Say what is wrong with it."""
        return rules.signature_problems(
            number=self.number,
            day=self.day,
            day_field=self.day_field,
            signer_name=nfc(self.signer_name),
            signer_post=nfc(self.signer_post),
            today=today,
            not_before=not_before,
        )


def put_signature(session: Session, paper: Decision | ProposalLetter, body: BodyFacts, signature: Signature) -> None:
    """Write signer, day and number; the unique constraint is the last word when two people sign at the same moment."""
    model = type(paper)
    kind = rules.PaperKind.DECISION if isinstance(paper, Decision) else rules.PaperKind.LETTER
    full = rules.full_number(signature.number, kind, body.symbol)
    taken = select(model.id).where(
        model.body_id == body.id, model.year == signature.day.year, model.number == signature.number
    )
    if session.scalar(taken) is not None:
        raise RuleBroken(rules.number_taken(full))
    paper.signer_name, paper.signer_post = nfc(signature.signer_name), nfc(signature.signer_post)
    paper.signer_capacity = signature.capacity
    paper.number, paper.full_number, paper.year = signature.number, full, signature.day.year
    setattr(paper, signature.day_field, signature.day)
    try:
        session.flush()
    except IntegrityError as error:
        raise RuleBroken(rules.number_taken(full)) from error


def keep_as_signed(session: Session, paper: Decision | ProposalLetter) -> None:
    """Store every line of a paper that is now signed: it never changes again, whatever the law or a name does."""
    session.flush()
    if isinstance(paper, ProposalLetter):
        paper.printed = kept(letter_paper(letter_sheet(session, paper.id), names_on_letter(session, paper.id)))
        return
    sheet = decision_sheet(session, paper.id)
    names = changed_names(session, paper.id) if sheet.change else names_on_decision(session, paper.id)
    paper.printed = kept(decision_paper(sheet, names))


def signature_changes(paper: Decision | ProposalLetter, before: str, day_field: str, names: int) -> dict[str, object]:
    """Return what the trail says of a signature."""
    return {
        "status": [before, paper.status.value],
        "number": [None, paper.full_number],
        day_field: [None, getattr(paper, day_field)],
        "signer": [None, f"{paper.signer_name}, {paper.signer_post}"],
        "recipients" if isinstance(paper, Decision) else "names": [None, names],
    }
