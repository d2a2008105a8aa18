"""What is happening in a call, one line a leg, in plain words.

Rule: the screen says what is known and nothing more; *unknown* is said as such.
"""

from typing import Final

from softphone.domain.calls import Call, Leg, LegStatus, Outcome
from softphone.domain.numbers import PhoneNumber
from softphone.domain.words import Words, say

_AGENT: Final = {
    LegStatus.PLANNED: "Starting…",
    LegStatus.UNKNOWN: "Your phone may be ringing",
    LegStatus.NOT_DIALLED: "Your phone was not rung",
    LegStatus.QUEUED: "Ringing your phone…",
    LegStatus.RINGING: "Ringing your phone…",
    LegStatus.IN_PROGRESS: "You answered",
    LegStatus.COMPLETED: "Your phone hung up",
    LegStatus.BUSY: "Your phone is busy",
    LegStatus.NO_ANSWER: "Your phone was not answered",
    LegStatus.CANCELED: "Your phone stopped ringing",
    LegStatus.FAILED: "Your phone could not be reached",
}
_CUSTOMER: Final = {
    LegStatus.PLANNED: "{number} is called when you answer",
    LegStatus.UNKNOWN: "{number} may be ringing",
    LegStatus.NOT_DIALLED: "{number} was not called",
    LegStatus.QUEUED: "calling {number}…",
    LegStatus.RINGING: "{number} is ringing…",
    LegStatus.IN_PROGRESS: "connected",
    LegStatus.COMPLETED: "call ended",
    LegStatus.BUSY: "{number} is busy",
    LegStatus.NO_ANSWER: "{number} did not answer",
    LegStatus.CANCELED: "{number} stopped ringing",
    LegStatus.FAILED: "{number} could not be reached",
}
_OUTCOME: Final = {
    Outcome.OPEN: "in progress",
    Outcome.TALKED: "connected",
    Outcome.BUSY: "busy",
    Outcome.NO_ANSWER: "no answer",
    Outcome.CANCELED: "cancelled",
    Outcome.FAILED: "failed",
    Outcome.AGENT_UNREACHED: "your phone did not answer",
    Outcome.UNKNOWN: "may have rung",
}


def agent_leg_words(call: Call) -> Words:
    """The agent's own phone: "Ringing your phone…"."""
    if call.hanging_up and call.agent_leg.is_alive:
        return say("Hanging up…")
    return say(_AGENT[call.agent_leg.status])


def customer_leg_words(call: Call) -> Words:
    """The customer's phone: "+1 415 555 2671 is ringing…"."""
    if call.hanging_up and call.customer_leg.is_alive:
        return say("hanging up {number}…", number=_number(call))
    if call.connected_at and call.customer_leg.is_over:
        return say("call ended")
    if call.customer_leg.status is LegStatus.PLANNED and call.agent_leg.status is LegStatus.IN_PROGRESS:
        return say("calling {number}…", number=_number(call))
    return say(_CUSTOMER[call.customer_leg.status], number=_number(call))


def outcome_words(outcome: Outcome) -> Words:
    """How the call ended, for lists: "no answer"."""
    return say(_OUTCOME[outcome])


def customer_reached(call: Call) -> bool:
    """True when the customer's telephone was answered."""
    return call.connected_at > 0


def leg_is_news(before: Leg, after: Leg) -> bool:
    """True when a change of this leg is worth telling."""
    return before.status is not after.status


def _number(call: Call) -> str:
    return PhoneNumber(call.destination).display
