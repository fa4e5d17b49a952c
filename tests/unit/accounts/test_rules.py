"""User names and passwords."""

import pytest

from app.accounts import rules
from app.core.errors import RuleBroken


@pytest.mark.parametrize("username", ["an", "nguyen.an", "le-thi_b2"])
def test_plain_user_names_are_taken(username: str) -> None:
    assert rules.check_username(username) == username


@pytest.mark.parametrize("username", ["", "a", "An", "nguyễn", "2an", "an an", "a" * 61, "an/../x"])
def test_other_user_names_are_refused(username: str) -> None:
    with pytest.raises(RuleBroken):
        rules.check_username(username)


@pytest.mark.parametrize("password", ["short", "x" * 201, "aaaaaaaaaaaaaaaa", "my-nguyen.an-2026"])
def test_weak_passwords_are_refused(password: str) -> None:
    with pytest.raises(RuleBroken):
        rules.check_password(password, username="nguyen.an")


def test_random_passwords_pass_their_own_rule_and_differ() -> None:
    made = {rules.random_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        assert rules.check_password(password, username="nguyen.an") == password
