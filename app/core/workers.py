"""Several processes that do the same work: forked from one, which starts another for each that dies."""

import os
import signal
import time
import traceback
from collections.abc import Callable, Set
from threading import Thread
from typing import Final

PAUSE_SECONDS: Final = 1.0
"""Before another is started: a process that dies at once must not keep the machine busy."""

_ENDS: Final = frozenset({signal.SIGTERM, signal.SIGINT})
_HEARD: Final = _ENDS | {signal.SIGCHLD}


def keep_working(work: Callable[[], None], processes: int) -> None:
    """Do the work in so many processes until this one is told to end; a single one does it itself."""
    if processes == 1:
        work()
        return
    # Signals are waited for, not caught: none can come between starting a process and knowing of it.
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
    known = {_started(work, before) for _each in range(processes)}
    while signal.sigwait(_HEARD) not in _ENDS:
        time.sleep(PAUSE_SECONDS)
        dead = {each for each in known if os.waitpid(each, os.WNOHANG)[0]}
        known = (known - dead) | {_started(work, before) for _each in dead}
    for each in known:
        os.kill(each, signal.SIGTERM)
    for each in known:
        os.waitpid(each, 0)


def _started(work: Callable[[], None], mask: Set[int]) -> int:
    """Start a process that works, and return its id; it never returns from here."""
    parent_id = os.getpid()
    process_id = os.fork()
    if process_id:
        return process_id
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        Thread(target=_leave_with, args=[parent_id], daemon=True).start()
        work()
    except Exception:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _leave_with(parent_id: int) -> None:
    """End with the parent, however it ended: nobody is left behind on its port."""
    while os.getppid() == parent_id:
        time.sleep(PAUSE_SECONDS)
    os._exit(0)
