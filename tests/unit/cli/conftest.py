"""Commands run without a database: its address leads nowhere."""

import json

import pytest
from click.testing import Result
from flask import Flask

from app import create_app
from app.settings import Settings
from tests.unit.cli.asking import Ask

NOWHERE = "postgresql+psycopg://nobody:nothing@127.0.0.1:1/none"


@pytest.fixture(scope="module")
def without_database(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(Settings.for_tests(database_url=NOWHERE, instance_dir=tmp_path_factory.mktemp("instance")))


@pytest.fixture(scope="module")
def ask(without_database: Flask) -> Ask:
    """Run a command on a case told through standard input."""
    runner = without_database.test_cli_runner()

    def run(command: str, case: object, source: str = "-") -> Result:
        told = case if isinstance(case, str | bytes) else json.dumps(case)
        return runner.invoke(args=["eligibility", command, source], input=told)

    return run
