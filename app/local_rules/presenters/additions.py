"""Everything on which a rule can be set, by kind, for the page on which one is added."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from app.local_rules import labels
from app.local_rules.enums import RuleKind, Topic
from app.local_rules.presenters.listing import PointHref
from app.local_rules.presenters.saying import point_name
from app.local_rules.rules import topics
from app.local_rules.rules.values import EVERY_AWARD, EXCEPTION_KEY


@dataclass(frozen=True, slots=True)
class AdditionGroup:
    """Points of one kind: name and address of each."""

    name: str
    note: str
    links: list[tuple[str, str]]


def additions(href: PointHref) -> list[AdditionGroup]:
    """Return every point, what officers set most often first."""
    awards = labels.award_names()
    votes = [(point_name(RuleKind.VOTE, EVERY_AWARD), href(RuleKind.VOTE, EVERY_AWARD))]
    return [
        AdditionGroup(
            _("A ceiling"),
            _("How many may get an award: a share or a number."),
            [(name, href(RuleKind.QUOTA, code)) for code, name in awards],
        ),
        AdditionGroup(
            _("How the council votes"),
            _("Share in favour, whose number it is counted of, secret or open, how many must be present."),
            [*votes, *((name, href(RuleKind.VOTE, code)) for code, name in awards)],
        ),
        AdditionGroup(
            _("A further condition"),
            _("Asked beyond the law, for the awards you tick."),
            [(str(name), href(RuleKind.BAR, kind.value)) for kind, name in labels.BAR_KINDS.items()],
        ),
        AdditionGroup(
            _("Exceptions"),
            _("Whether a file may pass with a reason that the council sees."),
            [(point_name(RuleKind.EXCEPTION, EXCEPTION_KEY), href(RuleKind.EXCEPTION, EXCEPTION_KEY))],
        ),
        AdditionGroup(
            _("A reading or a setting"),
            _("What the texts leave open, by what it touches."),
            list(_open_points(href)),
        ),
    ]


_TABLES: Final = ((RuleKind.SETTING, topics.SETTINGS), (RuleKind.READING, topics.READINGS))


def _open_points(href: PointHref) -> Iterator[tuple[str, str]]:
    for topic in Topic:
        for kind, table in _TABLES:
            yield from ((point_name(kind, key), href(kind, key)) for key in table.get(topic, ()))
