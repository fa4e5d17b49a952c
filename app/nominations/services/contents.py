"""What a file says, checked the same way when drafted and when changed."""

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.core.access import Actor
from app.core.errors import NotFound, Problem
from app.eligibility.rulebook import Award
from app.nominations import labels, queries, rules
from app.nominations.enums import VoteFault
from app.nominations.queries import HeldFile, NomineeFacts

_FIELD_OF_FAULT: Final = {
    VoteFault.FOR_MISSING: "unit_votes_for",
    VoteFault.TOTAL_MISSING: "unit_votes_total",
    VoteFault.TOTAL_ZERO: "unit_votes_total",
    VoteFault.FOR_ABOVE_TOTAL: "unit_votes_for",
}
_SHOWN_IN_TRAIL: Final = 300


def hold(session: Session, ids: Collection[UUID], *, actor: Actor) -> list[HeldFile]:
    """Lock files for an act; raises NotFound when the actor may not know of one of them."""
    wanted = set(ids)
    files = list(queries.files_held(session, wanted, actor=actor))
    if len(files) != len(wanted):
        raise NotFound
    return files


def file_field(nomination_id: UUID) -> str:
    """Return the name under which a page of several files shows what is wrong with this one."""
    return f"file-{nomination_id}"


def vote_problems(met_on: date | None, votes_for: int | None, votes_total: int | None, *, today: date) -> list[Problem]:
    """Say what is wrong with the unit's meeting and vote."""
    problems = [
        Problem(labels.VOTE_LABELS[fault], _FIELD_OF_FAULT[fault])
        for fault in rules.vote_faults(votes_for, votes_total)
    ]
    if met_on is not None and met_on > today:
        problems.append(Problem(_l("The unit meeting cannot lie in the future."), "unit_met_on"))
    return problems


def search_text(nominee: NomineeFacts, award: Award, number: int) -> str:
    """Return what a search over nominations looks at."""
    return rules.joined_search_text(
        number, award.code, award.abbreviation, nominee.name, nominee.unit_name, award.name_vi, award.name_en
    )


def shortened(text: str) -> str:
    """Return a text as the trail keeps it: long ones by their beginning, the file itself holds the rest."""
    return text if len(text) <= _SHOWN_IN_TRAIL else text[:_SHOWN_IN_TRAIL].rstrip() + " …"
