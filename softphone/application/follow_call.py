"""Takes a call one step further each time it is asked, until it is over.

Rule 1: a step makes the next request that the call needs, and no more than that.
Rule 2: looking is safe and is repeated; ringing is asked for once (place_call, Rule 3).
Rule 3: when the agent's or the customer's leg is over the others are ended, unless a guest
        takes the call over; hanging up ends every leg, whatever its state.
Rule 4: an unknown leg is looked for; if it is found it is adopted, never dialled again. A look
        that finds nothing after the time in which it could still appear proves that it never was.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Final

from softphone.application.look_at_call import looked_at
from softphone.application.place_call import ATTEMPTS_AFTER_429, Exchange, ring
from softphone.application.settle_call import settled
from softphone.domain.calls import Call
from softphone.domain.errors import SoftphoneError
from softphone.domain.legs import LegName, LegStatus

LOOK_WHILE_RINGING_SECONDS: Final = 0.7
LOOK_WHILE_TALKING_SECONDS: Final = 6.0
LOOK_FOR_UNKNOWN_SECONDS: Final = 2.0
LOOK_AFTER_GIVING_UP_SECONDS: Final = 10.0
# Longer than the time in which an unknown leg can appear: one good look after that settles it.
GIVE_UP_AFTER_SECONDS: Final = 40.0
_FIRST_PAUSE_AFTER_429_SECONDS: Final = 1.0


def pause_before_next_step(call: Call, now: float) -> float | None:
    """Seconds until the next step is worth making; None: nothing more will change."""
    if call.is_over:
        return None
    if call.is_in_doubt:
        return LOOK_AFTER_GIVING_UP_SECONDS if has_given_up(call, now) else LOOK_FOR_UNKNOWN_SECONDS
    waiting = _leg_to_ring(call)
    if waiting is not None:
        return max(0.0, _may_ring_at(call, waiting) - now)
    return LOOK_WHILE_TALKING_SECONDS if _is_just_talking(call) else LOOK_WHILE_RINGING_SECONDS


def _is_just_talking(call: Call) -> bool:
    is_ending = call.hanging_up or call.handed_over
    guests_are_in = all(
        guest.leg.is_over or guest.leg.status is LegStatus.IN_PROGRESS for guest in call.guests
    )
    return call.is_connected and guests_are_in and not is_ending


def follow_call(call: Call, exchange: Exchange) -> Call:
    """One step. Raises SoftphoneError where Twilio cannot be asked: ask again later."""
    if call.is_over:
        return call
    waiting = _leg_to_ring(call)
    if waiting is not None and not call.is_in_doubt:
        if _may_ring_at(call, waiting) > exchange.clock.now():
            return call
        call = ring(call, waiting, exchange)
    else:
        call = looked_at(call, exchange)
    return settled(call, exchange)


def hang_up(call: Call, exchange: Exchange) -> Call:
    """End every leg; the wish is on disk first and is kept until they are over."""
    if call.is_over:
        return call
    call = replace(call, hanging_up=True)
    exchange.log.save(call)
    with suppress(SoftphoneError):  # what is known of the legs is enough to end them
        call = looked_at(call, exchange)
    return settled(call, exchange)


def has_given_up(call: Call, now: float) -> bool:
    """True when an unknown leg was looked for as long as it could have appeared, in vain."""
    if not call.is_in_doubt:
        return False
    asked = max(leg.asked_at for leg in call.legs.values() if leg.is_in_doubt)
    return now - asked > GIVE_UP_AFTER_SECONDS


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
    return next((label for label, leg in call.legs.items() if leg.status is LegStatus.PLANNED), None)


def _may_ring_at(call: Call, label: str) -> float:
    waiting = call.legs[label]
    if not waiting.attempts:
        return 0.0
    assert waiting.attempts <= ATTEMPTS_AFTER_429
    return waiting.asked_at + _FIRST_PAUSE_AFTER_429_SECONDS * 2.0 ** (waiting.attempts - 1)
