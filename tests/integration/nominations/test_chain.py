"""The way of a file as its page tells it, in every state."""

import pytest

from app.audit.queries import events_of
from app.campaigns.enums import CampaignStatus
from app.core.transaction import transaction
from app.nominations.enums import Status
from app.nominations.presenters import chain, files
from app.nominations.queries import file_of
from app.nominations.services.progress import advance
from tests.integration.nominations.acting import nominate, set_phase

WAYS = {
    "draft": ["current", "todo", "todo", "todo", "todo"],
    "submitted": ["done", "current", "todo", "todo", "todo"],
    "returned": ["current", "todo", "todo", "todo", "todo"],
    "verified": ["done", "done", "current", "todo", "todo"],
    "refused": ["done", "stopped", "todo", "todo", "todo"],
    "tabled": ["done", "done", "current", "todo", "todo"],
    "endorsed": ["done", "done", "done", "current", "todo"],
    "not_endorsed": ["done", "done", "stopped", "todo", "todo"],
    "not_approved": ["done", "done", "done", "stopped", "todo"],
    "forwarded": ["done", "done", "done", "done", "current"],
    "conferred": ["done", "done", "done", "done", "done"],
    "declined": ["done", "done", "done", "done", "stopped"],
    "revoked": ["done", "done", "done", "done", "stopped"],
    "withdrawn": ["stopped", "todo", "todo", "todo", "todo"],
}


@pytest.mark.parametrize(("status", "states"), WAYS.items())
def test_the_steps_of_a_file(department, status, states):
    record = nominate(department, status=Status(status))
    file = file_of(department.session, department.hr, record.id)
    assert [step.state for step in chain.steps(file, [])] == states
    assert chain.next_text(file)


def test_every_state_has_its_steps():
    assert {Status(status) for status in WAYS} == set(Status)


def moved(department, record, *statuses):
    with transaction() as session:
        for status in statuses:
            advance(session, record.id, status, actor=department.hr, at=department.at, reason="Theo biên bản")
    file = file_of(department.session, department.hr, record.id)
    return file, events_of(department.session, record.id)


def test_a_file_that_came_back_from_the_council_was_verified_once(department):
    record = nominate(department)
    file, events = moved(department, record, Status.SUBMITTED, Status.VERIFIED, Status.TABLED, Status.VERIFIED)
    words = [event.what for event in files.history(events, regime_id=file.regime_id)]
    assert words == ["Rút khỏi chương trình họp", "Đã đưa ra hội đồng", "Đã thẩm định", "Đã trình"]
    assert [step.state for step in chain.steps(file, events)] == WAYS["verified"]


def test_a_withdrawn_file_stops_where_it_stood(department):
    record = nominate(department)
    file, events = moved(department, record, Status.SUBMITTED, Status.VERIFIED, Status.WITHDRAWN)
    assert [step.state for step in chain.steps(file, events)] == ["done", "done", "stopped", "todo", "todo"]


def test_a_decision_within_own_power_is_taken_and_confers_in_one(department):
    record = nominate(department, status=Status.ENDORSED)
    file, events = moved(department, record, Status.CONFERRED)
    decision, conferral = chain.steps(file, events)[3:]
    assert decision.who == conferral.who == department.hr.name


def test_a_late_draft_says_who_can_help(department):
    record = nominate(department)
    set_phase(department, CampaignStatus.VERIFYING)
    file = file_of(department.session, department.officer, record.id)
    assert "Sở Khoa học và Công nghệ" in chain.next_text(file)
    assert not files.rights(department.officer, file).edit
