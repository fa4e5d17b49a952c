"""What holds for every template, every state that has a name, and the error pages."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import import_module

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import meta

from tests.source_tree import APP, modules

SPEAKS_THROUGH_RULEBOOKS = "app.eligibility.enums"
"""The names of what the law knows are data, in both languages; its codes need no labels."""


def templates() -> list[str]:
    return sorted(path.relative_to(APP / "templates").as_posix() for path in (APP / "templates").rglob("*.html"))


def enums() -> Iterator[type[StrEnum]]:
    """Yield every enum that a feature declares in its ``enums`` room."""
    for name in modules():
        if name.endswith(".enums") and name != SPEAKS_THROUGH_RULEBOOKS:
            yield from (each for each in vars(import_module(name)).values() if _declared_in(each, name))


def _declared_in(thing: object, module: str) -> bool:
    return isinstance(thing, type) and issubclass(thing, StrEnum) and thing.__module__ == module


def test_every_template_compiles(app: Flask):
    for name in templates():
        app.jinja_env.get_template(name)


def test_every_template_that_is_named_exists(app: Flask):
    known = set(templates())
    wanted = {
        (name, other)
        for name in known
        for other in meta.find_referenced_templates(app.jinja_env.parse(_source(app, name)))
        if other is not None
    }
    assert {(name, other) for name, other in wanted if other not in known} == set()


def _source(app: Flask, name: str) -> str:
    assert app.jinja_env.loader is not None
    return app.jinja_env.loader.get_source(app.jinja_env, name)[0]


@pytest.mark.parametrize("kind", list(enums()), ids=lambda kind: f"{kind.__module__.split('.')[1]}-{kind.__name__}")
def test_every_state_has_a_name_on_the_screen(kind: type[StrEnum]):
    labels = import_module(kind.__module__.replace(".enums", ".labels"))
    tables = [table for name, table in vars(labels).items() if name.endswith("_LABELS") and isinstance(table, Mapping)]
    best = max(tables, key=lambda table: len(_members_in(table, kind)), default={})
    assert set(kind) - _members_in(best, kind) == set(), f"add to a table ..._LABELS in {labels.__name__}"


def _members_in(table: Mapping[object, object], kind: type[StrEnum]) -> set[StrEnum]:
    # Members of two enums with the same text are equal, so the type has to be asked.
    return {key for key in table if isinstance(key, kind)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_that_does_not_exist_is_a_page(client: FlaskClient, language: str):
    response = client.get("/nowhere/at-all", headers={"Accept-Language": language})

    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.get_data(as_text=True)


def test_every_answer_carries_the_headers_of_the_house(client: FlaskClient):
    headers = client.get("/accounts/sign-in").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
