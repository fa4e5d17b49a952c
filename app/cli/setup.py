"""``flask setup``: the first body, its first administrator and HR officer, on an empty installation."""

from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.accounts import rules
from app.accounts.services import users
from app.cli.serve import database_is_empty
from app.core.access import Role
from app.core.clock import now, today
from app.core.errors import RuleBroken
from app.core.transaction import transaction
from app.organisation.enums import Authority, UnitKind
from app.organisation.services.facts import UnitFacts
from app.organisation.services.units import add_unit
from app.web.configuration import current_settings

FIRST_ACCOUNTS = ((Role.ADMIN, "admin", "Quản trị viên"), (Role.HR_OFFICER, "hr", "Cán bộ thi đua - khen thưởng"))


@click.command("setup")
@click.option("--code", prompt="Code of your body, e.g. SKHCN")
@click.option("--name", prompt="Its name, e.g. Sở Khoa học và Công nghệ")
@click.option("--symbol", prompt="Letters in its document numbers, e.g. SKHCN")
@click.option("--place", prompt="Place before the date of its papers, e.g. Đà Nẵng")
@click.option("--higher-code", prompt="Code of the higher body, e.g. UBND")
@click.option("--higher-name", prompt="Name of the higher body, e.g. UBND thành phố Đà Nẵng")
@with_appcontext
def command(code: str, name: str, symbol: str, place: str, higher_code: str, higher_name: str) -> None:
    """Migrate an empty database and enter your body, the body above it and the first two accounts, or nothing."""
    upgrade()
    if not database_is_empty():
        raise click.ClickException("this installation holds data already; work goes on in the browser")
    begun = today().replace(month=1, day=1)
    outside = UnitFacts(
        code=higher_code,
        name=higher_name,
        kind=UnitKind.COMMITTEE,
        valid_from=begun,
        authority=Authority.PROVINCIAL,
        is_external=True,
    )
    own = UnitFacts(
        code=code,
        name=name,
        kind=UnitKind.DEPARTMENT,
        valid_from=begun,
        authority=Authority.GRASSROOTS,
        symbol=symbol,
        place=place,
    )
    try:
        with transaction():
            above_id = add_unit(outside, parent_id=None, actor=None, at=now())
            body_id = add_unit(own, parent_id=above_id, actor=None, at=now())
            passwords = [_open(username, shown, role, body_id) for role, username, shown in FIRST_ACCOUNTS]
    except RuleBroken as refusal:
        raise click.ClickException("; ".join(str(problem.message) for problem in refusal.problems)) from None
    click.echo(f"{name} is entered. First passwords, shown once, to be changed at the first sign-in:")
    for username, password in passwords:
        click.echo(f"  {username}: {password}")


def _open(username: str, shown: str, role: Role, body_id: UUID) -> tuple[str, str]:
    new = users.NewUser(username, shown, rules.random_password())
    user_id = users.create_user(new, settings=current_settings(current_app), actor=None, at=now())
    users.grant_role(user_id, role, body_id, actor=None, at=now())
    return username, new.password
