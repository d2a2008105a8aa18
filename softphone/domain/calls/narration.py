"""What is happening in a call, one line a leg, in plain words.

Rule: the screen says what is known and nothing more; *unknown* is said as such.
"""

from typing import Final

from softphone.domain.calls.call import Call, Guest, Outcome
from softphone.domain.calls.legs import Leg, LegStatus
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.words import Words, say

_AGENT: Final = {
    LegStatus.PLANNED: say("Starting…"),
    LegStatus.ASKED: say("Ringing your phone…"),
    LegStatus.UNKNOWN: say("Your phone may be ringing"),
    LegStatus.NOT_DIALLED: say("Your phone was not rung"),
    LegStatus.QUEUED: say("Ringing your phone…"),
    LegStatus.RINGING: say("Ringing your phone…"),
    LegStatus.IN_PROGRESS: say("You answered"),
    LegStatus.COMPLETED: say("Your phone hung up"),
    LegStatus.BUSY: say("Your phone is busy"),
    LegStatus.NO_ANSWER: say("Your phone was not answered"),
    LegStatus.CANCELED: say("Your phone stopped ringing"),
    LegStatus.FAILED: say("Your phone could not be reached"),
    LegStatus.NOT_FOUND: say("Nobody knows whether your phone rang"),
}
_CUSTOMER: Final = {
    LegStatus.PLANNED: say("{number} is called when you answer"),
    LegStatus.ASKED: say("calling {number}…"),
    LegStatus.UNKNOWN: say("{number} may be ringing"),
    LegStatus.NOT_DIALLED: say("{number} was not called"),
    LegStatus.QUEUED: say("calling {number}…"),
    LegStatus.RINGING: say("{number} is ringing…"),
    LegStatus.IN_PROGRESS: say("connected"),
    LegStatus.COMPLETED: say("call ended"),
    LegStatus.BUSY: say("{number} is busy"),
    LegStatus.NO_ANSWER: say("{number} did not answer"),
    LegStatus.CANCELED: say("{number} stopped ringing"),
    LegStatus.FAILED: say("{number} could not be reached"),
    LegStatus.NOT_FOUND: say("nobody knows whether {number} rang"),
}
_GUEST: Final = {
    LegStatus.PLANNED: say("{who} is called next"),
    LegStatus.ASKED: say("calling {who}…"),
    LegStatus.UNKNOWN: say("{who} may be ringing"),
    LegStatus.NOT_DIALLED: say("{who} was not called"),
    LegStatus.QUEUED: say("calling {who}…"),
    LegStatus.RINGING: say("{who} is ringing…"),
    LegStatus.IN_PROGRESS: say("{who} is in the call"),
    LegStatus.COMPLETED: say("{who} has left"),
    LegStatus.BUSY: say("{who} is busy"),
    LegStatus.NO_ANSWER: say("{who} did not answer"),
    LegStatus.CANCELED: say("{who} stopped ringing"),
    LegStatus.FAILED: say("{who} could not be reached"),
    LegStatus.NOT_FOUND: say("nobody knows whether {who} rang"),
}
_OUTCOME: Final = {
    Outcome.OPEN: say("in progress"),
    Outcome.TALKED: say("connected"),
    Outcome.HANDED_OVER: say("handed over"),
    Outcome.BUSY: say("busy"),
    Outcome.NO_ANSWER: say("no answer"),
    Outcome.CANCELED: say("cancelled"),
    Outcome.FAILED: say("failed"),
    Outcome.AGENT_UNREACHED: say("your phone did not answer"),
    Outcome.UNKNOWN: say("may have rung"),
}


def agent_leg_words(call: Call) -> Words:
    """The agent's own phone: "Ringing your phone…"."""
    if call.hanging_up and call.agent_leg.is_alive:
        return say("Hanging up…")
    if call.hanging_up and call.agent_leg.is_in_doubt:
        return say("Your phone may be ringing; it is hung up once it is found")
    if call.hanging_up and call.agent_leg.status is LegStatus.COMPLETED:
        return say("You hung up")
    return _queue_words(call.agent_leg) or say(_AGENT[_said(call.agent_leg)])


def customer_leg_words(call: Call) -> Words:
    """The customer's phone: "+1 415 555 2671 is ringing…"."""
    if call.hanging_up and call.customer_leg.is_alive:
        return say("hanging up {number}…", number=_number(call))
    if call.hanging_up and call.customer_leg.is_in_doubt:
        return say("{number} may be ringing; it is hung up once it is found", number=_number(call))
    if call.connected_at and call.customer_leg.is_over:
        return say("call ended")
    if call.on_hold and call.is_connected:
        return say("{number} is on hold", number=_number(call))
    if call.customer_leg.status is LegStatus.PLANNED and call.agent_leg.status is LegStatus.IN_PROGRESS:
        if call.waits_for_caller_id:
            return say("{number} is called next", number=_number(call))
        return say("calling {number}…", number=_number(call))
    return _queue_words(call.customer_leg) or say(_CUSTOMER[_said(call.customer_leg)], number=_number(call))


def guest_words(guest: Guest) -> Words:
    """Somebody asked in: "+1 415 555 2671 is ringing…", "bo is talking"."""
    who = address_words(guest.address)
    if guest.on_hold and guest.leg.status is LegStatus.IN_PROGRESS:
        return say("{who} is on hold", who=who)
    return _queue_words(guest.leg) or say(_GUEST[_said(guest.leg)], who=who)


def address_words(address: str) -> str:
    """A telephone for people: "+1 415 555 2671", "bo", "desk@example.com"."""
    if address.startswith("+"):
        return PhoneNumber(address).display
    return address.partition(":")[2].partition("?")[0]


def outcome_words(outcome: Outcome) -> Words:
    """How the call ended, for lists: "no answer"."""
    return say(_OUTCOME[outcome])


def _number(call: Call) -> str:
    return PhoneNumber(call.destination).display


def _queue_words(leg: Leg) -> Words | None:
    """That the account places more calls a second than it may; None: it does not, or hardly waits."""
    if leg.status is not LegStatus.QUEUED or leg.queue_seconds < 1:
        return None
    return say("waiting in Twilio's queue: about {seconds} s", seconds=round(leg.queue_seconds))


def _said(leg: Leg) -> LegStatus:
    """A leg that Twilio refused outright has no SID: nobody's phone rang."""
    is_refused = leg.status is LegStatus.FAILED and not leg.sid
    return LegStatus.NOT_DIALLED if is_refused else leg.status
