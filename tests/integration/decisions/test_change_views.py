"""The pages that revoke and amend, the number register, and what other pages tell of it."""

from io import BytesIO
from typing import Any
from uuid import UUID

from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.core.access import Role
from app.core.clock import now, today
from app.core.text import short_date
from app.decisions import services
from app.decisions.enums import ChangeKind, Outcome
from app.decisions.models import Decision, DecisionChange
from app.decisions.queries import changed_names, names_on_decision
from app.nominations.enums import Status
from app.nominations.models import Nomination
from tests.conftest import SignIn
from tests.factories.changes import REASON, draft_amendment, draft_revocation, signed
from tests.factories.decisions import Office
from tests.factories.paper_pages import enter, paper, sent_letter, signature, text
from tests.factories.papers import sign


def signed_today(office: Office, count: int = 2, number: int = 5) -> tuple[UUID, list[UUID]]:
    return signed(office, count, number, signed_on=today(), at=now())


def revocation_form(**changes: Any) -> dict[str, Any]:
    return {"title": "Về việc hủy bỏ khen thưởng", "reason": REASON, "rule_id": "fraud", "version": "0", **changes}


def amendment_form(**changes: Any) -> dict[str, Any]:
    return {"title": "Về việc sửa đổi", "reason": "Ghi sai tên.", "version": "0", **changes}


def test_hr_drafts_a_revocation_and_the_head_signs_it(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office)
    hr = enter(sign_in, office, Role.HR_OFFICER)

    page = text(hr.get(f"/decisions/{decision_id}/revocation"))
    assert "Fraud in declaring the achievements" in page
    answer = hr.post(f"/decisions/{decision_id}/revocation", data=revocation_form(**{"nomination_ids-0": str(ids[0])}))
    revocation_id = office.session.scalars(select(DecisionChange.decision_id)).one()
    assert answer.location.endswith(f"/decisions/{revocation_id}")
    page = text(hr.get(answer.location))
    assert "Signing takes the number and revokes the award" in page
    assert "Sign and revoke" not in page
    assert "is drafted and waits for the head" in text(hr.get(f"/decisions/{decision_id}"))

    head = enter(sign_in, office, Role.HEAD_OF_BODY)
    assert "Sign and revoke" in text(head.get(f"/decisions/{revocation_id}"))
    answer = head.post(f"/decisions/{revocation_id}/signature", data=signature(office, revocation_id, number="6"))
    assert "the awards on it are revoked" in text(head.get(answer.location))
    assert paper(office, Nomination, ids[0]).status is Status.REVOKED
    page = text(head.get(f"/decisions/{decision_id}"))
    assert "Revoked in part by decision 06/QĐ-SKHCN" in page
    assert "1 award is gone." in page
    assert "Award revoked" in page


def test_a_revocation_without_a_name_or_a_reason_comes_back_filled_in(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office)
    hr = enter(sign_in, office, Role.HR_OFFICER)
    here = f"/decisions/{decision_id}/revocation"

    empty = hr.post(here, data=revocation_form(legal_basis="Kết luận thanh tra số 12"))
    assert empty.status_code == 422
    assert "Tick at least one name." in text(empty)
    assert "Kết luận thanh tra số 12" in text(empty)
    mute = hr.post(here, data=revocation_form(reason=" ", **{"nomination_ids-0": str(ids[0])}))
    assert mute.status_code == 422
    assert f'value="{ids[0]}" data-check checked' in text(mute)
    forged = hr.post(here, data=revocation_form(rule_id="x", **{"nomination_ids-0": str(decision_id)}))
    assert forged.status_code == 422
    long = hr.post(here, data=revocation_form(title="x" * 10_000, is_whole="y"))
    assert long.status_code == 422


def test_a_draft_is_written_anew_and_a_stale_form_is_told(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office)
    revocation_id = draft_revocation(office, decision_id, ids[:1], at=now())
    hr = enter(sign_in, office, Role.HR_OFFICER)
    here = f"/decisions/{revocation_id}/change"

    page = text(hr.get(here))
    assert REASON in page
    assert f'value="{ids[0]}" data-check checked' in page
    hr.post(here, data=revocation_form(version="1", is_whole="y", reason="Lý do mới"))
    assert len(changed_names(office.session, revocation_id)) == 2
    stale = hr.post(here, data=revocation_form(version="1", is_whole="y", reason="Của tôi"))
    assert stale.status_code == 409
    assert "Lý do mới" in text(stale)
    assert "Của tôi" in text(stale)


