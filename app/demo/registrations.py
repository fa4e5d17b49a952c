"""The registers of 2018 and of this year: who aimed at what before the rounds were played."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from app.core.access import Actor
from app.core.clock import today
from app.demo.acts import actor, moment, session
from app.demo.department import Department, PlannedUnit
from app.organisation.queries import members_on
from app.registrations.services import RegistrationBatch, RoundPlan, keep_round, register

BASIS_2018: Final = "Công văn số 45/SKHCN-VP ngày 12/01/2018 về đăng ký thi đua (văn bản minh họa, không có thật)"
BASIS_NOW: Final = "Công văn của Sở về đăng ký thi đua năm {year} (văn bản minh họa, không có thật)"
OPENS_2018, CLOSES_2018 = date(2018, 1, 15), date(2018, 3, 31)
LATE: Final = "Về đơn vị sau khi hết hạn đăng ký."


def keep_2018(department: Department) -> None:
    """Open the register of 2018 and let every unit register; HR enters those who came after its last day."""
    _open(department, 2018, OPENS_2018, CLOSES_2018, BASIS_2018)
    at = moment(OPENS_2018 + timedelta(days=30))
    for unit in department.plans:
        _register_unit(department, unit, 2018, at=at, more=1)
    late = moment(date(2018, 10, 1))
    for unit in department.plans:
        aimed = {"LDTT": unit.ldtt, "CSTDCS": unit.cstdcs}
        for code, count in aimed.items():
            _people(department, unit, code, count, 2018, who=actor("hr"), at=late, after=at, note=LATE)


def keep_this_year(department: Department) -> None:
    """Open the register of this year and let every unit register, so that the yearly round can be laid beside it."""
    year, this_day = today().year, today()
    spring_is_over = this_day > date(year, 3, 31)
    opens = date(year, 1, 15) if spring_is_over else date(year - 1, 12, 1)
    closes = date(year, 3, 31) if spring_is_over else this_day + timedelta(days=20)
    _open(department, year, opens, closes, BASIS_NOW.format(year=year))
    at = moment(opens + timedelta(days=20)) if spring_is_over else moment(opens + timedelta(days=10))
    for unit in department.plans:
        _register_unit(department, unit, year, at=at, more=2)


def _open(department: Department, year: int, opens: date, closes: date, basis: str) -> None:
    plan = RoundPlan(opens_on=opens, closes_on=closes, legal_basis=basis)
    keep_round(department.body_id, year, plan, actor=actor("hr"), at=moment(opens))


def _register_unit(department: Department, unit: PlannedUnit, year: int, *, at: datetime, more: int) -> None:
    """Register those who later reach a title, ``more`` who will not, and the unit itself."""
    head = actor(department.heads[unit.code])
    _people(department, unit, "LDTT", unit.ldtt + more, year, who=head, at=at)
    _people(department, unit, "CSTDCS", unit.cstdcs + (1 if unit.staff > 9 else 0), year, who=head, at=at)
    _people(department, unit, "BKT_CN", unit.bkt_cn, year, who=head, at=at)
    titles = [code for code, aimed in (("TTLDTT", True), ("TTLDXS", unit.ttldxs or unit.level == "HTXSNV")) if aimed]
    unit_id = department.units[unit.code]
    batch = RegistrationBatch(unit_id=unit_id, year=year, award_codes=titles, collective_ids=[unit_id])
    register(batch, actor=head, at=at)


def _people(
    department: Department,
    unit: PlannedUnit,
    code: str,
    count: int,
    year: int,
    *,
    who: Actor,
    at: datetime,
    after: datetime | None = None,
    note: str = "",
) -> None:
    """Register the first people of the unit who belong to it on the day; with ``after`` only who came since then."""
    unit_id = department.units[unit.code]
    chosen = _present(unit_id, department.staff[unit.code][:count], at.date())
    if after is not None:
        earlier = set(_present(unit_id, chosen, after.date()))
        chosen = [person_id for person_id in chosen if person_id not in earlier]
    if chosen:
        batch = RegistrationBatch(unit_id=unit_id, year=year, award_codes=[code], person_ids=chosen, note=note)
        register(batch, actor=who, at=at)


def _present(unit_id: UUID, people: Sequence[UUID], on: date) -> list[UUID]:
    members = {member.person_id for member in members_on(session(), [unit_id], on)}
    return [person_id for person_id in people if person_id in members]
