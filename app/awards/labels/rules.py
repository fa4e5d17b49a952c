"""Sentences for what stands beside the conditions: quota, vote, bonus, modifiers, combination rules."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import gettext as _

from app.awards.labels import OUTCOMES, either, figure, plain_name, words
from app.eligibility.enums import ModifierKind, Outcome, QuotaKind, VoteBase
from app.eligibility.rulebook import Regime, VoteRule
from app.eligibility.rulebook import rules as parts


def quota_sentences(quota: parts.Quota | None, regime: Regime) -> list[str]:
    """Return what the rulebook says about how many may get an award."""
    if quota is None:
        return [_("No ceiling is set for this award.")]
    return QUOTAS[quota.type](quota, regime)


def _holders(quota: parts.HoldersQuota, regime: Regime) -> list[str]:
    award = plain_name(regime, quota.of)
    if quota.pct is not None:
        said = [_("At most %(pct)s%% of those who hold %(award)s.", pct=quota.pct, award=award)]
    elif quota.default_pct is not None:
        said = [
            _("No national ceiling."),
            _(
                "Until your body sets its own, more than %(pct)s%% of those who hold %(award)s is shown as a warning.",
                pct=quota.default_pct,
                award=award,
            ),
        ]
    else:
        said = [_("No national ceiling.")]
    if quota.may_be_lowered_by:
        said.append(_("The province or city may set a lower share."))
    return said


def _qualifying(quota: parts.QualifyingQuota, regime: Regime) -> list[str]:
    award = plain_name(regime, quota.of)
    said = [_("At most %(pct)s%% of the collectives that meet the standard of %(award)s.", pct=quota.pct, award=award)]
    return [*said, _("Counted over the whole province or city.")] if quota.counted_by else said


def _local_only(quota: parts.LocalQuota, regime: Regime) -> list[str]:
    return [_("No national ceiling; a local rule may set one.")]


def _per_cluster(quota: parts.ClusterQuota, regime: Regime) -> list[str]:
    return [_("The province or city sets a number for each emulation cluster or block.")]


QUOTAS: Final[Mapping[QuotaKind, Callable[[Any, Regime], list[str]]]] = {  # Any: each takes its own kind
    QuotaKind.MAX_PCT_OF_TITLE_HOLDERS: _holders,
    QuotaKind.MAX_PCT_OF_QUALIFYING: _qualifying,
    QuotaKind.LOCAL_ONLY: _local_only,
    QuotaKind.PROVINCE_SETS_NUMBER_PER_CLUSTER: _per_cluster,
}


def vote_sentences(rule: VoteRule) -> list[str]:
    """Return how a council votes, in the words of the result page."""
    said = [_("Secret ballot.") if rule.secret else _("Open vote.")]
    if rule.base is VoteBase.ALL_MEMBERS:
        said.append(_("In favour: at least %(pct)s%% of all members of the council.", pct=rule.min_percent))
    else:
        said.append(_("In favour: at least %(pct)s%% of the members present.", pct=rule.min_percent))
    quorum = f"{rule.quorum_numerator}/{rule.quorum_denominator}"
    said.append(_("The meeting counts when at least %(quorum)s of the members are present.", quorum=quorum))
    said.append(_("Members who are absent send a written opinion, which is counted."))
    if rule.is_default:
        said.append(_("The share is a default: your body confirms its own."))
    return said


def bonus_sentences(bonus: parts.Bonus | None) -> list[str]:
    """Return what goes with the award."""
    if bonus is None:
        return [_("No bonus is set.")]
    times = figure(bonus.multiplier)
    said = [
        _("At most %(times)s times the base salary in force on the day of the decision.", times=times)
        if bonus.is_ceiling
        else _("%(times)s times the base salary in force on the day of the decision.", times=times)
    ]
    if bonus.also_given:
        said.append(_("Also given: %(things)s.", things=words(bonus.also_given)))
    return said


def modifier_sentences(modifier: parts.Modifier) -> list[str]:
    """Return how a modifier changes the count of time."""
    return MODIFIERS[modifier.type](modifier)


def _counts(modifier: parts.CountsAsService) -> list[str]:
    said = [_("Counts as working time: %(what)s.", what=words(modifier.what))]
    if modifier.needs:
        said.append(_("Condition: %(needs)s.", needs="; ".join(words(need) for need in modifier.needs)))
    if modifier.otherwise:
        said.append(_("Otherwise the person is not considered."))
    return said


def _transfer(modifier: parts.Transfer) -> list[str]:
    return [
        _("After a transfer the new unit considers."),
        _(
            "It asks the opinion of the old unit from %(months)s months of service there.",
            months=modifier.old_unit_opinion_months_min,
        ),
    ]


def _timing(modifier: parts.Timing) -> list[str]:
    return [_("When the file goes: %(text)s.", text=words(modifier.text))]


def _restart(modifier: parts.RestartAfterDiscipline) -> list[str]:
    return [_("After a disciplinary measure achievements count again from its end.")]


def _reduced(modifier: parts.ReduceTimeInPost) -> list[str]:
    return [_("The time in post asked of %(who)s is cut by %(share)s.", who=words(modifier.who), share=modifier.by)]


MODIFIERS: Final[Mapping[ModifierKind, Callable[[Any], list[str]]]] = {  # Any: each takes its own kind
    ModifierKind.COUNTS_AS_SERVICE: _counts,
    ModifierKind.TRANSFER: _transfer,
    ModifierKind.TIMING: _timing,
    ModifierKind.RESTART_AFTER_DISCIPLINE: _restart,
    ModifierKind.REDUCE_TIME_IN_POST: _reduced,
}


def combination_details(rule: parts.CombinationRule, regime: Regime) -> list[str]:
    """Return exceptions and consequence of a combination rule."""
    said = []
    if rule.title:
        said.append(_("the other award: %(award)s", award=plain_name(regime, rule.title)))
    if rule.except_for:
        said.append(_("except: %(cases)s", cases=either([words(case) for case in rule.except_for])))
    if rule.outcome in (Outcome.NOT_MET, Outcome.NEEDS_CONFIRMATION):
        said.append(_("when broken: %(outcome)s", outcome=str(OUTCOMES[rule.outcome]).lower()))
    return said