def test_an_amendment_asks_which_names_then_how_they_are_printed(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office)
    hr = enter(sign_in, office, Role.HR_OFFICER)
    here = f"/decisions/{decision_id}/amendment"
    before = names_on_decision(office.session, decision_id)[0].nominee_name

    assert "Tick the names that are printed wrongly" in text(hr.get(here))
    page = text(hr.get(f"{here}?step=2&nomination_ids-0={ids[0]}"))
    assert f'name="name-{ids[0]}"' in page
    assert f'name="name-{ids[1]}"' not in page
    row = {
        f"name-{ids[0]}": "",
        f"post-{ids[0]}": "Phó Trưởng phòng",
        f"unit-{ids[0]}": "Phòng",
        "row_ids": str(ids[0]),
    }
    empty = hr.post(here, data=amendment_form(**row))
    assert empty.status_code == 422
    assert "Phó Trưởng phòng" in text(empty)
    answer = hr.post(here, data=amendment_form(**{**row, f"name-{ids[0]}": "Ngô Thị Đúng"}))
    page = text(hr.get(answer.location))
    assert "Ngô Thị Đúng, Phó Trưởng phòng, Phòng" in page

    amendment_id = office.session.scalars(select(DecisionChange.decision_id)).one()
    sign(office, amendment_id, 6, signed_on=today(), at=now())
    shown = text(hr.get(f"/decisions/{decision_id}"))
    assert "Amended by decision 06/QĐ-SKHCN" in shown
    assert before in shown
    printed = text(hr.get(f"/decisions/{amendment_id}/paper"))
    assert f"“{before}, Chuyên viên, Phòng Quản lý Khoa học” sửa thành “Ngô Thị Đúng" in printed
    original = text(hr.get(f"/decisions/{decision_id}/paper"))
    assert "Ngô Thị Đúng" not in original
    assert "Amended by decision 06/QĐ-SKHCN" in original


def test_an_amendment_draft_keeps_its_names_until_others_are_chosen(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office)
    amendment_id = draft_amendment(office, decision_id, new_text="Tại Điều 2: bỏ từ “và”.", at=now())
    hr = enter(sign_in, office, Role.HR_OFFICER)
    here = f"/decisions/{amendment_id}/change"

    page = text(hr.get(here))
    assert "Tại Điều 2" in page
    assert "Choose other names" in page
    assert "Tick the names" in text(hr.get(f"{here}?names=1"))
    assert f'name="name-{ids[1]}"' in text(hr.get(f"{here}?step=2&nomination_ids-0={ids[1]}"))
    nothing = hr.post(here, data=amendment_form(version="1", new_text=""))
    assert nothing.status_code == 422
    assert "so far everything stays as it was signed" in text(nothing)


def test_only_signed_decisions_that_confer_offer_a_change(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office, 1)
    revocation_id = draft_revocation(office, decision_id, ids, at=now())
    auditor = enter(sign_in, office, Role.AUDITOR)
    assert "Revoke awards" not in text(auditor.get(f"/decisions/{decision_id}"))
    hr = enter(sign_in, office, Role.HR_OFFICER)

    assert hr.get(f"/decisions/{revocation_id}/revocation").status_code == 409
    assert hr.get(f"/decisions/{decision_id}/change").status_code == 409
    sign(office, revocation_id, 6, signed_on=today(), at=now())
    page = text(hr.get(f"/decisions/{decision_id}"))
    assert "Revoke awards" not in page
    assert "Revoked by decision 06/QĐ-SKHCN" in page
    assert "Decision revoked" in page


def test_the_print_view_of_a_revocation_names_decision_rule_and_reason(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office)
    revocation_id = draft_revocation(office, decision_id, ids[:1], legal_basis="Kết luận thanh tra số 12", at=now())
    sign(office, revocation_id, 6, signed_on=today(), at=now())

    page = text(enter(sign_in, office, Role.AUDITOR).get(f"/decisions/{revocation_id}/paper"))

    assert "Hủy bỏ một phần Quyết định số 05/QĐ-SKHCN" in page
    assert "Căn cứ quy định tại chương VII Luật Thi đua, khen thưởng năm 2022;" in page
    assert "Căn cứ Kết luận thanh tra số 12;" in page
    assert "Lý do: Gian dối trong kê khai" in page
    assert "Thu hồi hiện vật khen thưởng và tiền thưởng" in page


