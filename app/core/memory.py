"""What a long piece of work asks of the memory of the process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Look for no reference circles meanwhile: the work makes very many small objects and few circles.

    The collector would walk through everything loaded over and over, for next to nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
