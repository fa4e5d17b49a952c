"""Words for the closed lists of the rulebooks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.eligibility.enums import (
    AchievementKind,
    AuthorityLevel,
    AwardKind,
    CampaignKind,
    ClassificationLevel,
    CombinationKind,
    Confidence,
    DepartmentRole,
    DetailSetBy,
    DisciplineLevel,
    InitiativeLevel,
    LeaveKind,
    Outcome,
    PaperFact,
    Subject,
)
from app.eligibility.rulebook import Localised, Regime, rulebooks

SUBJECTS: Final[Mapping[Subject, object]] = {
    Subject.INDIVIDUAL: _l("Individual"),
    Subject.COLLECTIVE: _l("Collective"),
}
KINDS: Final[Mapping[AwardKind, object]] = {
    AwardKind.TITLE: _l("Emulation title"),
    AwardKind.FORM: _l("Form of commendation"),
}
AUTHORITIES: Final[Mapping[AuthorityLevel, object]] = {
    AuthorityLevel.GRASSROOTS: _l("Grassroots"),
    AuthorityLevel.PROVINCIAL: _l("Province or city"),
    AuthorityLevel.MINISTERIAL: _l("Ministry"),
    AuthorityLevel.STATE: _l("State level"),
}
AUTHORITIES_WITHIN: Final[Mapping[AuthorityLevel, object]] = {
    AuthorityLevel.GRASSROOTS: _l("reach: the unit"),
    AuthorityLevel.PROVINCIAL: _l("reach: the province or city"),
    AuthorityLevel.MINISTERIAL: _l("reach: the ministry"),
    AuthorityLevel.STATE: _l("reach: the whole country"),
}
CONFIDENCES: Final[Mapping[Confidence, object]] = {
    Confidence.S: _l("Confirmed in the text"),
    Confidence.K: _l("To be confirmed by your body"),
}
CONFIDENCE_TONES: Final[Mapping[Confidence, str]] = {Confidence.S: "green", Confidence.K: "amber"}
ROLES: Final[Mapping[DepartmentRole, object]] = {
    DepartmentRole.CONFERS: _l("A department confers it itself"),
    DepartmentRole.PROPOSES: _l("A department proposes it upward"),
    DepartmentRole.PROPOSES_VIA_PROVINCE: _l("A department proposes it through the province or city"),
}
OUTCOMES: Final[Mapping[Outcome, object]] = {
    Outcome.MET: _l("Met"),
    Outcome.NEEDS_CONFIRMATION: _l("Needs confirmation"),
    Outcome.NOT_MET: _l("Not met"),
}
INITIATIVE_LEVELS: Final[Mapping[InitiativeLevel, object]] = {
    InitiativeLevel.GRASSROOTS: _l("at grassroots level"),
    InitiativeLevel.PROVINCIAL: _l("at provincial level"),
    InitiativeLevel.MINISTERIAL: _l("at ministerial level"),
    InitiativeLevel.NATIONAL: _l("at national level"),
}
DISCIPLINE: Final[Mapping[DisciplineLevel, object]] = {
    DisciplineLevel.REPRIMAND: _l("reprimand"),
    DisciplineLevel.WARNING: _l("warning"),
    DisciplineLevel.SALARY_REDUCTION: _l("salary reduction"),
    DisciplineLevel.DEMOTION: _l("demotion"),
    DisciplineLevel.REMOVAL_FROM_POST: _l("removal from post"),
    DisciplineLevel.DISMISSAL: _l("dismissal"),
}
ACHIEVEMENTS: Final[Mapping[AchievementKind, object]] = {
    AchievementKind.MOVEMENT: _l("Outstanding achievement in an emulation movement"),
    AchievementKind.BROAD_INFLUENCE: _l("Achievement with influence in a field or an area"),
    AchievementKind.CONTRIBUTION: _l("Great contribution to development, science, social work or charity"),
    AchievementKind.SUDDEN_EXCEPTIONAL: _l("Sudden exceptional achievement"),
    AchievementKind.EXCEEDS_TARGETS: _l("Completed and exceeded the targets of the year"),
    AchievementKind.BEST_IN_CLUSTER: _l("Leads its emulation cluster or block"),
}
SET_BY: Final[Mapping[DetailSetBy, object]] = {
    DetailSetBy.MINISTRY: _l("the ministry"),
    DetailSetBy.PROVINCE: _l("the province or city"),
    DetailSetBy.MINISTRY_OR_PROVINCE: _l("the ministry, province or city"),
    DetailSetBy.PROVINCIAL_PEOPLES_COUNCIL: _l("the People's Council of the province or city"),
}
LEAVE: Final[Mapping[LeaveKind, object]] = {
    LeaveKind.MATERNITY: _l("maternity leave"),
    LeaveKind.SICKNESS: _l("sick leave"),
    LeaveKind.STUDY: _l("study leave"),
    LeaveKind.UNPAID: _l("unpaid leave"),
}
COMBINATIONS: Final[Mapping[CombinationKind, object]] = {
    CombinationKind.AT_MOST_ONE_IN_YEAR: _l("At most one in a year"),
    CombinationKind.NOT_BOTH: _l("Not both for one achievement"),
    CombinationKind.ONE_AWARD_PER_ACHIEVEMENT: _l("One award for one achievement"),
    CombinationKind.COUNTS_FROM_LAST_PERIOD: _l("Counts from the last award"),
    CombinationKind.NO_BASIS: _l("No basis for a higher award"),
    CombinationKind.PRESUPPOSES_STANDARD: _l("Presupposes another standard"),
    CombinationKind.LOWER_AWARD_NOT_REQUIRED: _l("No ladder"),
    CombinationKind.INITIATIVE_USED_ONCE: _l("An initiative serves once"),
    CombinationKind.TOGETHER_ALLOWED: _l("Allowed together"),
}
CAMPAIGN_KINDS: Final[Mapping[CampaignKind, object]] = {
    CampaignKind.YEARLY: _l("yearly"),
    CampaignKind.THEMATIC: _l("thematic"),
    CampaignKind.SUDDEN: _l("sudden achievement"),
}
PAPER_FACTS: Final[Mapping[PaperFact, object]] = {
    PaperFact.REPORT_TEXT: _l("achievement report typed in the file"),
    PaperFact.SUMMARY_TEXT: _l("summary typed in the file"),
    PaperFact.UNIT_VOTE: _l("meeting and vote of the unit entered"),
    PaperFact.COUNCIL_MINUTES: _l("minutes of the council made here"),
    PaperFact.RECOGNISED_INITIATIVE: _l("initiative named with its recognition decision"),
}


def paper_name(code: str) -> str:
    """Return what a paper is called in the language of the page; an unknown or empty code is no paper of the law."""
    paper = rulebooks().papers.get(code)
    return words(paper.name) if paper else ""


def language() -> str:
    """Return the language of the page: ``vi`` or ``en``."""
    return "vi" if str(get_locale() or "vi").startswith("vi") else "en"


def words(text: Localised | None) -> str:
    """Return a text of the rulebooks in the language of the page."""
    return text.in_language(language()) if text else ""


def capitalised(sentence: str) -> str:
    """Return a sentence with its first letter as a capital, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def figure(value: Decimal) -> str:
    """Write a multiple with at least one decimal, the way the language of the page does."""
    places = max(1, -int(value.as_tuple().exponent))
    text = f"{value:.{places}f}"
    return text.replace(".", ",") if language() == "vi" else text


def level_name(level: ClassificationLevel) -> str:
    """Return the official name of a classification level, as inside a sentence."""
    for entry in rulebooks().common.vocabulary.classification_levels:
        if entry.code is level:
            name = words(entry.name)
            return name[:1].lower() + name[1:]
    return level.value


def plain_name(regime: Regime, code: str) -> str:
    """Return an award's name as inside a sentence: without the remark that tells people from collectives."""
    return regime.awards[code].name(language()).split(" (")[0]


def either(names: Sequence[str]) -> str:
    """Join alternatives: "a, b or c"."""
    unique = list(dict.fromkeys(names))
    if len(unique) < 2:
        return "".join(unique)
    return _("%(first)s or %(last)s", first=", ".join(unique[:-1]), last=unique[-1])


def abbreviation(code: str) -> str:
    """Return the trade's abbreviation of an award of any regime, the newest first, or its code when none knows it."""
    newest_first = reversed(rulebooks().regimes())
    return next((regime.awards[code].abbreviation for regime in newest_first if code in regime.awards), code)


def regime_word(regime_id: str) -> str:
    """Return the name of a regime, or its id when the rulebooks no longer hold it."""
    return next((words(regime.name) for regime in rulebooks().regimes() if regime.id == regime_id), regime_id)
