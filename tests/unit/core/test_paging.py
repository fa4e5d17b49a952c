"""A forged or broken cursor begins the list anew; it never reaches the database."""

import base64
import json
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Uuid, select

from app.core.paging import AnySelect, Cursor, keyset_page

ROWS = Table(
    "row", MetaData(), Column("number", Integer), Column("name", String), Column("id", Uuid), Column("big", BigInteger)
)
SOME_ID = "00000000-0000-0000-0000-000000000001"


def begins_anew(cursor: str, *columns: str) -> bool:
    asked: list[AnySelect] = []

    def fetch(query: AnySelect) -> list[Any]:
        asked.append(query)
        return []

    keyset_page(fetch, select(ROWS), [ROWS.c[name] for name in columns], lambda row: (), cursor=cursor)
    return asked[0].whereclause is None


def forged(content: object) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("key", "columns"),
    [
        (("An", SOME_ID), ("name", "id")),
        ((2**31 - 1,), ("number",)),
        ((2**63 - 1,), ("big",)),
    ],
)
def test_a_page_begins_after_its_cursor(key: tuple[str | int, ...], columns: tuple[str, ...]) -> None:
    assert not begins_anew(Cursor(key, False).encode(), *columns)


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ([False, 2**31], ("number",)),
        ([False, -(2**40)], ("number",)),
        ([False, 2**63], ("big",)),
        ([False, "5"], ("number",)),
        ([False, 5], ("name",)),
        ([False, "a\0"], ("name",)),
        ([False, "\ud800"], ("name",)),
        ([False, "no id"], ("id",)),
        ([False, 1, 2], ("number",)),
        ([], ("number",)),
        ({"a": 1}, ("number",)),
        ("[" * 20_000, ("number",)),
        ("[false," + "9" * 5_000 + "]", ("number",)),
        ("nothing", ("number",)),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_forged_cursor_begins_the_list_anew(content: object, columns: tuple[str, ...]) -> None:
    assert begins_anew(forged(content), *columns)
