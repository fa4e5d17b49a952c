"""The life of a nomination as tables of cases."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from app.campaigns.enums import CampaignKind
from app.core.errors import TransitionError
from app.eligibility.enums import AuthorityLevel, Subject
from app.nominations import rules
from app.nominations.enums import Channel, Missing, Status, VoteFault
from app.organisation.enums import Authority

MOVES = {
    "draft": "submitted withdrawn",
    "submitted": "returned verified refused withdrawn",
    "returned": "submitted withdrawn",
    "verified": "tabled withdrawn",
    "tabled": "endorsed not_endorsed verified",
    "endorsed": "conferred forwarded not_approved tabled",
    "not_endorsed": "tabled",
    "forwarded": "conferred declined",
    "declined": "forwarded",
    "conferred": "revoked",
}
"""The state chart of the design, as words."""


@pytest.mark.parametrize(("current", "wanted"), list(product(Status, Status)))
def test_a_move_is_legal_exactly_where_the_chart_draws_it(current: Status, wanted: Status):
    if wanted.value in MOVES.get(current.value, "").split():
        assert rules.move(current, wanted) is wanted
    else:
        with pytest.raises(TransitionError):
            rules.move(current, wanted)


def test_every_state_can_be_reached_from_a_draft():
    reached, waiting = {Status.DRAFT}, [Status.DRAFT]
    while waiting:
        for following in rules.NEXT[waiting.pop()] - reached:
            reached.add(following)
            waiting.append(following)
    assert reached == set(Status)


def test_only_files_in_hands_of_the_unit_or_on_their_way_to_the_council_are_withdrawn():
    assert {Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.VERIFIED} == rules.WITHDRAWABLE


def test_what_can_be_edited_can_be_submitted():
    assert {status for status in Status if Status.SUBMITTED in rules.NEXT[status]} == rules.EDITABLE
    assert set(rules.WRITING_PHASES) == rules.EDITABLE


def test_a_vote_of_the_council_is_taken_again_with_a_reason_only():
    asked = {(before, to) for before, to in product(Status, Status) if rules.needs_reason(before, to)}

    assert {before for before, to in asked if to is Status.TABLED} == {Status.ENDORSED, Status.NOT_ENDORSED}
    assert {to for _before, to in asked} == rules.NEEDS_REASON | {Status.TABLED}


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_reason_of_blanks_is_none(reason: str):
    with pytest.raises(TransitionError):
        rules.require_reason(reason)
    assert rules.require_reason(" thiếu báo cáo ") == "thiếu báo cáo"


@pytest.mark.parametrize(
    ("year", "today", "day"),
    [
        (2018, date(2019, 1, 5), date(2018, 12, 31)),
        (2018, date(2018, 12, 31), date(2018, 12, 31)),
        (2018, date(2018, 11, 20), date(2018, 11, 20)),
        (2027, date(2026, 11, 20), date(2026, 11, 20)),
    ],
)
def test_people_count_where_they_are_today_or_were_at_the_end_of_a_past_year(year: int, today: date, day: date):
    assert rules.reference_day(year, today) == day


@pytest.mark.parametrize(
    ("body", "award", "channel"),
    [
        (Authority.GRASSROOTS, AuthorityLevel.GRASSROOTS, Channel.CONFERRED),
        (Authority.GRASSROOTS, AuthorityLevel.PROVINCIAL, Channel.PROPOSED),
        (Authority.GRASSROOTS, AuthorityLevel.MINISTERIAL, Channel.PROPOSED),
        (Authority.PROVINCIAL, AuthorityLevel.GRASSROOTS, Channel.CONFERRED),
        (Authority.PROVINCIAL, AuthorityLevel.PROVINCIAL, Channel.CONFERRED),
        (Authority.PROVINCIAL, AuthorityLevel.STATE, Channel.PROPOSED),
        (Authority.NONE, AuthorityLevel.GRASSROOTS, Channel.PROPOSED),
        (Authority.STATE, AuthorityLevel.STATE, Channel.CONFERRED),
    ],
)
def test_who_has_the_authority_confers_who_has_not_proposes(body: Authority, award: AuthorityLevel, channel: Channel):
    assert rules.channel_of(body, award) is channel


@pytest.mark.parametrize(
    ("votes_for", "votes_total", "faults"),
    [
        (None, None, []),
        (9, 10, []),
        (0, 1, []),
        (10, 10, []),
        (None, 10, [VoteFault.FOR_MISSING]),
        (9, None, [VoteFault.TOTAL_MISSING]),
        (0, 0, [VoteFault.TOTAL_ZERO]),
        (11, 10, [VoteFault.FOR_ABOVE_TOTAL]),
    ],
)
def test_the_votes_of_a_unit(votes_for: int | None, votes_total: int | None, faults: list[VoteFault]):
    assert rules.vote_faults(votes_for, votes_total) == faults


COMPLETE = rules.FileContent(
    subject=Subject.INDIVIDUAL,
    campaign_kind=CampaignKind.YEARLY,
    channel=Channel.CONFERRED,
    summary="Hoàn thành xuất sắc nhiệm vụ.",
    report="",
    has_attachment=False,
    unit_met_on=date(2018, 12, 3),
    unit_votes_total=10,
)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, []),
        ({"summary": "  \n "}, [Missing.SUMMARY]),
        ({"unit_met_on": None}, [Missing.UNIT_MEETING]),
        ({"unit_votes_total": None}, [Missing.UNIT_VOTE]),
        ({"unit_met_on": None, "unit_votes_total": None, "campaign_kind": CampaignKind.THEMATIC}, []),
        ({"unit_met_on": None, "unit_votes_total": None, "campaign_kind": CampaignKind.SUDDEN}, []),
        ({"channel": Channel.PROPOSED}, [Missing.REPORT]),
        ({"channel": Channel.PROPOSED, "report": "Báo cáo"}, []),
        ({"channel": Channel.PROPOSED, "has_attachment": True}, []),
        ({"channel": Channel.PROPOSED, "subject": Subject.COLLECTIVE}, []),
        (
            {"summary": "", "unit_met_on": None, "unit_votes_total": None, "channel": Channel.PROPOSED},
            [Missing.UNIT_MEETING, Missing.UNIT_VOTE, Missing.SUMMARY, Missing.REPORT],
        ),
    ],
)
def test_what_a_file_lacks_before_it_is_submitted(changes: dict[str, object], missing: list[Missing]):
    assert rules.missing_parts(replace(COMPLETE, **changes)) == missing


def test_a_search_meets_the_beginnings_of_words_without_diacritics():
    text = rules.joined_search_text(12, "CSTDCS", "CSTĐCS", "Đặng Thị Ánh")
    assert text == " 12 cstdcs cstdcs dang thi anh"
    assert len(rules.joined_search_text("a" * 5000)) == rules.SEARCH_LENGTH
