"""The present year: three campaigns in different phases, so that every role finds something to do."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.core.clock import local_day, today
from app.decisions import rules
from app.decisions.enums import Outcome
from app.decisions.queries import names_on_decision
from app.decisions.rules import PrintedName
from app.decisions.services import AmendmentPlan, RevocationPlan, drafts, letters
from app.decisions.services.deviations import not_approve
from app.decisions.services.outcomes import OutcomeEntry, record_outcomes
from app.decisions.services.requests import record_request
from app.demo import digital_round, money
from app.demo.acts import (
    Round,
    actor,
    calendar,
    change,
    decide,
    moment,
    move_on,
    nominate,
    nominee,
    plan_round,
    printed_number,
    propose,
    session,
    submitted,
    verify,
)
from app.demo.department import Department
from app.demo.scans import achievement_paper
from app.demo.sittings import call_meeting, establish, establish_initiatives, finish, vote, write_minutes
from app.documents.services import LARGEST_BYTES
from app.documents.uploads import current_store
from app.nominations.enums import Part
from app.nominations.services.attaching import attach_files
from app.nominations.services.verification import Mark, refuse_nomination, return_nomination
from app.nominations.services.withdrawal import withdraw_nomination

WHY: Final = "Hoàn thành tốt nhiệm vụ được giao, có giải pháp rút ngắn thời gian giải quyết thủ tục."
WHY_UNIT: Final = "Hoàn thành tốt nhiệm vụ, nội bộ đoàn kết, có nhiều việc làm thiết thực."
MOVED: Final = "Chuyển sang đề nghị ở đơn vị mới."
STORM: Final = "Có thành tích đột xuất trong ứng phó bão, bảo vệ thiết bị và dữ liệu của cơ quan."


def play(department: Department) -> None:
    """Bring the three campaigns of this year to where they stand today."""
    this_day = today()
    decided_on = this_day - timedelta(days=75)
    council_id = establish(department, this_day.year, decision_on=decided_on, has_substitute=True)
    establish_initiatives(department, this_day.year, decision_on=decided_on)
    _sudden(department, council_id, this_day)
    digital_round.play(department, council_id, this_day)
    _yearly(department, this_day)


def _sudden(department: Department, council_id: UUID, this_day: date) -> None:
    """A sudden campaign in its last phase: conferred, forwarded, declined, waiting, not approved."""
    storm = plan_round(
        department,
        f"Ứng phó bão, bảo vệ thiết bị và dữ liệu năm {this_day.year}",
        CampaignKind.SUDDEN,
        this_day.year,
        ["GK_CN", "GK_TT", "BKT_CN"],
        calendar(this_day, -60, -50, -44, -36, 25),
    )
    met = storm.days[Phase.OPEN] + timedelta(days=2)
    staff = department.staff
    people = [
        *submitted(department, storm, "VP", ["GK_CN"], people=staff["VP"][1:4], summary=STORM, met_on=met),
        *submitted(department, storm, "TTTT", ["GK_CN"], people=staff["TTTT"][1:5], summary=STORM, met_on=met),
    ]
    others = [
        submitted(department, storm, code, ["GK_CN"], people=staff[code][1:3], summary=STORM, met_on=met)
        for code in ("KHTC", "SHTT")
    ]
    units = submitted(department, storm, "TTTT", ["GK_TT"], people=[], collective=True, summary=STORM, met_on=met)
    upward = submitted(department, storm, "TTKT", ["BKT_CN"], people=staff["TTKT"][:5], summary=STORM, met_on=met)
    files = [*people, *units, *upward, *others[0], *others[1]]
    move_on(storm, CampaignStatus.VERIFYING, at=storm.at(Phase.VERIFYING))
    verify(files, at=storm.at(Phase.VERIFYING, 1))
    move_on(storm, CampaignStatus.DELIBERATING, at=storm.at(Phase.DELIBERATING, hour=7))
    at = storm.at(Phase.DELIBERATING, 1)
    meeting_id, items = call_meeting(council_id, storm, "Phiên họp xét khen thưởng đột xuất", files, at=at)
    vote(meeting_id, items, at=at + timedelta(minutes=15))
    finish(meeting_id, items, at=at + timedelta(hours=1))
    write_minutes(meeting_id, at=at + timedelta(hours=2))
    move_on(storm, CampaignStatus.DECIDING, at=storm.at(Phase.DECIDING))
    _conclude_sudden(department, storm, people, units, upward)
    _conclude_others(department, storm, *others)


def _conclude_sudden(
    department: Department, storm: Round, people: list[UUID], units: list[UUID], upward: list[UUID]
) -> None:
    at = storm.at(Phase.DECIDING, 2)
    decision_id = decide(department, storm, "Về việc tặng Giấy khen đột xuất", [*units, *people[:3]], number=131, at=at)
    money.settle(decision_id, at=storm.at(Phase.DECIDING, 3))
    _change_afterwards(department, storm, decision_id, people[:3])
    money.reissue_first(decision_id, at=storm.at(Phase.DECIDING, 10))
    plan = drafts.DecisionPlan(
        department.body_id, storm.campaign_id, "Về việc tặng Giấy khen đột xuất (đợt 2)", people[3:5]
    )
    drafts.draft_decision(plan, actor=actor("hr"), at=storm.at(Phase.DECIDING, 5))
    reason = "Đã được khen về cùng thành tích trong đợt thi đua khác."
    not_approve(people[5], reason, actor=actor("director"), at=storm.at(Phase.DECIDING, 6))
    title = "Về việc đề nghị tặng Bằng khen đột xuất"
    without = "Thành tích do Ủy ban nhân dân phường xác nhận bằng công văn chung, gửi kèm tờ trình."
    letter_id = propose(department, storm, "UBND", title, upward[:3], number=57, at=at, without=without)
    answered_on = storm.days[Phase.DECIDING] + timedelta(days=20)
    number = "1874/QĐ-UBND"
    entries = [
        OutcomeEntry(upward[0], Outcome.CONFERRED, number, answered_on),
        OutcomeEntry(upward[1], Outcome.DECLINED, note="Chưa đủ hồ sơ chứng minh thành tích."),
    ]
    asked = rules.Request(
        asked_on=answered_on,
        text="Bổ sung xác nhận của Ban Chỉ huy Phòng, chống thiên tai về thành tích của cá nhân.",
        document_number="112/BTĐKT-NV",
        due_on=answered_on + timedelta(days=15),
        nomination_id=upward[2],
    )
    record_request(letter_id, asked, actor=actor("hr"), at=moment(answered_on, 14))
    record_outcomes(letter_id, entries, actor=actor("hr"), at=moment(answered_on, 15))
    _draft_letters(department, storm, title, upward[3:])


def _draft_letters(department: Department, storm: Round, title: str, upward: list[UUID]) -> None:
    """Two letters wait for the director: one with every paper it needs, one that lacks a paper and says so."""
    at, hr = storm.at(Phase.DECIDING, 21), actor("hr")
    for number, nomination_id in enumerate(upward, 1):
        plan = letters.LetterPlan(
            department.body_id,
            storm.campaign_id,
            department.units["UBND"],
            f"{title} (bổ sung lần {number})",
            [nomination_id],
        )
        letters.draft_letter(plan, actor=hr, at=at)
    confirmed = achievement_paper(nominee(upward[0]), STORM, on=local_day(at))
    limit, paper = LARGEST_BYTES, "achievement_certificate"
    attach_files(upward[0], [confirmed], actor=hr, at=at, store=current_store(), limit=limit, paper=paper)


def _conclude_others(department: Department, storm: Round, approved: list[UUID], drafted: list[UUID]) -> None:
    """Two more decisions: the money of one is approved and not paid yet, that of the other one still a draft."""
    at = storm.at(Phase.DECIDING, 16)
    title = "Về việc tặng Giấy khen đột xuất cho cá nhân {unit}"
    first = decide(department, storm, title.format(unit="Phòng Kế hoạch - Tài chính"), approved, number=138, at=at)
    money.approve_bonuses(first, at=storm.at(Phase.DECIDING, 18))
    money.issue_certificates(first, at=storm.at(Phase.DECIDING, 19))
    at = storm.at(Phase.DECIDING, 30)
    second = decide(department, storm, title.format(unit="Phòng Sở hữu trí tuệ"), drafted, number=141, at=at)
    money.draft_bonuses(second, at=storm.at(Phase.DECIDING, 31))


def _change_afterwards(department: Department, storm: Round, decision_id: UUID, people: list[UUID]) -> None:
    """Correct a post printed wrongly; take an award away whose standard turned out not to be met."""
    printed = names_on_decision(session(), decision_id)
    name = next(each for each in printed if each.nomination_id == people[0])
    corrected = PrintedName(name.nominee_name, "Phó Chánh Văn phòng phụ trách", name.nominee_unit_name)
    number = printed_number(decision_id)
    amended = AmendmentPlan(
        title=f"Về việc sửa đổi Quyết định số {number}",
        reason="Ghi sai chức vụ của cá nhân trong danh sách kèm theo.",
        names={people[0]: corrected},
    )
    change(department, decision_id, amended, number=134, at=storm.at(Phase.DECIDING, 8))
    revoked = RevocationPlan(
        title=f"Về việc hủy bỏ khen thưởng theo Quyết định số {number}",
        reason="Kết quả xác minh: thành tích kê khai là của đơn vị khác.",
        nomination_ids=people[1:2],
        rule_id="standard_not_met",
        legal_basis="Biên bản xác minh của Thanh tra Sở",
    )
    change(department, decision_id, revoked, number=137, at=storm.at(Phase.DECIDING, 15))


def _yearly(department: Department, this_day: date) -> None:
    """The yearly campaign, open: drafts, submitted, returned, verified, refused and withdrawn files."""
    yearly = plan_round(
        department,
        f"Thi đua, khen thưởng tổng kết năm {this_day.year}",
        CampaignKind.YEARLY,
        this_day.year,
        ["LDTT", "CSTDCS", "CSTDT", "TTLDTT", "TTLDXS", "GK_CN", "GK_TT", "BKT_CN", "BKT_TT"],
        calendar(this_day, -16, 13, 20, 27, 60),
        legal_basis="Luật Thi đua, khen thưởng năm 2022; Nghị định 152/2025/NĐ-CP",
    )
    met = yearly.days[Phase.OPEN] + timedelta(days=2)
    staff = department.staff
    science = staff["QLKH"]
    verified = submitted(department, yearly, "VP", ["LDTT"], people=staff["VP"][:8], summary=WHY, met_on=met)
    verified += submitted(
        department, yearly, "VP", ["TTLDTT"], people=[], collective=True, summary=WHY_UNIT, met_on=met
    )
    waiting = submitted(department, yearly, "TTRA", ["LDTT"], people=staff["TTRA"][:4], summary=WHY, met_on=met)
    waiting += submitted(department, yearly, "KHTC", ["LDTT"], people=staff["KHTC"][:5], summary=WHY, met_on=met)
    returned = submitted(department, yearly, "QLKH", ["LDTT"], people=science[:3], summary=WHY, met_on=met)
    at = yearly.at(Phase.OPEN, 8)
    verify(verified, at=at)
    marks = [Mark(Part.SUMMARY, "Nêu cụ thể kết quả, số liệu so với kế hoạch được giao.")]
    return_nomination(returned[0], marks, actor=actor("hr"), at=at)
    refuse_nomination(waiting[0], "Không thuộc đối tượng xét trong đợt này.", actor=actor("hr"), at=at)
    withdraw_nomination(waiting[4], reason=MOVED, actor=actor(department.heads["KHTC"]), at=at)
    later = met + timedelta(days=9)
    nominate(department, yearly, "QLKH", ["LDTT"], science[3:8], summary=WHY, met_on=later, by="officer")
    nominate(department, yearly, "QLKH", ["CSTDCS"], science[:1], summary="", met_on=later, by="officer")
    nominate(department, yearly, "QLKH", ["TTLDTT"], [], collective=True, summary=WHY_UNIT, met_on=later, by="officer")
