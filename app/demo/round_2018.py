"""The rounds of 2018: the yearly one and the start-up festival, with the figures of the public review, end to end."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.classification.services import Entry, classify, lock_year
from app.demo import classification, money
from app.demo.acts import Round, actor, decide, moment, move_on, nominate, plan_round, propose, submit, verify
from app.demo.department import Department, PlannedUnit
from app.demo.sittings import call_meeting, establish, finish, items_of, vote, write_minutes
from app.eligibility.enums import ClassificationLevel

YEAR: Final = 2018
YEARLY: Final = {
    Phase.OPEN: (date(2018, 11, 15), date(2018, 12, 10)),
    Phase.VERIFYING: (date(2018, 12, 11), date(2018, 12, 17)),
    Phase.DELIBERATING: (date(2018, 12, 18), date(2018, 12, 24)),
    Phase.DECIDING: (date(2018, 12, 25), date(2019, 1, 31)),
}
FESTIVAL: Final = {
    Phase.OPEN: (date(2018, 12, 3), date(2018, 12, 9)),
    Phase.VERIFYING: (date(2018, 12, 10), date(2018, 12, 13)),
    Phase.DELIBERATING: (date(2018, 12, 14), date(2018, 12, 17)),
    Phase.DECIDING: (date(2018, 12, 18), date(2019, 1, 31)),
}
TITLES: Final = ("TTLDTT", "LDTT", "CSTDCS")
UNIT_SUMMARY: Final = "Hoàn thành tốt nhiệm vụ năm 2018, nội bộ đoàn kết, phong trào thi đua thường xuyên, thiết thực."
PERSON_SUMMARY: Final = (
    "Hoàn thành tốt nhiệm vụ được giao năm 2018, có tinh thần đoàn kết, tích cực tham gia phong trào thi đua."
)
INITIATIVE_SUMMARY: Final = (
    "Hoàn thành xuất sắc nhiệm vụ năm 2018; có sáng kiến cải tiến được áp dụng, công nhận tại cơ sở."
)
FESTIVAL_SUMMARY: Final = (
    "Có thành tích xuất sắc trong công tác tổ chức Ngày hội khởi nghiệp đổi mới sáng tạo Việt Nam năm 2018."
)
COMMENDED_UNIT: Final = "Có thành tích tiêu biểu trong phong trào thi đua năm 2018 của Sở."


@dataclass(slots=True)
class Files:
    """Ids of the nominations of a round by award code."""

    by_award: dict[str, list[UUID]] = field(default_factory=dict)

    def add(self, code: str, ids: Iterable[UUID]) -> None:
        """Remember nominations of an award."""
        self.by_award.setdefault(code, []).extend(ids)

    def of(self, *codes: str) -> list[UUID]:
        """Return the nominations of these awards."""
        return [each for code in codes for each in self.by_award.get(code, [])]

    @property
    def all(self) -> list[UUID]:
        """Return every nomination."""
        return self.of(*self.by_award)


def play(department: Department) -> None:
    """Play both rounds to their end: decisions signed, proposal letters sent and unanswered."""
    council_id = establish(department, YEAR, decision_on=date(2018, 3, 5))
    yearly = plan_round(
        department,
        "Thi đua, khen thưởng tổng kết năm 2018",
        CampaignKind.YEARLY,
        YEAR,
        ["LDTT", "CSTDCS", "TTLDTT", "TTLDXS", "GK_CN", "GK_TT", "BKT_CN", "BKT_TT"],
        YEARLY,
        legal_basis="Luật Thi đua, khen thưởng năm 2003 (sửa đổi 2005, 2009, 2013); Nghị định 91/2017/NĐ-CP",
    )
    festival = plan_round(
        department,
        "Công tác tổ chức Ngày hội khởi nghiệp đổi mới sáng tạo Việt Nam năm 2018",
        CampaignKind.THEMATIC,
        YEAR,
        ["BKB_CN", "BKB_TT"],
        FESTIVAL,
        legal_basis="Nghị định 91/2017/NĐ-CP, khen thưởng theo chuyên đề",
        to="BKHCN",
    )
    files = _nominate_yearly(department, yearly)
    festival_files = _nominate_festival(department, festival)
    _deliberate_festival(department, council_id, festival, festival_files)
    _deliberate_yearly(department, council_id, yearly, files)
    _conclude(department, yearly, files, festival, festival_files)


def _nominate_yearly(department: Department, yearly: Round) -> Files:
    """Every unit drafts, then every head submits: a unit is judged with its people, those of the units below too."""
    files, met, drafts = Files(), date(2018, 12, 3), []
    for unit in department.plans:
        made = Files()
        people = department.staff[unit.code]
        advanced, fighters = people[: unit.ldtt], people[: unit.cstdcs]
        commended = people[unit.cstdcs : unit.cstdcs + unit.gk]
        _people(department, yearly, unit, made, "LDTT", advanced, PERSON_SUMMARY, met)
        _people(department, yearly, unit, made, "CSTDCS", fighters, INITIATIVE_SUMMARY, met)
        _people(department, yearly, unit, made, "GK_CN", commended, PERSON_SUMMARY, met)
        _people(department, yearly, unit, made, "BKT_CN", people[: unit.bkt_cn], INITIATIVE_SUMMARY, met)
        _itself(department, yearly, unit, made, UNIT_SUMMARY, met)
        drafts.append((unit.code, made.all))
        for code, ids in made.by_award.items():
            files.add(code, ids)
    for unit_code, ids in drafts:
        submit(department, unit_code, ids, at=moment(met + timedelta(days=1), 14))
    return files


def _people(
    department: Department,
    this: Round,
    unit: PlannedUnit,
    made: Files,
    code: str,
    people: list[UUID],
    why: str,
    met: date,
) -> None:
    if people:
        made.add(code, nominate(department, this, unit.code, [code], people, summary=why, met_on=met))


def _itself(department: Department, this: Round, unit: PlannedUnit, made: Files, why: str, met: date) -> None:
    wanted = {"TTLDTT": unit.ttldtt, "TTLDXS": unit.ttldxs, "GK_TT": unit.gk_tt, "BKT_TT": unit.bkt_tt}
    for code in (code for code, proposed in wanted.items() if proposed):
        summary = COMMENDED_UNIT if code == "GK_TT" else why
        made.add(code, nominate(department, this, unit.code, [code], [], collective=True, summary=summary, met_on=met))


def _nominate_festival(department: Department, festival: Round) -> Files:
    files, met = Files(), date(2018, 12, 5)
    for unit in (unit for unit in department.plans if unit.bkb_tt or unit.bkb_cn):
        made = Files()
        people = department.staff[unit.code][: unit.bkb_cn]
        _people(department, festival, unit, made, "BKB_CN", people, FESTIVAL_SUMMARY, met)
        if unit.bkb_tt:
            ids = nominate(
                department, festival, unit.code, ["BKB_TT"], [], collective=True, summary=FESTIVAL_SUMMARY, met_on=met
            )
            made.add("BKB_TT", ids)
        submit(department, unit.code, made.all, at=moment(met + timedelta(days=1)))
        for code, ids in made.by_award.items():
            files.add(code, ids)
    return files


def _deliberate_festival(department: Department, council_id: UUID, festival: Round, files: Files) -> None:
    move_on(festival, CampaignStatus.VERIFYING, at=festival.at(Phase.VERIFYING))
    verify(files.all, at=festival.at(Phase.VERIFYING, 1))
    move_on(festival, CampaignStatus.DELIBERATING, at=festival.at(Phase.DELIBERATING, hour=7))
    at = festival.at(Phase.DELIBERATING)
    meeting_id, items = call_meeting(council_id, festival, "Phiên họp xét khen thưởng chuyên đề", files.all, at=at)
    vote(meeting_id, items, at=at + timedelta(minutes=20))
    finish(meeting_id, items, at=at + timedelta(hours=1))
    write_minutes(meeting_id, at=at + timedelta(hours=2))
    move_on(festival, CampaignStatus.DECIDING, at=festival.at(Phase.DECIDING))


def _deliberate_yearly(department: Department, council_id: UUID, yearly: Round, files: Files) -> None:
    move_on(yearly, CampaignStatus.VERIFYING, at=yearly.at(Phase.VERIFYING))
    _classify(department)
    verify(files.all, at=yearly.at(Phase.VERIFYING, 6, hour=17))
    move_on(yearly, CampaignStatus.DELIBERATING, at=yearly.at(Phase.DELIBERATING, hour=7))
    at = yearly.at(Phase.DELIBERATING, 2)
    meeting_id, items = call_meeting(council_id, yearly, "Phiên họp tổng kết năm 2018", files.all, at=at)
    doubted = dict.fromkeys(items_of(items, files.of("CSTDCS")[::4] + files.of("GK_CN")[::6]), 1)
    vote(meeting_id, items, at=at + timedelta(minutes=30), against=doubted)
    finish(meeting_id, items, at=at + timedelta(hours=2))
    write_minutes(meeting_id, at=at + timedelta(hours=3))
    move_on(yearly, CampaignStatus.DECIDING, at=yearly.at(Phase.DECIDING))


def _classify(department: Department) -> None:
    """Enter invented levels: excellent for those nominated for the highest titles, good for all other nominees."""
    decided_on, hr = date(2018, 12, 14), actor("hr")
    entries = []
    for unit in department.plans:
        unit_id, people = department.units[unit.code], department.staff[unit.code]
        level = ClassificationLevel(unit.level)
        entries.append(Entry(unit_id=unit_id, collective_id=unit_id, level=level, decided_on=decided_on))
        for rank, person_id in enumerate(people):
            reached = _level(rank, unit)
            entries.append(Entry(unit_id=unit_id, person_id=person_id, level=reached, decided_on=decided_on))
    leaders = department.staff["SKHCN"]
    entries += [
        Entry(unit_id=department.body_id, person_id=each, level=ClassificationLevel.HTTNV, decided_on=decided_on)
        for each in leaders
    ]
    levels = {entry.subject_id: entry.level for entry in entries if entry.level is not None}
    classification.play_2018(department, levels=levels)
    classify(entries, YEAR, actor=hr, at=moment(decided_on, 16))
    lock_year(department.body_id, YEAR, actor=hr, at=moment(date(2018, 12, 17), 16))


def _level(rank: int, unit: PlannedUnit) -> ClassificationLevel:
    if rank < unit.cstdcs or rank < unit.bkt_cn:
        return ClassificationLevel.HTXSNV
    return ClassificationLevel.HTTNV if rank < unit.ldtt else ClassificationLevel.HTNV


def _conclude(department: Department, yearly: Round, files: Files, festival: Round, festival_files: Files) -> None:
    titles = decide(
        department,
        yearly,
        "Về việc công nhận danh hiệu thi đua năm 2018",
        files.of(*TITLES),
        number=215,
        at=moment(date(2018, 12, 26)),
    )
    merits = decide(
        department,
        yearly,
        "Về việc tặng Giấy khen năm 2018",
        files.of("GK_TT", "GK_CN"),
        number=216,
        at=moment(date(2018, 12, 26), 10),
    )
    for hour, decision_id in enumerate((titles, merits), 8):
        money.settle(decision_id, at=moment(date(2018, 12, 27), hour))
    propose(
        department,
        yearly,
        "UBND",
        "Về việc đề nghị tặng danh hiệu và hình thức khen thưởng năm 2018",
        files.of("TTLDXS", "BKT_TT", "BKT_CN"),
        number=88,
        at=moment(date(2018, 12, 27)),
    )
    propose(
        department,
        festival,
        "BKHCN",
        "Về việc đề nghị tặng Bằng khen cho tập thể, cá nhân tổ chức Ngày hội khởi nghiệp đổi mới sáng tạo 2018",
        festival_files.of("BKB_TT", "BKB_CN"),
        number=86,
        at=moment(date(2018, 12, 20)),
    )
    for this in (yearly, festival):
        move_on(this, CampaignStatus.CLOSED, at=moment(date(2019, 2, 1)))
