"""Bonus lists and certificates of the demo's decisions, made, approved and paid by the people of the department."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.bonuses import services
from app.bonuses.queries import BonusLine, BonusList
from app.certificates import services as certificates
from app.certificates.enums import ReissueReason
from app.certificates.queries import certificate_row, names_with_certificates, next_numbers
from app.certificates.rules import achievement
from app.core.clock import local_day
from app.decisions.queries import decision_sheet, names_on_decision
from app.demo.acts import actor, session


def draft_bonuses(decision_id: UUID, *, at: datetime) -> UUID:
    """Make the list of a signed decision, with what it asks unanswered."""
    return services.make_list(decision_id, actor=actor("hr"), at=at)


def make_bonus_list(decision_id: UUID, *, at: datetime) -> UUID:
    """Make the list of a signed decision and answer yes to what it asks."""
    hr, list_id = actor("hr"), draft_bonuses(decision_id, at=at)
    asked = list(session().scalars(select(BonusLine.id).where(BonusLine.list_id == list_id, BonusLine.asks)))
    if asked:
        services.answer_lines(list_id, asked, is_paid=True, version=_version(list_id), actor=hr, at=at)
    return list_id


def approve_bonuses(decision_id: UUID, *, at: datetime) -> UUID:
    """Make the list and let the director approve it the next day."""
    list_id = make_bonus_list(decision_id, at=at)
    later = at + timedelta(days=1)
    services.approve_list(list_id, version=_version(list_id), actor=actor("director"), at=later)
    return list_id


def pay_bonuses(decision_id: UUID, *, at: datetime) -> UUID:
    """Make the list, let the director approve it the next day, and record the payment three days later."""
    list_id = approve_bonuses(decision_id, at=at)
    paid = at + timedelta(days=4)
    services.pay_list(list_id, paid_on=local_day(paid), version=_version(list_id), actor=actor("hr"), at=paid)
    return list_id


def _version(list_id: UUID) -> int:
    return session().get_one(BonusList, list_id, populate_existing=True).version


def issue_certificates(decision_id: UUID, *, at: datetime) -> None:
    """Issue the certificates of a signed decision with the next numbers of the register and the golden book."""
    sheet = decision_sheet(session(), decision_id)
    day = local_day(at)
    number, golden = next_numbers(session(), sheet.body_id, day.year)
    text = achievement(sheet.campaign_kind, sheet.campaign_name, sheet.campaign_year)
    certificates.issue_certificates(
        decision_id, certificates.IssuePlan(number, golden, day, text), actor=actor("hr"), at=at
    )


def settle(decision_id: UUID, *, at: datetime) -> None:
    """Pay what a decision grants, and hand its certificates over."""
    pay_bonuses(decision_id, at=at)
    issue_certificates(decision_id, at=at + timedelta(days=2))


def reissue_first(decision_id: UUID, *, at: datetime) -> None:
    """Issue the first certificate of a decision again, with the text as it was amended since."""
    names = names_with_certificates(session(), decision_id, names_on_decision(session(), decision_id))
    wrong = next(each for each in names if each.is_printed_otherwise)
    assert wrong.standing is not None
    old = certificate_row(session(), wrong.standing.id)
    number, _golden = next_numbers(session(), old.body_id, local_day(at).year)
    plan = certificates.ReissuePlan(
        reason=ReissueReason.WRONG_TEXT,
        note="Theo quyết định sửa đổi",
        number=number,
        golden_number=old.golden_number,
        issued_on=local_day(at),
        name=wrong.printed.name,
        post=wrong.printed.post,
        unit_name=wrong.printed.unit_name,
        achievement=old.achievement,
    )
    certificates.reissue_certificate(old.id, plan, version=old.version, actor=actor("hr"), at=at)
