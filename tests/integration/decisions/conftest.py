"""An office with its campaign of 2018 in the phase of decisions."""

import pytest
from sqlalchemy.orm import Session

from tests.factories.decisions import Office, make_office


@pytest.fixture
def office(session: Session) -> Office:
    return make_office(session)
