"""Takes a call one step further each time it is asked, until it is over.

Rule 1: a step makes the next request that the call needs, and no more than that.
Rule 2: looking is safe and is repeated; ringing is asked for once (place_call, Rule 3).
Rule 3: when the agent's or the customer's leg is over the others are ended, unless a guest
        takes the call over; hanging up ends every leg, whatever its state.
Rule 4: an unknown leg is looked for; if it is found it is adopted, never dialled again.
Rule 5: nobody is rung before it is known what they are to see (``check_at_press``).
Rule 6: a step begins with the newest that is known of the call, whatever became of the step before.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from typing import Final

from softphone.application.calls.look_at_call import look_at_call
from softphone.application.calls.place_call import ATTEMPTS_AFTER_429, CallPorts, ring_leg
from softphone.application.calls.settle_call import settle
from softphone.domain.calls.call import Call
from softphone.domain.calls.legs import LegName, LegStatus

# Pauses between two looks: (until so many seconds have gone by, pause). Most calls change early.
LOOKS_WHILE_RINGING: Final = ((4.0, 1.0), (inf, 2.4))
LOOKS_WHILE_TALKING: Final = ((40.0, 2.5), (120.0, 3.8), (300.0, 6.0), (inf, 11.0))
LOOKS_FOR_UNKNOWN: Final = ((10.0, 1.0), (40.0, 2.0), (inf, 5.0))
ENDED_AGAIN_AFTER_SECONDS: Final = 1.0
# An agent need not wait longer than this for a leg that is still in doubt.
GIVE_UP_AFTER_SECONDS: Final = 40.0
GIVE_UP_HANGING_UP_AFTER_SECONDS: Final = 10.0
_FIRST_PAUSE_AFTER_429_SECONDS: Final = 1.0


def pause_before_next_step(call: Call, now: float) -> float | None:
    """Seconds until the next step is worth making; None: nothing more will change."""
    if call.is_over:
        return None
    asked = max((leg.asked_at for leg in call.legs.values() if leg.may_ring), default=now)
    if call.is_in_doubt:
        return _pause(LOOKS_FOR_UNKNOWN, now - asked)
    if call.hanging_up or call.handed_over:
        return ENDED_AGAIN_AFTER_SECONDS
    waiting = _leg_to_ring(call)
    if waiting is not None:
        return max(0.0, _may_ring_at(call, waiting) - now)
    if _is_just_talking(call):
        return _pause(LOOKS_WHILE_TALKING, now - call.connected_at)
    return _pause(LOOKS_WHILE_RINGING, now - asked)


def _pause(pauses: Sequence[tuple[float, float]], since: float) -> float:
    return next(pause for until, pause in pauses if since < until)


def _is_just_talking(call: Call) -> bool:
    guests_are_in = all(
        guest.leg.is_over or guest.leg.status is LegStatus.IN_PROGRESS for guest in call.guests
    )
    return call.is_connected and guests_are_in


def follow_call(call: Call, ports: CallPorts) -> Call:
    """One step.

    Raises SoftphoneError: Twilio could not be asked, or the intent to ring somebody could not be
    written down; ask again later. What was learned all the same is in the journal.
    """
    call = ports.journal.newest(call)
    ports.journal.catch_up()
    if call.is_over:
        return call
    waiting = _leg_to_ring(call)
    if waiting is not None and not call.is_in_doubt:
        if _may_ring_at(call, waiting) > ports.clock.now():
            return call
        return settle(ring_leg(call, waiting, ports), ports)
    look = look_at_call(call, ports)
    call = settle(look.call, ports)
    if look.failure is not None and not call.is_over:
        raise look.failure
    return call


def hang_up(call: Call, ports: CallPorts) -> Call:
    """End every leg: first those that are known, then those that have to be looked for."""
    call = ports.journal.newest(call)
    if call.is_over:
        return call
    call = settle(ports.journal.remember(replace(call, hanging_up=True)), ports)
    if call.is_in_doubt:
        call = settle(look_at_call(call, ports).call, ports)
    return call if call.is_over else ports.journal.keep(call)


def has_given_up(call: Call, now: float) -> bool:
    """True when a leg is in doubt for longer than an agent need wait: it is looked for all the same."""
    if not call.is_in_doubt:
        return False
    asked = max(leg.asked_at for leg in call.legs.values() if leg.is_in_doubt)
    return now - asked > (GIVE_UP_HANGING_UP_AFTER_SECONDS if call.hanging_up else GIVE_UP_AFTER_SECONDS)


def as_left(call: Call) -> Call:
    """A call as another run of the program left it: nobody is rung for it any more."""
    is_to_end = call.hanging_up or call.customer_leg.status is LegStatus.PLANNED
    for label, leg in call.legs.items():
        if leg.status is LegStatus.ASKED:
            call = call.with_leg(label, leg.now(LegStatus.UNKNOWN))
        elif leg.status is LegStatus.PLANNED and not is_to_end:  # a guest
            call = call.with_leg(label, leg.now(LegStatus.NOT_DIALLED))
    return replace(call, hanging_up=is_to_end)


def _leg_to_ring(call: Call) -> str | None:
    if call.hanging_up or call.handed_over:
        return None
    if call.agent_leg.status is LegStatus.PLANNED:
        return LegName.AGENT.value
    if call.agent_leg.status is not LegStatus.IN_PROGRESS:
        return None
    if call.waits_for_caller_id and call.customer_leg.status is LegStatus.PLANNED:
        return None
    return next((label for label, leg in call.legs.items() if leg.status is LegStatus.PLANNED), None)


def _may_ring_at(call: Call, label: str) -> float:
    waiting = call.legs[label]
    if not waiting.attempts:
        return 0.0
    assert waiting.attempts <= ATTEMPTS_AFTER_429
    return waiting.asked_at + _FIRST_PAUSE_AFTER_429_SECONDS * 2.0 ** (waiting.attempts - 1)
