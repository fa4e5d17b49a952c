"""What every act on certificates needs: the right body, free numbers, words to find a certificate by."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.certificates import policy, rules
from app.certificates.models import Certificate
from app.certificates.queries import Layout, layout_of, numbers_in_use
from app.core.access import Actor
from app.core.errors import NotAllowed, NotFound, RuleBroken, refuse
from app.core.text import fold

SEARCH_LENGTH = 700


def layout_for_issuing(session: Session, body_id: UUID, actor: Actor) -> Layout:
    """Return how the body prints, for one who may issue; raises NotFound or NotAllowed."""
    layout = layout_of(session, body_id)
    if not policy.may_read(actor, layout.body_path):
        raise NotFound
    if not policy.may_issue(actor, layout.body_path):
        raise NotAllowed
    return layout


def refuse_taken(session: Session, body_id: UUID, year: int, first: int, count: int) -> None:
    """Refuse numbers that the register of the year has given already."""
    taken = numbers_in_use(session, body_id, year, first, count)
    refuse([rules.numbers_taken(taken)] if taken else [])


def keep(session: Session, certificates: Sequence[Certificate]) -> None:
    """Write new certificates; the unique constraints are the last word when two people issue at the same moment."""
    session.add_all(certificates)
    try:
        session.flush()
    except IntegrityError as error:
        raise RuleBroken(rules.numbers_taken([each.number for each in certificates])) from error


def search_text(certificate: Certificate) -> str:
    """Return the words under which a certificate is found, without diacritics."""
    words = (certificate.name, certificate.unit_name, certificate.decision_number, f"{certificate.number:02}")
    return fold(" ".join(words))[:SEARCH_LENGTH]
