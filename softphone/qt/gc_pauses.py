"""Keeps Python's garbage collector from stopping the window.

Rule 1: while a lane builds thousands of objects nothing is collected: a collection walks
        all of them and holds every thread, 50 to 150 ms at 10,000 numbers.
Rule 2: what has been built to stay (numbers, rows) is settled: later collections pass over it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_counting = Lock()
_builders = 0


@contextmanager
def paused() -> Iterator[None]:
    """Collect nothing inside the block, in no thread."""
    global _builders  # the collector is one for the whole process, too
    with _counting:
        _builders += 1
        gc.disable()
    try:
        yield
    finally:
        with _counting:
            _builders -= 1
            if not _builders:
                gc.enable()


def settle() -> None:
    """Everything that lives now is there to stay."""
    gc.freeze()
