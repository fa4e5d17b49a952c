"""``flask user ...``: accounts from the console, where the operator is the machine's owner."""

from uuid import UUID

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from app.accounts import rules
from app.accounts.queries import user_by_name
from app.accounts.services import users
from app.core.access import Role
from app.core.clock import now
from app.core.database import db
from app.core.errors import RuleBroken
from app.organisation.queries import Unit
from app.web.configuration import current_settings

command = AppGroup("user", help="Open accounts, give roles, make new passwords.")


@command.command("create")
@click.argument("username")
@click.option("--name", "display_name", help="Name shown on pages; the user name when left out.")
@click.option("--role", type=click.Choice([role.value for role in Role]), help="A first role, with --unit.")
@click.option("--unit", "unit_code", help="Code of the unit over which the role holds.")
@click.option("--password", envvar="USER_PASSWORD", help="Left out: a random one is made and printed once.")
def create(
    username: str, display_name: str | None, role: str | None, unit_code: str | None, password: str | None
) -> None:
    """Open the account USERNAME; a password made here must be changed at the first sign-in."""
    if (role is None) != (unit_code is None):
        raise click.UsageError("--role and --unit go together")
    new = users.NewUser(
        username=username,
        display_name=display_name or username,
        password=password or rules.random_password(),
        must_change_password=password is None,
    )
    try:
        unit_id = _unit(unit_code) if unit_code else None
        user_id = users.create_user(new, settings=current_settings(current_app), actor=None, at=now())
        if role and unit_id:
            users.grant_role(user_id, Role(role), unit_id, actor=None, at=now())
    except RuleBroken as refusal:
        raise click.ClickException("; ".join(str(problem.message) for problem in refusal.problems)) from None
    click.echo(f"Account {username} is open." + ("" if password else f" First password: {new.password}"))


@command.command("reset-password")
@click.argument("username")
def reset_password(username: str) -> None:
    """Make a new random password for USERNAME, print it once, and end the account's sessions."""
    user = user_by_name(db.session(), username)
    if user is None:
        raise click.ClickException(f"there is no account {username}")
    password = users.reset_password(user.id, settings=current_settings(current_app), actor=None, at=now())
    click.echo(f"New password of {username}: {password}")


def _unit(code: str) -> UUID:
    unit_id = db.session.scalar(select(Unit.id).where(Unit.code == code))
    if unit_id is None:
        raise click.ClickException(f"there is no unit with code {code}")
    return unit_id
