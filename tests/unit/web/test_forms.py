"""What a field makes of text that only looks like something."""

from enum import StrEnum

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from app.web.forms import BaseForm, ChoiceField, DateField, IdField, LongTextField, NumberField, TextField


class Colour(StrEnum):
    RED = "red"


class Sheet(BaseForm):
    """One required field of each kind."""

    line = TextField("Line")
    block = LongTextField("Block")
    day = DateField("Day")
    number = NumberField("Number")
    record = IdField("Record")
    colour = ChoiceField("Colour", kind=Colour, choices=[("", "-"), ("red", "Red")])


@pytest.fixture
def small() -> Flask:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="of a test", WTF_CSRF_ENABLED=False)
    Babel(app, default_locale="en")
    return app


def errors(small: Flask, typed: str) -> dict[str, list[str]]:
    fields = ("line", "block", "day", "number", "record", "colour")
    with small.test_request_context(method="POST", data=MultiDict(dict.fromkeys(fields, typed))):
        form = Sheet()
        form.validate()
        return {str(name): [str(error) for error in told] for name, told in form.errors.items() if name}


@pytest.mark.parametrize("typed", ["", " ", "\r\n\r\n", "\u200b", "\U000e0001", "\u3164 \xa0"])
def test_what_cannot_be_seen_fills_no_required_field(small: Flask, typed: str) -> None:
    told = errors(small, typed)
    assert set(told) == {"line", "block", "day", "number", "record", "colour"}
    assert told["day"] == ["Fill this in."]


def test_what_is_no_day_is_told_once(small: Flask) -> None:
    told = errors(small, "31/02/2020")
    assert [len(told[name]) for name in ("day", "number", "record")] == [1, 1, 1]
    assert "line" not in told


@pytest.mark.parametrize("typed", ["blue", "--5", "\x00"])
def test_what_is_on_no_list_is_told_in_our_words(small: Flask, typed: str) -> None:
    told = errors(small, typed)
    assert told["colour"] == ["Choose from the list."]
    assert told["number"] == ["Type a whole number."]


@pytest.mark.parametrize(("typed", "holds"), [("31/12/1899", False), ("01/01/1900", True), ("01/01/0001", False)])
def test_a_day_lies_in_a_year_that_records_have(small: Flask, typed: str, holds: bool) -> None:
    told = errors(small, typed).get("day", [])
    assert told == ([] if holds else [f"Check the year: no record here has a date in {int(typed[-4:])}."])
