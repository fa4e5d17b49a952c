"""The page checker itself: it must see what it promises to see."""

import pytest

from tests.html import page_problems

GOOD = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Hồ sơ</title></head>
<body><main><h1>Hồ sơ</h1><label for="name">Tên</label><input id="name" name="name"></main></body></html>"""


def test_a_sound_page_has_no_problems():
    assert page_problems(GOOD) == []


def test_a_fragment_needs_no_title_or_heading():
    assert page_problems("<li>Sở Khoa học và Công nghệ</li>") == []


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("<h1>Hồ sơ</h1>", "<p><div></div></p>", "line 3"),
        ("<h1>Hồ sơ</h1>", "<h1>a</h1><h1>b</h1>", "2 h1"),
        ("<title>Hồ sơ</title>", "", "no title"),
        ("<title>Hồ sơ</title>", "<title> </title>", "no title"),
        (' lang="vi"', "", "no lang"),
        ('<label for="name">Tên</label>', "", "has no label"),
        ('for="name"', 'for="nowhere"', "points nowhere"),
        ("<h1>", '<h1 id="name">', "used 2 times"),
        ("<h1>", '<h1 style="color: red">', "forbidden attribute style"),
        ("<h1>", '<h1 onclick="go()">', "forbidden attribute onclick"),
        ("</main>", "<script>go()</script></main>", "inline <script>"),
        ("</main>", '<img src="a.png"></main>', "no alt"),
        ("</main>", "<table><tr><th>Tên</th></tr></table></main>", "no scope"),
        ('name="name"', 'name="name" aria-describedby="help"', "points nowhere"),
    ],
)
def test_each_fault_is_named(good: str, bad: str, complaint: str):
    assert good in GOOD
    assert any(complaint in problem for problem in page_problems(GOOD.replace(good, bad)))
