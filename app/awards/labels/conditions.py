"""One sentence for each kind of condition, built from its parameters, in the language of the page."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import ngettext

from app.awards.labels import (
    ACHIEVEMENTS,
    AUTHORITIES_WITHIN,
    DISCIPLINE,
    INITIATIVE_LEVELS,
    LEAVE,
    SET_BY,
    either,
    level_name,
    plain_name,
    words,
)
from app.eligibility.enums import ClassificationLevel, ConditionKind, DisciplineScope, InitiativeKind
from app.eligibility.rulebook import Regime
from app.eligibility.rulebook import conditions as kinds
from app.eligibility.rulebook.conditions import AWARD_YEAR, Condition

Say = Callable[[Any, Regime], str]  # Any: each sentence takes its own kind, paired in SENTENCES


def sentence(condition: Condition, regime: Regime) -> str:
    """Return what the condition asks, as one sentence."""
    return SENTENCES[condition.type](condition, regime)


def details(condition: Condition, regime: Regime) -> list[str]:
    """Return what narrows or widens the sentence, one remark each."""
    remarks = [words(condition.text)] if condition.text else []
    say = DETAILS.get(condition.type)
    return remarks + (say(condition, regime) if say else [])


def items(condition: Condition) -> list[str]:
    """Return the list that stands under the sentence, where the kind has one."""
    if isinstance(condition, kinds.Qualitative):
        return [words(item) for item in condition.items]
    if isinstance(condition, kinds.NoOpenCase):
        return [words(case) for case in condition.cases]
    if isinstance(condition, kinds.LongServiceInPosts):
        return [_post(post) for post in condition.posts]
    return []


def _all_of(condition: kinds.AllOf, regime: Regime) -> str:
    return _("All of the following:")


def _any_of(condition: kinds.AnyOf, regime: Regime) -> str:
    return _("At least one of the following:")


def _classification_at_least(condition: kinds.ClassificationAtLeast, regime: Regime) -> str:
    if condition.level is ClassificationLevel.HTXSNV:
        return _("Classified %(level)s in the award year", level=level_name(condition.level))
    return _("Classified at least %(level)s in the award year", level=level_name(condition.level))


def _classification_years(condition: kinds.ClassificationYears, regime: Regime) -> str:
    level, is_highest = level_name(condition.level), condition.level is ClassificationLevel.HTXSNV
    if condition.consecutive and is_highest:
        return _("Classified %(level)s for %(years)s consecutive years", level=level, years=condition.years)
    if condition.consecutive:
        return _("Classified at least %(level)s for %(years)s consecutive years", level=level, years=condition.years)
    return ngettext(
        "Classified at least %(level)s in %(num)s year",
        "Classified at least %(level)s in %(num)s years",
        condition.years,
        level=level,
    )


def _award_held(condition: kinds.AwardHeld, regime: Regime) -> str:
    names = either([plain_name(regime, code) for code in condition.awards])
    if condition.times == 1:
        return _("Holds %(awards)s", awards=names)
    if condition.consecutive:
        return _("Holds %(awards)s %(times)s consecutive times", awards=names, times=condition.times)
    return _("Holds %(awards)s at least %(times)s times", awards=names, times=condition.times)


def _initiative(condition: kinds.InitiativeRecognised, regime: Regime) -> str:
    level = str(INITIATIVE_LEVELS[condition.level])
    if condition.kind is InitiativeKind.INITIATIVE:
        return ngettext(
            "At least %(num)s initiative recognised %(level)s",
            "At least %(num)s initiatives recognised %(level)s",
            condition.min_count,
            level=level,
        )
    return ngettext(
        "At least %(num)s research topic accepted %(level)s",
        "At least %(num)s research topics accepted %(level)s",
        condition.min_count,
        level=level,
    )


def _meets_standard_of(condition: kinds.MeetsStandardOf, regime: Regime) -> str:
    return _("Meets the standard of %(award)s", award=plain_name(regime, condition.title))


def _members_with(condition: kinds.MembersWith, regime: Regime) -> str:
    if condition.title is not None:
        return _members_who_hold(condition, plain_name(regime, condition.title))
    level = level_name(condition.level or ClassificationLevel.HTNV)
    if condition.pct == 100:
        return _("All members are classified at least %(level)s", level=level)
    return _("At least %(pct)s%% of the members are classified at least %(level)s", pct=condition.pct, level=level)


def _members_who_hold(condition: kinds.MembersWith, award: str) -> str:
    if condition.count is not None:
        return ngettext(
            "At least %(num)s member holds %(award)s",
            "At least %(num)s members hold %(award)s",
            condition.count,
            award=award,
        )
    if condition.op == ">":
        return _("More than %(pct)s%% of the members hold %(award)s", pct=condition.pct, award=award)
    return _("At least %(pct)s%% of the members hold %(award)s", pct=condition.pct, award=award)


def _not_disciplined(condition: kinds.NotDisciplinedFrom, regime: Regime) -> str:
    measure = str(DISCIPLINE[condition.level])
    if condition.who is DisciplineScope.SELF:
        return _("No disciplinary decision of %(measure)s or heavier in the award year", measure=measure)
    if condition.period == AWARD_YEAR:
        return _("No member disciplined by %(measure)s or heavier in the award year", measure=measure)
    return _("No member disciplined by %(measure)s or heavier in those years", measure=measure)


def _employed_months(condition: kinds.EmployedMonthsMin, regime: Regime) -> str:
    return _("In service for at least %(months)s full months since recruitment", months=condition.months)


def _absence(condition: kinds.AbsenceNotBetween, regime: Regime) -> str:
    return _(
        "Not absent for %(least)s to under %(most)s months in the award year",
        least=condition.months_min,
        most=condition.months_max_exclusive,
    )


def _no_open_case(condition: kinds.NoOpenCase, regime: Regime) -> str:
    return _("Nothing open against the person or collective:")


def _registered(condition: kinds.RegisteredForEmulation, regime: Regime) -> str:
    return _("Registered for emulation at the start of the year")


def _qualitative(condition: kinds.Qualitative, regime: Regime) -> str:
    return _("Conduct and movement, confirmed by an officer:")


def _achievement(condition: kinds.Achievement, regime: Regime) -> str:
    return str(ACHIEVEMENTS[condition.what])


def _selected_among(condition: kinds.SelectedAmong, regime: Regime) -> str:
    return _(
        "Chosen as outstanding among those that meet the standard of %(award)s",
        award=plain_name(regime, condition.title),
    )


def _long_service(condition: kinds.LongServiceInPosts, regime: Regime) -> str:
    return _("Long service in leading posts")


def _detail_set_by(condition: kinds.MinistryOrProvinceDetail, regime: Regime) -> str:
    return _("Meets the detailed standard set by %(who)s, where there is one", who=str(SET_BY[condition.set_by]))


def _not_read(condition: kinds.StandardNotRead, regime: Regime) -> str:
    return _("A part of the standard that was not read: an officer confirms it against the article")


SENTENCES: Final[Mapping[ConditionKind, Say]] = {
    ConditionKind.ALL_OF: _all_of,
    ConditionKind.ANY_OF: _any_of,
    ConditionKind.CLASSIFICATION_AT_LEAST: _classification_at_least,
    ConditionKind.CLASSIFICATION_YEARS: _classification_years,
    ConditionKind.AWARD_HELD: _award_held,
    ConditionKind.INITIATIVE_RECOGNISED: _initiative,
    ConditionKind.MEETS_STANDARD_OF: _meets_standard_of,
    ConditionKind.MEMBERS_WITH: _members_with,
    ConditionKind.NOT_DISCIPLINED_FROM: _not_disciplined,
    ConditionKind.EMPLOYED_MONTHS_MIN: _employed_months,
    ConditionKind.ABSENCE_NOT_BETWEEN: _absence,
    ConditionKind.NO_OPEN_CASE: _no_open_case,
    ConditionKind.REGISTERED_FOR_EMULATION: _registered,
    ConditionKind.QUALITATIVE: _qualitative,
    ConditionKind.ACHIEVEMENT: _achievement,
    ConditionKind.SELECTED_AMONG: _selected_among,
    ConditionKind.LONG_SERVICE_IN_POSTS: _long_service,
    ConditionKind.MINISTRY_OR_PROVINCE_DETAIL: _detail_set_by,
    ConditionKind.STANDARD_NOT_READ: _not_read,
}


def _years_details(condition: kinds.ClassificationYears, regime: Regime) -> list[str]:
    remarks = []
    if condition.after:
        names = either([plain_name(regime, code) for code in condition.after])
        remarks.append(_("counted after %(awards)s", awards=names))
    if condition.or_title:
        remarks.append(
            _("a year with the title %(award)s counts as well", award=plain_name(regime, condition.or_title))
        )
    return remarks + _within(condition.within)


def _held_details(condition: kinds.AwardHeld, regime: Regime) -> list[str]:
    return _within(condition.within)


def _initiative_details(condition: kinds.InitiativeRecognised, regime: Regime) -> list[str]:
    remarks = _within(condition.within)
    if condition.exclude_used_for:
        names = either([plain_name(regime, code) for code in condition.exclude_used_for])
        remarks.append(_("those already used to obtain %(awards)s do not count again", awards=names))
    return remarks


def _absence_details(condition: kinds.AbsenceNotBetween, regime: Regime) -> list[str]:
    remarks = [_("%(leave)s does not count", leave=str(LEAVE[kind])) for kind in condition.except_]
    if condition.award_years:
        first, last = condition.award_years
        remarks.append(
            _("read for the years %(first)s to %(last)s; later years need confirmation", first=first, last=last)
        )
    return remarks


def _achievement_details(condition: kinds.Achievement, regime: Regime) -> list[str]:
    remarks = [str(AUTHORITIES_WITHIN[condition.level])] if condition.level else []
    if condition.min_years:
        remarks.append(_("movement of at least %(years)s years", years=condition.min_years))
    if condition.includes_sudden:
        remarks.append(_("a sudden achievement is enough"))
    return remarks


DETAILS: Final[Mapping[ConditionKind, Callable[[Any, Regime], list[str]]]] = {
    ConditionKind.CLASSIFICATION_YEARS: _years_details,
    ConditionKind.AWARD_HELD: _held_details,
    ConditionKind.INITIATIVE_RECOGNISED: _initiative_details,
    ConditionKind.ABSENCE_NOT_BETWEEN: _absence_details,
    ConditionKind.ACHIEVEMENT: _achievement_details,
}


def _within(period: str | None) -> list[str]:
    if period is None:
        return []
    return [_("for the award year")] if period == AWARD_YEAR else [_("within those years")]


def _post(post: kinds.PostYears) -> str:
    if post.years_max_exclusive is None:
        return _("%(post)s: at least %(least)s years", post=words(post.post), least=post.years_min)
    return _(
        "%(post)s: from %(least)s to under %(most)s years",
        post=words(post.post),
        least=post.years_min,
        most=post.years_max_exclusive,
    )
