"""Words for local rules."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from app.awards.labels import abbreviation, language
from app.eligibility.enums import ConditionKind, DisciplineScope, InitiativeKind, Subject, VoteBase
from app.eligibility.rulebook import rulebooks
from app.local_rules.enums import RuleKind, SettingType, Standing, Topic

RULE_KIND_LABELS: Final[Mapping[RuleKind, object]] = {
    RuleKind.READING: _l("Reading of the law"),
    RuleKind.SETTING: _l("Setting"),
    RuleKind.QUOTA: _l("Ceiling"),
    RuleKind.VOTE: _l("Vote of the council"),
    RuleKind.BAR: _l("Further condition"),
    RuleKind.EXCEPTION: _l("Exceptions with a reason"),
}
TOPIC_LABELS: Final[Mapping[Topic, object]] = {
    Topic.CEILING: _l("Ceilings"),
    Topic.COUNCIL: _l("Council and vote"),
    Topic.FURTHER: _l("Further conditions and exceptions"),
    Topic.SERVICE: _l("Time in service and absence"),
    Topic.CHAIN: _l("Consecutive years and awards held"),
    Topic.INITIATIVE: _l("Initiatives and topics"),
    Topic.DISCIPLINE: _l("Discipline and open cases"),
    Topic.MEMBERS: _l("Members of a unit"),
    Topic.TOGETHER: _l("Registration and awards together"),
    Topic.CLASSIFICATION: _l("Quality classification"),
    Topic.MONEY: _l("Bonuses"),
    Topic.PAPERS: _l("Files, papers and dates"),
}
SETTING_TYPE_LABELS: Final[Mapping[SettingType, object]] = {
    SettingType.SWITCH: _l("Yes or no"),
    SettingType.PERCENT: _l("Per cent"),
    SettingType.NUMBER: _l("Number"),
    SettingType.MULTIPLE: _l("Times the base salary"),
    SettingType.SHARE: _l("Share, for example 2/3"),
    SettingType.ALLOWED: _l("Allowed or forbidden"),
    SettingType.WORDS: _l("In words"),
}
STANDING_LABELS: Final[Mapping[Standing, object]] = {
    Standing.IN_FORCE: _l("In force"),
    Standing.COMING: _l("Not yet in force"),
    Standing.ENDED: _l("Ended"),
    Standing.WITHDRAWN: _l("Withdrawn"),
}
STANDING_TONES: Final[Mapping[Standing, str]] = {
    Standing.IN_FORCE: "green",
    Standing.COMING: "blue",
    Standing.ENDED: "grey",
    Standing.WITHDRAWN: "red",
}
BAR_KINDS: Final[Mapping[ConditionKind, object]] = {
    ConditionKind.CLASSIFICATION_AT_LEAST: _l("Classification of the year"),
    ConditionKind.INITIATIVE_RECOGNISED: _l("Initiatives or topics recognised"),
    ConditionKind.EMPLOYED_MONTHS_MIN: _l("Months of service"),
    ConditionKind.NOT_DISCIPLINED_FROM: _l("No discipline"),
    ConditionKind.ABSENCE_NOT_BETWEEN: _l("Absence in the year"),
    ConditionKind.REGISTERED_FOR_EMULATION: _l("Registered for emulation"),
    ConditionKind.QUALITATIVE: _l("Confirmed by an officer"),
}
"""What a body may ask beyond the law."""
BASES: Final[Mapping[VoteBase, object]] = {
    VoteBase.ALL_MEMBERS: _l("All members of the council"),
    VoteBase.PRESENT: _l("Members present"),
}
SCOPES: Final[Mapping[DisciplineScope, object]] = {
    DisciplineScope.SELF: _l("The person nominated"),
    DisciplineScope.MEMBERS: _l("Every member of the unit nominated"),
}
INITIATIVE_KINDS: Final[Mapping[InitiativeKind, object]] = {
    InitiativeKind.INITIATIVE: _l("Initiatives"),
    InitiativeKind.TOPIC: _l("Research topics"),
}

EVENT_LABELS: Final[Mapping[str, object]] = {
    "local_rule.made": _l("Local rule set"),
    "local_rule.changed": _l("Local rule changed"),
    "local_rule.withdrawn": _l("Local rule withdrawn"),
    "local_rule.attached": _l("Files attached"),
    "local_rule.detached": _l("File removed"),
}


def award_names(subject: Subject | None = None) -> list[tuple[str, str]]:
    """Return code and name of every award of every regime, or of those for one kind of subject, the newest first."""
    found: dict[str, str] = {}
    for regime in reversed(rulebooks().regimes()):
        for code, award in regime.awards.items():
            if subject in (None, award.subject):
                found.setdefault(code, f"{abbreviation(code)}: {award.name(language())}")
    return list(found.items())
