"""A meeting of seven over thirty files: one stepping aside, one voting in writing, three batches, one vote taken again.

Then the decision, an award taken away, the proposal to the city and its answer; the figures of the year after each.
"""

import re
from pathlib import Path

from app.core.clock import today
from tests.browser.conftest import Visit
from tests.browser.journey import Officer, typed
from tests.browser.pages import Screen
from tests.browser.site import Site
from tests.browser.sitting import FILES, Secretary, Voter, name_of, verified_files

CAMPAIGN, MEETING = "Khắc phục sự cố", "Phiên họp ba mươi hồ sơ"
CITY, OWN = "Certificate of Commendation of the Province Chair (individual)", "Certificate of Merit (individual)"
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PRESENT = [f"council{number}" for number in range(1, 7)]


def figures(screen: Screen, award: str) -> list[int]:
    """Return nominated, endorsed and conferred by this year's thematic and sudden campaigns."""
    screen.open(f"/reports/year-end?year={today().year}")
    rows = screen.page.locator("section", has_text="Thematic and sudden campaigns").locator("tr", has_text=award)
    found = [[int(cell) for cell in row.locator("td.num").all_inner_texts()][:3] for row in rows.all()]
    return [sum(column) for column in zip(*found, strict=True)]


def draft(screen: Screen, act: str) -> str:
    """Draft a paper for all names of the campaign that wait for it, and return its address."""
    screen.open("/decisions")
    panel = screen.page.locator("section", has_text=CAMPAIGN).filter(
        has=screen.page.get_by_role("button", name=re.compile(act))
    )
    panel.get_by_role("button", name=re.compile(act)).click()
    screen.check()
    return screen.path


def test_a_meeting_from_the_agenda_to_the_answer_of_the_city(visit: Visit, site: Site, tmp_path: Path) -> None:
    verified_files(site, CAMPAIGN)
    absent = name_of(site, "council7")
    hr, director = visit("hr"), visit("director")
    own, city = figures(hr, OWN), figures(hr, CITY)
    secretary = Secretary(hr)
    scan = tmp_path / "y-kien.pdf"
    scan.write_bytes(SCAN)
    members = {name: Voter(visit(name, size="phone")) for name in PRESENT}

    secretary.prepare(CAMPAIGN, MEETING, absent)
    hr.check()
    secretary.enter_opinion(absent, scan)
    hr.open(secretary.meeting)
    first, last = (hr.page.locator("a.row-link").nth(place).inner_text().strip() for place in (0, FILES - 1))

    for batch, (start, end) in enumerate(((1, 10), (11, 20), (21, 30))):
        secretary.open_batch(start, end)
        for name, member in members.items():
            if batch == 0:
                member.answer(secretary.meeting, relative_of=first if name == "council6" else "")
            member.vote(secretary.meeting, against=last if batch == 2 and name in PRESENT[:3] else "")
        secretary.count(6 if batch else 5)
    hr.check()
    assert figures(hr, OWN) == [own[0], own[1] + 29, own[2]]
    assert figures(hr, CITY) == city
    reads_the_arithmetic(hr, secretary.meeting, first)

    secretary.annul(last, "Phiếu của hồ sơ này phát trước khi đọc báo cáo bổ sung.")
    secretary.open_batch(30, 30)
    for member in members.values():
        member.vote(secretary.meeting)
    secretary.count(6)
    assert figures(hr, CITY) == [city[0], city[1] + 1, city[2]]

    secretary.finish()
    for reader, act in ((hr, "Approve as secretary"), (members["council1"].screen, "Approve as chair")):
        reader.open(f"{secretary.meeting}/minutes")
        reader.press(act)
    director.open(f"{secretary.meeting}/minutes")
    director.check()
    director.press("Approve the result")
    Officer(hr).move_on(CAMPAIGN, "Begin decisions")

    decision = draft(hr, "Draft decision")
    director.open(decision)
    director.press("Sign and confer")
    assert figures(hr, OWN) == [own[0], own[1] + 29, own[2] + 29]

    hr.open(decision)
    hr.follow("Revoke awards")
    hr.page.locator("[data-check]").last.check()
    hr.choose("Ground in law", "False confirmation of the achievements of others")
    hr.fill("Reason", "Kết luận xác minh ngày hôm nay.")
    hr.press("Save the draft")
    director.open(hr.path)
    director.press("Sign and revoke")
    assert figures(hr, OWN)[2] == own[2] + 28

    letter = draft(hr, "Draft letter")
    director.open(letter)
    director.press("Sign and send")
    director.says("lacks")
    hr.open(letter)
    hr.follow("Papers name by name")
    hr.check()
    for box in hr.page.locator("#missing [data-check]").all():
        box.check()
    hr.page.fill("#reason", "Bản gốc nộp trực tiếp tại Ban Thi đua - Khen thưởng.")
    hr.press("Keep the reason")
    hr.check()
    director.open(letter)
    director.press("Sign and send")
    hr.open(letter)
    hr.follow("Record the answer")
    hr.page.select_option("#all_outcome", "conferred")
    hr.page.fill("#all_number", "2211/QĐ-UBND")
    hr.page.fill("#all_on", typed(today()))
    hr.page.locator("input[name=ticked]").check()
    hr.press("Record the answer")
    assert figures(hr, CITY) == [city[0], city[1] + 1, city[2] + 1]


def reads_the_arithmetic(screen: Screen, meeting: str, name: str) -> None:
    """The page of a file says how five ballots and one opinion in writing came to its result."""
    screen.open(meeting)
    screen.page.locator("a.row-link", has_text=name).first.click()
    screen.check()
    for text in ("6 of 7", "600"):
        screen.says(text)
