"""The way in, as a person meets it."""

import pytest

from tests.browser.conftest import Visit


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_sign_in_page_is_for_everybody(visit: Visit, size: str, language: str, dark: bool):
    screen = visit(size=size, language=language, dark=dark)

    screen.open("/accounts/sign-in")

    screen.check()


def test_a_wrong_password_is_explained(visit: Visit):
    screen = visit()
    screen.open("/accounts/sign-in")
    screen.page.locator("input[name=username]").fill("hr")
    screen.page.locator("input[name=password]").fill("not this one")
    screen.page.locator("main form button[type=submit]").click()

    screen.says("The user name or the password is wrong.")
    screen.check()


def test_signing_in_works_without_javascript(visit: Visit):
    screen = visit("hr", javascript=False)

    assert screen.path == "/desk"
