"""One commit per act."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.core.database import Identified, db
from app.core.errors import Conflict, NotFound, StaleVersion

T = TypeVar("T", bound=Identified)


@contextmanager
def transaction() -> Iterator[Session]:
    """Yield a session that commits once at the end, or not at all; an inner one joins the outer.

    On SQLite the act begins IMMEDIATE, so that two writers wait for each other instead of failing. Raises StaleVersion
    when another act changed the same record meanwhile, and Conflict when another one made the same record: an act
    that can say more about it catches the error itself.
    """
    session = db.session()
    if session.info.get("in_act"):
        yield session
        return
    session.commit()  # Ends the reading transaction of the request; nothing is pending here.
    session.info["in_act"] = True
    try:
        session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        yield session
        session.commit()
    except StaleDataError as error:
        session.rollback()
        raise StaleVersion from error
    except IntegrityError as error:
        session.rollback()
        if not _is_there_already(error):
            raise
        raise Conflict("the same was recorded at the same moment") from error
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("in_act", None)


def _is_there_already(error: IntegrityError) -> bool:
    """Say whether a record could not be written because there is one of its kind: PostgreSQL's word, then SQLite's."""
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
    return code in {"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


def lock(session: Session, model: type[T], record_id: UUID) -> T:
    """Return the record, held for this act (``FOR UPDATE``) and freshly read; raises NotFound."""
    record = session.scalar(
        select(model).where(model.id == record_id).with_for_update().execution_options(populate_existing=True)
    )
    if record is None:
        raise NotFound
    return record
