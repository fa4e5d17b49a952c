"""The verdict on one nominee and one award: every condition, bar and rule as a finding in words."""

from typing import Final

from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.combination import rule_answers
from app.eligibility.compiling import StandardBook
from app.eligibility.facts import NomineeFacts
from app.eligibility.messages.findings import Wording
from app.eligibility.outcomes import MET, NAMES
from app.eligibility.remarks import remarks
from app.eligibility.rulebook import Rulebooks, rulebooks
from app.eligibility.verdict import Verdict

KEPT_BOOKS: Final = 64
_ready: dict[tuple[int, str, int], tuple[Rulebooks, Choices, StandardBook]] = {}


def assess(
    facts: NomineeFacts,
    regime_id: str,
    award_code: str,
    *,
    choices: Choices = DEFAULTS,
    books: Rulebooks | None = None,
) -> Verdict:
    """Return what the law and the body's choices say of a nominee for an award, in words, with evidence."""
    book = standard_book(regime_id, choices, books)
    subject = book.books.award(regime_id, award_code).subject
    if subject is not facts.subject:
        raise ValueError(f"{award_code} is an award for {subject.value} subjects")
    case = book.case(facts)
    judged = case.judged(award_code)
    rules = rule_answers(judged, case)
    wording = Wording(book.regime, case)
    return Verdict(
        regime_id=regime_id,
        award_code=award_code,
        year=facts.year,
        overall=NAMES[max(judged.outcome, *(each.outcome for each in rules), MET)],
        findings=(*wording.standard(judged), *(wording.rule(each) for each in rules)),
        warnings=remarks(judged.standard, case, book),
    )


def standard_book(regime_id: str, choices: Choices, books: Rulebooks | None = None) -> StandardBook:
    """Return the standards of a regime made ready for these choices; kept while the same choices are asked with.

    The kept entry holds the choices, so that an identity cannot be taken over by another object.
    """
    law = books or rulebooks()
    key = (id(law), regime_id, id(choices))
    kept = _ready.get(key)
    if kept is None or kept[0] is not law or kept[1] is not choices:
        if len(_ready) >= KEPT_BOOKS:
            _ready.clear()
        kept = _ready[key] = (law, choices, _made_ready(law, regime_id, choices))
    return kept[2]


def _made_ready(law: Rulebooks, regime_id: str, choices: Choices) -> StandardBook:
    """Take over what was made ready for equal choices: a body's choices are read anew with every request."""
    for books, others, book in tuple(_ready.values()):
        if books is law and book.regime.id == regime_id and others == choices:
            return book
    return StandardBook(law, regime_id, choices)
