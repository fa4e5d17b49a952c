"""The last passes, kept for some minutes: turning a page must not judge a thousand people again."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import Final
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from app.candidates.services.surveys import Scope, Survey, survey_of
from app.candidates.services.years import years_of

MOST_KEPT: Final = 6
STAYS: Final = timedelta(minutes=10)
"""How long a pass is shown before it is made anew; the page says when it was made and offers to make it again."""


class KeptSurveys:
    """A handful of passes by database and scope; a scope names its subtrees, so nobody is shown those of another."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[tuple[str, Scope], Survey] = OrderedDict()
        self._years: WeakKeyDictionary[Survey, dict[str, Mapping[UUID, int]]] = WeakKeyDictionary()
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

    def years(self, session: Session, survey: Survey, award_code: str) -> Mapping[UUID, int]:
        """Return in which year those out of reach of an award could be, as of a pass, and as long as that is kept."""
        with self._lock:
            found = self._years.get(survey, {}).get(award_code)
        if found is None:
            found = years_of(session, survey, award_code)
            with self._lock:
                self._years.setdefault(survey, {})[award_code] = found
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
