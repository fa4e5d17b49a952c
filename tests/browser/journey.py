"""The pages of the round, in the words of the people who walk through them."""

from datetime import date, timedelta

from app.core.clock import today
from app.core.text import short_date
from tests.browser.pages import Screen

PERSON_AWARD = "Certificate of Merit (individual)"
UNIT_AWARD = "Certificate of Merit (collective)"


def typed(day: date) -> str:
    """Return a day as a person types it."""
    return short_date(day)


class Officer:
    """The HR officer who runs the round."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def plan_campaign(self, name: str) -> None:
        """Plan a thematic campaign whose phases all begin today, and open it."""
        screen, page = self.screen, self.screen.page
        screen.open("/campaigns/new")
        screen.check()
        page.fill("#name", name)
        page.get_by_label("Thematic").check()
        for phase in ("open", "verifying", "deliberating", "deciding"):
            page.fill(f"#{phase}_starts_on", typed(today()))
            page.fill(f"#{phase}_ends_on", typed(today()))
        page.fill("#deciding_ends_on", typed(today() + timedelta(days=30)))
        ticked = page.locator("input[name=award_codes]:checked")
        while ticked.count():
            ticked.first.uncheck()
        for award in (PERSON_AWARD, UNIT_AWARD):
            page.get_by_label(f"{award} (GK)").check()
        screen.press("Save campaign")
        screen.check()
        screen.press("Open for nominations")

    def move_on(self, campaign: str, act: str) -> None:
        """Take the campaign one step forward."""
        self.screen.open("/campaigns")
        self.screen.check()
        self.screen.follow(campaign)
        self.screen.press(act)
        self.screen.check()

    def return_file(self, name: str, why: str) -> None:
        """Return a submitted file, marking its summary."""
        screen = self.screen
        screen.open("/nominations?status=submitted&q=GK")
        screen.check()
        screen.follow(name)
        screen.check()
        screen.follow("Return with reasons")
        screen.check()
        screen.page.fill("#summary", why)
        screen.press("Return the file")
        screen.says(why)

    def verify_all(self) -> None:
        """Accept every submitted certificate of merit."""
        screen = self.screen
        screen.open("/nominations?status=submitted&q=GK")
        screen.page.check("#tick-all")
        screen.press("Verify the chosen")
        screen.says("2 nominations verified")

    def hold_meeting(self, campaign: str, name: str) -> None:
        """Plan a meeting, put the files on its agenda, note that all came, open it and its vote."""
        screen, page = self.screen, self.screen.page
        screen.open("/councils")
        screen.check()
        screen.follow("Plan a meeting")
        page.locator("#campaign_id").select_option(label=f"{campaign} ({today().year})")
        page.fill("#name", name)
        page.fill("#held_on", typed(today()))
        page.fill("#held_time", "00:01")
        screen.check()
        screen.press("Save meeting")
        screen.check()
        page.get_by_label("Choose all").first.check()
        screen.press("Put the chosen on the agenda")
        screen.check()
        screen.follow("Attendance")
        screen.check()
        screen.press("Mark everybody present")
        screen.press("Save attendance")
        screen.press("Open the meeting")
        page.get_by_label("Choose all").first.check()
        screen.press("Open the chosen for the vote")
        screen.check()

    def close_vote(self, meeting: str) -> None:
        """Count, close the meeting and read the minutes."""
        screen = self.screen
        screen.open("/councils")
        screen.check()
        screen.follow(meeting)
        screen.says("7 of 7")
        screen.press("Close and count the chosen")
        screen.check()
        screen.press("Close the meeting")
        screen.check()

    def write_minutes(self) -> None:
        """Save the drafted minutes of the meeting just closed, and approve them as its secretary."""
        screen = self.screen
        screen.press("Save the text")
        screen.says("The text is saved")
        screen.press("Approve as secretary")
        screen.check()

    def draft_decision(self) -> str:
        """Draft a decision for the last group that waits, and return its address."""
        screen = self.screen
        screen.open("/decisions")
        screen.check()
        screen.page.get_by_role("button", name="Draft decision for ticked names").last.click()
        screen.check()
        return screen.path


def approve(screen: Screen, task: str, act: str, said: str) -> None:
    """Go from the desk to the minutes and approve them."""
    screen.open("/desk")
    screen.follow(task)
    screen.check()
    screen.press(act)
    screen.says(said)


class Member:
    """A council member with a telephone."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def vote(self, meeting: str) -> None:
        """Go from the desk to the ballots, answer that there is no conflict, agree, check and cast."""
        screen = self.screen
        screen.open("/desk")
        screen.check()
        screen.follow(f"2 ballots to cast at {meeting}")
        screen.check()
        screen.press("Save my answers")
        screen.check()
        screen.press("Agree")
        screen.press("Check my choices")
        screen.check()
        screen.press("Cast 2 ballots")
        screen.says("Your ballots are in the urn")
        screen.check()
