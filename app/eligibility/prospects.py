"""Who is eligible for what, who nearly is, and in which year they could be: the engine over everybody.

Outcomes come from the same functions as a verdict; texts are built only when somebody reads them.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.eligibility.case import Case
from app.eligibility.choices import DEFAULTS, Choices
from app.eligibility.combination import RuleAnswer, deciding_answers
from app.eligibility.compiling import StandardBook
from app.eligibility.engine import standard_book
from app.eligibility.enums import CombinationKind, ConditionKind, ModifierKind, Outcome
from app.eligibility.facts import NomineeFacts
from app.eligibility.messages.findings import Wording
from app.eligibility.needs import Need, need_in_words
from app.eligibility.outcomes import ASK, MET, NAMES, UNMET
from app.eligibility.rulebook import Localised, Regime, Rulebooks
from app.eligibility.rulebook.conditions import AnyOf
from app.eligibility.standards import Answer, Judged, ServiceAnswer
from app.eligibility.verdict import Finding
from app.eligibility.waiting import needs_of, year_of

Open = Answer | ServiceAnswer | RuleAnswer


class Gap(NamedTuple):
    """A condition, bar or rule that stands in the way, or waits for a person; its texts are built when read."""

    condition: str
    kind: ConditionKind | CombinationKind | ModifierKind
    outcome: Outcome
    tick: str | None
    answer: Open
    case: Case
    regime: Regime

    @property
    def text(self) -> Localised:
        """What is asked."""
        return self.finding.text

    @property
    def message(self) -> Localised:
        """What was found."""
        return self.finding.message

    @property
    def finding(self) -> Finding:
        """The finding of the verdict."""
        wording = Wording(self.regime, self.case)
        if isinstance(self.answer, RuleAnswer):
            return wording.rule(self.answer)
        return wording.finding(self.answer) if isinstance(self.answer, Answer) else wording.service(self.answer)


class Prospect(NamedTuple):
    """An award in the light of one nominee's records; what is not in the fields is worked out when it is read.

    ``by_record`` is what the records alone say: ticks that nobody has set yet are taken as yes beside computed
    conditions, and alternatives that rest on ticks only are left aside.
    """

    award_code: str
    by_record: Outcome
    judged: Judged
    case: Case
    regime: Regime

    @property
    def outcome(self) -> Outcome:
        """The outcome of the verdict."""
        return NAMES[max(self.judged.outcome, *(each.outcome for each in self._rules()), MET)]

    @property
    def unmet(self) -> tuple[Gap, ...]:
        """What the records lack on the way that comes nearest."""
        return tuple(self._gap(each) for each in self._open() if each.outcome == UNMET)

    @property
    def needs_confirmation(self) -> tuple[Gap, ...]:
        """What is open beside it: ticks to set, doubts to settle."""
        return tuple(self._gap(each) for each in self._open() if each.outcome == ASK)

    @property
    def gaps(self) -> Sequence[Gap]:
        """What to tell a person who asks why: what is lacking, or where nothing is, what the records leave open."""
        return self.unmet or [gap for gap in self.needs_confirmation if gap.tick is None]

    @property
    def is_one_short(self) -> bool:
        """Say whether exactly one condition stands in the way."""
        found: list[Open] = []
        _open_parts(self.judged, found)
        number = sum([each.outcome == UNMET for each in found])
        return number < 2 and number + sum([each.outcome == UNMET for each in self._rules()]) == 1

    @property
    def could_be_in(self) -> int | None:
        """The first year in which the records could carry it, None where they do already or no year is in sight."""
        if self.by_record is not Outcome.NOT_MET:
            return None
        year = year_of(self.judged, self.case)
        is_refused = year == self.case.year and any(each.outcome == UNMET for each in self._rules())
        return None if is_refused else year

    @property
    def needs(self) -> tuple[Need, ...]:
        """What must happen until then."""
        year = self.could_be_in
        return () if year is None else needs_of(self.judged, self.case, year)

    @property
    def if_(self) -> tuple[Localised, ...]:
        """What must happen until then, in words."""
        awards = self.regime.awards
        return tuple(
            need_in_words(need, awards[need.which].abbreviation if need.which in awards else "") for need in self.needs
        )

    def _rules(self) -> list[RuleAnswer]:
        found = self.case.objections.get(self.award_code)
        if found is None:
            found = self.case.objections[self.award_code] = deciding_answers(self.judged, self.case)
        return found

    def _open(self) -> list[Open]:
        found: list[Open] = []
        _open_parts(self.judged, found)
        return found + self._rules()

    def _gap(self, answer: Open) -> Gap:
        key, kind, tick = _named(answer)
        return Gap(key, kind, NAMES[answer.outcome], tick, answer, self.case, self.regime)


def prospect(
    facts: NomineeFacts,
    regime_id: str,
    award_code: str,
    *,
    choices: Choices = DEFAULTS,
    books: Rulebooks | None = None,
) -> Prospect:
    """Return how a nominee stands to one award."""
    return survey(facts, regime_id, (award_code,), choices=choices, books=books)[0]


def survey(
    facts: NomineeFacts,
    regime_id: str,
    award_codes: Iterable[str],
    *,
    choices: Choices = DEFAULTS,
    books: Rulebooks | None = None,
) -> list[Prospect]:
    """Return how a nominee stands to several awards; what they share is judged once."""
    book = standard_book(regime_id, choices, books)
    case = book.case(facts)
    return [_prospect(book, case, code) for code in award_codes]


def _prospect(book: StandardBook, case: Case, code: str) -> Prospect:
    judged = case.judged(code)
    found = Prospect(code, NAMES[judged.record], judged, case, book.regime)
    if judged.record == UNMET:
        return found  # No other award can make it worse.
    return found._replace(by_record=NAMES[max(judged.record, *(each.outcome for each in found._rules()), MET)])


def _named(answer: Open) -> tuple[str, ConditionKind | CombinationKind | ModifierKind, str | None]:
    """Return the key, the kind and the tick that the finding of the verdict bears."""
    if isinstance(answer, Answer):
        return answer.node.key, answer.node.kind, answer.node.tick
    if isinstance(answer, RuleAnswer):
        return f"rule.{answer.rule.id}", answer.rule.kind, answer.tick
    return f"modifier.{answer.modifier.id}", answer.modifier.type, None


def _open_parts(judged: Judged, found: list[Open]) -> None:
    """Gather what stands in the way of a standard."""
    for part in (judged.root, *judged.bars):
        _open_leaves(part, found)
    found += [each for each in judged.service if each.outcome != MET]


def _open_leaves(answer: Answer, found: list[Open]) -> None:
    """Gather the conditions that are open; of alternatives those of the nearest, records before ticks."""
    if answer.outcome == MET:
        return
    if answer.parts:
        is_any = isinstance(answer.node.condition, AnyOf)
        for part in (min(answer.parts, key=_distance),) if is_any else answer.parts:
            _open_leaves(part, found)
    elif isinstance(answer.data, Judged):
        _open_parts(answer.data, found)
    else:
        found.append(answer)


def _distance(answer: Answer) -> tuple[int, int, int]:
    return answer.record, answer.outcome, sum([part.outcome for part in answer.parts])
