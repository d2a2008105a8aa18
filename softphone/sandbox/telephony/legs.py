"""Legs, conferences and the people in them: the facts, with no rules of their own.

Source: the call, conference and participant resources of Twilio's 2010-04-01 API.
"""

import math
from dataclasses import dataclass, field

from softphone.sandbox.telephony.callee_behaviour import Behaviour
from softphone.sandbox.telephony.twiml import Verb

FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})

PARTICIPANT_STATUS = {
    "queued": "queued",
    "ringing": "ringing",
    "in-progress": "connected",
    "completed": "complete",
    "busy": "failed",
    "failed": "failed",
    "no-answer": "failed",
    "canceled": "failed",
}


@dataclass(eq=False)
class Leg:
    """One call between Twilio and one phone; ``status`` is in Twilio's words, times since 1970."""

    sid: str
    to: str
    caller: str
    created: float
    behaviour: Behaviour
    rings_at_most: float = 60.0
    talks_at_most: float | None = None
    direction: str = "outbound-api"
    caller_sid: str | None = None
    parent: "Leg | None" = None
    parent_sid: str | None = None
    script: list[Verb] = field(default_factory=list)
    status: str = "queued"
    history: list[tuple[float, str]] = field(default_factory=list)
    dialled_at: float | None = None
    answered_at: float | None = None
    ended_at: float | None = None
    seat: "Participant | None" = None
    last_seat: "Participant | None" = None
    children: list["Leg"] = field(default_factory=list)
    step: int = 0
    queue_time: float = 0.0  # seconds that it waits for its turn
    digits: str = ""  # the keypad tones that its device sent, or that were played to it
    deleted: bool = False

    @property
    def is_over(self) -> bool:
        return self.status in FINAL

    def status_at(self, moment: float) -> str:
        """What it was then; its first status for a moment before it was."""
        before = [status for at, status in self.history if at <= moment]
        return before[-1] if before else self.history[0][1]

    @property
    def updated(self) -> float:
        return self.history[-1][0] if self.history else self.created


@dataclass(eq=False)
class Participant:
    """A leg's place in a conference, from the request to join until it leaves."""

    leg: Leg
    conference: "Conference"
    created: float
    updated: float
    label: str | None = None
    muted: bool = False
    hold: bool = False
    coaching: bool = False
    call_sid_to_coach: str | None = None
    starts_conference: bool = True
    ends_conference: bool = False
    joined_at: float | None = None

    @property
    def status(self) -> str:
        if self.leg.status == "queued" and self.leg.dialled_at is not None:
            return "connecting"
        return PARTICIPANT_STATUS[self.leg.status]


@dataclass(eq=False)
class Conference:
    """A room; two rooms may have had the same name, but only one of them is not completed."""

    sid: str
    name: str
    created: float
    updated: float
    status: str = "init"
    room_for: int = 250
    participants: list[Participant] = field(default_factory=list)
    history: list[tuple[float, str]] = field(default_factory=list)
    reason_ended: str | None = None
    ended_by: str | None = None

    @property
    def is_over(self) -> bool:
        return self.status == "completed"

    def status_at(self, moment: float) -> str:
        """What it was then."""
        return next((status for at, status in reversed(self.history) if at <= moment), "init")


def duration(leg: Leg) -> str | None:
    """Seconds from the answer to the end, a started one counted whole; None unless completed."""
    if leg.status != "completed" or leg.answered_at is None or leg.ended_at is None:
        return None
    return str(math.ceil(round(leg.ended_at - leg.answered_at, 3)))
