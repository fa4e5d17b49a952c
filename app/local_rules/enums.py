"""What a local rule may set, how its value is typed, and what it touches."""

from enum import StrEnum


class RuleKind(StrEnum):
    """A choice among readings, the value of a setting, a ceiling, a vote rule or a further condition."""

    READING = "reading"
    SETTING = "setting"
    QUOTA = "quota"
    VOTE = "vote"
    BAR = "bar"
    EXCEPTION = "exception"
    """Whether the body lets a file pass with a recorded reason although a condition is not met."""


class Topic(StrEnum):
    """What a point touches, in the order in which officers read the list."""

    CEILING = "ceiling"
    COUNCIL = "council"
    FURTHER = "further"
    SERVICE = "service"
    CHAIN = "chain"
    INITIATIVE = "initiative"
    DISCIPLINE = "discipline"
    MEMBERS = "members"
    TOGETHER = "together"
    CLASSIFICATION = "classification"
    MONEY = "money"
    PAPERS = "papers"


class SettingType(StrEnum):
    """What a person types for a setting."""

    SWITCH = "switch"
    PERCENT = "percent"
    NUMBER = "number"
    MULTIPLE = "multiple"
    """A multiple of the base salary, with a decimal."""
    SHARE = "share"
    """A fraction such as 2/3."""
    ALLOWED = "allowed"
    """Allowed or forbidden."""
    WORDS = "words"


class Standing(StrEnum):
    """Where a rule stands in time."""

    IN_FORCE = "in_force"
    COMING = "coming"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
