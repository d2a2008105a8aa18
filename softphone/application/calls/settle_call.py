"""What has to happen to the other legs when one of them changed.

Rule 1: a guest who was to take the call over and has answered has it, and the customer with
        them, off hold; then the agent's leg ends.
Rule 2: a guest who did not answer leaves everything as it was before; after a word aside the
        customer waits until the agent is ready, unless it was the agent who ended it.
Rule 3: a leg that could not be ended is tried again with the next step, and that is said.
Rule 4: what was ended is known by looking, also where the answer to the request cannot be read.
Rule 5: ending needs no disk: first the legs are ended, then what came of it is kept.
Rule 6: the customer's leg ends first. The conference takes along who is in it, so the others are
        asked for before they are ended themselves.
"""

from contextlib import suppress
from dataclasses import replace

from softphone.application.calls.look_at_call import reported, told, unless_new
from softphone.application.calls.place_call import CallPorts
from softphone.application.ports import ConferenceChange
from softphone.domain.calls.call import Call, Guest, Transfer
from softphone.domain.calls.legs import LegName, LegStatus
from softphone.domain.calls.narration import address_words
from softphone.domain.errors import NOTHING, ErrorKind, SoftphoneError
from softphone.domain.words import say


def settle(call: Call, ports: CallPorts) -> Call:
    """End what has to end, and close the call when it is over."""
    before = call
    call = _transferred(replace(call, trouble=""), ports)
    if call.handed_over and not before.handed_over:
        ports.journal.keep(call)  # before the agent's leg ends: that would look like the end of the call
    asks_first = not call.hanging_up
    for label in _to_be_ended(call):
        was_alive = call.legs[label].is_alive
        call = ports.journal.remember(end_leg(call, label, ports, asks_first=asks_first))
        asks_first |= was_alive
    if call.left_sids and (call.agent_leg.status is LegStatus.IN_PROGRESS or call.is_over):
        call = _end_left_legs(call, ports)
    if call.is_over:
        call = _closed(call, ports.clock.now())
    if call != before:
        ports.journal.keep(call)
    return call


def _transferred(call: Call, ports: CallPorts) -> Call:
    if call.transfer is Transfer.NONE or call.handed_over or call.hanging_up:
        return call
    if not call.customer_leg.is_alive:
        return call
    guest, is_aside = call.guests[-1], call.transfer is Transfer.CONSULTING
    try:
        if guest.leg.is_over:
            return _back_from(call, guest, ports) if is_aside else _not_taken(call, guest, ports)
        if not is_aside and guest.leg.status is LegStatus.IN_PROGRESS:
            return replace(_off_hold(call, ports), handed_over=True)
    except SoftphoneError as error:
        return replace(call, trouble=error.what)
    return call


def _not_taken(call: Call, guest: Guest, ports: CallPorts) -> Call:
    if not call.agent_leg.is_alive:
        return replace(call, transfer=Transfer.NONE)
    ports.placer.change(call, LegName.AGENT, ConferenceChange(ends_conference=True))
    call = replace(call, transfer=Transfer.NONE, stays_open=False)
    if guest.unwanted:
        return call
    words = say("{who} did not take the call.", who=address_words(guest.address))
    return replace(call, problem=call.problem or words, remedy=say("The customer is still with you."))


def _back_from(call: Call, guest: Guest, ports: CallPorts) -> Call:
    if guest.unwanted:
        return replace(_off_hold(call, ports), transfer=Transfer.NONE)
    words = say("{who} is not there any more.", who=address_words(guest.address))
    remedy = say("The customer is on hold: take them off hold.") if call.on_hold else NOTHING
    return replace(call, transfer=Transfer.NONE, problem=call.problem or words, remedy=remedy)


def _off_hold(call: Call, ports: CallPorts) -> Call:
    if not call.on_hold:
        return call
    ports.placer.change(call, LegName.CUSTOMER, ConferenceChange(on_hold=False))
    return replace(call, on_hold=False)


def _to_be_ended(call: Call) -> list[str]:
    if call.handed_over:
        return [LegName.AGENT.value]
    guest_may_take_over = call.transfer is Transfer.WHEN_ANSWERED and call.guests[-1].leg.may_ring
    agent_is_gone = call.agent_leg.is_over and not guest_may_take_over
    if call.hanging_up or call.customer_leg.is_over or agent_is_gone:
        return sorted(call.legs, key=lambda label: label != LegName.CUSTOMER)
    return [guest.label for guest in call.guests if guest.unwanted]


def end_leg(call: Call, label: str, ports: CallPorts, *, asks_first: bool = False) -> Call:
    """The call after one of its legs was ended; ``trouble`` says why it could not be.

    Args:
        asks_first: It may be over already, so Twilio is asked before it is told.
    """
    leg = call.legs[label]
    if leg.status is LegStatus.PLANNED:
        return call.with_leg(label, leg.now(LegStatus.NOT_DIALLED))
    if not leg.is_alive:
        return call
    try:
        if asks_first:
            call = reported(call, label, ports)
        return _told_to_end(call, label, ports) if call.legs[label].is_alive else call
    except SoftphoneError as error:
        return _ask_after(call, label, error, ports)


def _ask_after(call: Call, label: str, error: SoftphoneError, ports: CallPorts) -> Call:
    """The call after a leg could not be ended, as far as we were told: it may be over all the same."""
    if not error.not_processed:
        with suppress(SoftphoneError):
            call = reported(call, label, ports)
    return replace(call, trouble=error.what) if call.legs[label].is_alive else call


def _told_to_end(call: Call, label: str, ports: CallPorts) -> Call:
    try:
        report = ports.placer.end(call.legs[label].sid)
    except SoftphoneError as error:
        return unless_new(call, label, error, ports)
    if report is not None:
        call = told(call, label, report, ports)
    return reported(call, label, ports) if call.legs[label].is_alive else call


def _end_left_legs(call: Call, ports: CallPorts) -> Call:
    """End the agent's earlier legs, once the new one has answered."""
    for sid in call.left_sids:
        try:
            ports.placer.end(sid)
        except SoftphoneError as error:
            if error.kind is not ErrorKind.NOT_FOUND:
                return replace(call, trouble=error.what)
    return replace(call, left_sids=())


def _closed(call: Call, now: float) -> Call:
    left_at = call.agent_left_at if call.handed_over else 0.0
    call = replace(call, ended_at=left_at or call.ended_at or now, transfer=Transfer.NONE)
    if call.connected_at:  # what became of a guest is old news then
        call = call.with_problem()
    if call.handed_over and call.connected_at:  # the customer may have talked on with the guest
        call = replace(call, duration=max(0, round(call.ended_at - call.connected_at)))
    return call
