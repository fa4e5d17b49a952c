"""Acts on local rules: make one, change it, withdraw it, keep its papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import trail
from app.core.access import Actor
from app.core.errors import NotAllowed, NotFound, Problem, TransitionError, check_version, refuse
from app.core.text import nfc_block
from app.core.transaction import lock, transaction
from app.documents.services import Upload, attach, remove
from app.documents.store import Store
from app.eligibility.rulebook import rulebooks
from app.local_rules import policy, queries
from app.local_rules.enums import RuleKind
from app.local_rules.queries import LocalRule
from app.local_rules.rules import limits, periods
from app.local_rules.rules.periods import Point
from app.local_rules.rules.settings import SHAPES
from app.local_rules.rules.values import EXCEPTION_KEY, FurtherBar, Value, to_json
from app.organisation.queries import Unit

OWNER: Final = "local_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """What an officer says about a rule."""

    value: Value
    legal_basis: str
    valid_from: date
    valid_to: date | None = None
    regime_id: str | None = None
    note: str = ""


def make_rule(
    body_id: UUID,
    kind: RuleKind,
    key: str,
    text: RuleText,
    *,
    ends_earlier: bool = False,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Set a rule of a body from a day on.

    With ``ends_earlier`` the rule that holds on the same point until then ends on the day before. Raises RuleBroken
    where the law fixes more, the dates or texts are wrong, or another rule holds on the point in that time.
    """
    with transaction() as session:
        _body_for_writing(session, body_id, actor)
        refuse(_text_problems(kind, key, text))
        others = queries.live_on_point(session, body_id, kind, key)
        new = _point_of(kind, key, text)
        if ends_earlier:
            _end(session, new, others, actor=actor, at=at)
        refuse(periods.overlap_problems(new, [_point(other) for other in others]))
        rule = LocalRule(body_id=body_id, kind=kind, key=key, created_at=at)
        _write(rule, text)
        session.add(rule)
        session.flush()
        changes = {"kind": [None, kind.value], "key": [None, key], **_differences({}, _facts(rule))}
        trail.record(session, "local_rule.made", rule.id, actor=actor, at=at, changes=changes)
        return rule.id


def change_rule(rule_id: UUID, text: RuleText, *, version: int, actor: Actor, at: datetime) -> None:
    """Mend or end a rule; files that were judged by it keep what was judged."""
    with transaction() as session:
        rule = _rule_for_writing(session, rule_id, actor)
        check_version(rule, version)
        refuse(_text_problems(rule.kind, rule.key, text))
        new = _point_of(rule.kind, rule.key, text, rule_id=rule.id)
        others = queries.live_on_point(session, rule.body_id, rule.kind, rule.key)
        refuse(periods.overlap_problems(new, [_point(other) for other in others]))
        before = _facts(rule)
        _write(rule, text)
        changes = _differences(before, _facts(rule))
        if changes:
            trail.record(session, "local_rule.changed", rule.id, actor=actor, at=at, changes=changes)


def withdraw_rule(rule_id: UUID, reason: str, *, version: int, actor: Actor, at: datetime) -> None:
    """Take a rule back, as if it had not been made; what was judged by it stays as it was judged."""
    with transaction() as session:
        rule = _rule_for_writing(session, rule_id, actor)
        check_version(rule, version)
        reason = nfc_block(reason)
        refuse(periods.reason_problems(reason))
        rule.withdrawn_at, rule.withdrawn_reason = at, reason
        trail.record(session, "local_rule.withdrawn", rule.id, actor=actor, at=at, reason=reason)


def attach_files(
    rule_id: UUID, uploads: Sequence[Upload], *, actor: Actor, at: datetime, store: Store, limit: int
) -> list[UUID]:
    """Keep the papers of a rule with it, all or none."""
    with transaction() as session:
        _rule_for_writing(session, rule_id, actor)
        return attach(session, OWNER, rule_id, uploads, actor=actor, at=at, store=store, limit=limit)


