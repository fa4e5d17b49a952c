"""Rounds of requests: every page at every size in turn, so that the noise of the machine falls on all alike."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.browsing import Answer
from tests.bench.pages import BARE_PAGE, PAGES, Page, Step, Visit


class WrongAnswer(Exception):
    """A page did not answer as it should: its time would mean nothing."""


@dataclass(slots=True)
class Sample:
    """What was measured of one page at one size."""

    milliseconds: list[float] = field(default_factory=list)
    cpu_milliseconds: list[float] = field(default_factory=list)
    queries: set[int] = field(default_factory=set)
    size: int = 0

    def add(self, answer: Answer) -> None:
        """Take one answer in."""
        self.milliseconds.append(answer.milliseconds)
        self.cpu_milliseconds.append(answer.cpu_milliseconds)
        self.queries.add(answer.queries)
        self.size = len(answer.body)

    def at(self, share: float) -> float:
        """The time within which this share of the answers came."""
        return percentile(self.milliseconds, share)

    def cpu_at(self, share: float) -> float:
        """The same for the processor time of the application alone."""
        return percentile(self.cpu_milliseconds, share)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of ``values`` lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


Samples = dict[tuple[str, str], Sample]
"""By page and size."""


def measure(visits: Sequence[Visit], pages: Sequence[Page], *, rounds: int, warm_up: int) -> Samples:
    """Open every page ``rounds`` times at every size, in a new random order each round."""
    rng, samples = random.Random(1), defaultdict[tuple[str, str], Sample](Sample)
    turns: list[tuple[Page, str, Step]] = []
    for visit in visits:
        name, steps = visit.world.size.name, visit.steps()
        turns.append((BARE_PAGE, name, visit.bare))
        turns += [(page, name, steps[page.name]) for page in pages]
    for number in range(warm_up + rounds):
        rng.shuffle(turns)
        for page, size, step in turns:
            answer = step()
            _check(page, answer)
            if number >= warm_up:
                samples[page.name, size].add(answer)
    return dict(samples)


def _check(page: Page, answer: Answer) -> None:
    if answer.status != page.status or page.shows.encode() not in answer.body:
        told = answer.body[:2000].decode(errors="replace")
        raise WrongAnswer(f"{page.name}: {answer.status} {answer.location}\n{told}")


__all__ = ["PAGES", "Sample", "Samples", "WrongAnswer", "measure", "percentile"]
