"""The life of a nomination: which move is legal, and what it needs (design 5)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.campaigns.enums import CampaignKind, Phase
from app.core.errors import TransitionError
from app.core.text import fold
from app.eligibility.enums import AuthorityLevel, Subject
from app.eligibility.quota import QuotaCounts
from app.nominations.enums import Channel, Missing, Status, VoteFault
from app.organisation.enums import Authority

NEXT: Final[Mapping[Status, frozenset[Status]]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED, Status.WITHDRAWN}),
    Status.SUBMITTED: frozenset({Status.RETURNED, Status.VERIFIED, Status.REFUSED, Status.WITHDRAWN}),
    Status.RETURNED: frozenset({Status.SUBMITTED, Status.WITHDRAWN}),
    Status.VERIFIED: frozenset({Status.TABLED, Status.WITHDRAWN}),
    Status.TABLED: frozenset({Status.ENDORSED, Status.NOT_ENDORSED, Status.VERIFIED}),
    Status.ENDORSED: frozenset({Status.CONFERRED, Status.FORWARDED, Status.NOT_APPROVED, Status.TABLED}),
    Status.FORWARDED: frozenset({Status.CONFERRED, Status.DECLINED}),
    Status.CONFERRED: frozenset({Status.REVOKED}),
    Status.REFUSED: frozenset(),
    Status.NOT_ENDORSED: frozenset({Status.TABLED}),
    Status.NOT_APPROVED: frozenset(),
    Status.DECLINED: frozenset({Status.FORWARDED}),
    Status.REVOKED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}
"""Tabled goes back to verified only when the item is taken off an agenda before its vote, or found no quorum.

