"""Decisions that revoke or amend a signed one."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.audit.queries import events_of
from app.audit.trail import first_broken_event
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.decisions import services
from app.decisions.enums import DecisionStatus, Outcome
from app.decisions.models import Decision, DecisionChange, DecisionChangeItem, Revocation
from app.decisions.queries import (
    changes_of,
    conferrals_of_person,
    decision_sheet,
    decisions_of,
    names_on_decision,
    names_on_letter,
    outcome_of,
    standing_ids,
)
from app.decisions.rules import ForeignRevocation, PrintedName
from app.nominations.enums import Status
from app.nominations.models import Nomination
from app.records.queries import Conferral
from app.reports.queries import year_end_figures
from tests.factories.changes import REASON, draft_amendment, draft_revocation, signed
from tests.factories.decisions import NOW, TODAY, Office, make_office
from tests.factories.papers import SIGNED_ON, draft, draft_upward, send, sign, version_of

pytestmark = pytest.mark.both_engines


def fields(refused: pytest.ExceptionInfo[RuleBroken]) -> list[str | None]:
    return [problem.field for problem in refused.value.problems]


def statuses(office: Office, ids: list[object]) -> list[Status]:
    office.session.expire_all()
    return [office.session.get_one(Nomination, each).status for each in ids]


def conferred_in_report(office: Office) -> int:
    lines = year_end_figures(office.session, None, office.body, 2018).awards
    return sum(line.conferred for line in lines)


# Revoking


def test_a_drafted_revocation_changes_nothing(office: Office):
    decision_id, ids = signed(office)

    draft_revocation(office, decision_id, ids[:1])

    assert statuses(office, ids) == [Status.CONFERRED] * 3
    assert office.session.get_one(Decision, decision_id).status is DecisionStatus.SIGNED
    assert conferred_in_report(office) == 3


def test_the_same_revocation_is_drafted_once(office: Office):
    """A button pressed twice leaves one draft; another reason or another name is another draft."""
    decision_id, ids = signed(office)
    draft_revocation(office, decision_id, ids[:1])

    with pytest.raises(RuleBroken):
        draft_revocation(office, decision_id, ids[:1])
    draft_revocation(office, decision_id, ids[1:2])
    draft_revocation(office, decision_id, ids[:1], reason="Kết quả thanh tra.")

    assert len(office.session.scalars(select(DecisionChange)).all()) == 3


def test_the_same_amendment_is_drafted_once(office: Office):
    decision_id, ids = signed(office)
    draft_amendment(office, decision_id, {ids[0]: PrintedName("Nguyễn Văn An", "Chuyên viên", "Phòng")})

    with pytest.raises(RuleBroken):
        draft_amendment(office, decision_id, {ids[0]: PrintedName("Nguyễn Văn An", "Chuyên viên", "Phòng")})
    draft_amendment(office, decision_id, {ids[0]: PrintedName("Nguyễn Văn Ân", "Chuyên viên", "Phòng")})

    assert len(office.session.scalars(select(DecisionChange)).all()) == 2


def test_signing_takes_the_award_of_one_name_away(office: Office):
    decision_id, ids = signed(office)
    revocation_id = draft_revocation(office, decision_id, ids[:1])

    sign(office, revocation_id, 6)

    assert statuses(office, ids) == [Status.REVOKED, Status.CONFERRED, Status.CONFERRED]
    assert office.session.get_one(Nomination, ids[0]).reason == REASON
    conferral = office.session.scalars(select(Conferral).where(Conferral.nomination_id == ids[0])).one()
    assert (conferral.revoked_on, conferral.revoked_reason) == (SIGNED_ON, REASON)
    by = office.session.get_one(Revocation, conferral.id)
    assert (by.decision_id, by.decision_number) == (revocation_id, "06/QĐ-SKHCN")
    assert office.session.get_one(Decision, decision_id).status is DecisionStatus.AMENDED
    assert conferred_in_report(office) == 2


def test_revoking_the_whole_leaves_nothing_of_the_decision(office: Office):
    decision_id, ids = signed(office)
    first = draft_revocation(office, decision_id, ids[:1])
    sign(office, first, 6)

    rest = draft_revocation(office, decision_id, is_whole=True)
    sign(office, rest, 7)

    assert statuses(office, ids) == [Status.REVOKED] * 3
    assert office.session.get_one(Decision, decision_id).status is DecisionStatus.REVOKED
    assert standing_ids(office.session, decision_id) == []
    assert conferred_in_report(office) == 0
    with pytest.raises(TransitionError):
        draft_revocation(office, decision_id, is_whole=True)


def test_taking_the_last_name_away_revokes_the_decision(office: Office):
    decision_id, ids = signed(office, 1)

    sign(office, draft_revocation(office, decision_id, ids), 6)

    assert office.session.get_one(Decision, decision_id).status is DecisionStatus.REVOKED


def test_the_trail_tells_both_decisions_and_the_file(office: Office):
    decision_id, ids = signed(office)
    revocation_id = draft_revocation(office, decision_id, ids[:1])
    sign(office, revocation_id, 6)

    told = {event.kind: event for event in events_of(office.session, revocation_id)}
    assert list(told) == ["decision.revocation_drafted", "decision.revocation_signed"]
    of_target = events_of(office.session, decision_id)[-1]
    assert (of_target.kind, of_target.reason) == ("decision.revoked", REASON)
    assert of_target.changes == {"status": ["signed", "amended"], "by": [None, "06/QĐ-SKHCN"]}
    of_file = events_of(office.session, ids[0])[-1]
    assert (of_file.kind, of_file.reason) == ("nomination.revoked", REASON)
    assert first_broken_event(office.session) is None


def test_the_record_of_a_person_tells_by_which_decision(office: Office):
    decision_id, ids = signed(office, 1)
    sign(office, draft_revocation(office, decision_id, ids), 6)

    person_id = office.session.get_one(Nomination, ids[0]).person_id
    assert person_id is not None
    (row,) = conferrals_of_person(office.session, person_id)
    assert (row.revoked_on, row.revoking_number) == (SIGNED_ON, "06/QĐ-SKHCN")
    found = outcome_of(office.session, ids[0])
    assert found is not None
    assert (found.revoked_on, found.revoking_number) == (SIGNED_ON, "06/QĐ-SKHCN")


def test_a_revocation_stands_in_the_list_and_takes_a_number_of_the_same_register(office: Office):
    decision_id, ids = signed(office)
    revocation_id = draft_revocation(office, decision_id, ids[:2])

    with pytest.raises(RuleBroken) as refused:
        sign(office, revocation_id, 5)
    sign(office, revocation_id, 6)

    assert fields(refused) == ["number"]
    rows = decisions_of(office.session, office.body.id, 2018)
    assert [(row.full_number, row.target_number, row.names) for row in rows] == [
        ("06/QĐ-SKHCN", "05/QĐ-SKHCN", 2),
        ("05/QĐ-SKHCN", None, 3),
    ]


def test_a_revocation_may_come_after_the_campaign_is_closed(office: Office):
    decision_id, ids = signed(office)
    later = NOW + timedelta(days=900)
    revocation_id = draft_revocation(office, decision_id, ids[:1], at=later)

    sign(office, revocation_id, 1, signed_on=date(2021, 6, 1), at=later)

    assert office.session.get_one(Decision, revocation_id).year == 2021


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 4_001}, "reason"),
        ({"title": ""}, "title"),
        ({"rule_id": "no_such_rule"}, "rule_id"),
        ({"legal_basis": "x" * 2_001}, "legal_basis"),
    ],
)
def test_a_revocation_is_written_in_full(office: Office, changes: dict[str, str], field: str):
    decision_id, ids = signed(office)

    with pytest.raises(RuleBroken) as refused:
        draft_revocation(office, decision_id, ids[:1], **changes)

    assert field in fields(refused)
    assert office.session.scalars(select(DecisionChange)).all() == []


def test_only_names_that_hold_the_award_can_be_revoked(office: Office):
    decision_id, ids = signed(office)
    other_id, others = signed(office, 1, number=6)
    assert other_id != decision_id

    for names in ([], others, [*ids, *others]):
        with pytest.raises(RuleBroken) as refused:
            draft_revocation(office, decision_id, names)
        assert fields(refused) == ["nomination_ids"]


def test_a_draft_or_a_revocation_itself_cannot_be_revoked(office: Office):
    ids = office.people(1)
    with pytest.raises(TransitionError):
        draft_revocation(office, draft(office, ids), ids)

    decision_id, held = signed(office)
    revocation_id = draft_revocation(office, decision_id, held[:1])
    sign(office, revocation_id, 6)
    with pytest.raises(TransitionError):
        draft_revocation(office, revocation_id, held[:1])


def test_a_revocation_is_not_signed_before_the_decision_it_revokes(office: Office):
    decision_id, ids = signed(office)
    revocation_id = draft_revocation(office, decision_id, ids[:1])

    with pytest.raises(RuleBroken) as refused:
        sign(office, revocation_id, 6, signed_on=SIGNED_ON - timedelta(days=1))

    assert fields(refused) == ["signed_on"]
    assert statuses(office, ids) == [Status.CONFERRED] * 3


def test_a_draft_that_was_overtaken_is_not_signed_until_it_is_saved_anew(office: Office):
    decision_id, ids = signed(office)
    whole = draft_revocation(office, decision_id, is_whole=True)
    sign(office, draft_revocation(office, decision_id, ids[:1]), 6)

    with pytest.raises(RuleBroken):
        sign(office, whole, 7)
    plan = services.RevocationPlan(title="Về việc hủy bỏ", reason=REASON, is_whole=True)
    services.edit_change(whole, plan, version=version_of(office, whole), actor=office.hr, at=NOW)
    sign(office, whole, 7)

    assert statuses(office, ids) == [Status.REVOKED] * 3


def test_rights_are_those_of_decisions(office: Office):
    decision_id, ids = signed(office)
    stranger = make_office(office.session, "SGTVT", "Sở Giao thông Vận tải")
    with pytest.raises(NotAllowed):
        draft_revocation(office, decision_id, ids, actor=office.auditor)
    with pytest.raises(NotFound):
        draft_revocation(office, decision_id, ids, actor=stranger.hr)

    revocation_id = draft_revocation(office, decision_id, ids)
    with pytest.raises(NotAllowed):
        sign(office, revocation_id, 6, actor=office.hr)
    with pytest.raises(NotFound):
        sign(office, revocation_id, 6, actor=stranger.head)


def test_a_draft_is_changed_and_thrown_away_like_others(office: Office):
    decision_id, ids = signed(office)
    revocation_id = draft_revocation(office, decision_id, ids[:1])
    plan = services.RevocationPlan(title="Mới", reason="Khác", nomination_ids=ids[1:])

    with pytest.raises(StaleVersion):
        services.edit_change(revocation_id, plan, version=99, actor=office.hr, at=NOW)
    version = version_of(office, revocation_id)
    services.edit_change(revocation_id, plan, version=version, actor=office.hr, at=NOW)
    items = select(DecisionChangeItem.nomination_id).where(DecisionChangeItem.decision_id == revocation_id)
    assert set(office.session.scalars(items)) == set(ids[1:])
    with pytest.raises(TransitionError):
        services.add_recipients(
            revocation_id, office.people(1), version=version_of(office, revocation_id), actor=office.hr, at=NOW
        )

    services.delete_draft(revocation_id, version=version_of(office, revocation_id), actor=office.hr, at=NOW)
    assert changes_of(office.session, decision_id) == []
    assert statuses(office, ids) == [Status.CONFERRED] * 3


# Amending


def test_an_amendment_prints_a_name_anew_and_leaves_the_signed_paper(office: Office):
    decision_id, ids = signed(office)
    before = decision_sheet(office.session, decision_id).printed
    name = names_on_decision(office.session, decision_id)[0]
    right = PrintedName("Ngô Thị Đúng", "Phó Trưởng phòng", name.nominee_unit_name)

    sign(office, draft_amendment(office, decision_id, {name.nomination_id: right}), 6)

    found = names_on_decision(office.session, decision_id)[0]
    assert found.correction is not None
    assert (found.nominee_name, found.correction.name, found.corrected_by) == (
        name.nominee_name,
        "Ngô Thị Đúng",
        "06/QĐ-SKHCN",
    )
    sheet = decision_sheet(office.session, decision_id)
    assert (sheet.status, sheet.printed) == (DecisionStatus.AMENDED, before)
    assert statuses(office, ids) == [Status.CONFERRED] * 3
    assert conferred_in_report(office) == 3


def test_the_newest_amendment_counts_and_begins_where_the_last_one_ended(office: Office):
    decision_id, ids = signed(office)
    sign(office, draft_amendment(office, decision_id, {ids[0]: PrintedName("Lần một")}), 6)
    second = draft_amendment(office, decision_id, {ids[0]: PrintedName("Lần hai")})
    sign(office, second, 7)

    item = office.session.scalars(select(DecisionChangeItem).where(DecisionChangeItem.decision_id == second)).one()
    assert (item.old_name, item.new_name) == ("Lần một", "Lần hai")
    found = {name.nomination_id: name for name in names_on_decision(office.session, decision_id)}[ids[0]]
    assert found.correction is not None
    assert (found.correction.name, found.corrected_by) == ("Lần hai", "07/QĐ-SKHCN")


def test_an_amendment_of_the_subject_line_alone(office: Office):
    decision_id, _ids = signed(office)

    sign(office, draft_amendment(office, decision_id, new_title="Về việc tặng danh hiệu năm 2018 (sửa)"), 6)

    (row,) = changes_of(office.session, decision_id)
    assert (row.new_title, row.names) == ("Về việc tặng danh hiệu năm 2018 (sửa)", 0)
    assert decision_sheet(office.session, decision_id).title == "Về việc tặng danh hiệu thi đua năm 2018"


def test_an_amendment_changes_something(office: Office):
    decision_id, ids = signed(office)
    name = names_on_decision(office.session, decision_id)[0]
    same = PrintedName(name.nominee_name, name.nominee_post, name.nominee_unit_name)

    for names in ({}, {name.nomination_id: same}):
        with pytest.raises(RuleBroken):
            draft_amendment(office, decision_id, names)
    for wrong in (PrintedName(""), PrintedName("x" * 301)):
        with pytest.raises(RuleBroken) as refused:
            draft_amendment(office, decision_id, {ids[0]: wrong})
        assert fields(refused) == [f"name-{ids[0]}"]


# What a signed paper says


def test_a_signed_paper_says_the_same_when_the_body_is_renamed(office: Office):
    decision_id, _ids = signed(office, 1)
    letter_id = draft_upward(office, office.people(1, "BKT_CN", upward=True))
    send(office, letter_id)
    printed = decision_sheet(office.session, decision_id).printed
    assert printed is not None
    assert printed["bases"][0].startswith("Căn cứ Luật Thi đua, khen thưởng năm 2003")

    office.body.name = "Sở Khoa học, Công nghệ và Chuyển đổi số"
    office.campaign.legal_basis = "Luật khác"
    office.session.commit()

    assert decision_sheet(office.session, decision_id).printed == printed


# Awards of a higher body


def answered(office: Office, count: int = 2) -> tuple[object, list[object]]:
    ids = office.people(count, "BKT_CN", upward=True)
    letter_id = draft_upward(office, ids)
    send(office, letter_id)
    entries = [services.OutcomeEntry(each, Outcome.CONFERRED, "99/QĐ-UBND", TODAY) for each in ids]
    services.record_outcomes(letter_id, entries, actor=office.hr, at=NOW)
    return letter_id, list(ids)


def test_a_revocation_of_a_higher_body_is_recorded_on_the_letter(office: Office):
    letter_id, ids = answered(office)
    assert conferred_in_report(office) == 2

    said = ForeignRevocation([ids[0]], "120/QĐ-UBND", TODAY, REASON)  # type: ignore[list-item]
    services.record_foreign_revocation(letter_id, said, actor=office.hr, at=NOW)  # type: ignore[arg-type]

    assert statuses(office, ids) == [Status.REVOKED, Status.CONFERRED]
    assert conferred_in_report(office) == 1
    names = {name.nomination_id: name for name in names_on_letter(office.session, letter_id)}  # type: ignore[arg-type]
    gone = names[ids[0]]  # type: ignore[index]
    assert (gone.outcome, gone.decision_number, gone.revoking_number, gone.revoking_id) == (
        Outcome.CONFERRED,
        "99/QĐ-UBND",
        "120/QĐ-UBND",
        None,
    )
    assert events_of(office.session, letter_id)[-1].kind == "letter.revocation_recorded"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"decision_number": ""}, "decision_number"),
        ({"decision_on": None}, "decision_on"),
        ({"decision_on": TODAY + timedelta(days=1)}, "decision_on"),
        ({"decision_on": TODAY - timedelta(days=1)}, "decision_on"),
        ({"reason": ""}, "reason"),
        ({"nomination_ids": []}, "nomination_ids"),
    ],
)
def test_a_foreign_revocation_is_recorded_in_full(office: Office, said: dict[str, object], field: str):
    letter_id, ids = answered(office)
    facts = {"nomination_ids": ids, "decision_number": "1/QĐ", "decision_on": TODAY, "reason": REASON, **said}

    with pytest.raises(RuleBroken) as refused:
        services.record_foreign_revocation(letter_id, ForeignRevocation(**facts), actor=office.hr, at=NOW)  # type: ignore[arg-type]

    assert fields(refused) == [field]
    assert statuses(office, ids) == [Status.CONFERRED] * 2


def test_only_what_the_letter_brought_can_be_taken_away(office: Office):
    letter_id = draft_upward(office, office.people(1, "BKT_CN", upward=True))
    said = ForeignRevocation(office.people(1), "1/QĐ", TODAY, REASON)
    with pytest.raises(TransitionError):
        services.record_foreign_revocation(letter_id, said, actor=office.hr, at=NOW)
    send(office, letter_id)
    with pytest.raises(RuleBroken):
        services.record_foreign_revocation(letter_id, said, actor=office.hr, at=NOW)
