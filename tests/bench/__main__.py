"""``make bench``: seed two sizes, open every page many times, print the table. See ``docs/performance.md``."""

import argparse
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.core.clock import today
from tests.bench import plan, seeding
from tests.bench.browsing import Server
from tests.bench.databases import Databases, connect, migrate, open_databases
from tests.bench.measuring import measure
from tests.bench.pages import PAGES, Visit
from tests.bench.plan import World
from tests.bench.processes import Memory, each_alone, family_of, memory_of, new_secret, real_server, timed_server
from tests.bench.table import MEMORY_MIB, print_memory, print_table


def main() -> None:
    """Run the benchmark as asked on the command line."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="vinh-danh-bench-") as name:
        os.chmod(name, 0o755)
        folder = Path(name)
        databases = open_databases(asked.engine, folder)
        try:
            worlds = _seeded(databases, folder, asked.sizes)
            _report(worlds, folder, asked)
        finally:
            databases.close()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--sizes", type=int, nargs="+", default=[plan.SMALL, plan.LARGE])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--warm-up", type=int, default=15)
    return parser.parse_args()


def _seeded(databases: Databases, folder: Path, sizes: Sequence[int]) -> list[World]:
    with _told("organisation, campaigns, councils"):
        base = databases.new()
        migrate(base, folder)
        engine = connect(base)
        with engine.begin() as connection:
            ground = seeding.seed_ground(connection, today=today())
        databases.settle(engine)
        engine.dispose()
    worlds = []
    for total in sizes:
        with _told(f"{total:,} nominations"):
            engine = connect(databases.copy(base))
            worlds.append(seeding.fill(engine, ground, plan.size_of(total)))
            databases.settle(engine)
            engine.dispose()
    return worlds


@contextmanager
def _told(what: str) -> Iterator[None]:
    start = time.monotonic()
    print(f"{what} ...", end=" ", flush=True)
    yield
    print(f"{time.monotonic() - start:.0f} s", flush=True)


def _report(worlds: Sequence[World], folder: Path, asked: argparse.Namespace) -> None:
    with ExitStack() as stack, _told(f"{asked.rounds} rounds of {len(PAGES) + 1} pages at {len(worlds)} sizes"):
        visits = []
        for world in worlds:
            secret = new_secret()
            server = Server(stack.enter_context(timed_server(world, secret, folder)))
            visits.append(Visit(world, server, secret))
        samples = measure(visits, PAGES, rounds=asked.rounds, warm_up=asked.warm_up)
    missed = print_table(samples, PAGES, [world.size.name for world in worlds])
    apart, together = (_weighed(worlds[-1], folder, apart=apart) for apart in (True, False))
    print_memory("two servers, started apart", apart)
    missed += print_memory("one server of two processes", together, wanted=MEMORY_MIB)
    print("\nall targets met" if not missed else "\nmissed:\n  " + "\n  ".join(missed))


def _weighed(world: World, folder: Path, *, apart: bool) -> list[Memory]:
    """Run ``flask serve`` on one database, open every page a few times in each process that answers, weigh them all.

    ``apart``: two servers of one process each; else one server of two, which share what was loaded before they parted.
    """
    secret = new_secret()
    with ExitStack() as stack:
        shapes = [1, 1] if apart else [2]
        served = [stack.enter_context(real_server(world, secret, folder, processes=number)) for number in shapes]
        for port, process in served:
            for _answering in each_alone(process):
                _open_every_page(Visit(world, Server(port), secret))
        processes = [each for _port, process in served for each in family_of(process)]
        return [weight for each in processes if (weight := memory_of(each)) is not None]


def _open_every_page(visit: Visit, *, times: int = 20) -> None:
    for _ in range(times):
        for page in PAGES:
            if page.status == 200:
                visit.steps()[page.name]()


if __name__ == "__main__":
    main()
