"""An office with its campaign of 2018 in the phase of decisions."""

import pytest
from sqlalchemy.orm import Session

from app.core.clock import today
from tests.factories.decisions import TODAY, Office, make_office


@pytest.fixture
def office(session: Session, request: pytest.FixtureRequest) -> Office:
    """The phase is in January 2019 for services, which are told the time, and now for pages, which are not."""
    of_pages = request.module.__name__.endswith("_views")
    return make_office(session, on=today() if of_pages else TODAY)
