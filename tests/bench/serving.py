"""One server process: the program and the bare route behind the same waitress, each answer with its own share told.

``Server-Timing`` says how much processor time the application itself took and how many queries it sent; the client
subtracts nothing, it only reports this beside what it measured over the loopback. On a busy machine the processor time
is the steadier of the two.
"""

import gc
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from threading import local
from typing import Any
from uuid import UUID

import waitress
from flask import Flask
from sqlalchemy import event

from app import create_app
from app.core.database import db
from app.serving import THREADS, with_static_files
from app.settings import Environment, Settings
from tests.bench.bare import bare_app
from tests.ledger import TRANSACTION_WORDS

BARE = "/bare/"


class Counted:
    """Counts the queries of the request in hand."""

    def __init__(self) -> None:
        self._here = local()

    def reset(self) -> None:
        """Begin a request."""
        self._here.count = 0

    @property
    def count(self) -> int:
        """Queries since the request began, transaction control left out."""
        return int(self._here.count)

    def note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """Hear of a statement."""
        if not statement.startswith(TRANSACTION_WORDS):
            self._here.count = getattr(self._here, "count", 0) + 1


class Timed:
    """Hands bare addresses to the bare application, all others to the program, and says what each answer cost."""

    def __init__(self, program: Any, bare: Any, counted: Counted) -> None:
        self.program, self.bare, self.counted = program, bare, counted

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        application = self.program
        if environ["PATH_INFO"] == BARE:
            environ["PATH_INFO"], application = "/", self.bare
        began: list[Any] = []
        self.counted.reset()
        start = time.thread_time()
        answer = application(environ, lambda *told: began.extend(told))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        took = (time.thread_time() - start) * 1000
        status, headers, *_rest = began
        start_response(status, [*headers, ("Server-Timing", f'cpu;dur={took:.3f}, db;desc="{self.counted.count}"')])
        return [body]


def build(url: str, secret: str, folder: Path, body_id: UUID, year: int) -> Timed:
    """Build the program as production runs it, and the bare application on the same engine."""
    settings = Settings(Environment.PRODUCTION, database_url=url, secret_key=secret, instance_dir=folder)
    program: Flask = create_app(settings, with_commands=False)
    counted = Counted()
    with program.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", counted.note)
    return Timed(with_static_files(program), bare_app(engine, body_id, year).wsgi_app, counted)


def main(url: str, secret: str, folder: str, body_id: str, year: str, port: str) -> None:
    """Serve until the process is ended."""
    application = build(url, secret, Path(folder), UUID(body_id), int(year))
    gc.collect()
    gc.freeze()
    waitress.serve(application, host="127.0.0.1", port=int(port), threads=THREADS, ident=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
