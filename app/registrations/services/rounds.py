"""Opening the register of a year, and changing its dates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.audit import trail
from app.core.access import Actor
from app.core.errors import NotAllowed, NotFound, Problem, RuleBroken, check_version
from app.core.text import nfc_block
from app.core.transaction import transaction
from app.eligibility.rulebook import rulebooks
from app.organisation.queries import Unit
from app.registrations import policy, queries, rules
from app.registrations.queries import RegistrationRound


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPlan:
    """What an HR officer says about the register of a year; without a regime the one of the year is taken."""

    opens_on: date
    closes_on: date
    regime_id: str | None = None
    legal_basis: str = ""


def keep_round(
    body_id: UUID, year: int, plan: RoundPlan, *, version: int | None = None, actor: Actor, at: datetime
) -> None:
    """Open the register of a year, or change its dates; the regime stays once somebody registered under it."""
    with transaction() as session:
        body = session.execute(
            select(Unit.path, Unit.body_id).where(Unit.id == body_id).with_for_update()
        ).one_or_none()
        if body is None or body.body_id != body_id or not policy.may_read(actor, body.path):
            raise NotFound
        if not policy.may_keep(actor, body.path):
            raise NotAllowed
        regime_id = plan.regime_id or rulebooks().choose_regime(year).regime_id
        basis = nfc_block(plan.legal_basis)
        problems = rules.round_problems(year, opens_on=plan.opens_on, closes_on=plan.closes_on, legal_basis=basis)
        if regime_id not in {regime.id for regime in rulebooks().regimes()}:
            problems.append(Problem(_l("Choose from the list."), "regime_id"))
        if problems:
            raise RuleBroken(*problems)
        known = queries.round_of(session, body_id, year)
        if known is not None and version is not None:
            check_version(known, version)
        if known is not None and known.regime_id != regime_id and queries.has_registrations(session, body_id, year):
            message = _l("People are registered under these rules already; the set of rules stays.")
            raise RuleBroken(Problem(message, "regime_id"))
        before = _facts(known)
        kept = known or RegistrationRound(body_id=body_id, year=year)
        kept.regime_id, kept.legal_basis = regime_id, basis
        kept.opens_on, kept.closes_on = plan.opens_on, plan.closes_on
        session.add(kept)
        after = _facts(kept)
        changes = {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}
        if changes:
            kind = "registration_round.changed" if known else "registration_round.opened"
            trail.record(session, kind, body_id, actor=actor, at=at, changes={"year": year, **changes})


def _facts(kept: RegistrationRound | None) -> dict[str, Any]:  # Any: JSON values
    if kept is None:
        return {}
    return {
        "regime_id": kept.regime_id,
        "opens_on": kept.opens_on.isoformat(),
        "closes_on": kept.closes_on.isoformat(),
        "legal_basis": kept.legal_basis or None,
    }
