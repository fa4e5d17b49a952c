"""The reference case: the figures of 2018 exactly as in the public review, and files in every state this year."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit import queries, trail, words
from app.classification.queries import is_locked
from app.core.database import db
from app.council.enums import BallotMethod, ItemStatus, MeetingStatus, Presence
from app.council.models import (
    AgendaItem,
    Attendance,
    Ballot,
    EarlierVote,
    Elector,
    Meeting,
    NamedVote,
    PaperCount,
    Substitute,
    WrittenOpinion,
)
from app.demo.load import DemoRefused, load
from app.documents.queries import attachments_of
from app.documents.uploads import current_store
from app.leadership_review.enums import ReviewStatus
from app.leadership_review.models import LeadershipReview
from app.nominations.enums import LinkKind, Status, VerdictMoment
from app.nominations.models import Nomination, NominationLink, NominationVerdict
from app.organisation.models import Person, Unit
from app.records.models import Conferral
from app.settings import Environment
from app.web.configuration import current_settings
from tests.databases import Databases

CITY = {"code": "UBND", "name": "UBND thành phố"}
MINISTRY = {"code": "BKHCN", "name": "Bộ Khoa học và Công nghệ"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo(databases: Callable[[str], Databases], request: pytest.FixtureRequest) -> Iterator[Flask]:
    """One loaded demo for all tests of this module, which only read."""
    with databases(request.param).fresh() as app, app.app_context():
        load(current_settings(app), password="bốn từ ghép lại")
        yield app


@pytest.fixture
def session(demo: Flask) -> Session:
    return db.session()


def year_end(app: Flask, year: int) -> dict[str, Any]:
    runner = app.test_cli_runner()
    result = runner.invoke(args=["report", "year-end", "--year", str(year), "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_every_change_in_the_trail_has_words(session: Session) -> None:
    events = [queries.EventRow(*row) for row in session.execute(select(*queries.EVENT_COLUMNS))]
    names = queries.names_of(session, words.name_queries(words.records_in(events[-300:], most=None)))
    assert {
        (event.kind, name)
        for event in events
        for name in event.changes
        if name not in words.words_of(event.subject).fields and event.kind not in words.words_of(event.subject).keyed_by
    } == set()
    told = [change for event in events[-300:] for change in words.changes(event, names, most=None)]
    assert len(told) > 300
    assert [each for each in told if "record that is gone" in f"{each.label}{each.before}{each.after}"] == []


def test_the_figures_of_2018_are_those_of_the_review(demo: Flask) -> None:
    report = year_end(demo, 2018)
    told = {
        (line["code"], line["subject"], line["channel"], line["campaign_kind"]): (
            line["to"],
            line["nominated"],
            line["endorsed"],
            line["conferred"],
            line["pending"],
            line["declined"],
        )
        for line in report["awards"]
    }
    assert told == {
        ("LDTT", "individual", "conferred", "yearly"): (None, 84, 84, 84, 0, 0),
        ("CSTDCS", "individual", "conferred", "yearly"): (None, 11, 11, 11, 0, 0),
        ("TTLDTT", "collective", "conferred", "yearly"): (None, 11, 11, 11, 0, 0),
        ("GK_TT", "collective", "conferred", "yearly"): (None, 7, 7, 7, 0, 0),
        ("GK_CN", "individual", "conferred", "yearly"): (None, 37, 37, 37, 0, 0),
        ("TTLDXS", "collective", "proposed", "yearly"): (CITY, 3, 3, 0, 3, 0),
        ("BKT_TT", "collective", "proposed", "yearly"): (CITY, 1, 1, 0, 1, 0),
        ("BKT_CN", "individual", "proposed", "yearly"): (CITY, 1, 1, 0, 1, 0),
        ("BKB_TT", "collective", "proposed", "thematic"): (MINISTRY, 2, 2, 0, 2, 0),
        ("BKB_CN", "individual", "proposed", "thematic"): (MINISTRY, 5, 5, 0, 5, 0),
    }


def test_the_vietnamese_narrative_names_every_figure_of_the_review(demo: Flask) -> None:
    text = year_end(demo, 2018)["narrative"]["vi"]
    for part in (
        "11 tập thể lao động tiên tiến",
        "11 chiến sĩ thi đua cơ sở",
        "Giấy khen cho 07 tập thể và 37 cá nhân",
        "Đề nghị UBND thành phố công nhận Tập thể lao động xuất sắc đối với 03 tập thể",
        "Bằng khen đối với 01 tập thể và 01 cá nhân",
        "Đề nghị Bộ Khoa học và Công nghệ xét tặng Bằng khen đối với 02 tập thể và 05 cá nhân",
        "Ngày hội khởi nghiệp đổi mới sáng tạo Việt Nam năm 2018",
    ):
        assert part in text


def test_the_demo_is_large_enough_and_consistent(session: Session) -> None:
    units = session.scalar(select(func.count()).select_from(Unit).where(Unit.is_external.is_(False))) or 0
    people = session.scalar(select(func.count()).select_from(Person)) or 0
    assert (units, people) == (18, 133)
    department = session.scalars(select(Unit).where(Unit.code == "SKHCN")).one()
    assert is_locked(session, department.id, 2018)
    assert trail.first_broken_event(session) is None
    conferred = select(func.count()).select_from(Nomination).where(Nomination.status == Status.CONFERRED)
    held = (
        select(func.count())
        .select_from(Conferral)
        .where(Conferral.revoked_on.is_(None), Conferral.nomination_id.is_not(None))
    )
    assert session.scalar(conferred) == session.scalar(held)
    cast = select(func.count()).select_from(Elector).where(Elector.has_voted)
    said = sum(session.scalar(select(func.count()).select_from(each)) or 0 for each in (Ballot, NamedVote))
    assert session.scalar(cast) == said


def test_this_year_has_files_in_every_state_that_a_page_can_reach(session: Session) -> None:
    this_year = select(Nomination.status).where(Nomination.year > 2018).distinct()
    assert set(session.scalars(this_year)) == set(Status)


def test_the_council_is_shown_in_every_way_it_works(session: Session) -> None:
    assert set(session.scalars(select(Meeting.status))) == {
        MeetingStatus.OPEN,
        MeetingStatus.CLOSED,
        MeetingStatus.MINUTED,
    }
    today_open = select(Meeting).where(Meeting.status == MeetingStatus.OPEN)
    meeting = session.scalars(today_open).one()
    items = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)).all()
    ways = Counter((item.status, item.method) for item in items)
    assert ways == {
        (ItemStatus.VOTING, BallotMethod.ELECTRONIC): 8,
        (ItemStatus.VOTING, BallotMethod.PAPER): 1,
        (ItemStatus.VOTING, BallotMethod.OPEN): 1,
        (ItemStatus.PENDING, BallotMethod.ELECTRONIC): 8,
    }
    [opinion] = session.scalars(select(WrittenOpinion).where(WrittenOpinion.meeting_id == meeting.id))
    [scan] = attachments_of(session, opinion.id)
    assert scan.media_type == "application/pdf"
    assert current_store().exists(scan.sha256)
    sits_in = select(Attendance.presence).join(Substitute, Substitute.member_id == Attendance.member_id)
    assert session.scalars(sits_in.where(Attendance.meeting_id == meeting.id)).one() is Presence.PRESENT
    boxes = select(func.count()).select_from(PaperCount)
    assert session.scalar(boxes) == 1
    assert session.scalars(select(EarlierVote)).one().reason
    assert session.scalar(select(func.count()).select_from(NamedVote)) == 8


def test_a_lower_award_has_its_own_file_and_verdict(session: Session) -> None:
    link = session.scalars(select(NominationLink).where(NominationLink.kind == LinkKind.LOWERED)).one()
    lower, first = (session.get_one(Nomination, each) for each in (link.nomination_id, link.from_id))
    assert (first.award_code, first.status) == ("BKT_TT", Status.NOT_ENDORSED)
    assert (lower.award_code, lower.status) == ("GK_TT", Status.ENDORSED)
    verdicts = session.scalars(select(NominationVerdict).where(NominationVerdict.nomination_id == lower.id)).all()
    assert {verdict.moment for verdict in verdicts} == set(VerdictMoment)


def test_the_review_of_2018_is_closed_and_carries_the_award_result(session: Session) -> None:
    review = session.scalars(select(LeadershipReview).where(LeadershipReview.year == 2018)).one()
    assert review.status is ReviewStatus.CLOSED
    assert "11 tập thể lao động tiên tiến" in review.award_result


def test_demo_data_goes_into_an_empty_database_only(demo: Flask) -> None:
    with pytest.raises(DemoRefused, match="not empty"):
        load(current_settings(demo))


def test_production_refuses_demo_data(demo: Flask) -> None:
    with pytest.raises(DemoRefused, match="production"):
        load(replace(current_settings(demo), environment=Environment.PRODUCTION))
