"""The printed result."""

from collections.abc import Sequence

from tests.bench.measuring import Sample, Samples
from tests.bench.pages import BARE_PAGE, Page
from tests.bench.processes import Memory

MOST_QUERIES = 8
P95_GROWTH = 1.5
MEMORY_MIB = 200


def print_table(samples: Samples, pages: Sequence[Page], sizes: Sequence[str]) -> list[str]:
    """Print one line per page; return what misses its target."""
    small, large = sizes[0], sizes[-1]
    print(f"\n{'':26} {'':>7} {'p50 / p95 ms':>14} {'p50 / p95 ms':>14} {'p95':>6} {'':>7} {'to':>7} {'':>7}")
    print(f"{'page':26} {'queries':>7} {f'at {small}':>14} {f'at {large}':>14}", end=" ")
    print(f"{'growth':>6} {'(cpu)':>7} {'bare':>7} {'(cpu)':>7} {'KiB':>5}")
    missed: list[str] = []
    for page in (BARE_PAGE, *pages):
        at_small, at_large = samples[page.name, small], samples[page.name, large]
        bare = samples[BARE_PAGE.name, large]
        growth, cpu_growth = at_large.at(0.95) / at_small.at(0.95), at_large.cpu_at(0.95) / at_small.cpu_at(0.95)
        ratio, cpu_ratio = at_large.at(0.5) / bare.at(0.5), at_large.cpu_at(0.5) / bare.cpu_at(0.5)
        queries = at_small.queries | at_large.queries
        count = "/".join(map(str, sorted(queries)))
        print(f"{page.name:26} {count:>7} {_times(at_small):>14} {_times(at_large):>14}", end=" ")
        print(f"{growth:>6.2f} {cpu_growth:>7.2f} {ratio:>6.2f}x {cpu_ratio:>6.2f}x {at_large.size / 1024:>5.0f}")
        if page is not BARE_PAGE:
            missed += _missed(page, growth, ratio, queries)
    return missed


def _times(sample: Sample) -> str:
    return f"{sample.at(0.5):.1f} / {sample.at(0.95):.1f}"


def _missed(page: Page, growth: float, ratio: float, queries: set[int]) -> list[str]:
    missed = []
    if page.target and ratio > page.target:
        missed.append(f"{page.name}: {ratio:.2f}x the bare route, at most {page.target}x wanted")
    if growth > P95_GROWTH:
        missed.append(f"{page.name}: p95 grows {growth:.2f}x, at most {P95_GROWTH}x wanted")
    if max(queries) > MOST_QUERIES or len(queries) > 1:
        missed.append(f"{page.name}: {sorted(queries)} queries, one number of at most {MOST_QUERIES} wanted")
    return missed


def print_memory(what: str, weighed: Sequence[Memory], *, wanted: float | None = None) -> list[str]:
    """Print what the processes weigh; return what misses its target.

    Together they take the proportional sum: the resident one counts what both share, as the interpreter, twice.
    """
    if not weighed:
        print(f"\nmemory of {what}: this system does not tell")
        return []
    resident, proportional = sum(each.resident for each in weighed), sum(each.proportional for each in weighed)
    each = ", ".join(f"{one.resident:.0f}" for one in weighed)
    print(f"\nmemory of {what}: {resident:.0f} MiB resident ({each}), {proportional:.0f} MiB proportional")
    if wanted is None or proportional <= wanted:
        return []
    return [f"memory of {what}: {proportional:.0f} MiB, at most {wanted} wanted"]
