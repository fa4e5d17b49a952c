"""Units, people and memberships, all dated."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Base, Identified, Versioned, enum_column, sort_text
from app.organisation.enums import Authority, Gender, StaffGroup, UnitKind


class Unit(Identified, Versioned, Base):
    """A node of the one organisation tree; every unit is also a collective that can be nominated."""

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="dates"),
        Index("ix_unit_body_path", "body_id", "path"),
    )

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300), default="")
    short_name: Mapped[str] = mapped_column(String(80), default="")
    symbol: Mapped[str] = mapped_column(String(40), default="")
    """Letters of the body in document numbers, as in ``05/QĐ-SKHCN``."""
    place: Mapped[str] = mapped_column(String(100), default="")
    """Place name before the date in official papers."""
    kind: Mapped[UnitKind] = enum_column(UnitKind)
    authority: Mapped[Authority] = enum_column(Authority, default=Authority.NONE)
    is_external: Mapped[bool] = mapped_column(default=False)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)
    body_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    """Nearest unit with authority and users at or above this one: whose council and decisions apply."""
    path: Mapped[str] = mapped_column(sort_text(400), unique=True)
    """Codes of the ancestors and this unit, each followed by a dot: one indexed range is a subtree."""
    position: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    search_text: Mapped[str] = mapped_column(String(600), default="")


class Person(Identified, Versioned, Base):
    """A human being who can be nominated; where they work is a membership."""

    __tablename__ = "person"
    __table_args__ = (
        # Holds the searched text too: one walk along it answers a search in the order of names.
        Index("ix_person_sort_key_id_search_text", "sort_key", "id", "search_text"),
    )

    full_name: Mapped[str] = mapped_column(String(120))
    gender: Mapped[Gender | None] = enum_column(Gender)
    birth_on: Mapped[date | None]
    identity_number: Mapped[str | None] = mapped_column(String(12), unique=True)
    joined_on: Mapped[date | None]
    """First day in public service, the start of the months of service."""
    sort_key: Mapped[str] = mapped_column(sort_text(400))
    search_text: Mapped[str] = mapped_column(String(200))


class Membership(Identified, Versioned, Base):
    """A person's place in a unit from one day to another, with post and staff group."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="dates"),
        # Holds all that "who is in these units on that day" asks, so that counting never opens the table.
        Index("ix_membership_unit_id_dates_person_id", "unit_id", "ended_on", "started_on", "person_id", "staff_group"),
        Index("ix_membership_person_id_started_on", "person_id", "started_on"),
        Index(
            "uq_membership_current",
            "person_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    post: Mapped[str] = mapped_column(String(120), default="")
    staff_group: Mapped[StaffGroup] = enum_column(StaffGroup)
    is_head: Mapped[bool] = mapped_column(default=False)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
