"""Words for states, parts, channels and what is missing."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from flask_babel import LazyString, get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from app.awards.labels import ACHIEVEMENTS, paper_name
from app.campaigns.enums import CampaignKind
from app.eligibility.enums import ConditionKind, InitiativeKind, Subject
from app.eligibility.rulebook import OTHER, Localised, UnknownRule, rulebooks
from app.nominations.enums import Channel, LinkKind, Missing, Part, Status, VerdictMoment, VoteFault

STATUS_LABELS: Final[Mapping[Status, object]] = {
    Status.DRAFT: _l("Draft"),
    Status.SUBMITTED: _l("Submitted"),
    Status.RETURNED: _l("Returned"),
    Status.VERIFIED: _l("Verified"),
    Status.REFUSED: _l("Refused"),
    Status.TABLED: _l("Before the council"),
    Status.ENDORSED: _l("Endorsed by the council"),
    Status.NOT_ENDORSED: _l("Not endorsed"),
    Status.NOT_APPROVED: _l("Not approved by the head"),
    Status.FORWARDED: _l("Proposed upward"),
    Status.CONFERRED: _l("Conferred"),
    Status.DECLINED: _l("Declined by the higher body"),
    Status.REVOKED: _l("Revoked"),
    Status.WITHDRAWN: _l("Withdrawn"),
}

STATUS_TONES: Final[Mapping[Status, str]] = {
    Status.DRAFT: "grey",
    Status.SUBMITTED: "blue",
    Status.RETURNED: "amber",
    Status.VERIFIED: "blue",
    Status.REFUSED: "red",
    Status.TABLED: "blue",
    Status.ENDORSED: "green",
    Status.NOT_ENDORSED: "red",
    Status.NOT_APPROVED: "red",
    Status.FORWARDED: "blue",
    Status.CONFERRED: "gold",
    Status.DECLINED: "red",
    Status.REVOKED: "red",
    Status.WITHDRAWN: "grey",
}

EVENT_LABELS: Final[Mapping[str, object]] = {
    "nomination.drafted": _l("Drafted"),
    "nomination.edited": _l("Changed"),
    "nomination.report_written": _l("Own report written"),
    "nomination.attached": _l("File attached"),
    "nomination.detached": _l("File removed"),
    "nomination.paper_said": _l("Said which paper a file is"),
    "nomination.untabled": _l("Taken off the agenda"),
    "nomination.conditions": _l("Conditions answered"),
    "nomination.lowered": _l("Lower award proposed by the council"),
    "nomination.excess_explained": _l("More than the ceiling explained"),
    **{f"nomination.{status.value}": label for status, label in STATUS_LABELS.items() if status is not Status.DRAFT},
}

LINK_LABELS: Final[Mapping[LinkKind, object]] = {
    LinkKind.LOWERED: _l("A lower award in the place of another one"),
    LinkKind.ARRIVED: _l("Arrived from a body below"),
}

CHANNEL_LABELS: Final[Mapping[Channel, object]] = {
    Channel.CONFERRED: _l("The body itself"),
    Channel.PROPOSED: _l("A higher body"),
}

SUBJECT_LABELS: Final[Mapping[Subject, object]] = {
    Subject.INDIVIDUAL: _l("Individuals"),
    Subject.COLLECTIVE: _l("Collectives"),
}

PART_LABELS: Final[Mapping[Part, object]] = {
    Part.NOMINEE: _l("Nominee"),
    Part.AWARD: _l("Award"),
    Part.UNIT_VOTE: _l("Unit meeting and vote"),
    Part.SUMMARY: _l("Summary of achievements"),
    Part.REPORT: _l("Achievement report"),
    Part.ATTACHMENTS: _l("Attached files"),
}

TICK_LABELS: Final[Mapping[str, object]] = {
    ConditionKind.REGISTERED_FOR_EMULATION.value: _l("Registered for emulation"),
    ConditionKind.QUALITATIVE.value: _l("Conduct, movement, unity"),
    ConditionKind.SELECTED_AMONG.value: _l("Selected as outstanding"),
    ConditionKind.LONG_SERVICE_IN_POSTS.value: _l("Long service in leading posts"),
    ConditionKind.MINISTRY_OR_PROVINCE_DETAIL.value: _l("Detailed standard of the ministry or province"),
    ConditionKind.STANDARD_NOT_READ.value: _l("Part of the standard to be checked against the article"),
    **{kind.value: label for kind, label in ACHIEVEMENTS.items()},
}
"""What only a person can judge, by the key of its answer."""

VERDICT_MOMENT_LABELS: Final[Mapping[VerdictMoment, object]] = {
    VerdictMoment.SUBMISSION: _l("Checked at submission"),
    VerdictMoment.VERIFICATION: _l("Checked at verification"),
}
INITIATIVE_KINDS: Final[Mapping[InitiativeKind, object]] = {
    InitiativeKind.INITIATIVE: _l("initiative"),
    InitiativeKind.TOPIC: _l("topic"),
}

MISSING_LABELS: Final[Mapping[Missing, object]] = {
    Missing.UNIT_MEETING: _l("the date of the unit meeting"),
    Missing.UNIT_VOTE: _l("the votes of the unit"),
    Missing.SUMMARY: _l("the summary of achievements"),
    Missing.REPORT: _l("the achievement report, typed or attached"),
}

VOTE_LABELS: Final[Mapping[VoteFault, object]] = {
    VoteFault.FOR_MISSING: _l("Type how many voted for it."),
    VoteFault.TOTAL_MISSING: _l("Type how many people voted in all."),
    VoteFault.TOTAL_ZERO: _l("At least one person must have voted."),
    VoteFault.FOR_ABOVE_TOTAL: _l("More votes for it than people who voted."),
}

COMMENDATION_TYPES_VI: Final[Mapping[CampaignKind, str]] = {
    CampaignKind.YEARLY: "Thường xuyên",
    CampaignKind.THEMATIC: "Chuyên đề",
    CampaignKind.SUDDEN: "Đột xuất",
}
"""Column "Loại hình khen thưởng" of the officers' lists, which are Vietnamese in every language of the screen."""


