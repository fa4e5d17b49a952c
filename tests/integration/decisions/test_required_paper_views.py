"""The pages on which missing papers are seen and explained."""

from app.core.access import Role
from app.core.clock import now
from tests.conftest import SignIn
from tests.factories.decisions import Office
from tests.factories.paper_pages import enter, signature, text
from tests.factories.papers import draft_upward, version_of


def test_a_letter_says_what_is_missing_and_the_reason_lets_it_go(sign_in: SignIn, office: Office):
    nomination = office.endorse(office.person("Trần Văn Thiếu"), "CSTDT", upward=True)
    letter_id = draft_upward(office, [nomination.id], at=now())
    path = f"/decisions/letters/{letter_id}"
    head = enter(sign_in, office, Role.HEAD_OF_BODY)
    assert "1 paper is missing" in text(head.get(path))
    refused = head.post(f"{path}/sending", data=signature(office, letter_id, number="45"))
    assert refused.status_code == 422
    assert "Trần Văn Thiếu (CSTĐ" in text(refused)

    hr = enter(sign_in, office, Role.HR_OFFICER)
    ticks = {"papers": f"{nomination.id}:initiative_certificate", "version": version_of(office, letter_id)}
    empty = hr.post(f"{path}/papers/waivers", data={**ticks, "reason": ""})
    assert empty.status_code == 422
    assert f'value="{nomination.id}:initiative_certificate" data-check checked' in text(empty)
    kept = hr.post(f"{path}/papers/waivers", data={**ticks, "reason": "Quyết định đang chờ cấp số."})

    assert kept.status_code == 302
    assert "Quyết định đang chờ cấp số." in text(hr.get(f"{path}/papers"))
    head = enter(sign_in, office, Role.HEAD_OF_BODY)
    assert head.post(f"{path}/sending", data=signature(office, letter_id, number="45")).status_code == 302
    assert "Sent without these papers" in text(head.get(path))


def test_forged_ticks_are_refused_and_readers_only_read(sign_in: SignIn, office: Office):
    nomination = office.endorse(office.person(), "CSTDT", upward=True)
    letter_id = draft_upward(office, [nomination.id], at=now())
    hr = enter(sign_in, office, Role.HR_OFFICER)
    path = f"/decisions/letters/{letter_id}/papers"

    for forged in ("x:report", f"{nomination.id}:", f"{nomination.id}:../../etc", ":", "a" * 10_000):
        answer = hr.post(f"{path}/waivers", data={"papers": forged, "reason": "Vì", "version": "1"})
        assert "Papers:" not in answer.get_data(as_text=True)
        assert answer.status_code == 422
    auditor = enter(sign_in, office, Role.AUDITOR)
    assert "Keep the reason" not in text(auditor.get(path))
    assert auditor.post(f"{path}/waivers", data={"reason": "Vì", "version": "1"}).status_code == 403
