"""The classification procedure of the demo: one unit's whole way in 2018, and this year's in different steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.classification.queries import Classification
from app.classification.rules.schemes import scheme_of
from app.classification.services import (
    DecisionPlan,
    MeetingPlan,
    Proposal,
    SelfPlan,
    answer_objection,
    assess_person,
    assess_unit,
    decide,
    object_to,
    propose,
)
from app.core.clock import today
from app.demo.acts import actor, moment, session
from app.demo.department import Department
from app.eligibility.enums import ClassificationLevel, Subject
from app.organisation.enums import StaffGroup, UnitKind

Level = ClassificationLevel
DONE: Final = "Hoàn thành các nhiệm vụ được giao đúng tiến độ; tham mưu kịp thời, phối hợp tốt với các đơn vị."
SHORT: Final = "Một số việc phối hợp còn chậm; sẽ lập kế hoạch tuần và báo cáo sớm hơn."
UNIT_DONE: Final = "Hoàn thành kế hoạch năm, hồ sơ thủ tục giải quyết đúng hạn, nội bộ đoàn kết."
MINUTES: Final = "Cuộc họp nghe từng cá nhân tự đánh giá, góp ý và bỏ phiếu đề nghị mức xếp loại."
OBJECTION: Final = "Đề nghị xem lại phần chấm tiến độ của quý III vì phải chờ số liệu của đơn vị phối hợp."
ANSWER: Final = "Đã đối chiếu với sổ theo dõi công việc; nguyên nhân khách quan được trừ, mức xếp loại giữ nguyên."
SELF_2018: Final = ("employee", "head", "officer")
PROPOSING: Final = ("VP", "TTRA", "KHTC")
"""Units whose proposals wait for the head of the body."""
DECIDED: Final = ("SHTT", "QLCNG")


def play_2018(department: Department, *, levels: dict[UUID, Level]) -> None:
    """Let one unit go the whole way in December 2018: self-assessments, meeting, votes; the decision follows."""
    met_on = date(2018, 12, 12)
    for username in SELF_2018:
        who = actor(username)
        level = levels.get(who.person_id or UUID(int=0), Level.HTTNV)
        plan = SelfPlan(level=level, results=DONE, shortcomings=SHORT)
        assess_person(2018, plan, actor=who, at=moment(met_on - timedelta(days=4)))
    _propose(department, "QLKH", 2018, met_on, levels)


def play(department: Department) -> None:
    """Bring this year's classification to where it stands: some assessed, some proposed, some decided."""
    year = today().year
    met_on = max(today() - timedelta(days=6), date(year, 1, 1))
    decided_on = max(today() - timedelta(days=2), met_on)
    for username in SELF_2018:
        assess_person(year, _self_plan(year), actor=actor(username), at=moment(met_on))
    for code in (*PROPOSING, *DECIDED):
        levels = dict(_levels(department, code))
        assess_unit(
            department.units[code],
            year,
            SelfPlan(level=Level.HTTNV, results=UNIT_DONE),
            actor=actor(department.heads[code]),
            at=moment(met_on),
        )
        _propose(department, code, year, met_on, levels)
    for number, code in enumerate(DECIDED, 401):
        plan = DecisionPlan(
            body_id=department.body_id,
            year=year,
            decided_on=decided_on,
            number=f"{number}/QĐ-SKHCN",
            unit_id=department.units[code],
        )
        decide(plan, actor=actor("director"), at=moment(decided_on, 16))
    _object(department, year, decided_on)


def _self_plan(year: int) -> SelfPlan:
    """Return a self-assessment, with the parts of its points where the year counts them."""
    if not _counts_points(year):
        return SelfPlan(level=Level.HTTNV, results=DONE, shortcomings=SHORT)
    score = {"general": "27", "a": "90", "b": "85", "c": "80"}
    return SelfPlan(level=Level.HTTNV, results=DONE, shortcomings=SHORT, points=Decimal("86.50"), score=score)


def _counts_points(year: int) -> bool:
    scheme = scheme_of(year, Subject.INDIVIDUAL, StaffGroup.CIVIL_SERVANT, UnitKind.DIVISION)
    return scheme is not None and scheme.counts_points


def _levels(department: Department, code: str) -> Iterator[tuple[UUID, Level]]:
    """Yield invented levels: one excellent person in the larger units, the last of a decided unit completed only."""
    people = department.staff[code]
    for rank, person_id in enumerate(people):
        if rank == 3 and code in ("VP", "KHTC", "SHTT"):
            yield person_id, Level.HTXSNV
        elif rank == len(people) - 1 and code in DECIDED:
            yield person_id, Level.HTNV
        else:
            yield person_id, Level.HTTNV


POINTS: Final = {Level.HTXSNV: Decimal(93), Level.HTTNV: Decimal(82), Level.HTNV: Decimal(64)}


@dataclass(frozen=True, slots=True)
class _Votes:
    """How a meeting of a unit voted."""

    present: int
    total: int

    def on(self, rank: int) -> int:
        """Return the votes in favour of one person: not everybody agrees on everybody."""
        return self.present - (1 if rank % 4 == 2 else 0)


def _propose(department: Department, code: str, year: int, met_on: date, levels: dict[UUID, Level]) -> None:
    unit_id, people = department.units[code], department.staff[code]
    votes = _Votes(present=len(people) - (1 if len(people) > 6 else 0), total=len(people))
    points = POINTS if _counts_points(year) else {}
    proposals = [
        Proposal(
            unit_id=unit_id,
            person_id=person_id,
            level=levels[person_id],
            points=points.get(levels[person_id]),
            votes_for=votes.on(rank),
            votes_total=votes.present,
        )
        for rank, person_id in enumerate(people)
    ]
    own = levels.get(unit_id, Level.HTTNV)
    proposals.append(
        Proposal(unit_id=unit_id, collective_id=unit_id, level=own, points=points.get(own), comment=UNIT_DONE)
    )
    meeting = MeetingPlan(met_on=met_on, present=votes.present, total=votes.total, none_forced=True, minutes=MINUTES)
    propose(unit_id, year, proposals, meeting=meeting, actor=actor(department.heads[code]), at=moment(met_on, 15))


def _object(department: Department, year: int, decided_on: date) -> None:
    """Let an HR officer record an objection on paper, and its answer."""
    person_id = department.staff[DECIDED[0]][-1]
    query = select(Classification.id).where(Classification.year == year, Classification.person_id == person_id)
    entry_id = session().scalars(query).one()
    raised_on = min(decided_on + timedelta(days=1), today())
    objection_id = object_to(entry_id, OBJECTION, raised_on, actor=actor("hr"), at=moment(raised_on, 9))
    answer_objection(objection_id, ANSWER, today(), None, actor=actor("director"), at=moment(today(), 10))