def award_abbreviation(regime_id: str, code: str) -> str:
    """Return the trade's abbreviation of an award, or its code when the rulebook no longer knows it."""
    return _award_words(regime_id, code, "vi")[0]


def award_name(regime_id: str, code: str) -> str:
    """Return the official name of an award in the language of the page."""
    return _award_words(regime_id, code, str(get_locale() or "vi"))[1]


def award_name_vi(regime_id: str, code: str) -> str:
    """Return the Vietnamese name, as papers and lists carry it."""
    return _award_words(regime_id, code, "vi")[1]


@lru_cache(maxsize=1024)
def _award_words(regime_id: str, code: str, language: str) -> tuple[str, str]:
    try:
        award = rulebooks().award(regime_id, code)
    except UnknownRule:
        return code, code
    return award.abbreviation, award.name(language)


def came_from_words(regime_id: str, code: str, number: int) -> str:
    """Say in the place of which file the council proposed one."""
    award = award_abbreviation(regime_id, code)
    return _("Proposed by the council in the place of %(award)s, no. %(number)s.", award=award, number=number)


def lowered_words(regime_id: str, code: str, number: int, *, is_adopted: bool, is_gone: bool) -> str:
    """Say which lower award was adopted, or is proposed, in the place of one that was not."""
    values = {"award": award_abbreviation(regime_id, code), "number": number}
    if is_adopted:
        return _("Adopted for a lower award: %(award)s, no. %(number)s.", **values)
    if is_gone:
        return _("A lower award was proposed, without success: %(award)s, no. %(number)s.", **values)
    return _("A lower award is proposed: %(award)s, no. %(number)s.", **values)


def lowered_above_words(regime_id: str, code: str, *, is_conferred: bool) -> str:
    """Say that the body to which a file was proposed adopted, or confers, a lower award in its place."""
    award = award_name(regime_id, code)
    if is_conferred:
        return _("The higher body conferred a lower award: %(award)s.", award=award)
    return _("The council of the higher body adopted a lower award: %(award)s.", award=award)


REASON_IN_LISTS: Final = 240


def exception_mark(reason: str | None) -> Markup:
    """Return the mark of a file that passed as an exception, with the reason, as lists show it; nothing for others."""
    if not reason:
        return Markup()
    short = reason if len(reason) <= REASON_IN_LISTS else reason[:REASON_IN_LISTS].rstrip() + " …"
    return Markup('<span class="tag tag--amber">{}</span> {}').format(_("Exception"), short)


def with_exception(detail: str, reason: str | None) -> str:
    """Return what stands below a name in a list, followed by the mark of an exception."""
    return Markup("{} {}").format(detail, exception_mark(reason)) if reason else detail


def enumerated(words: Iterable[object]) -> object:
    """Return words joined by commas, put into the language of the page when shown."""
    return LazyString(_joined, tuple(words))


def _joined(words: tuple[object, ...]) -> str:
    return ", ".join(str(word) for word in words)


def in_page_language(text: Localised) -> object:
    """Return a text of the law in the language of the page, chosen when shown."""
    return LazyString(lambda: text.in_language(str(get_locale() or "vi")))


def paper_words(code: str) -> str:
    """Return which paper of the file an attachment is; an empty text where nobody has said it."""
    return _("Another document") if code == OTHER else paper_name(code)


def paper_choices() -> list[tuple[str, str]]:
    """Return the papers to choose from, in the order of a file."""
    return [("", _("Not said")), *((code, paper_words(code)) for code in (*rulebooks().papers, OTHER))]