A declined file waits again only when a higher body of this installation takes its vote on it anew.
What the council has decided goes back to tabled only when its vote is annulled, with a reason, to be taken again.
"""

EDITABLE: Final = frozenset({Status.DRAFT, Status.RETURNED})
ANSWERABLE: Final = EDITABLE | {Status.SUBMITTED}
"""What only a person can judge is answered until the file is verified."""
WRITING_PHASES: Final[Mapping[Status, tuple[Phase, ...]]] = {
    Status.DRAFT: (Phase.OPEN,),
    Status.RETURNED: (Phase.OPEN, Phase.VERIFYING),
}
"""A draft must be in before the round closes; what was returned is mended while files are verified."""

VERIFYING_PHASES: Final = (Phase.OPEN, Phase.VERIFYING)
"""An officer may begin to verify while others still nominate."""

NEEDS_REASON: Final = frozenset({Status.RETURNED, Status.REFUSED, Status.NOT_APPROVED, Status.REVOKED})
VOTED: Final = frozenset({Status.ENDORSED, Status.NOT_ENDORSED})
"""What the council has decided, and nobody after it."""
WITHDRAWABLE: Final = frozenset(state for state, following in NEXT.items() if Status.WITHDRAWN in following)
MOST_AT_ONCE: Final = 500
LONGEST_REASON: Final = 2_000
SEARCH_LENGTH: Final = 900
IN_HAND: Final = frozenset({Status.SUBMITTED, Status.RETURNED, Status.VERIFIED, Status.TABLED})
SUPPLEMENTED: Final = frozenset({Status.SUBMITTED, Status.VERIFIED, Status.TABLED, Status.ENDORSED, Status.FORWARDED})
"""When the officer who verifies may add a paper, or say which paper a file is: opinions and certificates come late."""
RECOGNISED: Final = frozenset({Status.ENDORSED, Status.FORWARDED, Status.CONFERRED})
HANDED_IN: Final = IN_HAND | RECOGNISED
LIVE: Final = HANDED_IN | {Status.DRAFT}
"""What stands for an award and may still lead to it, or has led."""
DECIDED: Final = RECOGNISED | {Status.NOT_ENDORSED, Status.NOT_APPROVED, Status.DECLINED}


def move(current: Status, wanted: Status) -> Status:
    """Return ``wanted`` when the move is legal; raises TransitionError otherwise."""
    if wanted not in NEXT[current]:
        raise TransitionError(f"{current} -> {wanted}")
    return wanted


def needs_reason(current: Status, wanted: Status) -> bool:
    """Say whether this move is made with a reason: refusals, returns, and votes of the council that are taken again."""
    return wanted in NEEDS_REASON or (wanted is Status.TABLED and current in VOTED)


def require_reason(reason: str) -> str:
    """Return the trimmed reason; raises TransitionError when there is none."""
    if not reason.strip():
        raise TransitionError("this move needs a reason")
    return reason.strip()


def reference_day(year: int, today: date) -> date:
    """Return the day on which a nominee must belong to the unit: today, or the last day of a year that is over."""
    return min(today, date(year, 12, 31))


def channel_of(body: Authority, award: AuthorityLevel) -> Channel:
    """Say whether a body with this authority confers the award itself or proposes it upward."""
    ranks = list(Authority)
    enough = ranks.index(body) >= ranks.index(Authority(award.value))
    return Channel.CONFERRED if enough else Channel.PROPOSED


def vote_faults(votes_for: int | None, votes_total: int | None) -> list[VoteFault]:
    """Return what is wrong with a unit vote; no figures at all are right until the file is submitted."""
    match votes_for, votes_total:
        case None, None:
            return []
        case None, _:
            return [VoteFault.FOR_MISSING]
        case _, None:
            return [VoteFault.TOTAL_MISSING]
        case int(in_favour), int(total):
            if total < 1:
                return [VoteFault.TOTAL_ZERO]
            return [VoteFault.FOR_ABOVE_TOTAL] if in_favour > total else []
    return []


@dataclass(frozen=True, slots=True)
class FileContent:
    """What the completeness of a file depends on."""

    subject: Subject
    campaign_kind: CampaignKind
    channel: Channel
    summary: str
    report: str
    has_attachment: bool
    unit_met_on: date | None
    unit_votes_total: int | None


def missing_parts(content: FileContent) -> list[Missing]:
    """Return what a file lacks for submission, in the order of the form.

    A file holds the minutes of the unit's meeting and the achievement report (Law of 2022, article 84, clauses 1 and 2;
    before, the Law of 2003 as amended by Law 39/2013). Thematic and sudden awards come without a meeting of the unit;
    for awards within own power the summary stands for the report.
    """
    missing = []
    if content.campaign_kind is CampaignKind.YEARLY:
        if content.unit_met_on is None:
            missing.append(Missing.UNIT_MEETING)
        if content.unit_votes_total is None:
            missing.append(Missing.UNIT_VOTE)
    if not content.summary.strip():
        missing.append(Missing.SUMMARY)
    is_proposed_person = content.subject is Subject.INDIVIDUAL and content.channel is Channel.PROPOSED
    if is_proposed_person and not content.report.strip() and not content.has_attachment:
        missing.append(Missing.REPORT)
    return missing


def joined_search_text(*parts: object) -> str:
    """Return the folded words of a file with a space before each, so that a search meets beginnings of words."""
    text = f" {fold(' '.join(str(part) for part in parts))}"
    # Counted in bytes, because an index holds the text: letters of other scripts take up to four each.
    return text.encode()[:SEARCH_LENGTH].decode(errors="ignore")


def counted(tally: Mapping[tuple[str, Status], int], code: str, states: Collection[Status]) -> int:
    """Return how many nominations for an award stand in one of these states."""
    return sum(tally.get((code, state), 0) for state in states)


def quota_counts(
    tally: Mapping[tuple[str, Status], int], codes: Collection[str], *, chosen: Mapping[str, int] | None = None
) -> QuotaCounts:
    """Return what ceilings are measured by: everything that stands, and what the council has recognised of it.

    An award counts as recognised once none of its files is in hand any more: a part of the base would be a wrong base.
    """
    decided = [code for code in codes if counted(tally, code, DECIDED) and not counted(tally, code, IN_HAND)]
    return QuotaCounts(
        proposed={code: counted(tally, code, LIVE) for code in codes},
        recognised={code: counted(tally, code, RECOGNISED) for code in decided},
        chosen=chosen or {},
    )
