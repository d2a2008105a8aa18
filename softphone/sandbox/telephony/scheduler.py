"""What will happen and when: the sandbox's only clock.

Rule 1: nothing happens by itself; ``advance_to`` runs everything that is due, in order of time.
Rule 2: while something runs, ``now`` is the moment it was due, not the moment somebody looked.
Rule 3: time never goes back.
"""

import heapq
from collections.abc import Callable
from itertools import count


class Scheduler:
    """Things to do, each at its moment (seconds since 1970)."""

    def __init__(self, now: float) -> None:
        self.now = now
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()

    def after(self, seconds: float, action: Callable[[], None]) -> None:
        heapq.heappush(self._due, (self.now + seconds, next(self._order), action))

    def advance_to(self, now: float) -> None:
        while self._due and self._due[0][0] <= now:
            moment, _, action = heapq.heappop(self._due)
            self.now = max(self.now, moment)
            action()
        self.now = max(self.now, now)
