"""Server processes: those that are timed, and the two whose memory is weighed."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.plan import World

PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident and proportional memory of a process, in MiB; proportional counts shared pages once for all."""

    resident: float
    proportional: float


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def timed_server(world: World, secret: str, folder: Path) -> Iterator[int]:
    """Run the program and the bare route in one process; yield its port."""
    port = free_port()
    arguments = [world.url, secret, str(folder), str(world.body_id), str(world.year), str(port)]
    with _running([sys.executable, "-m", "tests.bench.serving", *arguments], os.environ, port):
        yield port


@contextmanager
def real_server(world: World, secret: str, folder: Path, *, processes: int = 1) -> Iterator[tuple[int, int]]:
    """Run ``flask serve`` as an operator does; yield its port and process id."""
    port = free_port()
    environment = {
        **os.environ,
        "VINHDANH_ENV": "production",
        "DATABASE_URL": world.url,
        "SECRET_KEY": secret,
        "SECURE_COOKIES": "no",
        "INSTANCE_DIR": str(folder),
        "PORT": str(port),
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve", "--no-demo", "--processes", str(processes)]
    with _running(command, environment, port) as process:
        while processes > 1 and len(family_of(process.pid)) <= processes:
            time.sleep(0.1)  # The port is there before those that answer on it.
        yield port, process.pid


@contextmanager
def _running(
    command: list[str], environment: os._Environ[str] | dict[str, str], port: int
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=dict(environment), stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("a server process did not come up")


def family_of(process_id: int) -> list[int]:
    """Return a process and those that it started."""
    told = Path(f"/proc/{process_id}/task/{process_id}/children")
    return [process_id, *map(int, told.read_text().split())] if told.exists() else [process_id]


def each_alone(process_id: int) -> Iterator[int]:
    """Let each process of a server answer alone, while the others that could are held."""
    _first, *started = family_of(process_id)
    answering = started or [process_id]
    for one in answering:
        others = [each for each in answering if each != one]
        for each in others:
            os.kill(each, signal.SIGSTOP)
        yield one
        for each in others:
            os.kill(each, signal.SIGCONT)


def memory_of(process_id: int) -> Memory | None:
    """Weigh a process; None where the system does not tell."""
    told = Path(f"/proc/{process_id}/smaps_rollup")
    if not told.exists():
        return None
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in told.read_text().splitlines()[1:]}
    return Memory(sizes["Rss"], sizes["Pss"])


def new_secret() -> str:
    """Return a key that signs the cookies of this run."""
    return secrets.token_hex()
