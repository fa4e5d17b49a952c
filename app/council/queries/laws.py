"""How the council votes on awards: by the law, and where it leaves a choice by the rules of the body on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.council.enums import ItemStatus
from app.council.models import AgendaItem
from app.council.rules import Rule, frozen_rule
from app.eligibility.rulebook import VoteRule
from app.eligibility.vote import vote_rule_for
from app.local_rules.queries import choices_for
from app.nominations.queries import Nomination

AwardKey = tuple[str, str]
"""Regime and award."""


@dataclass(frozen=True, slots=True)
class VoteLaw:
    """The rule of an award with its source, and as it is frozen with the body's readings."""

    law: VoteRule
    rule: Rule


def vote_laws(session: Session, keys: Collection[AwardKey], body_id: UUID, *, on: date) -> dict[AwardKey, VoteLaw]:
    """How a body's council votes on these awards; one query for each regime."""
    own = {
        regime_id: choices_for(session, body_id, on=on, regime_id=regime_id)
        for regime_id in {regime_id for regime_id, _award_code in keys}
    }
    laws = {key: vote_rule_for(*key, choices=own[key[0]]) for key in set(keys)}
    return {key: VoteLaw(law, frozen_rule(law, own[key[0]])) for key, law in laws.items()}


def may_vote_openly(session: Session, meeting_id: UUID, body_id: UUID, *, on: date) -> bool:
    """Say whether the rule leaves the vote open on a file of the meeting that was not opened yet."""
    query = (
        select(Nomination.regime_id, Nomination.award_code)
        .join(AgendaItem, AgendaItem.nomination_id == Nomination.id)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.status == ItemStatus.PENDING)
        .distinct()
    )
    keys = [(regime_id, award_code) for regime_id, award_code in session.execute(query)]
    return any(not each.law.secret for each in vote_laws(session, keys, body_id, on=on).values())
