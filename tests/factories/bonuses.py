"""Shorthands for the acts on bonus lists."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.bonuses import services
from app.bonuses.models import BonusLine, BonusList
from tests.factories.decisions import NOW, TODAY, Office


def list_version(office: Office, list_id: UUID) -> int:
    """Return the version of a list now."""
    version = office.session.scalar(select(BonusList.version).where(BonusList.id == list_id))
    assert version is not None
    return version


def make(office: Office, decision_id: UUID) -> UUID:
    """Make the list of a decision as the HR officer."""
    return services.make_list(decision_id, actor=office.hr, at=NOW)


def act(office: Office, service: Any, list_id: UUID, *arguments: Any, by: Any = None, **facts: Any) -> None:
    """Carry an act out on a list as it stands now."""
    facts = {"version": list_version(office, list_id), "actor": by or office.hr, "at": NOW, **facts}
    service(list_id, *arguments, **facts)


def approve(office: Office, list_id: UUID) -> None:
    """Approve a list as the head."""
    act(office, services.approve_list, list_id, by=office.head)


def pay(office: Office, list_id: UUID) -> None:
    """Record a list as paid today."""
    act(office, services.pay_list, list_id, paid_on=TODAY)


def rows(office: Office, list_id: UUID) -> list[BonusLine]:
    """Return the lines of a list in order."""
    query = select(BonusLine).where(BonusLine.list_id == list_id).order_by(BonusLine.position)
    return list(office.session.scalars(query.execution_options(populate_existing=True)))
