"""Acts of several people at the same moment, each in a thread and on a connection of its own."""

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask

from app.core.errors import DomainError


def together(app: Flask, *acts: Callable[[], object]) -> list[DomainError | None]:
    """Start all acts at once, each in a context of its own, and return what each was told."""
    told: list[DomainError | None] = [None] * len(acts)
    unexpected: list[BaseException] = []
    start = Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        with app.app_context():
            start.wait(timeout=30)
            try:
                act()
            except DomainError as error:
                told[place] = error
            except BaseException as error:
                unexpected.append(error)

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert unexpected == []
    return told
