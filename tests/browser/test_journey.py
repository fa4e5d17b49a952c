"""The whole round, each role in turn, from two drafts to the figures of the year: axe on every page on the way."""

from io import BytesIO

from playwright.sync_api import Locator
from python_calamine import CalamineWorkbook

from app.core.clock import today
from tests.browser.conftest import Visit
from tests.browser.journey import PERSON_AWARD, UNIT_AWARD, Member, Officer, approve, typed
from tests.browser.pages import Screen

CAMPAIGN, MEETING = "Phong trào hành trình", "Phiên họp hành trình"
PERSON, UNIT = "Mai Vĩnh Đoàn", "Phòng Quản lý Khoa học"


def figures(screen: Screen, award: str) -> list[int]:
    """Return nominated, endorsed and conferred of the thematic certificates of merit, as the page shows them."""
    screen.open(f"/reports/year-end?year={today().year}")
    rows = screen.page.locator("section", has_text="Thematic and sudden campaigns").locator("tr", has_text=award)
    found = [[int(cell) for cell in row.locator("td.num").all_inner_texts()][:3] for row in rows.all()]
    return [sum(column) for column in zip(*found, strict=True)]


def nominate(screen: Screen) -> None:
    """Draft a nomination of the unit and one of a person at once, and write both summaries."""
    page = screen.page
    screen.open("/nominations")
    screen.check()
    screen.follow("Nominate")
    page.locator("#campaign").select_option(label=CAMPAIGN)
    screen.press("Show this unit")
    screen.check()
    for award in (PERSON_AWARD, UNIT_AWARD):
        page.get_by_label(f"GK: {award}").check()
    for field, text in (("unit_met_on", typed(today())), ("unit_votes_for", "8"), ("unit_votes_total", "9")):
        page.fill(f"#{field}", text)
    page.get_by_label(PERSON).check()
    page.get_by_label(UNIT, exact=True).last.check()
    screen.press("Draft the nominations")
    screen.check()
    for summary in page.locator("main textarea").all():
        summary.fill("Có giải pháp thiết thực, hoàn thành vượt kế hoạch.")
    screen.press("Save the summaries")


def test_a_fact_travels_the_whole_chain(visit: Visit) -> None:
    hr, officer, head, director = (visit(name) for name in ("hr", "officer", "head", "director"))
    clerk = Officer(hr)
    before = {award: figures(hr, award) for award in (PERSON_AWARD, UNIT_AWARD)}
    hr.check()

    clerk.plan_campaign(CAMPAIGN)
    nominate(officer)
    head.open("/desk")
    head.check()
    head.open("/nominations?status=draft&q=GK")
    head.page.check("#tick-all")
    head.press("Submit the chosen")
    head.says("2 nominations submitted")

    clerk.return_file(PERSON, "Nêu số liệu cụ thể so với kế hoạch.")
    officer.open("/nominations?status=returned&q=GK")
    officer.follow(PERSON)
    officer.says("Nêu số liệu cụ thể so với kế hoạch.")
    officer.check()
    officer.follow("Edit the file")
    officer.check()
    officer.page.fill("#summary", "Đạt 120 % kế hoạch, vượt 20 %.")
    officer.press("Save the file")
    head.open("/nominations?status=returned&q=GK")
    head.follow(PERSON)
    head.check()
    head.press("Submit again")
    clerk.verify_all()

    clerk.move_on(CAMPAIGN, "Begin verification")
    clerk.move_on(CAMPAIGN, "Begin the council phase")
    clerk.hold_meeting(CAMPAIGN, MEETING)
    for number in range(1, 8):
        Member(visit(f"council{number}", size="phone")).vote(MEETING)
    clerk.close_vote(MEETING)
    clerk.write_minutes()
    chair = visit("council1", size="phone")
    approve(chair, f"Approve the minutes of {MEETING}", "Approve as chair", "they are fixed")
    approve(director, f"Approve the result of {MEETING}", "Approve the result", "The result is approved")
    director.check()
    clerk.move_on(CAMPAIGN, "Begin decisions")

    decision = clerk.draft_decision()
    director.open(decision)
    director.check()
    number = director.page.locator("#number").input_value()
    director.press("Sign and confer")
    director.says(f"{number}/QĐ-SKHCN")
    director.check()

    for award in (PERSON_AWARD, UNIT_AWARD):
        assert figures(hr, award) == [number + 1 for number in before[award]], award
    hr.check()
    assert {PERSON, UNIT} <= names_in_workbook(hr, f"/reports/year-end.xlsx?year={today().year}")
    assert {PERSON, UNIT} <= names_in_workbook(hr, decision + "/recipients.xlsx")


def names_in_workbook(screen: Screen, path: str) -> set[str]:
    """Return every text of the last sheet of a downloaded workbook, and of the first."""
    content = screen.page.request.get(screen.site.url + path).body()
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return {str(cell).strip() for rows in sheets for row in rows for cell in row}


def test_ten_people_are_nominated_in_at_most_fifteen_clicks(visit: Visit) -> None:
    screen = visit("council3")
    screen.open("/desk")
    clicks = 0

    def click(target: Locator) -> None:
        nonlocal clicks
        target.click()
        clicks += 1

    page = screen.page
    screen.open("/nominations")
    click(page.get_by_role("link", name="Nominate").first)
    click(page.get_by_label("CSTĐCS: Grassroots Emulation Fighter"))
    for box in page.locator("input[name=person_ids]:not([disabled])").all()[:10]:
        click(box)
    for field, text in (("unit_met_on", typed(today())), ("unit_votes_for", "10"), ("unit_votes_total", "11")):
        page.fill(f"#{field}", text)
    click(page.get_by_role("button", name="Draft the nominations"))
    screen.says("Drafts of")
    assert page.locator("main textarea").count() == 10
    assert clicks <= 15
    screen.check()


def test_the_finished_case_reads_well_in_both_languages_and_sizes(visit: Visit) -> None:
    for language in ("vi", "en"):
        for size in ("desk", "phone"):
            screen = visit("auditor", size=size, language=language)
            for path in (
                "/desk",
                "/nominations?year=2018",
                "/reports/year-end?year=2018",
                "/decisions",
                "/councils",
                "/campaigns",
                "/classification",
                "/organisation",
                "/organisation/people",
                "/leadership-reviews",
                "/awards",
                "/trail",
                "/trail/verification",
                "/accounts",
                "/search?q=nguyen",
                "/preferences/workplace",
            ):
                screen.open(path)
                screen.check()
