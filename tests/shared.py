"""Costly things that are made once per run, whichever worker asks first."""

import os
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

RUN = "VINHDANH_TEST_RUN"
PATIENCE_SECONDS = 300


def name_run() -> None:
    """Give this run a name that its workers inherit; two runs at a time do not meet."""
    os.environ.setdefault(RUN, uuid.uuid4().hex[:10])


def run_name() -> str:
    """Return the name of this run."""
    return os.environ[RUN]


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run see."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(path: Path, make: Callable[[Path], None]) -> Path:
    """Return ``path``, made by the first worker to ask while the others wait for it."""
    lock, failure, unfinished = (path.with_name(f"{path.name}-{word}") for word in ("lock", "failed", "unfinished"))
    if not _first(lock):
        return _await(path, failure)
    try:
        make(unfinished)
        unfinished.rename(path)
    except BaseException as error:
        failure.write_text(f"{type(error).__name__}: {error}")
        raise
    return path


def _first(lock: Path) -> bool:
    try:
        lock.mkdir(parents=True)
    except FileExistsError:
        return False
    return True


def _await(path: Path, failure: Path) -> Path:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not path.exists():
        if failure.exists():
            pytest.fail(f"another test could not make {path.name}: {failure.read_text()}", pytrace=False)
        if time.monotonic() > deadline:
            pytest.fail(f"{path.name} was not made in {PATIENCE_SECONDS} seconds")
        time.sleep(0.05)
    return path
