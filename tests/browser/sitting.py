"""A meeting of the council over thirty files: what is there before it, and what its people do at their screens."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Locator, expect
from sqlalchemy import select

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.services import CampaignPlan, begin_phase, plan_campaign
from app.core.clock import now, today
from app.core.database import db
from app.demo.acts import actor, confirm
from app.nominations.services.drafting import NominationBatch, draft_nominations
from app.nominations.services.submission import submit_nominations
from app.nominations.services.verification import verify_nominations
from app.organisation.models import Membership, Unit
from tests.browser.journey import typed
from tests.browser.pages import Screen
from tests.browser.site import Site

FILES = 30
UNITS = ("QLCN", "KHTC", "TTRA", "VP", "CNSH", "TTTT", "VUOM", "TDC-TC", "TTKT")
WHY = "Có thành tích đột xuất trong khắc phục sự cố, bảo vệ thiết bị và dữ liệu của cơ quan."


def verified_files(site: Site, campaign: str) -> None:
    """Bring a sudden campaign to the council: thirty verified files, one of them for the city's certificate."""
    with site.app.app_context():
        units = {unit.code: unit for unit in db.session.scalars(select(Unit).where(Unit.code.in_([*UNITS, "SKHCN"])))}
        day, hr = today(), actor("hr")
        phases = dict.fromkeys(Phase, (day, day))
        phases[Phase.DECIDING] = (day, day + timedelta(days=30))
        plan = CampaignPlan(
            body_id=units["SKHCN"].id,
            year=day.year,
            kind=CampaignKind.SUDDEN,
            name=campaign,
            regime_id=None,
            award_codes=["GK_CN", "BKT_CN"],
            phases=phases,
            legal_basis="",
            to_unit_id=None,
        )
        campaign_id = plan_campaign(plan, actor=hr, at=now())
        begin_phase(campaign_id, CampaignStatus.OPEN, actor=hr, at=now())
        left, ids = FILES, []
        for code in UNITS:
            people = list(
                db.session.scalars(
                    select(Membership.person_id)
                    .where(Membership.unit_id == units[code].id, Membership.is_head.is_(False))
                    .order_by(Membership.person_id)
                    .limit(min(left, 5))
                )
            )
            left -= len(people)
            if people:
                award = "GK_CN" if left else "BKT_CN"
                ids += _handed_in(campaign_id, units[code], people[:-1] if not left else people, "GK_CN")
                ids += _handed_in(campaign_id, units[code], people[-1:], award) if not left else []
        begin_phase(campaign_id, CampaignStatus.VERIFYING, actor=hr, at=now())
        confirm(ids, at=now())
        verify_nominations(ids, actor=hr, at=now())
        begin_phase(campaign_id, CampaignStatus.DELIBERATING, actor=hr, at=now())
        assert len(ids) == FILES


def name_of(site: Site, username: str) -> str:
    """Return the name of the person behind an account."""
    with site.app.app_context():
        return actor(username).name


def _handed_in(campaign_id: object, unit: Unit, people: Sequence[object], award: str) -> list[object]:
    if not people:
        return []
    batch = NominationBatch(
        campaign_id=campaign_id,  # type: ignore[arg-type]  # an id
        unit_id=unit.id,
        award_codes=[award],
        person_ids=people,  # type: ignore[arg-type]  # ids
        unit_met_on=today(),
        unit_votes_for=9,
        unit_votes_total=10,
        summaries=dict.fromkeys(people, WHY),  # type: ignore[arg-type]  # ids
        reports=dict.fromkeys(people, WHY),  # type: ignore[arg-type]  # ids
    )
    ids = draft_nominations(batch, actor=actor("hr"), at=now())
    confirm(ids, at=now())
    submit_nominations(ids, actor=actor(_head(unit)), at=now())
    return list(ids)


def _head(unit: Unit) -> str:
    named = {"VP": "council3", "TTRA": "council4", "KHTC": "council5", "QLCN": "council7"}
    return named.get(unit.code, f"head.{unit.code.lower()}")


