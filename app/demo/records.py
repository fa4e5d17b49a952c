"""Invented history: awards, initiatives, levels, leave and discipline before 2018, in 2018 and since, told as entered.

The people are invented, and so is all of this; every entry says so in its note. It carries the rounds: whoever is
nominated for CSTĐCS in 2018 has an initiative of that year, the certificates of 2018 have two excellent years and two
initiatives behind them, and of the present year somebody could be CSTĐ of the city while a colleague is a year short.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.classification.services import Entry, classify
from app.core.clock import today
from app.demo.acts import actor, moment, session
from app.demo.department import Department, PlannedUnit
from app.eligibility.enums import (
    ClassificationLevel,
    DisciplineLevel,
    InitiativeLevel,
    LeaveKind,
)
from app.organisation.enums import Gender
from app.organisation.queries import Person
from app.records.enums import CaseKind, EntryKind, Origin
from app.records.facts import (
    Author,
    CaseFacts,
    ConferralFacts,
    DisciplineFacts,
    Facts,
    InitiativeFacts,
    LeaveFacts,
)
from app.records.services import enter

FIRST_YEAR: Final = 2015
ROUND: Final = 2018
Key = tuple[UUID, int, int]
"""A person, a year, and which initiative of that year."""
INVENTED: Final = "Dữ liệu minh họa, không có thật."
DIRECTOR: Final = "Giám đốc Sở Khoa học và Công nghệ"
CHAIR: Final = "Chủ tịch UBND thành phố"
SIGNED: Final = (12, 26)
ANSWERED: Final = (2, 20)
"""When decisions of the city on a year come, in the year after."""
SCIENCE: Final = "QLKH"

_WAYS: Final = (
    "Rút ngắn quy trình",
    "Số hóa",
    "Chuẩn hóa biểu mẫu",
    "Tự động tổng hợp số liệu",
    "Xây dựng kho dữ liệu dùng chung về",
    "Cải tiến cách theo dõi",
    "Ứng dụng ký số trong",
)
_MATTERS: Final = (
    "thẩm định nhiệm vụ khoa học và công nghệ",
    "hồ sơ sở hữu trí tuệ",
    "kiểm định phương tiện đo",
    "báo cáo tiến độ hằng tháng",
    "hỗ trợ doanh nghiệp khởi nghiệp",
    "đăng ký tiêu chuẩn cơ sở",
    "lưu trữ văn bản điện tử",
    "thống kê khoa học và công nghệ",
    "tiếp nhận hồ sơ một cửa",
    "quản lý thiết bị phòng thí nghiệm",
    "tư vấn tiết kiệm năng lượng",
)


def tell_past(department: Department) -> None:
    """Enter what was on file before the round of 2018, and the initiatives recognised that year."""
    at = moment(date(ROUND, 11, 26))
    story = Story(department)
    for year in range(FIRST_YEAR, ROUND):
        _levels(story, year, at=at)
    initiatives = [each for year in range(FIRST_YEAR, ROUND + 1) for each in story.initiatives(year)]
    _enter_years(story, range(FIRST_YEAR, ROUND), initiatives, at=at)


def tell_since(department: Department) -> None:
    """Enter what happened between the round of 2018 and this year, and what stands in somebody's way now."""
    this_day = today()
    at = moment(min(this_day, date(this_day.year, 3, 2)))
    story, years = Story(department), range(ROUND + 1, this_day.year)
    for year in years:
        _levels(story, year, at=at)
    _enter_years(story, years, [each for year in years for each in story.initiatives(year)], at=at)
    _absences(department, at)
    _discipline(department, this_day)


def _enter_years(
    story: "Story",
    years: Iterable[int],
    initiatives: Sequence[tuple[Key, InitiativeFacts]],
    *,
    at: datetime,
) -> None:
    ids = _enter(EntryKind.INITIATIVE, [facts for _key, facts in initiatives], at)
    made = {key: entry_id for (key, _facts), entry_id in zip(initiatives, ids, strict=True)}
    _enter(EntryKind.CONFERRAL, [each for year in years for each in story.awards(year, made, at.date())], at)


