"""The pages that are measured, and who opens them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote_plus

from app.core.paging import Cursor
from tests.bench.browsing import Answer, Browser, Server, session_cookie
from tests.bench.plan import RARE_NAME, Account, World
from tests.bench.serving import BARE

Step = Callable[[], Answer]


@dataclass(frozen=True, slots=True)
class Page:
    """A line of the table: its name, what may be held against the bare route, and what an answer must hold."""

    name: str
    target: float | None = None
    status: int = 200
    shows: str = "</html>"


BARE_PAGE: Final = Page("bare route")
LIST: Final = Page("list", 2.5, shows='class="row-link"')
PAGES: Final = (
    LIST,
    Page("list, one unit's officer", 2.5, shows='class="row-link"'),
    Page("list by name", 2.5, shows='class="row-link"'),
    Page("filtered list", 2.5, shows='class="row-link"'),
    Page("search, many found", 2.5, shows='class="row-link"'),
    Page("search, one found", shows='class="row-link"'),
    Page("last page", 2.5, shows='class="row-link"'),
    Page("detail"),
    Page("council item", 4.0),
    Page("voting page", 4.0, shows="choice-"),
    Page("cast a vote", 4.0, status=302, shows=""),
    Page("year-end"),
    Page("people list"),
    Page("desk"),
)


class Visit:
    """The people of one world before its server, each page as one step."""

    def __init__(self, world: World, server: Server, secret: str) -> None:
        self.world, self.secret = world, secret
        self._server = server
        self.hr, self.officer = self._browser(world.hr), self._browser(world.officer)
        *voters, self.reader = map(self._browser, world.members)
        self._casts = self._ballots(voters)

    def _browser(self, account: Account) -> Browser:
        return Browser(self._server, session_cookie(self.secret, account.token))

    def bare(self) -> Answer:
        """Open the bare route."""
        return self.hr.get(BARE)

    def steps(self) -> dict[str, Step]:
        """Return what opens each page, by the name of the page."""
        world, hr = self.world, self.hr
        last = Cursor((51,), False).encode()
        return {
            "list": lambda: hr.get("/nominations?all=1"),
            "list, one unit's officer": lambda: self.officer.get("/nominations?all=1"),
            "list by name": lambda: hr.get("/nominations?sort=nominee"),
            "filtered list": lambda: hr.get("/nominations?status=verified&subject=individual"),
            "search, many found": lambda: hr.get("/nominations?q=nguyen"),
            "search, one found": lambda: hr.get(f"/nominations?q={quote_plus(RARE_NAME)}"),
            "last page": lambda: hr.get(f"/nominations?after={last}"),
            "detail": lambda: hr.get(f"/nominations/{world.nomination_id}"),
            "council item": lambda: self.reader.get(f"/councils/items/{world.item_ids[0]}"),
            "voting page": lambda: self.reader.get(f"/councils/meetings/{world.meeting_id}/vote"),
            "cast a vote": lambda: next(self._casts)(),
            "year-end": lambda: hr.get("/reports/year-end"),
            "people list": lambda: hr.get("/organisation/people"),
            "desk": lambda: hr.get("/desk"),
        }

    def _ballots(self, voters: Sequence[Browser]) -> Iterator[Step]:
        """Yield one ballot after another, every voter once on each item; the form was opened before."""
        path = f"/councils/meetings/{self.world.meeting_id}"
        tokens = [voter.get(f"{path}/vote").form_token for voter in voters]
        for item_id in self.world.item_ids:
            for voter, token in zip(voters, tokens, strict=True):
                fields = [("csrf_token", token), (f"choice-{item_id}", "for")]
                yield lambda voter=voter, fields=fields: voter.post(f"{path}/ballots", fields)