def detach_file(rule_id: UUID, attachment_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Take a paper off a rule."""
    with transaction() as session:
        _rule_for_writing(session, rule_id, actor)
        remove(session, attachment_id, owner=OWNER, owner_id=rule_id, actor=actor, at=at)


def _body_for_writing(session: Session, body_id: UUID, actor: Actor) -> None:
    """Find the body and hold it, so that two officers do not set the same point at one time."""
    body = session.execute(select(Unit.path, Unit.body_id).where(Unit.id == body_id)).one_or_none()
    if body is None or body.body_id != body_id or not policy.may_read(actor, body.path):
        raise NotFound
    if not policy.may_edit(actor, body.path):
        raise NotAllowed
    session.execute(select(Unit.id).where(Unit.id == body_id).with_for_update(key_share=True)).all()


def _rule_for_writing(session: Session, rule_id: UUID, actor: Actor) -> LocalRule:
    body_id = session.scalar(select(LocalRule.body_id).where(LocalRule.id == rule_id))
    if body_id is None:
        raise NotFound
    _body_for_writing(session, body_id, actor)
    rule = lock(session, LocalRule, rule_id)
    if rule.withdrawn_at is not None:
        raise TransitionError("a withdrawn rule stays as it is")
    return rule


def _text_problems(kind: RuleKind, key: str, text: RuleText) -> list[Problem]:
    problems = [
        *_key_problems(kind, key, text.value),
        *periods.date_problems(text.valid_from, text.valid_to),
        *periods.text_problems(legal_basis=nfc_block(text.legal_basis), note=nfc_block(text.note)),
    ]
    books = rulebooks()
    if text.regime_id not in (None, *(regime.id for regime in books.regimes())):
        problems.append(Problem(_l("Choose from the list."), "regime_id"))
    if problems:
        return problems
    touched = limits.regimes_touched(text.regime_id, text.valid_from, text.valid_to, books)
    return limits.law_problems(limits.Wish(kind, key, text.value, touched), books)


def _key_problems(kind: RuleKind, key: str, value: Value) -> list[Problem]:
    """A rule speaks of a point that exists; the award of a ceiling or a vote is looked up in the law of its time."""
    known = {
        RuleKind.READING: lambda: any(reading.id == key for reading in rulebooks().common.readings),
        RuleKind.SETTING: lambda: key in SHAPES,
        RuleKind.BAR: lambda: isinstance(value, FurtherBar) and value.condition.type.value == key,
        RuleKind.EXCEPTION: lambda: key == EXCEPTION_KEY,
    }
    return [] if known.get(kind, lambda: True)() else [Problem(_l("Choose from the list."))]


def _end(session: Session, new: Point, others: Sequence[LocalRule], *, actor: Actor, at: datetime) -> None:
    """End what holds on the point the day before the new rule begins."""
    for other in others:
        old = _point(other)
        last = periods.last_day_before(new, old)
        if last is not None and periods.collide(new, old):
            before = _facts(other)
            other.valid_to = last
            changes = _differences(before, _facts(other))
            trail.record(session, "local_rule.changed", other.id, actor=actor, at=at, changes=changes)


def _write(rule: LocalRule, text: RuleText) -> None:
    rule.value, rule.regime_id = to_json(text.value), text.regime_id
    rule.legal_basis, rule.note = nfc_block(text.legal_basis), nfc_block(text.note)
    rule.valid_from, rule.valid_to = text.valid_from, text.valid_to


def _facts(rule: LocalRule) -> dict[str, Any]:  # Any: JSON values
    return {
        "value": rule.value,
        "regime_id": rule.regime_id,
        "legal_basis": rule.legal_basis,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "note": rule.note or None,
    }


def _differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]}


def _point(rule: LocalRule) -> Point:
    return Point(
        id=rule.id,
        kind=rule.kind,
        key=rule.key,
        value=rule.value,
        regime_id=rule.regime_id,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        legal_basis=rule.legal_basis,
    )


def _point_of(kind: RuleKind, key: str, text: RuleText, *, rule_id: UUID | None = None) -> Point:
    return Point(
        id=rule_id,
        kind=kind,
        key=key,
        value=to_json(text.value),
        regime_id=text.regime_id,
        valid_from=text.valid_from,
        valid_to=text.valid_to,
    )
