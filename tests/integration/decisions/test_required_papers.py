"""The papers of the files on a letter: facts and files that stand for them, and reasons for those that are missing."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.audit.queries import events_of
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.council.enums import MeetingStatus
from app.decisions import services
from app.decisions.enums import LetterStatus, PaperState
from app.decisions.models import PaperWaiver, ProposalLetter
from app.decisions.queries import papers_on_letter, waivers_of
from app.documents.models import Attachment
from app.eligibility.enums import InitiativeKind, InitiativeLevel
from app.nominations.models import Nomination, NominationInitiative
from app.records.models import Initiative
from tests.factories.decisions import NOW, Office, make_office
from tests.factories.papers import draft_upward, send, version_of

pytestmark = pytest.mark.both_engines

REASON = "Hồ sơ giấy đã nộp tại Ban Thi đua - Khen thưởng."


def upward(office: Office, code: str = "BKT_CN", **changes: object) -> Nomination:
    nomination = office.endorse(office.person(), code, upward=True)
    for field, value in changes.items():
        setattr(nomination, field, value)
    office.session.commit()
    return nomination


def attach(office: Office, nomination: Nomination, paper: str, **changes: object) -> None:
    facts: dict[str, object] = {"media_type": "application/pdf", "size_bytes": 8, "sha256": "0" * 64}
    row = Attachment(
        owner="nomination", owner_id=nomination.id, file_name="a.pdf", uploaded_at=NOW, paper=paper, **facts, **changes
    )
    office.session.add(row)
    office.session.commit()


def states(office: Office, letter_id: UUID) -> dict[str, PaperState]:
    office.session.expire_all()
    [name] = papers_on_letter(office.session, letter_id)
    return {check.paper: check.state for check in name.checks}


def test_facts_of_the_program_stand_for_papers(office: Office):
    letter_id = draft_upward(office, [upward(office, "CSTDT").id])

    assert states(office, letter_id) == {
        "report": PaperState.FACT,
        "minutes": PaperState.FACT,
        "initiative_certificate": PaperState.MISSING,
    }


def test_an_initiative_counts_once_its_recognition_has_a_number(office: Office):
    nomination = upward(office, "CSTDT")
    initiative = Initiative(
        unit_id=office.division.id,
        year=2018,
        title="Số hóa hồ sơ",
        kind=InitiativeKind.INITIATIVE,
        level=InitiativeLevel.GRASSROOTS,
    )
    office.session.add(initiative)
    office.session.flush()
    office.session.add(NominationInitiative(nomination_id=nomination.id, initiative_id=initiative.id))
    office.session.commit()
    letter_id = draft_upward(office, [nomination.id])
    assert states(office, letter_id)["initiative_certificate"] is PaperState.MISSING

    initiative.decision_number, initiative.decision_on = "12/QĐ-SKHCN", date(2018, 11, 1)
    office.session.commit()

    assert states(office, letter_id)["initiative_certificate"] is PaperState.FACT


def test_minutes_of_the_council_stand_for_those_of_the_unit(office: Office):
    nomination = upward(office, unit_met_on=None, unit_votes_for=None, unit_votes_total=None)
    letter_id = draft_upward(office, [nomination.id])
    assert states(office, letter_id)["minutes"] is PaperState.MISSING

    office.meeting.status = MeetingStatus.MINUTED
    office.session.commit()

    assert states(office, letter_id)["minutes"] is PaperState.FACT


def test_a_file_counts_as_the_paper_that_it_is_said_to_be(office: Office):
    nomination = upward(office, report="")
    letter_id = draft_upward(office, [nomination.id])
    attach(office, nomination, "")
    attach(office, nomination, "other")
    attach(office, nomination, "report", removed_at=NOW)
    assert states(office, letter_id)["report"] is PaperState.MISSING

    attach(office, nomination, "report")

    assert states(office, letter_id)["report"] is PaperState.FILE


def test_a_missing_paper_blocks_sending_by_name(office: Office):
    whole, lacking = upward(office), upward(office, report="")
    letter_id = draft_upward(office, [whole.id, lacking.id])

    with pytest.raises(RuleBroken) as refused:
        send(office, letter_id, as_it_is=True)

    [problem] = refused.value.problems
    assert lacking.nominee_name in str(problem.message)
    assert "Báo cáo thành tích" in str(problem.message)
    assert office.session.get_one(ProposalLetter, letter_id).status is LetterStatus.DRAFT


def test_a_reason_lets_several_names_go_and_stays_with_the_letter(office: Office):
    names = [upward(office, report="") for _count in range(2)]
    letter_id = draft_upward(office, [each.id for each in names])
    ticks = [(each.id, "report") for each in names]

    services.waive_papers(letter_id, ticks, REASON, version=1, actor=office.hr, at=NOW)
    send(office, letter_id, as_it_is=True)

    assert {(row.paper, row.reason) for row in waivers_of(office.session, letter_id)} == {("report", REASON)}
    assert len(waivers_of(office.session, letter_id)) == 2
    kinds = [(event.kind, event.reason) for event in events_of(office.session, letter_id)]
    assert kinds[1] == ("letter.papers_waived", REASON)


def test_a_second_reason_replaces_the_first(office: Office):
    nomination = upward(office, report="")
    letter_id = draft_upward(office, [nomination.id])
    for reason in ("Lý do một", "Lý do hai"):
        version = version_of(office, letter_id)
        ticks = [(nomination.id, "report")]
        services.waive_papers(letter_id, ticks, reason, version=version, actor=office.hr, at=NOW)

    assert [row.reason for row in waivers_of(office.session, letter_id)] == ["Lý do hai"]


def test_who_gives_a_reason_and_for_what(office: Office):
    lacking, whole = upward(office, report=""), upward(office)
    letter_id = draft_upward(office, [lacking.id])

    def waive(tick: tuple[UUID, str] | None, reason: str = REASON, actor: object = office.hr, version: int = 1) -> None:
        ticks = [tick] if tick else []
        services.waive_papers(letter_id, ticks, reason, version=version, actor=actor, at=NOW)  # type: ignore[arg-type]

    for actor in (office.head, office.auditor):
        with pytest.raises(NotAllowed):
            waive((lacking.id, "report"), actor=actor)
    with pytest.raises(NotFound):
        waive((lacking.id, "report"), actor=make_office(office.session, "KHAC", "Sở Khác").hr)
    for tick, reason in (
        (None, REASON),
        ((lacking.id, "report"), "  "),
        ((lacking.id, "report"), "x" * 2_001),
        ((lacking.id, "minutes"), REASON),
        ((lacking.id, "forged"), REASON),
        ((whole.id, "report"), REASON),
    ):
        with pytest.raises(RuleBroken):
            waive(tick, reason)
    with pytest.raises(StaleVersion):
        waive((lacking.id, "report"), version=9)
    assert waivers_of(office.session, letter_id) == []


def test_reasons_go_with_their_names_and_with_the_draft(office: Office):
    names = [upward(office, report="") for _count in range(2)]
    letter_id = draft_upward(office, [each.id for each in names])
    services.waive_papers(letter_id, [(n.id, "report") for n in names], REASON, version=1, actor=office.hr, at=NOW)

    services.remove_names(letter_id, [names[0].id], version=2, actor=office.hr, at=NOW)
    assert [row.nomination_id for row in waivers_of(office.session, letter_id)] == [names[1].id]
    services.not_approve(names[1].id, "Không đồng ý", actor=office.head, at=NOW)
    assert waivers_of(office.session, letter_id) == []
    services.add_names(letter_id, [names[0].id], version=version_of(office, letter_id), actor=office.hr, at=NOW)
    version = version_of(office, letter_id)
    services.waive_papers(letter_id, [(names[0].id, "report")], REASON, version=version, actor=office.hr, at=NOW)
    services.delete_letter(letter_id, version=version_of(office, letter_id), actor=office.hr, at=NOW)
    assert office.session.scalar(select(func.count()).select_from(PaperWaiver)) == 0


def test_a_sent_letter_takes_no_more_reasons(office: Office):
    nomination = upward(office)
    letter_id = draft_upward(office, [nomination.id])
    send(office, letter_id)

    with pytest.raises(TransitionError):
        services.waive_papers(letter_id, [(nomination.id, "report")], REASON, version=2, actor=office.hr, at=NOW)
