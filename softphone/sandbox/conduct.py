"""How Twilio itself behaves on a given day: the table ``[twilio]`` of a scenario.

Rule 1: left out, each is as on a quiet day of a real account; what it may suffer is asked for.
Rule 2: a key that is not known, or a value that is none, is an error that names it.

Sources: docs of conferences (changelogs 2026-06-10, 2026-07-08), calls per second and queue_time (call
resource), restricted API keys; what other people's code met of lists that lag and SIDs that answer 404.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from softphone.sandbox.errors import UnusableInput

PERMISSION: Final = re.compile(r"twilio(/[a-z0-9-]+){3}")


@dataclass(frozen=True)
class Conduct:
    """Attributes:
    lists_lag_s: Lists of calls and conferences show what was so many seconds ago.
    new_sid_404_s: A call or conference cannot be asked for by its SID before it is so old.
    cps: New calls a second; more of them wait, queued. 0: any number at once.
    conferences_list: What a list of conferences without a Status holds: "in-progress", as since
        2026-09-30, or "all", as before.
    permissions: What the API key may, in Twilio's words; None: a standard key, which may all.
    worker_attributes_in_lists: "told", or "null" as Twilio's specification has it.
    held_ignore_end: endConferenceOnExit does nothing for somebody who is on hold when it is set.
    devices_ring: How many devices of one client ring at once.
    """

    lists_lag_s: float = 0.0
    new_sid_404_s: float = 0.0
    cps: float = 0.0
    conferences_list: str = "in-progress"
    permissions: frozenset[str] | None = None
    worker_attributes_in_lists: str = "told"
    held_ignore_end: bool = True
    devices_ring: int = 10


def conduct(said: object) -> Conduct:
    """What the table says; raises UnusableInput, which names the key."""
    if not isinstance(said, Mapping):
        raise UnusableInput("twilio: expected a table [twilio]")
    for key in said:
        if key not in _READ:
            raise UnusableInput(f"twilio: unknown key {key}; expected one of {', '.join(_READ)}")
    return Conduct(**{key: _READ[key](f"twilio.{key}", value) for key, value in said.items()})


def _number(where: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 86_400:
        raise UnusableInput(f"{where}: {value!r}; expected a number, 0 or more")
    return float(value)


def _one_of(*words: str) -> Callable[[str, object], str]:
    def read(where: str, value: object) -> str:
        if value not in words:
            raise UnusableInput(f"{where}: {value!r}; expected one of {', '.join(words)}")
        return str(value)

    return read


def _yes_or_no(where: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise UnusableInput(f"{where}: {value!r}; expected true or false")
    return value


def _devices(where: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 10:
        raise UnusableInput(f"{where}: {value!r}; expected a whole number from 1 to 10")
    return value


def _permissions(where: str, value: object) -> frozenset[str]:
    if not isinstance(value, list) or len(value) > 100:
        raise UnusableInput(f"{where}: expected a list of at most 100 permissions")
    for each in value:
        if not isinstance(each, str) or not PERMISSION.fullmatch(each):
            raise UnusableInput(f"{where}: {each!r}; expected such as twilio/voice/calls/read")
    return frozenset(value)


_READ: Final[dict[str, Callable[[str, object], Any]]] = {
    "lists_lag_s": _number,
    "new_sid_404_s": _number,
    "cps": _number,
    "conferences_list": _one_of("in-progress", "all"),
    "permissions": _permissions,
    "worker_attributes_in_lists": _one_of("told", "null"),
    "held_ignore_end": _yes_or_no,
    "devices_ring": _devices,
}
assert set(_READ) == {each.name for each in fields(Conduct)}
