"""The list as its page shows it: every word and address made once per page, not once per row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import Row

from app.core.clock import local_day
from app.core.paging import Page
from app.core.text import fold, number_en, number_vi, short_date
from app.eligibility.enums import Subject
from app.eligibility.rulebook import UnknownRule, rulebooks
from app.nominations import labels
from app.nominations.enums import Channel, Status
from app.nominations.queries import COUNTED_UP_TO, Choices, Filters, SortBy

LONGEST_SEARCH: Final = 100
MOST_WORDS: Final = 6
YEARS_BACK: Final = 10
ALL: Final = "all=1"
"""The address of the list without any filter; a bare address means "as I left it"."""

NOTHING: Final[Mapping[str, Any]] = {  # Any: values of several types
    "q": "",
    "year": None,
    "status": None,
    "award": "",
    "unit": None,
    "campaign": None,
    "subject": None,
    "channel": None,
}


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What the address of the list says, each value checked or dropped."""

    q: str = ""
    year: int | None = None
    status: Status | None = None
    award: str = ""
    unit: UUID | None = None
    campaign: UUID | None = None
    subject: Subject | None = None
    channel: Channel | None = None
    sort: SortBy = SortBy.NUMBER
    after: str = ""

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> "ListQuery":
        """Return what an address asks for; what it forges or misspells is left out."""
        year = arguments.get("year", "")
        return cls(
            q=" ".join(arguments.get("q", "")[:LONGEST_SEARCH].split()),
            year=int(year) if year.isdecimal() and len(year) == 4 else None,
            status=_member(Status, arguments.get("status")),
            award=arguments.get("award", "")[:20],
            unit=_uuid(arguments.get("unit")),
            campaign=_uuid(arguments.get("campaign")),
            subject=_member(Subject, arguments.get("subject")),
            channel=_member(Channel, arguments.get("channel")),
            sort=_member(SortBy, arguments.get("sort")) or SortBy.NUMBER,
            after=arguments.get("after", "")[:600],
        )

    def address(self, path: str, **changes: Any) -> str:
        """Return the address of the list with some values changed; without a cursor unless one is given."""
        wanted = replace(self, **{"after": "", **changes})
        values = {name: getattr(wanted, name) for name in (*NOTHING, "after")}
        if wanted.sort is not SortBy.NUMBER:
            values["sort"] = wanted.sort
        query = urlencode({name: str(value) for name, value in values.items() if value})
        return f"{path}?{query or ALL}"

    def filters(self, *, body_id: UUID, body_path: str, year: int) -> Filters:
        """Return what narrows the list in this body; ``year`` counts when the address names none."""
        return Filters(
            body_id=body_id,
            body_path=body_path,
            year=self.year or year,
            status=self.status,
            award_code=self.award,
            unit_id=self.unit,
            campaign_id=self.campaign,
            subject=self.subject,
            channel=self.channel,
            words=tuple(f" {word}" for word in fold(self.q).split()[:MOST_WORDS]),
        )


def _member(kind: Any, text: str | None) -> Any:
    """Return the member of an enum by its value, or None. Any: whichever enum is asked."""
    return kind(text) if text in {member.value for member in kind} else None


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class RowView:
    """One row, ready to print."""

    id: UUID
    number: int
    name: str
    unit: str
    abbreviation: str
    award: str
    status: str
    tone: str
    since: str
    can_tick: bool
    ticked: bool


def row_views(
    rows: Sequence[Row[Any]], *, tickable: Collection[Status] = (), chosen: Collection[UUID] = ()
) -> list[RowView]:
    """Return the rows of a page; ``tickable`` names the states in which somebody may act on several at once."""
    words = {status: (str(label), labels.STATUS_TONES[status]) for status, label in labels.STATUS_LABELS.items()}
    awards: dict[tuple[str, str], tuple[str, str]] = {}
    views = []
    for row in rows:
        key = (row.regime_id, row.award_code)
        if key not in awards:
            awards[key] = (labels.award_abbreviation(*key), labels.award_name(*key))
        views.append(
            RowView(
                row.id,
                row.number,
                row.nominee_name,
                row.nominee_unit_name,
                *awards[key],
                *words[row.status],
                short_date(local_day(row.status_at)),
                row.status in tickable,
                row.id in chosen,
            )
        )
    return views


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Select:
    """A filter with its choices; the first one means all."""

    name: str
    label: str
    options: Sequence[Option]


