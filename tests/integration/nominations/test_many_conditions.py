"""Answering for several files at once: one answer kept with each, all or none, at the cost of one file."""

import pytest
from sqlalchemy import select

from app.audit.queries import events_of
from app.audit.trail import first_broken_event
from app.core.errors import NotAllowed, RuleBroken, TransitionError
from app.nominations.enums import Status
from app.nominations.models import NominationTick
from app.nominations.services.conditions import Reply, answer_many
from tests.integration.nominations.acting import fresh, nominate

pytestmark = pytest.mark.both_engines
YES, NO = Reply(True, "Biên bản họp đơn vị"), Reply(False, "")


def ticks_on(department, record):
    query = select(NominationTick.key, NominationTick.is_confirmed, NominationTick.note)
    return [tuple(row) for row in department.session.execute(query.where(NominationTick.nomination_id == record.id))]


def answer(department, replies, *, actor=None):
    return answer_many(
        list(replies),
        {of: {"qualitative": reply} for of, reply in replies.items()},
        actor=actor or department.officer,
        at=department.at,
    )


def test_each_file_keeps_its_answer_and_the_trail_tells_of_those_that_changed(department):
    first, second, third = (nominate(department, person) for person in department.people[:3])

    assert answer(department, {first.id: YES, second.id: NO}) == 2
    assert answer(department, {first.id: YES, second.id: YES, third.id: Reply(None, "gì đó")}) == 1

    assert ticks_on(department, first) == ticks_on(department, second) == [("qualitative", True, YES.note)]
    assert ticks_on(department, third) == []
    session = department.session
    assert [event.changes for event in events_of(session, second.id)] == [
        {"qualitative": [None, False]},
        {"qualitative": [False, True]},
    ]
    assert len(events_of(session, first.id)) == 1
    assert first_broken_event(session) is None
    assert [fresh(department, each).version for each in (first, second, third)] == [2, 3, 1]


def test_many_files_cost_as_many_selects_as_one(department, counted):
    def cost(count, code):
        replies = {nominate(department, person, code).id: YES for person in department.people[:count]}
        with counted() as statements:
            answer(department, replies)
        return [line for line in statements if not line.startswith("UPDATE nomination ")]

    assert len(cost(1, "LDTT")) == len(cost(4, "CSTDCS"))


def test_one_file_that_is_settled_or_not_theirs_keeps_all_as_they_were(department):
    mine = nominate(department)
    handed_in = nominate(department, department.people[1], status=Status.SUBMITTED)
    verified = nominate(department, department.people[2], status=Status.VERIFIED)

    for other, refusal in ((handed_in, NotAllowed), (verified, TransitionError)):
        with pytest.raises(refusal):
            answer(department, {mine.id: YES, other.id: YES})
        department.session.rollback()
    with pytest.raises(RuleBroken):
        answer(department, {mine.id: YES, handed_in.id: Reply(True, "x" * 501)}, actor=department.hr)
    department.session.rollback()

    assert ticks_on(department, mine) == []


def test_the_page_asks_once_for_all_files_and_shows_what_was_typed_again(department, browse):
    files = [nominate(department, person) for person in department.people[:2]]
    chosen = {"nomination_ids": [str(file.id) for file in files]}
    client = browse("officer")

    assert client.post("/nominations/conditions", data=chosen).text.count('id="tick-LDTT-qualitative-yes"') == 1
    typed = {"answered": "1", "tick-LDTT-qualitative": "yes", "note-LDTT-qualitative": "x" * 501}
    refused = client.post("/nominations/conditions", data={**chosen, **typed})
    assert refused.status_code == 422
    assert "x" * 501 in refused.text
    assert files[1].nominee_name in refused.text
    kept = client.post("/nominations/conditions", data={**chosen, **typed, "note-LDTT-qualitative": "Đã họp"})
    assert kept.status_code == 302
    assert [ticks_on(department, file) for file in files] == [[("qualitative", True, "Đã họp")]] * 2


def test_a_file_out_of_sight_is_not_found(department, browse):
    hidden = nominate(department)

    assert (
        browse("beside").post("/nominations/conditions", data={"nomination_ids": [str(hidden.id)]}).status_code == 404
    )
