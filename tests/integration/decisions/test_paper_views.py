"""Print views, workbooks, award records, and how few questions a page asks."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook

from app.core.access import Role
from app.core.clock import now, today
from tests.conftest import SignIn
from tests.factories.actors import make_account
from tests.factories.decisions import Office
from tests.factories.paper_pages import enter, sent_letter, text
from tests.factories.papers import draft, draft_upward, sign

Counted = Callable[[], AbstractContextManager[list[str]]]


def test_the_print_view_is_a_vietnamese_decision_in_every_language(sign_in: SignIn, office: Office):
    office.endorse(office.person("Nguyễn Văn An"), "CSTDCS")
    office.endorse(office.division, "TTLDTT")
    decision_id = draft(office, [name.id for name in office.names], at=now())
    sign(office, decision_id, signed_on=today(), at=now())

    page = text(enter(sign_in, office, Role.AUDITOR).get(f"/decisions/{decision_id}/paper"))

    for words in (
        "Số: 05/QĐ-SKHCN",
        "Giám đốc Sở Khoa học và Công nghệ",
        "Căn cứ Nghị định số 91/2017/NĐ-CP của Chính phủ;",
        "Xét đề nghị của Thường trực Hội đồng Thi đua - Khen thưởng.",
        "1. Danh hiệu “Tập thể lao động tiên tiến”: 01 tập thể;",
        "2. Danh hiệu “Chiến sĩ thi đua cơ sở”: 01 cá nhân.",
        "I. Tập thể (01)",
        "II. Cá nhân (01)",
        "Nguyễn Văn An, Chuyên viên, Phòng Quản lý Khoa học",
        "- Lưu: VT",
    ):
        assert words in page


def test_the_print_view_of_a_letter(sign_in: SignIn, office: Office):
    letter_id, _ids = sent_letter(office)

    page = text(enter(sign_in, office, Role.HR_OFFICER).get(f"/decisions/letters/{letter_id}/paper"))

    assert f"Kính gửi: {office.city.name}" in page
    assert "Số: 45/TTr-SKHCN" in page
    assert f"1. Bằng khen của Chủ tịch {office.city.name}: 02 cá nhân." in page


def test_the_workbook_holds_the_names(sign_in: SignIn, office: Office):
    office.endorse(office.person("=HYPERLINK(1)"), "CSTDCS")
    office.endorse(office.division, "TTLDTT")
    decision_id = draft(office, [name.id for name in office.names], at=now())
    sign(office, decision_id, signed_on=today(), at=now())

    answer = enter(sign_in, office, Role.HR_OFFICER).get(f"/decisions/{decision_id}/recipients.xlsx")

    assert "danh-sach-05-Q" in answer.headers["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    assert book.sheet_names == ["Danh sách kèm theo", "Tổng hợp"]
    annexed = [[str(cell) for cell in row if cell != ""] for row in book.get_sheet_by_index(0).to_python()]
    assert ["I. Tập thể"] in annexed
    assert ["1.0", "Phòng Quản lý Khoa học", "Tập thể lao động tiên tiến"] in annexed
    assert ["1.0", "=HYPERLINK(1), Chuyên viên, Phòng Quản lý Khoa học", "Chiến sĩ thi đua cơ sở"] in annexed
    summary = [[str(cell) for cell in row] for row in book.get_sheet_by_index(1).to_python()]
    assert ["STT", "Họ tên/Tên tập thể", "Đơn vị", "Danh hiệu", "Ghi chú", "Người đề nghị"] in summary


def test_a_person_sees_the_own_record_and_no_other(sign_in: SignIn, office: Office):
    person, other = office.person("Nguyễn Văn An"), office.person("Trần Thị Bình")
    office.endorse(person, "CSTDCS")
    office.endorse(office.division, "TTLDTT")
    sign(office, draft(office, [name.id for name in office.names], at=now()), signed_on=today(), at=now())
    client = sign_in(make_account(office.session, person=person))

    page = text(client.get(f"/decisions/record/person/{person.id}"))

    assert "05/QĐ-SKHCN" in page
    assert 'href="/decisions/' not in page.split("<main")[1]
    assert client.get(f"/decisions/record/person/{other.id}").status_code == 404
    assert client.get(f"/decisions/record/unit/{office.division.id}").status_code == 404


def test_a_unit_officer_sees_the_records_of_the_own_subtree(sign_in: SignIn, office: Office):
    person, other = office.person("Nguyễn Văn An"), office.person("Trần Thị Bình", office.office)
    client = sign_in(make_account(office.session, Role.UNIT_OFFICER, office.division))

    seen = {
        path: client.get(f"/decisions/record/{path}").status_code
        for path in (
            f"person/{person.id}",
            f"unit/{office.division.id}",
            f"person/{other.id}",
            f"unit/{office.office.id}",
            f"person/{uuid4()}",
        )
    }

    assert list(seen.values()) == [200, 200, 404, 404, 404]


@pytest.mark.parametrize("role", [Role.HR_OFFICER, Role.HEAD_OF_BODY])
def test_pages_ask_the_same_few_questions_for_one_and_for_three(
    sign_in: SignIn, office: Office, counted: Counted, role: Role
):
    client = enter(sign_in, office, role)

    def cost(count: int) -> dict[str, int]:
        decision_id = draft(office, office.people(count), at=now())
        letter_id = draft_upward(office, office.people(count, "BKT_CN", upward=True), at=now())
        sent_id, _ids = sent_letter(office, count, number=count)
        signed_id = draft(office, office.people(count), at=now())
        sign(office, signed_id, number=count, signed_on=today(), at=now())
        office.people(count)
        paths = {
            "list": "/decisions",
            "draft": f"/decisions/{decision_id}",
            "signed": f"/decisions/{signed_id}",
            "letter draft": f"/decisions/letters/{letter_id}",
            "letter sent": f"/decisions/letters/{sent_id}",
            "paper": f"/decisions/{signed_id}/paper",
            "record": f"/decisions/record/unit/{office.division.id}",
        }
        if role is Role.HR_OFFICER:
            paths["answers"] = f"/decisions/letters/{sent_id}/outcomes"
        else:
            paths["deviations"] = "/decisions/deviations"
        found = {}
        for name, path in paths.items():
            with counted() as queries:
                assert client.get(path).status_code == 200
            found[name] = len(queries)
        return found

    one, three = cost(1), cost(3)

    assert one == three
    assert max(three.values()) <= 8, three
