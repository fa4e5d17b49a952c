"""The bricks of every rulebook entry: strict frozen parts, texts in both languages, grounds."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.eligibility.enums import Confidence

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
AwardCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=20)]
RegimeId = Annotated[str, StringConstraints(pattern=r"^r[0-9_]+$", max_length=20)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Positive = Annotated[int, Field(ge=1)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Part(BaseModel):
    """A frozen piece of a rulebook that refuses unknown keys and lenient types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Localised(Part):
    """A text in both languages; a plain string in the file stands for both."""

    vi: Sentence
    en: Sentence

    @model_validator(mode="before")
    @classmethod
    def _from_plain_string(cls, value: Any) -> Any:  # the raw value of the file, of whatever type
        return {"vi": value, "en": value} if isinstance(value, str) else value

    def in_language(self, language: str) -> str:
        """Return the text for a language code; anything but Vietnamese reads English."""
        return self.vi if language.startswith("vi") else self.en

    def __str__(self) -> str:
        """Return the Vietnamese text, the language of official papers."""
        return self.vi


class Grounded(Part):
    """A part that says where it comes from and how sure it is."""

    confidence: Confidence
    citation: Localised | None = None
    sources: tuple[Identifier, ...] = ()
    must_confirm: bool = False
    note: Localised | None = None

    @model_validator(mode="after")
    def _confirmed_means_cited(self) -> Self:
        if self.confidence is Confidence.S and not (self.citation or self.sources):
            raise ValueError("confidence S needs a citation or a source")
        return self
