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


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("curl/8.0", ""),
    ],
)
def test_a_device_is_told_in_two_words(user_agent: str, device: str) -> None:
    assert rules.device_of(user_agent) == device
