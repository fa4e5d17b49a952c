"""Additional requests of a higher body on a sent letter."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.audit.queries import events_of
from app.core.errors import NotAllowed, NotFound, RuleBroken, StaleVersion, TransitionError
from app.decisions import rules, services
from app.decisions.queries import requests_of
from app.home.queries import papers
from app.web.workplace import Workplace
from tests.factories.decisions import NOW, TODAY, Office, make_office
from tests.factories.papers import draft_upward, send

pytestmark = pytest.mark.both_engines

ASKED = rules.Request(TODAY, "Bổ sung xác nhận thuế", "12/BTĐKT", date(2019, 1, 15))
LATER = replace(ASKED, due_on=date(2019, 1, 31))


def sent(office: Office) -> tuple[UUID, UUID]:
    [nomination_id] = office.people(1, "BKT_CN", upward=True)
    letter_id = draft_upward(office, [nomination_id])
    send(office, letter_id)
    return letter_id, nomination_id


def ask(office: Office, letter_id: UUID, said: rules.Request = ASKED, actor: Any = None) -> UUID:
    return services.record_request(letter_id, said, actor=actor or office.hr, at=NOW)


def answer(office: Office, request_id: UUID, text: str = "Đã gửi", on: date = TODAY, **changes: Any) -> None:
    facts = {"version": 1, "actor": office.hr, "at": NOW, **changes}
    services.answer_request(request_id, text, on, **facts)


def test_a_request_is_recorded_answered_and_told(office: Office):
    letter_id, nomination_id = sent(office)
    whole, one = ask(office, letter_id), ask(office, letter_id, replace(ASKED, nomination_id=nomination_id))
    answer(office, whole)

    office.session.expire_all()
    rows = requests_of(office.session, letter_id)
    assert [(row.id, row.nomination_id, row.answer, row.answered_on) for row in rows] == [
        (one, nomination_id, "", None),
        (whole, None, "Đã gửi", TODAY),
    ]
    kinds = [event.kind for event in events_of(office.session, letter_id)]
    assert kinds[2:] == ["letter.asked", "letter.asked", "letter.request_answered"]


def test_a_request_sent_twice_is_one_until_it_is_answered(office: Office):
    letter_id, nomination_id = sent(office)
    first = ask(office, letter_id)

    assert ask(office, letter_id) == first
    others = {ask(office, letter_id, replace(ASKED, nomination_id=nomination_id)), ask(office, letter_id, LATER)}
    assert first not in others
    answer(office, first)
    assert ask(office, letter_id) not in {first, *others}


def test_who_records_and_answers(office: Office):
    letter_id, _nomination_id = sent(office)
    request_id = ask(office, letter_id)
    for actor in (office.head, office.auditor):
        with pytest.raises(NotAllowed):
            ask(office, letter_id, actor=actor)
        with pytest.raises(NotAllowed):
            answer(office, request_id, actor=actor)
    stranger = make_office(office.session, "KHAC", "Sở Khác").hr
    with pytest.raises(NotFound):
        ask(office, letter_id, actor=stranger)
    with pytest.raises(NotFound):
        answer(office, request_id, actor=stranger)
    with pytest.raises(NotFound):
        answer(office, uuid4())


def test_what_is_wrong_with_a_request(office: Office):
    letter_id, _nomination_id = sent(office)
    for wrong, field in (
        ({"text": " "}, "text"),
        ({"text": "x" * 4_001}, "text"),
        ({"asked_on": date(2019, 1, 6)}, "asked_on"),
        ({"asked_on": date(2019, 1, 9)}, "asked_on"),
        ({"due_on": date(2019, 1, 7)}, "due_on"),
        ({"nomination_id": uuid4()}, "nomination_id"),
        ({"document_number": "x" * 81}, "document_number"),
    ):
        with pytest.raises(RuleBroken) as refused:
            ask(office, letter_id, replace(ASKED, **wrong))  # type: ignore[arg-type]
        assert [problem.field for problem in refused.value.problems] == [field]
    assert requests_of(office.session, letter_id) == []


def test_a_draft_is_not_asked_about_and_an_answer_stands(office: Office):
    draft_id = draft_upward(office, office.people(1, "BKT_CN", upward=True))
    with pytest.raises(TransitionError):
        ask(office, draft_id)
    send(office, draft_id)
    request_id = ask(office, draft_id)
    with pytest.raises(RuleBroken):
        answer(office, request_id, " ")
    with pytest.raises(RuleBroken):
        answer(office, request_id, on=date(2019, 1, 7))
    with pytest.raises(StaleVersion):
        answer(office, request_id, version=7)
    answer(office, request_id)
    with pytest.raises(TransitionError):
        answer(office, request_id, "Khác", version=2)


def test_open_requests_stand_on_the_desk_of_hr(office: Office):
    letter_id, _nomination_id = sent(office)
    ask(office, letter_id)
    ask(office, letter_id, replace(ASKED, due_on=None))
    place = Workplace(office.body.id, office.body.name, office.body.path, 2018)

    def on_desk(day: date) -> dict[str, int]:
        found = papers(office.session, office.hr, place, on=day)
        return {paper.status: paper.count for paper in found if paper.kind == "request"}

    assert on_desk(date(2019, 1, 15)) == {"in_time": 2}
    assert on_desk(date(2019, 1, 16)) == {"in_time": 1, "overdue": 1}