def selects(query: ListQuery, choices: Choices, *, year: int) -> list[Select]:
    """Return the filters of the page, each set as the address says."""
    chosen_year = query.year or year
    years = sorted({*range(year - YEARS_BACK + 1, year + 2), chosen_year}, reverse=True)
    return [
        Select("year", _("Year"), [_option(each, str(each), chosen_year) for each in years]),
        _select("status", _("State"), _words(labels.STATUS_LABELS), query.status),
        _select("award", _("Award"), award_choices(choices), query.award),
        _select("unit", _("Unit"), _unit_choices(choices), query.unit),
        _select("campaign", _("Campaign"), [(each.id, each.name) for each in choices.campaigns], query.campaign),
        _select("subject", _("For"), _words(labels.SUBJECT_LABELS), query.subject),
        _select("channel", _("Decided by"), _words(labels.CHANNEL_LABELS), query.channel),
    ]


def _select(name: str, label: str, choices: Sequence[tuple[object, str]], chosen: object) -> Select:
    return Select(name, label, [Option("", _("All"), not chosen), *(_option(*each, chosen) for each in choices)])


def _option(value: object, label: str, chosen: object) -> Option:
    return Option(str(value), label, value == chosen)


def _words(known: Mapping[Any, object]) -> list[tuple[object, str]]:
    return [(member, str(label)) for member, label in known.items()]


def _unit_choices(choices: Choices) -> list[tuple[object, str]]:
    """Return the units, those below others set in by spaces that no browser drops."""
    top = min((unit.path.count(".") for unit in choices.units), default=0)
    return [(unit.id, "\u00a0\u00a0\u00a0" * (unit.path.count(".") - top) + unit.name) for unit in choices.units]


def award_choices(choices: Choices) -> list[tuple[str, str]]:
    """Return the awards of the regimes of the year's campaigns, in the official order."""
    language = str(get_locale() or "vi")
    known: dict[str, str] = {}
    for regime_id in dict.fromkeys(campaign.regime_id for campaign in choices.campaigns):
        try:
            awards = rulebooks().awards(regime_id)
        except UnknownRule:
            continue
        for award in awards:
            known.setdefault(award.code, f"{award.abbreviation}: {award.name(language)}")
    return list(known.items())


def pills(query: ListQuery, shown: Sequence[Select], path: str) -> list[tuple[str, str]]:
    """Return the filters in force, each with the address without it."""
    found = [(f"“{query.q}”", query.address(path, q=""))] if query.q else []
    for select in shown:
        value = getattr(query, select.name)
        if value:
            word = next((option.label.strip("\u00a0") for option in select.options if option.selected), str(value))
            without = query.address(path, **{select.name: NOTHING[select.name]})
            found.append((f"{select.label}: {word}", without))
    return found


def count_text(count: int) -> str:
    """Say how many were found; beyond a bound only "more than"."""
    write = number_vi if str(get_locale() or "vi") == "vi" else number_en
    if count > COUNTED_UP_TO:
        return _("More than %(count)s nominations", count=write(COUNTED_UP_TO))
    return ngettext("%(num)s nomination", "%(num)s nominations", count)


def sort_links(query: ListQuery, path: str) -> dict[str, tuple[str, str | None]]:
    """Return for each sortable column its address and the order in force."""
    return {
        "number": (query.address(path, sort=SortBy.NUMBER), "descending" if query.sort is SortBy.NUMBER else None),
        "nominee": (query.address(path, sort=SortBy.NOMINEE), "ascending" if query.sort is SortBy.NOMINEE else None),
    }


def page_links(query: ListQuery, page: Page[Any], path: str) -> tuple[str | None, str | None]:
    """Return the addresses of the previous and the next page."""
    previous, following = page.previous_cursor, page.next_cursor
    return (
        query.address(path, after=previous) if previous else None,
        query.address(path, after=following) if following else None,
    )
