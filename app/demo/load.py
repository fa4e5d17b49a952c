"""Loading the demo in order, and what a person needs to know to sign in."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import exists, select

from app.accounts.rules import random_password
from app.core.clock import today
from app.core.database import db
from app.core.installation import set_fact
from app.core.memory import collector_at_rest
from app.core.transaction import transaction
from app.demo import classification, current_round, local_rules, records, registrations, review, round_2018
from app.demo.acts import moment
from app.demo.department import ACCOUNTS, found, open_accounts
from app.organisation.queries import Unit
from app.settings import Environment, Settings

LIGHT_MEMORY_KIB: Final = 19 * 1024
LIGHT_ROUNDS: Final = 2
"""The lightest argon2id that the OWASP cheat sheet on password storage accepts."""


class DemoRefused(Exception):
    """Demo data may not come into this installation; the text says why."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The accounts of the demo and their one password."""

    usernames: tuple[str, ...]
    password: str


def load(settings: Settings, *, password: str = "") -> Loaded:
    """Fill an empty database; the mark "demo" is set first, so that the banner shows even after a break."""
    if settings.environment is Environment.PRODUCTION:
        raise DemoRefused("demo data is refused in production")
    if db.session.scalar(select(exists().where(Unit.id.is_not(None)))):
        raise DemoRefused("the database is not empty; demo data goes into an empty one only")
    password = password or random_password()
    with transaction() as session:
        set_fact(session, "demo", today().isoformat())
    with collector_at_rest():
        _tell_all(password, settings)
    return Loaded(tuple(account.username for account in ACCOUNTS), password)


def _tell_all(password: str, settings: Settings) -> None:
    begun = moment(date(2018, 1, 8))
    department = found(begun)
    open_accounts(department, password, settings=_lightly(settings), at=begun)
    local_rules.set_rules(department)
    records.tell_past(department)
    registrations.keep_2018(department)
    round_2018.play(department)
    review.write(department)
    records.tell_since(department)
    local_rules.renew_rules(department)
    registrations.keep_this_year(department)
    current_round.play(department)
    classification.play(department)


def _lightly(settings: Settings) -> Settings:
    """Hash the one password of 25 accounts lightly; whoever signs in has it hashed anew at the cost of the settings."""
    return replace(
        settings,
        argon2_memory_kib=min(settings.argon2_memory_kib, LIGHT_MEMORY_KIB),
        argon2_rounds=min(settings.argon2_rounds, LIGHT_ROUNDS),
    )
