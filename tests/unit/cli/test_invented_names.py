"""Invented names look like names, repeat by seed and are meant to be nobody's."""

import unicodedata
from itertools import islice
from random import Random

import pytest

from app.cli import invented_names
from app.cli.invented_names import invented_name, invented_unit
from app.core.text import name_sort_key, nfc
from app.organisation.enums import Gender, UnitKind
from tests.factories import names


def test_the_lists_are_long_enough_for_a_province() -> None:
    middles = {*invented_names._MALE_MIDDLE, *invented_names._FEMALE_MIDDLE}
    assert len(invented_names._FAMILY_WEIGHTS) >= 40
    assert len(middles) >= 60
    for givens in (invented_names._MALE_GIVEN, invented_names._FEMALE_GIVEN):
        assert len(set(givens)) == len(givens) >= 120


@pytest.mark.parametrize("gender", list(Gender))
def test_names_are_clean_and_repeat_by_seed(gender: Gender) -> None:
    first, second = Random(7), Random(7)
    drawn = [invented_name(first, gender) for _ in range(3_000)]
    assert drawn == [invented_name(second, gender) for _ in range(3_000)]
    assert len(set(drawn)) > 2_000
    for name in drawn:
        assert name == nfc(name) == unicodedata.normalize("NFC", name)
        assert len(name.split()) in {3, 4}
        assert len(set(name.split())) == len(name.split())
        assert name_sort_key(name)


def test_known_names_are_never_given() -> None:
    rng = Random(1)
    drawn = {invented_name(rng, Gender.MALE) for _ in range(40_000)}
    assert not drawn & invented_names._PUBLIC_FIGURES


def test_one_in_three_is_a_nguyen() -> None:
    rng = Random(3)
    share = sum(invented_name(rng, Gender.FEMALE).startswith("Nguyễn ") for _ in range(5_000)) / 5_000
    assert 0.27 < share < 0.36


@pytest.mark.parametrize(
    ("kind", "form"),
    [(UnitKind.DIVISION, "Phòng "), (UnitKind.SUB_DEPARTMENT, "Chi cục "), (UnitKind.CENTRE, "Trung tâm ")],
)
def test_units_are_named_by_their_kind_and_never_twice(kind: UnitKind, form: str) -> None:
    drawn = list(islice(names.units(kind, seed=5), 150))
    assert len(set(drawn)) == 150
    assert all(name.startswith(form) for name in drawn)
    assert drawn == list(islice(names.units(kind, seed=5), 150))


def test_a_unit_name_needs_no_list_of_taken_ones() -> None:
    assert invented_unit(Random(1)) == invented_unit(Random(1))


def test_people_are_of_both_genders() -> None:
    assert {gender for _, gender in islice(names.people(), 50)} == {Gender.MALE, Gender.FEMALE}
