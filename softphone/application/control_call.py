"""What an agent does with a call that is running: hold, mute, tones, guests, transfers.

Rule 1: every control is a request that may be repeated: it sets, it does not toggle.
Rule 2: whoever is rung is rung as every leg is: journalled first, once, looked for if in doubt.
Rule 3: nobody is left alone with silence: a guest who takes over ends the conference when they
        leave, and the agent's leg may end only after Twilio was told to go on without it.
Rule 4: the conference is changed in the order in which nobody overhears what is not for them:
        first on hold, then off hold.
"""

from contextlib import suppress
from dataclasses import replace

from softphone.application.look_at_call import looked_at
from softphone.application.place_call import Exchange, ring
from softphone.application.ports import ConferenceChange
from softphone.application.settle_call import settled
from softphone.domain.calls import Call, Guest, Transfer
from softphone.domain.controls import Control, why_not
from softphone.domain.errors import NOTHING, SoftphoneError
from softphone.domain.legs import LegName


def hold(call: Call, exchange: Exchange, *, on: bool) -> Call:
    """The customer hears music, or the conversation again."""
    _check(Control.HOLD, call)
    call = replace(call, problem=NOTHING, remedy=NOTHING, reference="", problem_code=0)
    return _kept(_held(call, LegName.CUSTOMER, exchange, on=on), exchange)


def mute(call: Call, exchange: Exchange, *, on: bool) -> Call:
    """Nobody hears the agent, or everybody does again."""
    _check(Control.MUTE, call)
    exchange.placer.change(call, LegName.AGENT, ConferenceChange(muted=on))
    return _kept(replace(call, muted=on), exchange)


def send_tones(call: Call, exchange: Exchange, digits: str) -> Call:
    """Press keys towards the customer: "0" to "9", "*", "#"."""
    _check(Control.TONES, call)
    exchange.placer.play_tones(call, digits)
    return call


def invite(call: Call, exchange: Exchange, address: str) -> Call:
    """Ring somebody else into the conversation."""
    _check(Control.ADD, call)
    return _rung(call, exchange, address, Transfer.NONE)


def consult(call: Call, exchange: Exchange, address: str) -> Call:
    """Put the customer on hold and ring somebody to talk to first."""
    _check(Control.TRANSFER, call)
    call = _kept(_held(call, LegName.CUSTOMER, exchange, on=True), exchange)
    return _rung(call, exchange, address, Transfer.CONSULTING)


def hand_over(call: Call, exchange: Exchange, address: str) -> Call:
    """Ring somebody who takes the call over as soon as they answer."""
    _check(Control.TRANSFER, call)
    call = _kept(_going_on_without_agent(call, exchange), exchange)
    return _rung(call, exchange, address, Transfer.WHEN_ANSWERED)


def swap(call: Call, exchange: Exchange) -> Call:
    """Talk to the other one: the customer or the guest; who was talked to waits."""
    _check(Control.SWAP, call)
    guest = call.guests[-1].label
    waits, talks = (guest, LegName.CUSTOMER) if call.on_hold else (LegName.CUSTOMER, guest)
    call = _kept(_held(call, waits, exchange, on=True), exchange)
    return _kept(_held(call, talks, exchange, on=False), exchange)


def join(call: Call, exchange: Exchange) -> Call:
    """Everybody hears everybody."""
    _check(Control.JOIN, call)
    return _kept(replace(_all_off_hold(call, exchange), transfer=Transfer.NONE), exchange)


def complete(call: Call, exchange: Exchange) -> Call:
    """Leave the customer with the guest; their call goes on without the agent."""
    _check(Control.COMPLETE, call)
    guests = [guest for guest in call.guests if guest.leg.is_alive]
    if len(guests) == 1:
        exchange.placer.change(call, guests[0].label, ConferenceChange(ends_conference=True))
    call = _kept(_going_on_without_agent(call, exchange), exchange)
    call = _kept(_all_off_hold(call, exchange), exchange)
    return settled(_kept(replace(call, handed_over=True), exchange), exchange)


def drop(call: Call, exchange: Exchange, label: str) -> Call:
    """End a guest's leg, whatever its state; after a word aside the customer is back."""
    call = _kept(call.with_guest(replace(call.guest(label), unwanted=True)), exchange)
    if call.guest(label).leg.is_in_doubt:
        with suppress(SoftphoneError):  # it is looked for again with the next step
            call = looked_at(call, exchange)
    return settled(call, exchange)


def _check(control: Control, call: Call) -> None:
    problem = why_not(control, call)
    if problem is not None:
        raise SoftphoneError(problem)


def _rung(call: Call, exchange: Exchange, address: str, transfer: Transfer) -> Call:
    guest = Guest(f"guest-{len(call.guests) + 1}", address)
    call = replace(call, transfer=transfer, problem="", remedy="", reference="", problem_code=0)
    return settled(ring(call.with_guest(guest), guest.label, exchange), exchange)


def _held(call: Call, label: str, exchange: Exchange, *, on: bool) -> Call:
    is_guest = label != LegName.CUSTOMER
    if (call.guest(label).on_hold if is_guest else call.on_hold) == on:
        return call
    exchange.placer.change(call, label, ConferenceChange(on_hold=on))
    return call.with_guest(replace(call.guest(label), on_hold=on)) if is_guest else replace(call, on_hold=on)


def _all_off_hold(call: Call, exchange: Exchange) -> Call:
    for label, leg in call.legs.items():
        if label != LegName.AGENT and leg.is_alive:
            call = _held(call, label, exchange, on=False)
    return call


def _going_on_without_agent(call: Call, exchange: Exchange) -> Call:
    exchange.placer.change(call, LegName.AGENT, ConferenceChange(ends_conference=False))
    return replace(call, stays_open=True)


def _kept(call: Call, exchange: Exchange) -> Call:
    exchange.log.save(call)
    return call
