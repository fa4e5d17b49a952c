"""Addresses to go back to: our own pages, never another site's."""

import pytest

from app.web.addresses import inside


@pytest.mark.parametrize("target", ["/", "/nominations?q=an&after=x", "/organisation/people?q=Đặng"])
def test_a_page_of_ours_is_gone_back_to(target: str):
    assert inside(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "home",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "//[",
        "http://[::1",
        "/desk\r\nX: y",
    ],
)
def test_another_site_is_not(target: str):
    assert inside(target) is None
