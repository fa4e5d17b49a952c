"""The words under which files are found: kept with each file, and as good as reading every text."""

import flask_migrate
import pytest
from sqlalchemy import select

from app.core.database import db
from app.core.text import fold
from app.nominations.enums import Status
from app.nominations.models import Nomination, NominationWord
from app.nominations.queries import Filters, SortBy, nomination_page, pages
from app.nominations.queries.searching import asked_of
from tests.factories.nominations import make_nomination
from tests.integration.nominations.acting import edit, fresh, nominate
from tests.integration.nominations.conftest import build_department

pytestmark = pytest.mark.both_engines
BEFORE = "0004_classification_procedure"
SEARCHES = (
    "nguyen",
    "Nguyễn Thị",
    "t",
    "thi t",
    "dat",
    "đạt",
    "an",
    "guyen",
    "tong hop to",
    "1",
    "bang khen",
    "lao dong van phong tran",
    "%",
    "_",
    "khong co ai",
)


def words_of(session, record: Nomination) -> set[str]:
    return set(session.scalars(select(NominationWord.word).where(NominationWord.number == record.number)))


@pytest.fixture
def filed(department):
    """Files of people and of a collective, in the unit of the officer and beside it."""
    for person in department.people:
        nominate(department, person)
        nominate(department, person, "BKT_CN", status=Status.VERIFIED, to_unit=department.city)
    make_nomination(department.session, department.campaign, department.unit, department.sub_unit)
    make_nomination(department.session, department.campaign, department.beside, department.stranger)
    return department


def found(department, actor, text: str, **narrowed) -> list[int]:
    """Return the numbers that the list shows, page after page."""
    filters = Filters(
        body_id=department.body.id,
        body_path=department.body.path,
        year=department.campaign.year,
        words=tuple(f" {word}" for word in fold(text).split()),
        **narrowed,
    )
    numbers, cursor = [], None
    while True:
        page = nomination_page(department.session, actor, filters, sort=SortBy.NUMBER, cursor=cursor, size=3)
        numbers += [row.number for row in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return numbers


def expected(department, text: str, *, status: Status | None = None, beside: bool = True) -> list[int]:
    """Return the numbers of the files whose texts have a word that begins with each word looked for."""
    records = department.session.scalars(select(Nomination).order_by(Nomination.number.desc()))
    return [
        record.number
        for record in records
        if all(f" {word}" in record.search_text for word in fold(text).split())
        and status in {None, record.status}
        and (beside or record.unit_id != department.beside.id)
    ]


@pytest.mark.parametrize("counted_up_to", [0, 4, 1_000])
def test_a_search_finds_what_reading_every_text_would_find(filed, monkeypatch, counted_up_to):
    monkeypatch.setattr(pages, "asked_of", lambda session, filters, _up_to: asked_of(session, filters, counted_up_to))
    for text in SEARCHES:
        assert found(filed, filed.hr, text) == expected(filed, text), text
        verified = found(filed, filed.hr, text, status=Status.VERIFIED)
        assert verified == expected(filed, text, status=Status.VERIFIED), text
        assert found(filed, filed.officer, text) == expected(filed, text, beside=False), text


def test_a_file_is_found_by_its_new_words_and_no_longer_by_the_old(department):
    record = nominate(department)
    assert {"nguyen", "an", "1"} <= words_of(department.session, record)

    edit(department, record, award_code="BKT_CN")

    changed = fresh(department, record)
    assert "bkt_cn" in words_of(department.session, record)
    assert words_of(department.session, record) == set(changed.search_text.split())
    edit(department, changed, summary="Khác")
    assert words_of(department.session, record) == set(changed.search_text.split())


def test_files_that_were_there_before_are_given_their_words(fresh_database):
    with fresh_database.app_context():
        department = build_department(db.session())
        nominate(department)
        make_nomination(department.session, department.campaign, department.unit, department.sub_unit)
        every = select(NominationWord.word, NominationWord.number).order_by(NominationWord.number, NominationWord.word)
        before = [tuple(row) for row in db.session.execute(every)]
        db.session.remove()

        flask_migrate.downgrade(revision=BEFORE)
        flask_migrate.upgrade()

        assert [tuple(row) for row in db.session.execute(every)] == before
        assert len(before) > 10
        db.session.remove()
