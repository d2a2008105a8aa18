"""What an agent does with a call that is running: hold, mute, tones, guests, transfers.

Rule 1: every control is a request that may be repeated: it sets, it does not toggle.
Rule 2: whoever is rung is rung as every leg is: journalled first, once, looked for if in doubt.
Rule 3: nobody is left alone with silence: a guest who takes over ends the conference when they
        leave, and the agent's leg may end only after Twilio was told to go on without it.
Rule 4: the conference is changed in the order in which nobody overhears what is not for them:
        first on hold, then off hold.
"""

from collections.abc import Callable
from dataclasses import replace

from softphone.application.calls.look_at_call import look_at_call
from softphone.application.calls.place_call import CallPorts, ring_leg
from softphone.application.calls.settle_call import settle
from softphone.application.ports import ConferenceChange
from softphone.domain.calls.call import Call, Guest, Transfer
from softphone.domain.calls.controls import Control, why_not
from softphone.domain.calls.legs import Leg, LegName, LegStatus
from softphone.domain.calls.narration import address_words
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say


def hold(call: Call, ports: CallPorts, *, on: bool) -> Call:
    """The customer hears music, or the conversation again."""
    _check(Control.HOLD, call)
    call = call.with_problem()
    return _kept(_held(call, LegName.CUSTOMER, ports, on=on), ports)


def mute(call: Call, ports: CallPorts, *, on: bool) -> Call:
    """Nobody hears the agent, or everybody does again."""
    _check(Control.MUTE, call)
    ports.placer.change(call, LegName.AGENT, ConferenceChange(muted=on))
    return _kept(replace(call, muted=on), ports)


def send_tones(call: Call, ports: CallPorts, digits: str) -> Call:
    """Press keys towards the customer: "0" to "9", "*", "#"."""
    _check(Control.TONES, call)
    ports.placer.play_tones(call, digits)
    return call


def invite(call: Call, ports: CallPorts, address: str) -> Call:
    """Ring somebody else into the conversation."""
    _check(Control.ADD, call)
    return _ring(call, ports, address, Transfer.NONE)


def consult(call: Call, ports: CallPorts, address: str) -> Call:
    """Put the customer on hold and ring somebody to talk to first."""
    _check(Control.TRANSFER, call)
    call = _kept(_held(call, LegName.CUSTOMER, ports, on=True), ports)
    return _ring(call, ports, address, Transfer.CONSULTING)


def hand_over(call: Call, ports: CallPorts, address: str) -> Call:
    """Ring somebody who takes the call over as soon as they answer."""
    _check(Control.TRANSFER, call)
    call = _kept(_going_on_without_agent(call, ports), ports)
    return _ring(call, ports, address, Transfer.WHEN_ANSWERED)


def swap(call: Call, ports: CallPorts) -> Call:
    """Talk to the other one: the customer or the guest; who was talked to waits."""
    _check(Control.SWAP, call)
    guest = call.guests[-1].label
    waits, talks = (guest, LegName.CUSTOMER) if call.on_hold else (LegName.CUSTOMER, guest)
    call = _kept(_held(call, waits, ports, on=True), ports)
    return _kept(_held(call, talks, ports, on=False), ports)


def join(call: Call, ports: CallPorts) -> Call:
    """Everybody hears everybody."""
    _check(Control.JOIN, call)
    return _kept(replace(_all_off_hold(call, ports), transfer=Transfer.NONE), ports)


def complete(call: Call, ports: CallPorts) -> Call:
    """Leave the customer with the guest; their call goes on without the agent.

    Raises SoftphoneError: Twilio did not take it; the agent is still in the call.
    """
    _check(Control.COMPLETE, call)
    # Off hold first: Twilio ignores endConferenceOnExit for somebody who is on hold.
    call = _all_off_hold(call, ports)
    guests = [guest for guest in call.guests if guest.leg.is_alive]
    if len(guests) == 1:
        ports.placer.change(call, guests[0].label, ConferenceChange(ends_conference=True))
        _check_taken(call, guests[0], ports)
    call = _kept(_going_on_without_agent(call, ports), ports)
    return settle(_kept(replace(call, handed_over=True), ports), ports)


def _check_taken(call: Call, guest: Guest, ports: CallPorts) -> None:
    """Read back that the conference ends with the guest: else the customer would stay in silence."""
    there = next((one for one in ports.placer.people(call) if one.sid == guest.leg.sid), None)
    if there is None or there.on_hold or not there.ends_conference:
        raise SoftphoneError(
            say("Twilio has not put {who} in charge of the call.", who=address_words(guest.address)),
            remedy=say("You are still in the call. Try again, or stay."),
        )


def rejoin(call: Call, ports: CallPorts) -> Call:
    """Ring the agent back into their call: the app that carried their sound has been closed.

    Raises SoftphoneError: the call is over, or the agent could not be rung.
    """
    _check(Control.REJOIN, call)
    call = _kept(_going_on_without_agent(call, ports), ports)
    left = replace(call, agent_leg=Leg(), left_sids=(*call.left_sids, call.agent_leg.sid))
    return settle(ring_leg(left, LegName.AGENT, ports), ports)


def show(call: Call, ports: CallPorts, shown: Callable[[Call], Call]) -> Call:
    """Show the customer another number, or what was shown; only before they are rung."""
    if call.customer_leg.status is not LegStatus.PLANNED:
        return call
    return _kept(shown(call), ports)


def drop(call: Call, ports: CallPorts, label: str) -> Call:
    """End a guest's leg, whatever its state; after a word aside the customer is back."""
    call = ports.journal.remember(call.with_guest(replace(call.guest(label), unwanted=True)))
    if call.guest(label).leg.is_in_doubt:
        call = look_at_call(call, ports).call  # it is looked for again with the next step
    return settle(call, ports)


def _check(control: Control, call: Call) -> None:
    problem = why_not(control, call)
    if problem is not None:
        raise SoftphoneError(problem)


def _ring(call: Call, ports: CallPorts, address: str, transfer: Transfer) -> Call:
    guest = Guest(f"guest-{len(call.guests) + 1}", address)
    call = replace(call.with_problem(), transfer=transfer)
    return settle(ring_leg(call.with_guest(guest), guest.label, ports), ports)


def _held(call: Call, label: str, ports: CallPorts, *, on: bool) -> Call:
    is_guest = label != LegName.CUSTOMER
    if (call.guest(label).on_hold if is_guest else call.on_hold) == on:
        return call
    ports.placer.change(call, label, ConferenceChange(on_hold=on))
    return call.with_guest(replace(call.guest(label), on_hold=on)) if is_guest else replace(call, on_hold=on)


def _all_off_hold(call: Call, ports: CallPorts) -> Call:
    for label, leg in call.legs.items():
        if label != LegName.AGENT and leg.is_alive:
            call = _kept(_held(call, label, ports, on=False), ports)
    return call


def _going_on_without_agent(call: Call, ports: CallPorts) -> Call:
    ports.placer.change(call, LegName.AGENT, ConferenceChange(ends_conference=False))
    return replace(call, stays_open=True)


def _kept(call: Call, ports: CallPorts) -> Call:
    return ports.journal.keep(call)
