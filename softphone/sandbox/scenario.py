"""A scenario: how people behave, and what goes wrong.

The format is that of ``softphone sandbox --scenario``: tables ``[destinations."+1…"]``,
``[twilio]`` and ``[[faults]]``. A key that is not known is an error that names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from softphone.sandbox.conduct import Conduct, conduct
from softphone.sandbox.errors import UnusableInput
from softphone.sandbox.faults import Fault, fault
from softphone.sandbox.telephony.callee_behaviour import Behaviour, behaviour


@dataclass(frozen=True)
class Scenario:
    """``destinations`` by E.164 number, client: or sip: address."""

    destinations: Mapping[str, Behaviour] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    twilio: Conduct = field(default_factory=Conduct)


def from_tables(said: Mapping[str, Any]) -> Scenario:
    """A scenario as its TOML reads; raises UnusableInput."""
    for key in said:
        if key not in ("destinations", "faults", "twilio"):
            raise UnusableInput(f"unknown key {key}; expected destinations, faults or twilio")
    destinations, faults = said.get("destinations", {}), said.get("faults", [])
    if not isinstance(destinations, Mapping):
        raise UnusableInput('destinations: expected tables such as [destinations."+14155550199"]')
    if not isinstance(faults, list):
        raise UnusableInput("faults: expected [[faults]]")
    return Scenario(
        {to: behaviour(to, each) for to, each in destinations.items()},
        [fault(each, f"faults[{place}]") for place, each in enumerate(faults, 1)],
        conduct(said.get("twilio", {})),
    )
