"""The same world as the tests of nominations."""

from tests.integration.nominations.conftest import accounts, department

__all__ = ["accounts", "department"]
