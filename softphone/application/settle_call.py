"""What has to happen to the other legs when one of them changed.

Rule 1: a guest who was to take the call over and has answered has it; the agent's leg ends.
Rule 2: a guest who did not answer leaves everything as it was before.
Rule 3: a leg that could not be ended is tried again with the next step, and that is said.
"""

from dataclasses import replace

from softphone.application.look_at_call import told
from softphone.application.place_call import Exchange
from softphone.application.ports import ConferenceChange
from softphone.domain.calls import Call, Guest, Transfer
from softphone.domain.errors import SoftphoneError
from softphone.domain.legs import LegName, LegStatus
from softphone.domain.narration import address_words
from softphone.domain.words import say


def settled(call: Call, exchange: Exchange) -> Call:
    """End what has to end, and close the call when it is over."""
    before = call
    call = _transferred(replace(call, trouble=""), exchange)
    for label in _to_be_ended(call):
        call = _ended(call, label, exchange)
    if call.is_over:
        call = _closed(call, exchange.clock.now())
    if call != before:
        exchange.log.save(call)
    return call


def _transferred(call: Call, exchange: Exchange) -> Call:
    if call.transfer is not Transfer.WHEN_ANSWERED or call.handed_over or call.hanging_up:
        return call
    guest = call.guests[-1]
    if guest.leg.status is LegStatus.IN_PROGRESS:
        return replace(call, handed_over=True)
    return _not_transferred(call, guest, exchange) if guest.leg.is_over else call


def _not_transferred(call: Call, guest: Guest, exchange: Exchange) -> Call:
    call = replace(call, transfer=Transfer.NONE)
    if not call.agent_leg.is_alive:
        return call
    call = replace(
        call,
        problem=call.problem or say("{who} did not take the call.", who=address_words(guest.address)),
        remedy=say("The customer is still with you."),
    )
    change = ConferenceChange(ends_conference=True)
    try:
        exchange.placer.change(call, LegName.AGENT, change)
    except SoftphoneError as error:
        return replace(call, trouble=error.what)
    return replace(call, stays_open=False)


def _to_be_ended(call: Call) -> list[str]:
    if call.handed_over:
        return [LegName.AGENT.value]
    guest_may_take_over = call.transfer is Transfer.WHEN_ANSWERED and call.guests[-1].leg.may_ring
    agent_is_gone = call.agent_leg.is_over and not guest_may_take_over
    if call.hanging_up or call.customer_leg.is_over or agent_is_gone:
        return list(call.legs)
    return []


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
    call = replace(call, ended_at=call.ended_at or now, transfer=Transfer.NONE)
    if call.handed_over and call.connected_at and not call.duration:
        call = replace(call, duration=max(0, round(now - call.connected_at)))
    return call
