"""Making a bonus list from a signed decision, and computing it anew while it is a draft."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.audit import trail
from app.bonuses import policy, rules
from app.bonuses.enums import LineState
from app.bonuses.models import BonusLine, BonusList
from app.bonuses.queries import AwardedName, Plan, list_of_decision, plan_of
from app.bonuses.services.ground import check_right, locked_list, require_draft, touch
from app.core.access import Actor
from app.core.clock import local_day
from app.core.errors import NotFound, Problem, RuleBroken
from app.core.transaction import lock, transaction
from app.decisions.enums import DecisionStatus
from app.decisions.papers.wording import award_on_paper
from app.decisions.queries import Decision, decision_sheet, names_on_decision

Answers = Mapping[UUID, tuple[bool, str, date]]
"""What was answered of a nomination, by whom and when."""


def make_list(decision_id: UUID, *, actor: Actor, at: datetime) -> UUID:
    """Make the list of a signed decision and return its id; a decision has one list."""
    with transaction() as session:
        body_id = session.scalar(select(Decision.body_id).where(Decision.id == decision_id))
        if body_id is None:
            raise NotFound
        check_right(session, body_id, actor, policy.may_prepare)
        decision = lock(session, Decision, decision_id)
        made = list_of_decision(session, decision_id)
        if made is not None:
            raise RuleBroken(rules.made_already(made.made_by_name, local_day(made.made_at)))
        sheet = decision_sheet(session, decision_id)
        if decision.signed_on is None or decision.status is DecisionStatus.DRAFT or sheet.change is not None:
            raise RuleBroken(rules.not_signed())
        new = BonusList(
            body_id=body_id,
            decision_id=decision_id,
            year=decision.year,
            decided_on=decision.signed_on,
            made_by_name=actor.name,
            made_at=at,
        )
        session.add(new)
        try:
            session.flush()
        except IntegrityError as error:
            raise RuleBroken(rules.made_already("", local_day(at))) from error
        plan = _write(session, new, {})
        changes = {"decision": [None, decision.full_number], "total": [None, plan.total], "lines": [0, len(plan.lines)]}
        trail.record(session, "bonus_list.made", new.id, actor=actor, at=at, changes=changes)
        return new.id


def renew_list(list_id: UUID, *, version: int, actor: Actor, at: datetime) -> None:
    """Compute a draft anew: names amended or awards revoked meanwhile, rules set by the body since."""
    with transaction() as session:
        found = locked_list(session, list_id, version, actor, policy.may_prepare)
        require_draft(found)
        before = _total(session, list_id)
        plan = _write(session, found, _answers(session, list_id))
        touch(found)
        changes = {"total": [before, plan.total]}
        trail.record(session, "bonus_list.renewed", list_id, actor=actor, at=at, changes=changes)


def answer_lines(
    list_id: UUID, line_ids: Sequence[UUID], *, is_paid: bool, version: int, actor: Actor, at: datetime
) -> None:
    """Say of ticked lines that ask: the award is paid beside the other one, or it is not; kept with name and day."""
    with transaction() as session:
        found = locked_list(session, list_id, version, actor, policy.may_prepare)
        require_draft(found)
        asked = set(session.scalars(select(BonusLine.id).where(BonusLine.list_id == list_id, BonusLine.asks)))
        if not line_ids or not set(line_ids) <= asked:
            raise RuleBroken(Problem(rules.NOTHING_TO_ANSWER, "line_ids"))
        answers = dict(_answers(session, list_id))
        picked = select(BonusLine.nomination_id).where(BonusLine.id.in_(line_ids))
        answers |= {each: (is_paid, actor.name, local_day(at)) for each in session.scalars(picked)}
        before = _total(session, list_id)
        plan = _write(session, found, answers)
        touch(found)
        changes = {"answer": [None, is_paid], "answered": [None, len(line_ids)], "total": [before, plan.total]}
        trail.record(session, "bonus_list.answered", list_id, actor=actor, at=at, changes=changes)


def _answers(session: Session, list_id: UUID) -> Answers:
    columns = (BonusLine.nomination_id, BonusLine.answer, BonusLine.answered_by_name, BonusLine.answered_on)
    query = select(*columns).where(BonusLine.list_id == list_id, BonusLine.answer.is_not(None))
    return {
        nomination_id: (answer, name, day)
        for nomination_id, answer, name, day in session.execute(query)
        if answer is not None and day is not None
    }


def _total(session: Session, list_id: UUID) -> int:
    query = select(BonusLine.amount).where(BonusLine.list_id == list_id, BonusLine.state == LineState.COUNTED)
    return sum(amount or 0 for amount in session.scalars(query))


def _write(session: Session, found: BonusList, answers: Answers) -> Plan:
    """Write every line of a draft anew from the facts of today, keeping what officers have answered."""
    sheet = decision_sheet(session, found.decision_id)
    names = names_on_decision(session, found.decision_id)
    said = {nomination_id: answer for nomination_id, (answer, _name, _day) in answers.items()}
    plan = plan_of(session, sheet, names, found.decided_on, answers=said)
    session.execute(delete(BonusLine).where(BonusLine.list_id == found.id))
    session.add_all(
        _line(found.id, position, each, sheet.body_name, answers) for position, each in enumerate(plan.lines, 1)
    )
    session.flush()
    return plan


def _line(list_id: UUID, position: int, each: AwardedName, body_name: str, answers: Answers) -> BonusLine:
    name, figure, printed = each.name, each.figure, each.name.correction
    said = answers.get(name.nomination_id) if figure.asks else None
    return BonusLine(
        list_id=list_id,
        nomination_id=name.nomination_id,
        position=position,
        subject=name.subject,
        regime_id=name.regime_id,
        award_code=name.award_code,
        award_name=award_on_paper(name.regime_id, name.award_code, body_name),
        name=printed.name if printed else name.nominee_name,
        post=printed.post if printed else name.nominee_post,
        unit_name=printed.unit_name if printed else name.nominee_unit_name,
        state=figure.state,
        multiplier=figure.multiplier,
        base_salary=figure.base_salary,
        salary_basis=figure.salary_basis,
        amount=figure.amount,
        arithmetic_vi=figure.arithmetic.vi if figure.arithmetic else "",
        arithmetic_en=figure.arithmetic.en if figure.arithmetic else "",
        reason_vi=figure.reason.vi,
        reason_en=figure.reason.en,
        must_confirm=figure.must_confirm,
        asks=figure.asks,
        answer=said[0] if said else None,
        answered_by_name=said[1] if said else "",
        answered_on=said[2] if said else None,
    )
