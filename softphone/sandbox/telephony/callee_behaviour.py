"""How the people on the other end behave.

Rule 1: what the scenario says about a destination.
Rule 2: a client with a Voice SDK device is answered by that device, or not at all.
Rule 3: any other agent's phone (client:, sip:, a worker's number) is answered after 0.3 s.
Rule 4: anybody else lets it ring for 1 s, answers, and talks until somebody hangs up.

Twilio's magic test numbers never get here: they are refused when the call is created.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from softphone.sandbox.errors import UnusableInput

QUEUED_SECONDS = 0.05


@dataclass(frozen=True)
class Behaviour:
    """``after_s`` counts from the first ring; ``talks_s`` from the answer, None is until hung up."""

    does: str = "answer"
    after_s: float = 1.0
    talks_s: float | None = None


DEVICE = Behaviour("as its device does")
AGENT = Behaviour(after_s=0.3 - QUEUED_SECONDS)
CUSTOMER = Behaviour()
AFTER_SECONDS = {"answer": 1.0, "busy": 0.5, "reject": 0.2, "no-answer": 0.0}


class Callees:
    """Everybody who can be called; ``agents_numbers`` is asked anew for every call."""

    def __init__(
        self, destinations: Mapping[str, Behaviour], agents_numbers: Callable[[], Collection[str]]
    ) -> None:
        self._destinations = dict(destinations)
        self._agents_numbers = agents_numbers
        self._clients_with_devices: set[str] = set()

    def behaviour_of(self, endpoint: str) -> Behaviour:
        name = endpoint.partition("?")[0]
        if name in self._destinations:
            return self._destinations[name]
        if name.removeprefix("client:") in self._clients_with_devices:
            return DEVICE
        if name.startswith(("client:", "sip:")) or name in self._agents_numbers():
            return AGENT
        return CUSTOMER

    def has_device(self, client: str, has: bool) -> None:
        """From now on, whether the client of that name answers its own calls."""
        (self._clients_with_devices.add if has else self._clients_with_devices.discard)(client)

    def teach(self, endpoint: str, behaviour: Behaviour) -> None:
        self._destinations[endpoint] = behaviour


def behaviour(endpoint: str, said: object) -> Behaviour:
    """What a scenario says about one destination; raises UnusableInput, which names the key."""
    where = f'destinations."{endpoint}"'
    if not isinstance(said, Mapping):
        raise UnusableInput(f"{where}: expected a table with does = …")
    for key in said:
        if key not in ("does", "after_s", "talks_s"):
            raise UnusableInput(f"{where}: unknown key {key}; expected does, after_s or talks_s")
    does = said.get("does", "answer")
    if does not in AFTER_SECONDS:
        raise UnusableInput(f"{where}.does: {does!r}; expected one of {', '.join(AFTER_SECONDS)}")
    after = seconds(said.get("after_s", AFTER_SECONDS[does]), f"{where}.after_s")
    talks = said.get("talks_s")
    return Behaviour(does, after, None if talks is None else seconds(talks, f"{where}.talks_s"))


def seconds(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise UnusableInput(f"{where}: {value!r}; expected seconds, 0 or more")
    return float(value)
