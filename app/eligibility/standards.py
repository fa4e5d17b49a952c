"""A standard made ready for a body: conditions as a tree of nodes, every reading and setting resolved.

The nodes hold no facts; one tree serves every nominee of a pass.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from app.eligibility.enums import AwardKind, CommendationType, ConditionKind, Confidence
from app.eligibility.rulebook.catalogue import Award
from app.eligibility.rulebook.parts import Localised
from app.eligibility.rulebook.rules import CombinationRule, CountsAsService, Modifier
from app.eligibility.rulebook.shared_rules import SettingValue

if TYPE_CHECKING:
    from app.eligibility.case import Case

ConditionT = TypeVar("ConditionT")


class Span(NamedTuple):
    """A run of years that a chain was found in, and how sure that is.

    ``first`` to ``last`` are the years asked for; the whole unbroken run begins at ``certain_from``, or at
    ``possible_from`` if doubtful years are taken in. ``years`` carry the evidence, ``why`` names the doubts.
    """

    first: int
    last: int
    certain_from: int
    possible_from: int
    outcome: int
    years: tuple[int, ...] = ()
    why: tuple[str, ...] = ()


Periods = Mapping[str, Span]


class Answer(NamedTuple):
    """What one node says of one nominee; ``data`` holds what its message needs, in the shape of its kind.

    ``record`` is what the records alone say: a tick that nobody has set yet is silent. Beside computed conditions it is
    taken as yes; of alternatives those that rest on open ticks only are left aside.
    """

    node: "Node[Any]"
    outcome: int
    data: Any
    parts: tuple["Answer", ...]
    record: int


def leaf(node: "Node[Any]", outcome: int, data: Any) -> Answer:
    """Return the answer of a condition that stands by itself and is read from the records."""
    return Answer(node, outcome, data, (), outcome)


Judge = Callable[[Any, "Case", Periods], Answer]
Spans = Callable[[Any, "Case"], tuple[Span, ...]]
LineOf = Callable[[Any, "Case"], Callable[[int], tuple[int, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What a regime and a body say of one award beside its conditions."""

    code: str
    kind: AwardKind
    excluded_types: Mapping[CommendationType, int]
    """Conferrals of these types are no basis: by which outcome."""
    counts_from_last: int | None
    """Outcome of years before the end of the last period of the same award; None: no such rule."""
    used_once: tuple[str, ...]
    """Initiatives that served for these awards do not count again."""
    first_year_after: str
    service: tuple[CountsAsService, ...]
    restarts: bool
    registered_as: frozenset[str]
    """Titles whose registration covers this one."""
    settings: Mapping[str, SettingValue]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node(Generic[ConditionT]):
    """A condition in its place, with the readings that decide its open points."""

    key: str
    condition: ConditionT
    kind: ConditionKind
    judge: Judge
    law: Law
    options: Mapping[str, str]
    confidence: Confidence
    is_softened: bool = False
    is_computed: bool = True
    """Rests on records at least in part; else on ticks alone."""
    tick: str | None = None
    """Key under which an officer confirms it: the kind, or the word of an achievement."""
    children: tuple["Node[Any]", ...] = ()
    partners: tuple["Node[Any]", ...] = ()
    """Chains whose years may be mixed with those of this one."""
    spans: Spans | None = None
    """For a kind that may ask for a run: the runs it may mean, the best one first."""
    line: LineOf | None = None
    """For the same kinds: what each year says by itself, and why it is doubtful."""
    period: str | None = None
    citation: Localised | None = None
    sources: tuple[str, ...] = ()
    must_confirm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standard:
    """Everything that is asked for one award."""

    award: Award
    awards: Mapping[str, Award]
    """Every award of the regime."""
    law: Law
    regime_id: str
    root: Node[Any]
    bars: tuple[Node[Any], ...]
    rules: tuple[CombinationRule, ...]
    deciding: tuple[tuple[CombinationRule, frozenset[str]], ...]
    """The rules that may object to the award as a whole, each with the other awards it speaks of."""
    rule_options: Mapping[str, Mapping[str, str]]
    modifiers: tuple[Modifier, ...]
    lower: tuple[str, ...] = ()
    """Awards of the same kind and subject that rank below this one."""
    presupposed: Mapping[str, Node[Any]] = field(default_factory=dict)


class Judged(NamedTuple):
    """A standard and what it says of one nominee."""

    standard: Standard
    outcome: int
    record: int
    root: Answer
    bars: tuple[Answer, ...]
    service: tuple["ServiceAnswer", ...]


class ServiceAnswer(NamedTuple):
    """What a rule on counted time says of an absence on record."""

    modifier: CountsAsService
    outcome: int
