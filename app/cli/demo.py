"""``flask demo load``: the reference case of 2018 and a round of this year, with invented people."""

import os

import click
from flask import current_app
from flask.cli import AppGroup

from app.demo.load import DemoRefused, Loaded
from app.demo.load import load as load_demo
from app.web.configuration import current_settings

command = AppGroup("demo", help="Demo data, for trying out and for training.")


@command.command("load")
def load_command() -> None:
    """Fill an empty database with the reference case; refused in production."""
    try:
        tell(load())
    except DemoRefused as refusal:
        raise click.ClickException(str(refusal)) from None


def load() -> Loaded:
    """Load the demo with ``DEMO_PASSWORD`` when set, else with a random password."""
    loaded = load_demo(current_settings(current_app), password=os.environ.get("DEMO_PASSWORD", ""))
    current_app.extensions["vinhdanh.is_demo"] = True
    return loaded


def tell(loaded: Loaded) -> None:
    """Print how to sign in."""
    click.echo("Demo data is loaded: a department in 2018 and this year. People are invented.")
    click.echo("Accounts: " + ", ".join(loaded.usernames))
    click.echo(f"Password of all: {loaded.password}")
