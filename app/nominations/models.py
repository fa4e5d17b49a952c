"""Nominations, the words under which they are found, and the reasons marked on those that were returned."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    delete,
    event,
    false,
    insert,
    inspect,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.campaigns.enums import CampaignKind
from app.core.database import Base, Identified, UtcDateTime, Versioned, enum_column, sort_text
from app.eligibility.enums import Outcome, Subject
from app.nominations.enums import Channel, LinkKind, Part, Status, VerdictMoment

LIVE = text("status NOT IN ('withdrawn', 'refused')")


class Nomination(Identified, Versioned, Base):
    """One nominee for one award in one campaign."""

    __tablename__ = "nomination"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (collective_id IS NULL)", name="nominee"),
        CheckConstraint("(subject = 'individual') = (person_id IS NOT NULL)", name="subject_kind"),
        CheckConstraint("unit_votes_for IS NULL OR unit_votes_for BETWEEN 0 AND unit_votes_total", name="unit_vote"),
        CheckConstraint(
            "status NOT IN ('returned', 'refused', 'not_approved', 'revoked') OR reason <> ''", name="reason"
        ),
        CheckConstraint("status = 'draft' OR status = 'withdrawn' OR submitted_at IS NOT NULL", name="submitted"),
        CheckConstraint("(channel = 'proposed') = (to_unit_id IS NOT NULL)", name="addressee"),
        Index("ix_nomination_body_id_year_number", "body_id", "year", "number", unique=True),
        # Holds all that filters, search and visibility ask: looking through a year never opens the table.
        Index(
            "ix_nomination_looked_through",
            "body_id",
            "year",
            "number",
            "unit_id",
            "person_id",
            "status",
            "award_code",
            "subject",
            "channel",
            "campaign_id",
            "id",
            "search_text",
        ),
        Index(
            "ix_nomination_body_id_year_status",
            "body_id",
            "year",
            "status",
            "number",
            "channel",
            "subject",
            "award_code",
            "unit_id",
            "campaign_id",
            "person_id",
            "id",
        ),
        Index("ix_nomination_body_id_year_sort_key", "body_id", "year", "sort_key", "number"),
        # These two find the files of a few units or of one person in a year of the body, and number them.
        Index(
            "ix_nomination_of_unit",
            "body_id",
            "year",
            "unit_id",
            "number",
            "status",
            "award_code",
            "subject",
            "channel",
            "campaign_id",
            "from_below",
        ),
        Index("ix_nomination_of_person", "person_id", "year", "body_id", "number"),
        # Holds all that the year-end figures count by.
        Index(
            "ix_nomination_figures",
            "unit_id",
            "year",
            "award_code",
            "regime_id",
            "subject",
            "channel",
            "to_unit_id",
            "campaign_kind",
            "status",
            "campaign_id",
            "from_below",
        ),
        Index("ix_nomination_campaign_id_status", "campaign_id", "status", "award_code"),
        Index("ix_nomination_collective_id_year", "collective_id", "year"),
        Index(
            "uq_nomination_live_person",
            "campaign_id",
            "award_code",
            "person_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        Index(
            "uq_nomination_live_collective",
            "campaign_id",
            "award_code",
            "collective_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
    )

    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"))
    campaign_kind: Mapped[CampaignKind] = enum_column(CampaignKind)
    body_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    number: Mapped[int]
    """Serial number within the body and year, as officers quote it."""
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    """The nominating unit."""
    from_below: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it arrived from a body below, or stands in the place of a file that did: that body sees its own file."""
    subject: Mapped[Subject] = enum_column(Subject)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    collective_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    nominee_name: Mapped[str] = mapped_column(String(300))
    """Name, post and unit as they were when nominated: papers of the year keep them."""
    nominee_post: Mapped[str] = mapped_column(String(120), default="")
    nominee_unit_name: Mapped[str] = mapped_column(String(300), default="")
    sort_key: Mapped[str] = mapped_column(sort_text(400))
    search_text: Mapped[str] = mapped_column(String(900))
    award_code: Mapped[str] = mapped_column(String(20))
    regime_id: Mapped[str] = mapped_column(String(20))
    channel: Mapped[Channel] = enum_column(Channel)
    to_unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    """The higher body that decides; none when the award is within own power."""
    status: Mapped[Status] = enum_column(Status, default=Status.DRAFT)
    summary: Mapped[str] = mapped_column(Text, default="")
    report: Mapped[str] = mapped_column(Text, default="")
    unit_met_on: Mapped[date | None]
    unit_votes_for: Mapped[int | None]
    unit_votes_total: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was returned, refused, not approved or revoked: the last one."""
    exception_reason: Mapped[str | None] = mapped_column(Text)
    """Why it goes on although the law's conditions are not met: flagged wherever the file is shown."""
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    status_at: Mapped[datetime] = mapped_column(UtcDateTime())


