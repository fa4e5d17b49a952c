"""What a body has set for itself, as it holds on one day."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.eligibility.choices import Choices, LocalBar, LocalQuota, LocalVote
from app.eligibility.rulebook import Localised
from app.eligibility.rulebook.shared_rules import SettingValue
from app.local_rules.enums import RuleKind
from app.local_rules.models import LocalRule
from app.local_rules.rules.values import (
    EVERY_AWARD,
    Ceiling,
    ExceptionChoice,
    FurtherBar,
    ReadingChoice,
    SettingChoice,
    VoteChoice,
    parse,
)
from app.organisation.queries import Unit

RuleRow = Row[UUID, RuleKind, str, dict[str, object], str | None, str]


def choices_for(session: Session, body_id: UUID, *, on: date, regime_id: str | None = None) -> Choices:
    """Return what holds for files of a body on a day, in one query.

    A rule holds for the subtree of the body that made it, unless a nearer body has one of its own on the same point; a
    rule for one regime goes before one for every regime. Without a regime only the rules for every regime are meant.
    """
    return _as_choices(session.execute(_in_force(body_id, on, regime_id)).all(), on)


def exceptions_allowed(session: Session, body_id: UUID, on: date) -> bool:
    """Say whether a file may pass with a recorded reason although a condition is not met; not without a rule."""
    query = _in_force(body_id, on, None, any_regime=True).where(LocalRule.kind == RuleKind.EXCEPTION)
    found = [parse(RuleKind.EXCEPTION, row.value) for row in session.execute(query)]
    return any(isinstance(value, ExceptionChoice) and value.allowed for value in found[-1:])


def _in_force(
    body_id: UUID, on: date, regime_id: str | None, *, any_regime: bool = False
) -> Select[UUID, RuleKind, str, dict[str, object], str | None, str]:
    """Select the rules of a body and of those above it, from the farthest to the nearest."""
    maker, body = aliased(Unit), aliased(Unit)
    query = (
        select(LocalRule.id, LocalRule.kind, LocalRule.key, LocalRule.value, LocalRule.regime_id, LocalRule.legal_basis)
        .join(maker, maker.id == LocalRule.body_id)
        .join(body, func.substr(body.path, 1, func.length(maker.path)) == maker.path)
        .where(
            body.id == body_id,
            LocalRule.withdrawn_at.is_(None),
            LocalRule.valid_from <= on,
            or_(LocalRule.valid_to.is_(None), LocalRule.valid_to >= on),
        )
        # The rule of one regime comes after that for every regime, and what comes later goes before.
        .order_by(func.length(maker.path), LocalRule.regime_id.is_not(None), LocalRule.valid_from, LocalRule.id)
    )
    return query if any_regime else query.where(or_(LocalRule.regime_id.is_(None), LocalRule.regime_id == regime_id))


def _as_choices(rows: Sequence[RuleRow], on: date) -> Choices:
    readings: dict[str, str] = {}
    settings: dict[str, SettingValue] = {}
    bases: dict[str, Localised] = {}
    quotas: dict[str, LocalQuota] = {}
    votes: dict[str, LocalVote] = {}
    bars: list[LocalBar] = []
    for row in rows:
        basis = Localised(vi=row.legal_basis, en=row.legal_basis)
        match parse(row.kind, row.value):
            case ReadingChoice(option=option):
                readings[row.key], bases[row.key] = option, basis
            case SettingChoice() as setting:
                settings[row.key], bases[row.key] = setting.plain(), basis
            case Ceiling(of=of, pct=pct, count=count):
                quotas[row.key] = LocalQuota(id=str(row.id), award=row.key, of=of, pct=pct, count=count, basis=basis)
            case VoteChoice() as vote:
                votes[row.key] = _vote(row, vote, basis)
            case FurtherBar() as bar:
                bars = [*_without(bars, bar), _bar(row, bar, basis)]
    return Choices(
        readings=readings,
        settings=settings,
        bases=bases,
        bars=tuple(bars),
        quotas=tuple(quotas.values()),
        votes=tuple(votes.values()),
        on=on,
    )


def _vote(row: RuleRow, vote: VoteChoice, basis: Localised) -> LocalVote:
    return LocalVote(
        id=str(row.id),
        award=None if row.key == EVERY_AWARD else row.key,
        min_percent=vote.min_percent,
        secret=vote.secret,
        base=vote.base,
        quorum=vote.quorum,
        basis=basis,
    )


def _bar(row: RuleRow, bar: FurtherBar, basis: Localised) -> LocalBar:
    return LocalBar(id=str(row.id), awards=frozenset(bar.awards), condition=bar.condition, basis=basis)


def _without(bars: Iterable[LocalBar], nearer: FurtherBar) -> list[LocalBar]:
    """Return the bars so far, less what a nearer body asks in its own way of the same awards."""
    kept = []
    for bar in bars:
        awards = bar.awards if bar.condition.type is not nearer.condition.type else bar.awards - set(nearer.awards)
        if awards:
            kept.append(LocalBar(id=bar.id, awards=awards, condition=bar.condition, basis=bar.basis))
    return kept
