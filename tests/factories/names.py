"""Names for factories: invented, and the same in every run for the same seed."""

from collections.abc import Iterator
from random import Random

from app.cli.invented_names import invented_name, invented_unit
from app.organisation.enums import Gender, UnitKind

__all__ = ["invented_name", "invented_unit", "people", "units"]


def people(seed: int = 0) -> Iterator[tuple[str, Gender]]:
    """Yield names with their gender without end; a name may come twice, as in life."""
    rng = Random(seed)
    while True:
        gender = Gender.FEMALE if rng.random() < 0.5 else Gender.MALE
        yield invented_name(rng, gender), gender


def units(kind: UnitKind = UnitKind.DIVISION, *, seed: int = 0) -> Iterator[str]:
    """Yield different unit names without end."""
    rng, taken = Random(seed), frozenset[str]()
    while True:
        name = invented_unit(rng, kind, taken=taken)
        taken |= {name}
        yield name
