"""A test client that holds every page any test opens to the house rules."""

import contextvars
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.core.database import db
from tests.html import page_problems
from tests.ledger import Ledger, writes


class CheckedClient(FlaskClient):
    """Sends each request as a real server would see it, and looks at what comes back.

    - A request runs in a context of its own: nothing of the test (application context, session, signed-in user) leaks
      into it. ``with client:`` therefore has no use here.
    - No answer may be a 500; the log that pytest shows below says what happened.
    - A GET must not write.
    - An HTML answer must be valid, see ``tests.html``.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        with Ledger.of(self.application).listening() as statements:
            # Buffered: an answer read whole closes the file it comes from.
            response = contextvars.Context().run(super().open, *args, **{"buffered": True} | kwargs)
        self._forget_cached_records()
        self._check(response, statements)
        return response

    def _forget_cached_records(self) -> None:
        """Let the test's own session read anew what the request may have changed."""
        try:
            db.session.expire_all()
        except RuntimeError:  # The test has no application context, hence no session.
            return

    @staticmethod
    def _check(response: TestResponse, statements: list[str]) -> None:
        place = f"{response.request.method} {response.request.path}"
        assert response.status_code < 500, f"{place} answers {response.status_code}"
        if response.request.method in {"GET", "HEAD"}:
            assert not writes(statements), f"{place} writes: {writes(statements)}"
        if response.mimetype == "text/html" and response.data and not 300 <= response.status_code < 400:
            problems = page_problems(response.get_data(as_text=True))
            assert not problems, f"{place} is not a sound page:\n" + "\n".join(problems)