class Secretary:
    """The HR officer who prepares the meeting and runs it."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.meeting = ""

    def prepare(self, campaign: str, name: str, absent: str) -> None:
        """Plan the meeting, put all files on the agenda, and note who came."""
        screen, page = self.screen, self.screen.page
        screen.open("/councils")
        screen.follow("Plan a meeting")
        page.locator("#campaign_id").select_option(label=f"{campaign} ({today().year})")
        page.fill("#name", name)
        page.fill("#held_on", typed(today()))
        page.fill("#held_time", "00:01")
        screen.press("Save meeting")
        page.get_by_label("Choose all").first.check()
        screen.press("Put the chosen on the agenda")
        self.meeting = screen.path.split("#")[0]
        screen.follow("Attendance")
        screen.press("Mark everybody present")
        row = page.locator("li.attendance__member", has_text=absent)
        row.get_by_label("Absent", exact=True).check()
        screen.press("Save attendance")

    def enter_opinion(self, absent: str, scan: Path) -> None:
        """Keep the signed paper of the absent member and enter that it agrees on every file."""
        screen, page = self.screen, self.screen.page
        screen.open(self.meeting)
        screen.follow("Written opinions")
        screen.check()
        page.locator("li.writers__one", has_text=absent).locator("a").click()
        page.fill("#received_on", typed(today()))
        page.set_input_files("input[type=file]", scan)
        screen.press("Keep the paper")
        screen.check()
        screen.press("Agree")
        screen.press("Save what it says")
        screen.says(str(FILES))

    def open_batch(self, first: int, last: int) -> None:
        """Open these places of the agenda for the vote; the meeting is opened before the first batch."""
        screen, page = self.screen, self.screen.page
        screen.open(self.meeting)
        if page.get_by_role("button", name="Open the meeting", exact=True).count():
            screen.press("Open the meeting")
        for number in range(first, last + 1):
            self._row(number).locator("input[name=item_ids]").check()
        screen.press("Open the chosen for the vote")

    def count(self, papers: int) -> None:
        """Close the vote once everybody has voted."""
        screen = self.screen
        screen.open(self.meeting)
        screen.says(f"{papers} of {papers}")
        screen.press("Close and count the chosen")

    def annul(self, name: str, why: str) -> None:
        """Take a vote back, so that it is held again."""
        screen = self.screen
        screen.open(self.meeting)
        screen.page.locator("a.row-link", has_text=name).first.click()
        screen.follow("Annul this vote and vote again")
        screen.check()
        screen.page.fill("#reason", why)
        screen.press("Annul this vote and vote again")

    def finish(self) -> None:
        """Close the meeting and keep the minutes as they are drafted."""
        screen = self.screen
        screen.open(self.meeting)
        screen.press("Close the meeting")
        screen.open(f"{self.meeting}/minutes")
        screen.check()
        screen.press("Save the text")

    def _row(self, number: int) -> Locator:
        page = self.screen.page
        return page.locator("tr").filter(has=page.locator(".agenda__number").get_by_text(f"{number}.", exact=True))


class Voter:
    """A council member with a telephone."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def answer(self, meeting: str, relative_of: str = "") -> None:
        """Answer the question about conflicts of interest, stepping aside on the file of a relative."""
        screen, page = self.screen, self.screen.page
        screen.open(f"{meeting}/vote")
        if relative_of:
            row = page.locator("li.asked__file", has_text=relative_of)
            row.locator("input[type=checkbox]").check()
            row.locator("select").select_option(value="relative")
            row.locator("input[name^=ground]").fill("Anh ruột của người được đề nghị.")
            screen.check()
        screen.press("Save my answers")

    def vote(self, meeting: str, against: str = "") -> None:
        """Agree on everything that is open, but on one file perhaps; check and cast."""
        screen, page = self.screen, self.screen.page
        screen.open(f"{meeting}/vote")
        if page.get_by_role("button", name="Agree", exact=True).count():
            screen.press("Agree")
        else:
            page.get_by_label("Agree", exact=True).check()
        if against:
            page.locator("fieldset.ballot", has_text=against).get_by_label("Disagree", exact=True).check()
        screen.press("Check my choices")
        page.get_by_role("button", name="Cast").click()
        expect(page.locator("main")).to_contain_text("in the urn")
