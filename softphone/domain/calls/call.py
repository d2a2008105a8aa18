"""One call from the press of Call to its end: its legs and what is known of them.

Rule 1: a call has an agent's leg and a customer's; guests are colleagues or others who are
        asked in, to talk to or to take the call over.
Rule 2: a call is over when all its legs are, or when it was handed over and the agent has left.
Rule 3: the outcome is read off the legs, never set.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from softphone.domain.calls.legs import Leg, LegName, LegStatus


class Outcome(StrEnum):
    """How a call ended, as Recents say it."""

    OPEN = "open"
    TALKED = "talked"
    HANDED_OVER = "handed-over"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"  # hung up by the agent before the customer answered
    FAILED = "failed"
    AGENT_UNREACHED = "agent-unreached"  # the agent's own phone did not answer
    UNKNOWN = "unknown"


class Transfer(StrEnum):
    """What the agent means to do with the guest that was rung last."""

    NONE = "none"
    WHEN_ANSWERED = "when-answered"  # blind: the agent leaves as soon as the guest answers
    CONSULTING = "consulting"  # attended: first a word with the guest, the customer on hold


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody else who is asked into the call.

    Attributes:
        label: Unique in the conference: "guest-1", "guest-2" …
        address: E.164, "sip:…" or "client:…".
        unwanted: The agent ended their leg: a wish that is kept until it is over.
    """

    label: str
    address: str
    leg: Leg = field(default_factory=Leg)
    on_hold: bool = False
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """What is known of one call.

    Attributes:
        id: Ours, 32 hex digits; the conference is named after it.
        destination: E.164.
        caller_id: E.164 of the number that the customer sees.
        rule: The selector's rule, "picked" or "fixed".
        reason: The words that the agent saw.
        endpoint: Where the agent's phone rings: "client:…", "sip:…" or E.164.
        placed_at, connected_at, agent_left_at, ended_at: Seconds since 1970, UTC; 0: not (yet).
        duration: Seconds the customer was connected, as Twilio counts them; after a
            hand-over, until the agent left.
        hanging_up: All legs are to end, whatever state they are in.
        problem, remedy, reference: What went wrong, for people; empty if nothing.
        problem_code: Twilio's error code; 0 if there is none.
        problem_kind: What it means, an ``ErrorKind``; empty if nothing.
        trouble: What keeps a leg from being ended just now; it is tried again.
        conference_sid: Twilio's ("CF" and 32 hex digits); empty until it is known.
        on_hold: The customer hears music.
        muted: Nobody hears the agent.
        stays_open: The conference goes on when the agent's leg ends.
        handed_over: A guest has the call; it is over for the agent once they have left.
        waits_for_caller_id: The customer is not rung before it is known what they are to see.
        left_sids: Legs of the agent's that another has taken the place of; to be ended.
    """

    id: str
    agent: str
    destination: str
    caller_id: str
    rule: str
    reason: str
    endpoint: str
    placed_at: float
    agent_leg: Leg = field(default_factory=Leg)
    customer_leg: Leg = field(default_factory=Leg)
    connected_at: float = 0.0
    agent_left_at: float = 0.0
    ended_at: float = 0.0
    duration: int = 0
    hanging_up: bool = False
    problem: str = ""
    remedy: str = ""
    reference: str = ""
    problem_code: int = 0
    problem_kind: str = ""
    trouble: str = ""
    conference_sid: str = ""
    on_hold: bool = False
    muted: bool = False
    stays_open: bool = False
    handed_over: bool = False
    transfer: Transfer = Transfer.NONE
    guests: tuple[Guest, ...] = ()
    left_sids: tuple[str, ...] = ()
    waits_for_caller_id: bool = False

    @property
    def conference(self) -> str:
        """The conference's name at Twilio; unique to this call."""
        return f"softphone-{self.id}"

    @property
    def agent_label(self) -> str:
        """The agent's label in the conference; another one each time they are rung back in."""
        return f"{LegName.AGENT}-{len(self.left_sids) + 1}" if self.left_sids else LegName.AGENT.value

    @property
    def legs(self) -> Mapping[str, Leg]:
        """Every leg by its label, the agent's first."""
        guests = {guest.label: guest.leg for guest in self.guests}
        return {LegName.AGENT.value: self.agent_leg, LegName.CUSTOMER.value: self.customer_leg} | guests

    def address(self, label: str) -> str:
        """Which telephone a leg rings: E.164, "sip:…" or "client:…"."""
        fixed = {LegName.AGENT.value: self.endpoint, LegName.CUSTOMER.value: self.destination}
        return fixed.get(label) or self.guest(label).address

    def guest(self, label: str) -> Guest:
        return next(guest for guest in self.guests if guest.label == label)

    def with_leg(self, label: str, leg: Leg) -> "Call":
        if label == LegName.AGENT:
            return replace(self, agent_leg=leg)
        if label == LegName.CUSTOMER:
            return replace(self, customer_leg=leg)
        return self.with_guest(replace(self.guest(label), leg=leg))

    def with_guest(self, guest: Guest) -> "Call":
        """The call with a guest as they are now, or with one more."""
        if any(known.label == guest.label for known in self.guests):
            guests = tuple(guest if known.label == guest.label else known for known in self.guests)
        else:
            guests = (*self.guests, guest)
        return replace(self, guests=guests)

    def with_problem(
        self, what: str = "", remedy: str = "", *, reference: str = "", code: int = 0, kind: str = ""
    ) -> "Call":
        """The call with one problem in the place of what was wrong before; without words: with none."""
        return replace(
            self, problem=what, remedy=remedy, reference=reference, problem_code=code, problem_kind=kind
        )

    @property
    def is_over(self) -> bool:
        if self.handed_over and self.agent_leg.is_over:
            return True
        return all(leg.is_over for leg in self.legs.values())

    @property
    def agent_has_answered(self) -> bool:
        """The agent's own phone is answered: the customer may be rung."""
        return self.agent_leg.status is LegStatus.IN_PROGRESS

    @property
    def is_connected(self) -> bool:
        return (
            self.agent_leg.status is LegStatus.IN_PROGRESS
            and self.customer_leg.status is LegStatus.IN_PROGRESS
        )

    @property
    def is_in_doubt(self) -> bool:
        """Nobody knows what became of one of the legs."""
        return any(leg.is_in_doubt for leg in self.legs.values())

    @property
    def may_ring(self) -> bool:
        """True unless it is certain that nobody's telephone rings."""
        return any(leg.may_ring for leg in self.legs.values())

    @property
    def outcome(self) -> Outcome:
        if not self.is_over:
            doubt = self.agent_leg.status, self.customer_leg.status
            return Outcome.UNKNOWN if LegStatus.UNKNOWN in doubt else Outcome.OPEN
        if self.handed_over:
            return Outcome.HANDED_OVER
        if self.connected_at:
            return Outcome.TALKED
        if self.customer_leg.status is LegStatus.NOT_DIALLED:
            return self._outcome_without_customer()
        return _OUTCOMES[self.customer_leg.status]

    def _outcome_without_customer(self) -> Outcome:
        if self.hanging_up:
            return Outcome.CANCELED
        if self.problem:
            return Outcome.FAILED
        answered = self.agent_leg.status is LegStatus.COMPLETED
        return Outcome.CANCELED if answered else Outcome.AGENT_UNREACHED


_OUTCOMES: Final = {
    LegStatus.COMPLETED: Outcome.CANCELED,  # ended without ever having been connected
    LegStatus.CANCELED: Outcome.CANCELED,
    LegStatus.BUSY: Outcome.BUSY,
    LegStatus.NO_ANSWER: Outcome.NO_ANSWER,
    LegStatus.FAILED: Outcome.FAILED,
    LegStatus.NOT_FOUND: Outcome.FAILED,
}
