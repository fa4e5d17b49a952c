"""Facts about this installation as a whole, such as "it holds demo data"."""

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.database import Base


class InstallationFact(Base):
    """A named fact of the installation."""

    __tablename__ = "installation_fact"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(300))


def fact(session: Session, name: str) -> str | None:
    """Return the value of a named fact, or None."""
    return session.scalar(select(InstallationFact.value).where(InstallationFact.name == name))


def set_fact(session: Session, name: str, value: str) -> None:
    """Write a named fact, in the caller's transaction."""
    session.merge(InstallationFact(name=name, value=value))
