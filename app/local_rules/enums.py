"""What a local rule may set."""

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