def _enter(kind: EntryKind, many: Sequence[Facts], at: datetime) -> list[UUID]:
    return enter(kind, many, actor=actor("hr"), at=at) if many else []


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody of a unit in a year, by rank in it."""

    id: UUID
    rank: int


class Story:
    """Who held what in which year: the same plan for levels, initiatives and awards."""

    def __init__(self, department: Department) -> None:
        """Ask once when everybody joined."""
        self.department = department
        rows = session().execute(select(Person.id, Person.joined_on)).all()
        self._joined = {row[0]: row[1] for row in rows}

    def staff(self, unit: PlannedUnit, year: int) -> list[Staff]:
        """Return those of a unit who were there the whole year."""
        people = self.department.staff[unit.code]
        return [Staff(each, rank) for rank, each in enumerate(people) if self._was_there(each, year)]

    def leaders(self, year: int) -> list[UUID]:
        """Return the leaders of the department who were there the whole year."""
        return [each for each in self.department.staff["SKHCN"] if self._was_there(each, year)]

    def _was_there(self, person_id: UUID, year: int) -> bool:
        joined: date | None = self._joined[person_id]
        return joined is not None and joined.year < year

    def fighters(self, unit: PlannedUnit, year: int) -> list[Staff]:
        """Return the CSTĐCS of a unit in a year; those of 2018 are nominated in its round."""
        ranks = _ranks(unit, year, today().year - 1)
        return [each for each in self.staff(unit, year) if each.rank in ranks]

    def advanced(self, unit: PlannedUnit, year: int) -> list[Staff]:
        """Return the LĐTT of a unit in a year."""
        kept = {each.rank for each in self.fighters(unit, year)}
        left_out = {rank for rank in range(unit.staff) if (year * 7 + rank * 5 + unit.staff) % 13 == 0} - kept
        return [each for each in self.staff(unit, year) if each.rank < unit.ldtt and each.rank not in left_out]

    def initiatives(self, year: int) -> Iterator[tuple[Key, InitiativeFacts]]:
        """Yield initiatives by person, year and number: the first one carries the title of that year."""
        for place, unit in enumerate(self.department.plans):
            for each in self.fighters(unit, year):
                for number in range(self._count(unit, each, year)):
                    yield (each.id, year, number), self._initiative(unit, place, each, year, number)

    def _count(self, unit: PlannedUnit, who: Staff, year: int) -> int:
        """The certificate of the city in 2018 needs two initiatives of two years beside those of the titles."""
        return 2 if unit.bkt_cn and who.rank == 0 and ROUND - 2 <= year <= ROUND else 1 + _wide(unit, who, year)

    def _initiative(self, unit: PlannedUnit, place: int, who: Staff, year: int, number: int) -> InitiativeFacts:
        step = place * 5 + (year - FIRST_YEAR) * 3 + number * 4 + who.rank
        title = f"{_WAYS[step % len(_WAYS)]} {_MATTERS[(step + place) % len(_MATTERS)]}"
        of_city = number == 1 and _wide(unit, who, year) == 1
        colleague = next((each for each in self.staff(unit, year) if each.rank == unit.ldtt - 1), None)
        shared = step % 3 == 0 and colleague is not None and colleague.id != who.id
        authors = [Author(who.id, 70 if shared else 100)]
        if shared and colleague is not None:
            authors.append(Author(colleague.id, 30))
        return InitiativeFacts(
            year=year,
            title=f"{title}, {year}",
            level=InitiativeLevel.PROVINCIAL if of_city else InitiativeLevel.GRASSROOTS,
            recognised_by=CHAIR if of_city else DIRECTOR,
            decision_number=f"{150 + place}/QĐ-{'UBND' if of_city else 'SKHCN'}",
            decision_on=date(year, 11, 20),
            authors=tuple(authors),
            note=INVENTED,
        )

    def awards(self, year: int, made: dict[Key, UUID], by: date) -> Iterator[ConferralFacts]:
        """Yield the awards of a year: titles of people and units, then what the city gave."""
        for unit in self.department.plans:
            advanced, fighters = self.advanced(unit, year), self.fighters(unit, year)
            for each in advanced:
                yield _own("LDTT", year, person_id=each.id)
            for each in fighters:
                yield _own("CSTDCS", year, person_id=each.id, initiatives=frozenset({made[each.id, year, 0]}))
            if unit.ttldtt and len(advanced) * 2 > len(self.staff(unit, year)):
                yield _own("TTLDTT", year, collective_id=self.department.units[unit.code])
                yield from self._from_above(unit, year, by)

    def _from_above(self, unit: PlannedUnit, year: int, by: date) -> Iterator[ConferralFacts]:
        """TTLĐXS every second year, so that the unit has something to reach for in the others."""
        if unit.ttldxs and year % 2 and date(year + 1, *ANSWERED) <= by:
            yield _from_city("TTLDXS", year, collective_id=self.department.units[unit.code])
        if unit.gk_tt and year % 3 == 0:
            yield _own("GK_TT", year, collective_id=self.department.units[unit.code])


def _ranks(unit: PlannedUnit, year: int, last: int) -> set[int]:
    """Return the ranks of the CSTĐCS of a unit in a year."""
    if not unit.cstdcs:
        return set()
    if unit.code == SCIENCE:
        return _science_ranks(year, last)
    if year <= ROUND:
        return {1} if year == FIRST_YEAR else {0}
    return {(year + unit.staff) % 3}


def _science_ranks(year: int, last: int) -> set[int]:
    """The head has three years in a row and could be CSTĐ of the city; the deputy, with two, is one year short."""
    if year >= last - 2:
        return {0, 1} if year >= last - 1 else {0}
    return {0} if FIRST_YEAR < year <= ROUND else {2 + year % 2}


def _wide(unit: PlannedUnit, who: Staff, year: int) -> int:
    """Return 1 for the initiatives of the head and the deputy of the science division that reach the whole city."""
    return int(unit.code == SCIENCE and who.rank < 2 and year == today().year - 1)


def _own(
    code: str,
    year: int,
    *,
    person_id: UUID | None = None,
    collective_id: UUID | None = None,
    initiatives: frozenset[UUID] | None = None,
) -> ConferralFacts:
    return ConferralFacts(
        award_code=code,
        year=year,
        decision_number=f"{205 + year % 10}/QĐ-SKHCN",
        decision_on=date(year, *SIGNED),
        decided_by_name=DIRECTOR,
        person_id=person_id,
        collective_id=collective_id,
        initiatives=initiatives,
        note=INVENTED,
    )


def _from_city(code: str, year: int, *, collective_id: UUID) -> ConferralFacts:
    return ConferralFacts(
        award_code=code,
        year=year,
        decision_number=f"{410 + year % 10}/QĐ-UBND",
        decision_on=date(year + 1, *ANSWERED),
        decided_by_name=CHAIR,
        collective_id=collective_id,
        origin=Origin.HIGHER_DECISION,
        note=INVENTED,
    )


def _levels(story: Story, year: int, *, at: datetime) -> None:
    """Enter the levels of a year: excellent for CSTĐCS, good for LĐTT, the others completed their tasks."""
    decided_on, entries = date(year, 12, 14), []
    for unit in story.department.plans:
        unit_id = story.department.units[unit.code]
        excellent = {each.id for each in story.fighters(unit, year)}
        good = {each.id for each in story.advanced(unit, year)}
        entries.append(
            Entry(unit_id=unit_id, collective_id=unit_id, level=ClassificationLevel(unit.level), decided_on=decided_on)
        )
        for each in story.staff(unit, year):
            level = ClassificationLevel.HTTNV if each.id in good else ClassificationLevel.HTNV
            level = ClassificationLevel.HTXSNV if each.id in excellent else level
            entries.append(Entry(unit_id=unit_id, person_id=each.id, level=level, decided_on=decided_on, note=INVENTED))
    for leader in story.leaders(year):
        level = ClassificationLevel.HTTNV
        entries.append(
            Entry(unit_id=story.department.body_id, person_id=leader, level=level, decided_on=decided_on, note=INVENTED)
        )
    classify(entries, year, actor=actor("hr"), at=at)


def _absences(department: Department, at: datetime) -> None:
    """A maternity leave of this and last year, studies with a good result, an unpaid leave."""
    year = at.year - 1
    mother = _women(department)[0]
    facts = [
        LeaveFacts(
            person_id=mother,
            kind=LeaveKind.MATERNITY,
            started_on=date(year, 11, 3),
            ended_on=date(year + 1, 5, 2),
            decision_number="118/QĐ-SKHCN",
            note=INVENTED,
        ),
        LeaveFacts(
            person_id=department.staff["TTTT"][6],
            kind=LeaveKind.STUDY,
            started_on=date(year - 2, 9, 5),
            ended_on=date(year - 1, 12, 20),
            rules_kept=True,
            result_good=True,
            decision_number="96/QĐ-SKHCN",
            note=INVENTED,
        ),
        LeaveFacts(
            person_id=department.staff["QUY"][4],
            kind=LeaveKind.UNPAID,
            started_on=date(year, 4, 1),
            ended_on=date(year, 7, 31),
            note=INVENTED,
        ),
    ]
    _enter(EntryKind.LEAVE, facts, at)


def _women(department: Department) -> list[UUID]:
    """Return women whom no round of this year names: the last ones of their units."""
    last = [department.staff[code][-1 - back] for code in ("CNSH", "TDC-DL", "TKNL", "SHTT") for back in (0, 1)]
    query = select(Person.id).where(Person.id.in_(last), Person.gender == Gender.FEMALE)
    women = set(session().scalars(query))
    return [each for each in last if each in women] or last[:1]


def _discipline(department: Department, this_day: date) -> None:
    """Two reprimands, an old one and one of this year, and a case still open: of people whom no round names."""
    at = moment(this_day)
    new = max(date(this_day.year, 1, 2), date(this_day.year, this_day.month, 1))
    facts = [
        DisciplineFacts(
            person_id=department.staff["CNSH"][8],
            severity=DisciplineLevel.REPRIMAND,
            decided_on=date(this_day.year - 4, 6, 10),
            ends_on=date(this_day.year - 3, 6, 9),
            decision_number="71/QĐ-SKHCN",
            decided_by=DIRECTOR,
            reason=f"Chậm nộp báo cáo nhiều lần. {INVENTED}",
        ),
        DisciplineFacts(
            person_id=department.staff[SCIENCE][8],
            severity=DisciplineLevel.REPRIMAND,
            decided_on=min(new, this_day),
            decision_number="64/QĐ-SKHCN",
            decided_by=DIRECTOR,
            reason=f"Vi phạm quy chế làm việc. {INVENTED}",
        ),
    ]
    _enter(EntryKind.DISCIPLINE, facts, at)
    case = CaseFacts(
        person_id=department.staff["VUOM"][5],
        kind=CaseKind.INSPECTION,
        opened_on=min(new, this_day),
        source=f"Quyết định thanh tra số 12/QĐ-TTra. {INVENTED}",
    )
    _enter(EntryKind.OPEN_CASE, [case], at)
