"""The same world as the tests of nominations."""

from tests.integration.nominations.conftest import department

__all__ = ["department"]
