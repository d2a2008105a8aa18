"""What has to happen to the other legs when one of them changed.

Rule 1: a guest who was to take the call over and has answered has it, and the customer with
        them, off hold; then the agent's leg ends.
Rule 2: a guest who did not answer leaves everything as it was before; after a word aside the
        customer waits until the agent is ready, unless it was the agent who ended it.
Rule 3: a leg that could not be ended is tried again with the next step, and that is said.
"""

from dataclasses import replace

from softphone.application.look_at_call import told
from softphone.application.place_call import Exchange
from softphone.application.ports import ConferenceChange
from softphone.domain.calls import Call, Guest, Transfer
from softphone.domain.errors import NOTHING, SoftphoneError
from softphone.domain.legs import LegName, LegStatus
from softphone.domain.narration import address_words
from softphone.domain.words import say


def settled(call: Call, exchange: Exchange) -> Call:
    """End what has to end, and close the call when it is over."""
    before = call
    call = _transferred(replace(call, trouble=""), exchange)
    if call.handed_over and not before.handed_over:
        exchange.log.save(call)  # before the agent's leg ends: that would look like the end of the call
    for label in _to_be_ended(call):
        call = _ended(call, label, exchange)
    if call.is_over:
        call = _closed(call, exchange.clock.now())
    if call != before:
        exchange.log.save(call)
    return call


def _transferred(call: Call, exchange: Exchange) -> Call:
    if call.transfer is Transfer.NONE or call.handed_over or call.hanging_up:
        return call
    if not call.customer_leg.is_alive:
        return call
    guest, is_aside = call.guests[-1], call.transfer is Transfer.CONSULTING
    try:
        if guest.leg.is_over:
            return _back_from(call, guest, exchange) if is_aside else _not_taken(call, guest, exchange)
        if not is_aside and guest.leg.status is LegStatus.IN_PROGRESS:
            return replace(_off_hold(call, exchange), handed_over=True)
    except SoftphoneError as error:
        return replace(call, trouble=error.what)
    return call


def _not_taken(call: Call, guest: Guest, exchange: Exchange) -> Call:
    if not call.agent_leg.is_alive:
        return replace(call, transfer=Transfer.NONE)
    exchange.placer.change(call, LegName.AGENT, ConferenceChange(ends_conference=True))
    call = replace(call, transfer=Transfer.NONE, stays_open=False)
    if guest.unwanted:
        return call
    words = say("{who} did not take the call.", who=address_words(guest.address))
    return replace(call, problem=call.problem or words, remedy=say("The customer is still with you."))


def _back_from(call: Call, guest: Guest, exchange: Exchange) -> Call:
    if guest.unwanted:
        return replace(_off_hold(call, exchange), transfer=Transfer.NONE)
    words = say("{who} is not there any more.", who=address_words(guest.address))
    remedy = say("The customer is on hold: take them off hold.") if call.on_hold else NOTHING
    return replace(call, transfer=Transfer.NONE, problem=call.problem or words, remedy=remedy)


def _off_hold(call: Call, exchange: Exchange) -> Call:
    if not call.on_hold:
        return call
    exchange.placer.change(call, LegName.CUSTOMER, ConferenceChange(on_hold=False))
    return replace(call, on_hold=False)


def _to_be_ended(call: Call) -> list[str]:
    if call.handed_over:
        return [LegName.AGENT.value]
    guest_may_take_over = call.transfer is Transfer.WHEN_ANSWERED and call.guests[-1].leg.may_ring
    agent_is_gone = call.agent_leg.is_over and not guest_may_take_over
    if call.hanging_up or call.customer_leg.is_over or agent_is_gone:
        return list(call.legs)
    return [guest.label for guest in call.guests if guest.unwanted]


def _ended(call: Call, label: str, exchange: Exchange) -> Call:
    ending = call.legs[label]
    if ending.status is LegStatus.PLANNED:
        return call.with_leg(label, ending.now(LegStatus.NOT_DIALLED))
    if not ending.is_alive:
        return call
    try:
        exchange.placer.end(ending.sid)
        report = exchange.placer.report(ending.sid)
    except SoftphoneError as error:
        return replace(call, trouble=error.what)
    return told(call, label, report, exchange)


def _closed(call: Call, now: float) -> Call:
    left_at = call.agent_left_at if call.handed_over else 0.0
    call = replace(call, ended_at=left_at or call.ended_at or now, transfer=Transfer.NONE)
    if call.connected_at:  # what became of a guest is old news then
        call = replace(call, problem=NOTHING, remedy=NOTHING, reference="", problem_code=0)
    if call.handed_over and call.connected_at and not call.duration:
        call = replace(call, duration=max(0, round(call.ended_at - call.connected_at)))
    return call