def test_many_names_stand_on_an_annexed_list(sign_in: SignIn, office: Office):
    decision_id, _ids = signed_today(office, 7)
    revocation_id = draft_revocation(office, decision_id, is_whole=True, at=now())

    page = text(enter(sign_in, office, Role.AUDITOR).get(f"/decisions/{revocation_id}/paper"))

    assert "(có danh sách kèm theo)" in page
    assert "bị hủy bỏ khen thưởng" in page


def test_the_workbook_marks_who_lost_the_award(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office)
    sign(office, draft_revocation(office, decision_id, ids[:1], at=now()), 6, signed_on=today(), at=now())

    answer = enter(sign_in, office, Role.HR_OFFICER).get(f"/decisions/{decision_id}/recipients.xlsx")

    book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert sum("ã hủy bỏ theo 06/QĐ-SKHCN" in cell for cell in cells) == 2


def test_the_register_shows_numbers_and_gaps(sign_in: SignIn, office: Office):
    signed_today(office, 1, 2)
    signed_today(office, 1, 5)
    sent_letter(office, number=1)
    hr = enter(sign_in, office, Role.HR_OFFICER)

    page = text(hr.get("/decisions/register"))

    assert "02/QĐ-SKHCN" in page
    assert "05/QĐ-SKHCN" in page
    assert "03 – 04" in page
    assert "2 gaps in the numbers." in page
    assert "0 gaps in the numbers." in page
    assert hr.get("/decisions/register?year=1").status_code == 200
    assert "Number register" in text(hr.get("/decisions"))


def test_a_higher_body_takes_an_award_back(sign_in: SignIn, office: Office):
    letter_id, ids = sent_letter(office)
    entries = [services.OutcomeEntry(each, Outcome.CONFERRED, "99/QĐ-UBND", today()) for each in ids]
    services.record_outcomes(letter_id, entries, actor=office.hr, at=now())  # type: ignore[arg-type]
    hr = enter(sign_in, office, Role.HR_OFFICER)
    here = f"/decisions/letters/{letter_id}/revocations"

    assert hr.get(here).status_code == 200
    refused = hr.post(
        here, data={"nomination_ids-0": str(ids[0]), "decision_number": "120/QĐ-UBND", "decision_on": "x"}
    )
    assert refused.status_code == 422
    assert "120/QĐ-UBND" in text(refused)
    said = {"decision_number": "120/QĐ-UBND", "decision_on": short_date(today()), "reason": REASON}
    answer = hr.post(here, data={"nomination_ids-0": str(ids[0]), **said})
    page = text(hr.get(answer.location))
    assert "The revocation is recorded" in page
    assert "120/QĐ-UBND of" in page
    assert paper(office, Nomination, ids[0]).status is Status.REVOKED


def test_the_file_and_the_record_tell_by_which_decision(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office, 1)
    sign(office, draft_revocation(office, decision_id, ids, at=now()), 6, signed_on=today(), at=now())
    hr = enter(sign_in, office, Role.HR_OFFICER)

    file = text(hr.get(f"/nominations/{ids[0]}"))
    assert "The decision that revoked it" in file
    assert "06/QĐ-SKHCN of" in file
    person_id = paper(office, Nomination, ids[0]).person_id
    record = text(hr.get(f"/decisions/record/person/{person_id}"))
    assert "Revoked by 06/QĐ-SKHCN" in record
    assert REASON in record


def test_pages_cost_few_queries_whatever_was_changed(sign_in: SignIn, office: Office):
    decision_id, ids = signed_today(office, 4)
    for number, each in enumerate(ids[:3], 6):
        sign(office, draft_revocation(office, decision_id, [each], at=now()), number, signed_on=today(), at=now())
    assert office.session.scalars(select(DecisionChange.kind)).all() == [ChangeKind.REVOCATION] * 3
    assert office.session.scalar(select(Decision.id).where(Decision.id == decision_id)) == decision_id
    hr = enter(sign_in, office, Role.HR_OFFICER)

    # The client of the tests refuses a page that asks the database more than eight questions.
    assert hr.get(f"/decisions/{decision_id}").status_code == 200
    assert hr.get("/decisions/register").status_code == 200
