"""The list as its page shows it: every word and address made once per page, not once per row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from flask_babel import force_locale, get_locale, ngettext
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import Row

from app.core.clock import local_day
from app.core.paging import Page
from app.core.text import fold, number_en, number_vi, short_date
from app.eligibility.enums import Subject
from app.eligibility.rulebook import UnknownRule, rulebooks
from app.nominations import labels
from app.nominations.enums import Channel, Status
from app.nominations.queries import COUNTED_UP_TO, Choices, Filters, SortBy
from app.nominations.queries.links import lowered_words
from app.web.reading import read_id, read_member

LONGEST_SEARCH: Final = 100
MOST_WORDS: Final = 6
INDENT: Final = "\u00a0\u00a0\u00a0"
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
            status=read_member(Status, arguments.get("status")),
            award=arguments.get("award", "")[:20],
            unit=read_id(arguments.get("unit")),
            campaign=read_id(arguments.get("campaign")),
            subject=read_member(Subject, arguments.get("subject")),
            channel=read_member(Channel, arguments.get("channel")),
            sort=read_member(SortBy, arguments.get("sort")) or SortBy.NUMBER,
            after=arguments.get("after", "")[:600],
        )

    def address(self, path: str, **changes: Any) -> str:
        """Return the address of the list with some values changed; without a cursor unless one is given."""
        wanted = {name: changes[name] if name in changes else getattr(self, name) for name in (*NOTHING, "sort")}
        wanted["after"] = changes.get("after", "")
        if wanted["sort"] is SortBy.NUMBER:
            wanted["sort"] = None
        query = urlencode({name: str(value) for name, value in wanted.items() if value})
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


class RowView(NamedTuple):
    """One row, in the order in which the template unpacks it."""

    id: str
    number: int
    name: str
    unit: str
    award: str
    status: str
    since: str
    can_tick: bool
    ticked: bool


def row_views(
    rows: Sequence[Row[*tuple[Any, ...]]],
    *,
    tickable: Collection[Status] = (),
    chosen: Collection[UUID] = (),
) -> list[RowView]:
    """Return the rows of a page; ``tickable`` names the states in which somebody may act on several at once."""
    language = _language()
    tags, ticked = _status_tags(language), set(map(str, chosen))
    mark = Markup(' <span class="tag tag--amber">{}</span>').format(_("Exception"))
    return [
        RowView(
            row_id,
            number,
            name,
            unit,
            _award_cell(regime_id, code, language),
            _state_cell(tags[status], mark if reason else "", lowered_words(lowered) if lowered else ""),
            short_date(local_day(status_at)),
            status in tickable,
            row_id in ticked,
        )
        for row_id, number, name, unit, code, regime_id, status, status_at, reason, lowered, *_rest in rows
    ]


def _state_cell(tag: Markup, mark: Markup | str, lowered: str) -> Markup:
    cell = tag + mark if mark else tag
    return cell + Markup('<span class="name__detail">{}</span>').format(lowered) if lowered else cell


@lru_cache(maxsize=8)
def _status_tags(language: str) -> dict[Status, Markup]:
    """Return the tag of each state, made once per process and language."""
    with force_locale(language):
        return {
            status: Markup('<span class="tag tag--{}">{}</span>').format(labels.STATUS_TONES[status], str(label))
            for status, label in labels.STATUS_LABELS.items()
        }


@lru_cache(maxsize=1024)
def _award_cell(regime_id: str, code: str, language: str) -> str:
    with force_locale(language):
        name = labels.award_name(regime_id, code)
    abbreviation = labels.award_abbreviation(regime_id, code)
    return Markup('<strong>{}</strong> <span class="muted">{}</span>').format(abbreviation, name)


class Option(NamedTuple):
    """A choice of a filter."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Select:
    """A filter with its choices; the first one means all. ``chosen`` is empty while nothing narrows the list."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str

    @property
    def tags(self) -> Markup:
        """The choices as HTML."""
        return _tags(self.options, self.chosen)


@lru_cache(maxsize=128)
def _tags(options: tuple[Option, ...], chosen: str) -> Markup:
    """Return the tags of these choices: long, and the same for page after page."""
    tag = Markup('<option value="{}"{}>{}</option>\n')
    mark = {True: Markup(" selected"), False: ""}
    return Markup("").join(tag.format(value, mark[value == chosen], label) for value, label in options)


MAIN: Final = ("year", "status", "award", "unit")
"""The filters that every visit shows; the others open on demand."""


def selects(query: ListQuery, choices: Choices, *, year: int) -> list[Select]:
    """Return the filters of the page, each set as the address says."""
    words = _words(_language())
    regimes = tuple(dict.fromkeys(campaign.regime_id for campaign in choices.campaigns))
    campaigns = tuple(Option(each.id, each.name) for each in choices.campaigns)
    offered = [
        Select("year", words.labels["year"], _years(year, query.year or year), str(query.year or year)),
        _select("status", words, words.statuses, query.status),
        _select("award", words, _award_options(regimes, _language()), query.award),
        _select("unit", words, _unit_options(choices), query.unit),
        _select("campaign", words, campaigns, query.campaign),
        _select("subject", words, words.subjects, query.subject),
        _select("channel", words, words.channels, query.channel),
    ]
    return [each for each in offered if len(each.options) > 1 or each.chosen]


def _select(name: str, words: "_Words", options: tuple[Option, ...], chosen: object) -> Select:
    return Select(name, words.labels[name], (words.all, *options), str(chosen or ""))


@lru_cache(maxsize=64)
def _years(here: int, chosen: int) -> tuple[Option, ...]:
    years = sorted({*range(here - YEARS_BACK + 1, here + 2), chosen}, reverse=True)
    return tuple(Option(str(each), str(each)) for each in years)


class _Words(NamedTuple):
    """The choices that are the same for everybody, in one language."""

    labels: Mapping[str, str]
    all: Option
    statuses: tuple[Option, ...]
    subjects: tuple[Option, ...]
    channels: tuple[Option, ...]


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    with force_locale(language):
        return _Words(
            {
                "year": _("Year"),
                "status": _("State"),
                "award": _("Award"),
                "unit": _("Unit"),
                "campaign": _("Campaign"),
                "subject": _("For"),
                "channel": _("Decided by"),
            },
            Option("", _("All")),
            _options(labels.STATUS_LABELS),
            _options(labels.SUBJECT_LABELS),
            _options(labels.CHANNEL_LABELS),
        )


def _options(known: Mapping[Any, object]) -> tuple[Option, ...]:
    """Return the members of an enum with their words. Any: whichever enum."""
    return tuple(Option(member.value, str(label)) for member, label in known.items())


def _unit_options(choices: Choices) -> tuple[Option, ...]:
    """Return the units, those below others set in by spaces that no browser drops."""
    top = min((unit.path.count(".") for unit in choices.units), default=0)
    return tuple(Option(unit.id, INDENT * (unit.path.count(".") - top) + unit.name) for unit in choices.units)


@lru_cache(maxsize=64)
def _award_options(regime_ids: tuple[str, ...], language: str) -> tuple[Option, ...]:
    """Return the awards of the regimes of the year's campaigns, in the official order."""
    known: dict[str, Option] = {}
    for regime_id in regime_ids:
        try:
            awards = rulebooks().awards(regime_id)
        except UnknownRule:
            continue
        for award in awards:
            known.setdefault(award.code, Option(award.code, f"{award.abbreviation}: {award.name(language)}"))
    return tuple(known.values())


def _language() -> str:
    return str(get_locale() or "vi")


def pills(query: ListQuery, shown: Sequence[Select], path: str) -> list[tuple[str, str]]:
    """Return the filters in force, each with the address without it."""
    found = [(f"“{query.q}”", query.address(path, q=""))] if query.q else []
    for select in shown:
        value = getattr(query, select.name)
        if value:
            word = next((each.label.strip("\u00a0") for each in select.options if each.value == select.chosen), "?")
            without = query.address(path, **{select.name: NOTHING[select.name]})
            found.append((f"{select.label}: {word}", without))
    return found


def count_text(count: int) -> str:
    """Say how many were found; beyond a bound only "more than"."""
    if count > COUNTED_UP_TO:
        write = number_vi if _language() == "vi" else number_en
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