class NominationWord(Base):
    """A word of the search text of a file: whoever looks for its beginning need not read the texts of a whole year."""

    __tablename__ = "nomination_word"
    __table_args__ = (
        ForeignKeyConstraint(
            ["body_id", "year", "number"],
            ["nomination.body_id", "nomination.year", "nomination.number"],
            ondelete="CASCADE",
        ),
        {"sqlite_with_rowid": False},
    )

    body_id: Mapped[UUID] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    word: Mapped[str] = mapped_column(sort_text(900), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


def word_rows(*, body_id: UUID, year: int, number: int, search_text: str) -> list[dict[str, Any]]:  # Any: the columns
    """Return the rows of ``NominationWord`` under which a file is found: each word of its search text once."""
    key = {"body_id": body_id, "year": year, "number": number}
    return [{**key, "word": word} for word in sorted(set(search_text.split(" ")) - {""})]


@event.listens_for(Nomination, "after_insert")
def _write_words(_mapper: object, connection: Connection, file: Nomination) -> None:
    """Write the words wherever a file is written, so that no service can forget them."""
    rows = word_rows(body_id=file.body_id, year=file.year, number=file.number, search_text=file.search_text)
    if rows:
        connection.execute(insert(NominationWord), rows)


@event.listens_for(Nomination, "after_update")
def _rewrite_words(mapper: object, connection: Connection, file: Nomination) -> None:
    """Write the words again when the search text changed."""
    if not inspect(file).attrs.search_text.history.has_changes():
        return
    old = delete(NominationWord).where(
        NominationWord.body_id == file.body_id,
        NominationWord.year == file.year,
        NominationWord.number == file.number,
    )
    connection.execute(old)
    _write_words(mapper, connection, file)


class ReturnMark(Identified, Base):
    """One marked part of a returned file, with what is to be mended; the next submission answers it."""

    __tablename__ = "nomination_return_mark"

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"), index=True)
    part: Mapped[Part] = enum_column(Part)
    text: Mapped[str] = mapped_column(Text)
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime())
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime())


class NominationTick(Base):
    """An officer's answer to a condition that only a person can judge, with name and day."""

    __tablename__ = "nomination_tick"

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    """Key of the tick as findings name it."""
    is_confirmed: Mapped[bool]
    note: Mapped[str] = mapped_column(String(500), default="")
    ticked_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    ticked_by_name: Mapped[str] = mapped_column(String(120))
    ticked_at: Mapped[datetime] = mapped_column(UtcDateTime())


class NominationInitiative(Base):
    """An initiative that the nomination rests on: it becomes one used for the award."""

    __tablename__ = "nomination_initiative"
    __table_args__ = (Index("ix_nomination_initiative_initiative_id", "initiative_id"),)

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    initiative_id: Mapped[UUID] = mapped_column(ForeignKey("initiative.id"), primary_key=True)


class NominationVerdict(Identified, Base):
    """What the engine said of a file at one moment, with all it was told, so that it can be replayed."""

    __tablename__ = "nomination_verdict"
    __table_args__ = (Index("ix_nomination_verdict_nomination_id_assessed_at", "nomination_id", "assessed_at"),)

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"))
    moment: Mapped[VerdictMoment] = enum_column(VerdictMoment)
    regime_id: Mapped[str] = mapped_column(String(20))
    overall: Mapped[Outcome] = enum_column(Outcome)
    verdict: Mapped[dict[str, Any]] = mapped_column(JSON)  # Any: JSON values
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)  # Any: JSON values
    choices: Mapped[dict[str, Any]] = mapped_column(JSON)  # Any: JSON values
    exception_reason: Mapped[str] = mapped_column(Text, default="")
    """Why the file passes although a condition is not met; the council sees it."""
    assessed_by_name: Mapped[str] = mapped_column(String(120))
    assessed_at: Mapped[datetime] = mapped_column(UtcDateTime())


class QuotaExcess(Identified, Base):
    """Why a unit or a body proposes more than a ceiling allows; the council sees it."""

    __tablename__ = "quota_excess"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="reason"),
        Index("ix_quota_excess_campaign_id_award_code", "campaign_id", "award_code"),
    )

    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaign.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    award_code: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    given_by_name: Mapped[str] = mapped_column(String(120))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime())


class NominationLink(Base):
    """That a nomination follows from another one, and why."""

    __tablename__ = "nomination_link"
    __table_args__ = (
        CheckConstraint("nomination_id <> from_id", name="another"),
        Index("ix_nomination_link_from_id", "from_id"),
    )

    nomination_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"), primary_key=True)
    from_id: Mapped[UUID] = mapped_column(ForeignKey("nomination.id"))
    kind: Mapped[LinkKind] = enum_column(LinkKind)
    reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
