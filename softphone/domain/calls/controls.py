"""What an agent may do with a call just now, or why not.

Rule 1: a control that does nothing now says why, and what to do instead.
Rule 2: what depends on the agent's own phone is decided here: keys of a desk or SIP phone
        are pressed on that phone.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from softphone.domain.calls.call import Call, Guest, Transfer
from softphone.domain.calls.legs import LegStatus
from softphone.domain.words import Words, say


class Control(StrEnum):
    HOLD = "hold"
    MUTE = "mute"
    TONES = "tones"
    TRANSFER = "transfer"
    ADD = "add"
    SWAP = "swap"
    JOIN = "join"
    COMPLETE = "complete"
    REJOIN = "rejoin"


Check = Callable[[Call], Words | None]


def why_not(control: Control, call: Call) -> Words | None:
    """Why ``control`` does nothing for this call now; None if it works."""
    return next((problem for check in _CHECKS[control] if (problem := check(call)) is not None), None)


def guest_in_hand(call: Call) -> Guest | None:
    """The guest who is ringing or talking; None if there is none."""
    return next((guest for guest in reversed(call.guests) if guest.leg.may_ring), None)


def _running(call: Call) -> Words | None:
    return say("The call is over.") if call.is_over or call.hanging_up or call.handed_over else None


def _customer_is_there(call: Call) -> Words | None:
    return None if call.is_connected else say("This works once the customer has answered.")


def _agent_is_there(call: Call) -> Words | None:
    answered = call.agent_leg.status is LegStatus.IN_PROGRESS and bool(call.conference_sid)
    return None if answered else say("This works once you have answered.")


def _nobody_else_rings(call: Call) -> Words | None:
    rings = any(guest.leg.may_ring and guest.leg.status is not LegStatus.IN_PROGRESS for guest in call.guests)
    return say("Somebody else is being called already.") if rings else None


def _nobody_else_is_there(call: Call) -> Words | None:
    there = guest_in_hand(call)
    return None if there is None else say("Somebody else is in the call already.")


def _guest_answered(call: Call) -> Words | None:
    guest = guest_in_hand(call)
    answered = guest is not None and guest.leg.status is LegStatus.IN_PROGRESS
    return None if answered else say("This works once the other person has answered.")


def _one_of_two_waits(call: Call) -> Words | None:
    guest = guest_in_hand(call)
    waits = call.on_hold or (guest is not None and guest.on_hold)
    return None if waits else say("Nobody is waiting.")


def _consulting(call: Call) -> Words | None:
    return None if call.transfer is Transfer.CONSULTING else say("Nobody is waiting.")


def _keys_are_ours(call: Call) -> Words | None:
    if call.endpoint.startswith("client:"):
        return None
    return say("Your own phone sends the tones: press the keys on it.")


def _no_transfer(call: Call) -> Words | None:
    return None if call.transfer is Transfer.NONE else say("Finish the transfer first.")


def _nobody_aside(call: Call) -> Words | None:
    return say("Swap, join, or go back to the customer.") if call.transfer is Transfer.CONSULTING else None


def _not_on_hold(call: Call) -> Words | None:
    return say("The customer is on hold.") if call.on_hold else None


_CHECKS: Final[dict[Control, Sequence[Check]]] = {
    Control.HOLD: (_running, _customer_is_there, _nobody_aside),
    Control.MUTE: (_running, _agent_is_there),
    Control.TONES: (_running, _customer_is_there, _keys_are_ours, _not_on_hold),
    Control.TRANSFER: (_running, _customer_is_there, _nobody_else_is_there),
    Control.ADD: (_running, _customer_is_there, _nobody_else_rings, _no_transfer),
    Control.SWAP: (_running, _customer_is_there, _guest_answered, _consulting),
    Control.JOIN: (_running, _customer_is_there, _guest_answered, _one_of_two_waits),
    Control.COMPLETE: (_running, _customer_is_there, _guest_answered),
    Control.REJOIN: (_running, _customer_is_there),
}
