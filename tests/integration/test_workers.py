"""Processes that work together, as ``flask serve --processes`` starts them: real ones, killed and ended for real."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.settings import PROJECT_ROOT

PROGRAM = """
import os, sys, time
from pathlib import Path
from app.core.workers import keep_working

def work():
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(60)

keep_working(work, int(sys.argv[2]))
"""


def eventually(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def lives(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    told = Path(f"/proc/{process_id}/stat")  # A zombie, where the system tells, is dead.
    return not told.exists() or not told.read_text().rpartition(")")[2].startswith(" Z")


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[[int], subprocess.Popen[bytes]]]:
    running: list[subprocess.Popen[bytes]] = []

    def start(processes: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(processes)]
        running.append(subprocess.Popen(command, cwd=PROJECT_ROOT))
        return running[-1]

    yield start
    for each in running:
        each.kill()
        each.wait()


def workers(folder: Path) -> set[int]:
    return {int(each.name) for each in folder.iterdir()}


def test_one_process_works_itself(started, tmp_path):
    process = started(1)
    eventually(lambda: workers(tmp_path) == {process.pid})


def test_another_takes_the_place_of_one_that_dies(started, tmp_path):
    process = started(2)
    eventually(lambda: len(workers(tmp_path)) == 2)
    first, second = workers(tmp_path)
    os.kill(first, signal.SIGKILL)
    eventually(lambda: len(workers(tmp_path)) == 3)
    assert not lives(first)
    assert lives(second)
    assert process.poll() is None


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_all_end_when_the_first_is_told_to(started, tmp_path, how):
    process = started(2)
    eventually(lambda: len(workers(tmp_path)) == 2)
    process.send_signal(how)
    assert process.wait(timeout=20) == 0
    assert not any(map(lives, workers(tmp_path)))


def test_nobody_is_left_behind_when_the_first_is_killed(started, tmp_path):
    process = started(2)
    eventually(lambda: len(workers(tmp_path)) == 2)
    process.kill()
    eventually(lambda: not any(map(lives, workers(tmp_path))))
