"""The last passes, kept for some minutes: turning a page must not judge a thousand people again."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from sqlalchemy.orm import Session

from app.candidates.services.surveys import Scope, Survey, survey_of

MOST_KEPT: Final = 6
STAYS: Final = timedelta(minutes=10)
"""How long a pass is shown before it is made anew; the page says when it was made and offers to make it again."""


class KeptSurveys:
    """A handful of passes by database and scope; a scope names its subtrees, so nobody is shown those of another."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[tuple[str, Scope], Survey] = OrderedDict()
        self._lock = Lock()

    def survey(self, session: Session, scope: Scope, *, at: datetime, anew: bool = False) -> Survey:
        """Return a pass over the scope that is not older than some minutes."""
        key = (str(session.get_bind().engine.url), scope)
        with self._lock:
            found = self._kept.get(key)
        if found is None or anew or not found.made_at <= at < found.made_at + STAYS:
            found = survey_of(session, scope, at=at)
            self._keep(key, found)
        return found

    def _keep(self, key: tuple[str, Scope], survey: Survey) -> None:
        with self._lock:
            self._kept[key] = survey
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """Drop every pass."""
        with self._lock:
            self._kept.clear()


KEPT: Final = KeptSurveys()
