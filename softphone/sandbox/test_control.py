"""What a test or a demonstration may see and do behind the API's back, from any thread."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import RLock
from typing import Any

from softphone.sandbox.faults import Faults
from softphone.sandbox.telephony.callee_behaviour import behaviour
from softphone.sandbox.world import World


class SandboxControl:
    """A world behind a lock; every method first brings it up to the clock's time."""

    def __init__(self, world: World, faults: Faults, clock: Callable[[], float]) -> None:
        self.lock = RLock()
        self._world = world
        self._faults = faults
        self._clock = clock

    @contextmanager
    def up_to_date(self) -> Iterator[World]:
        """The world itself, advanced to now, while nobody else touches it."""
        with self.lock:
            self._world.advance_to(self._clock())
            yield self._world

    def snapshot(self) -> dict[str, list[dict[str, Any]]]:
        """All legs and conferences as plain data, oldest first."""
        with self.up_to_date() as world:
            return world.snapshot()

    def hang_up(self, call_sid: str) -> None:
        """The person at that end hangs up; KeyError for a call that never was."""
        with self.up_to_date() as world:
            legs = {leg.sid: leg for leg in world.switchboard.legs}
            world.switchboard.hang_up(legs[call_sid])

    def behave(self, destination: str, **said: Any) -> None:
        """From now on ``destination`` does as a scenario says: does, after_s, talks_s."""
        with self.up_to_date() as world:
            world.people.teach(destination, behaviour(destination, said))

    def buy(self, e164: str, label: str) -> None:
        """The account has one more number."""
        with self.up_to_date() as world:
            world.account.buy(e164, label, world.now)

    def let_worker_go(self, name: str) -> None:
        """TaskRouter has no worker of this friendly name any more."""
        with self.up_to_date() as world:
            world.directory.let_go(name)

    def release(self, e164: str) -> None:
        """The account no longer has that number, neither owned nor verified."""
        with self.up_to_date() as world:
            world.account.release(e164)

    def add_fault(self, said: Mapping[str, Any]) -> None:
        with self.lock:
            self._faults.add(said)

    def mend(self) -> None:
        """Nothing goes wrong any more, but what people do."""
        with self.lock:
            self._faults.mend()
