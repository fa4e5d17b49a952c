"""What was said to the database: to count queries and to catch a page that writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

TRANSACTION_WORDS = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA")
WRITING_WORDS = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE")


class Ledger:
    """The statements of one engine, kept while somebody listens."""

    def __init__(self) -> None:
        self._listeners: list[list[str]] = []

    @classmethod
    def attach(cls, app: Flask, engine: Engine) -> None:
        """Listen to ``engine``; must happen before its first connection."""
        ledger = app.extensions["tests.ledger"] = cls()
        event.listen(engine, "before_cursor_execute", ledger._note)

    @staticmethod
    def of(app: Flask) -> "Ledger":
        """Return the ledger of ``app``."""
        ledger: Ledger = app.extensions["tests.ledger"]
        return ledger

    @contextmanager
    def listening(self) -> Iterator[list[str]]:
        """Yield a list that fills with the statements sent meanwhile, transaction control left out."""
        statements: list[str] = []
        self._listeners.append(statements)
        try:
            yield statements
        finally:
            self._listeners.remove(statements)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(TRANSACTION_WORDS):
            return
        for statements in self._listeners:
            statements.append(statement)


def writes(statements: list[str]) -> list[str]:
    """Return the statements that change something."""
    return [statement for statement in statements if statement.lstrip().upper().startswith(WRITING_WORDS)]
