"""One call from the press of Call to its end: two legs and what is known of them.

Rule 1: a leg's status changes only along TRANSITIONS; what is over stays over.
Rule 2: what nobody knows is said: a leg whose answer was lost is *unknown*, not failed.
Rule 3: a call is over when both legs are; its outcome is read off them, never set.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final


class LegStatus(StrEnum):
    """Twilio's own words for a leg that it knows; our own before and beside them.

    Source: call_enum_status in Twilio's OpenAPI, twilio_api_v2010.
    """

    PLANNED = "planned"  # not asked for yet
    UNKNOWN = "unknown"  # asked for; the answer was lost
    NOT_DIALLED = "not-dialled"  # planned, then not wanted any more
    QUEUED = "queued"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"
    FAILED = "failed"


_S: Final = LegStatus
ENDED_BY_TWILIO: Final = frozenset({_S.COMPLETED, _S.BUSY, _S.NO_ANSWER, _S.CANCELED, _S.FAILED})
OVER: Final = ENDED_BY_TWILIO | {_S.NOT_DIALLED}
ALIVE: Final = frozenset({_S.QUEUED, _S.RINGING, _S.IN_PROGRESS})

TRANSITIONS: Final[dict[LegStatus, frozenset[LegStatus]]] = {
    _S.PLANNED: ALIVE | OVER | {_S.UNKNOWN},
    _S.UNKNOWN: ALIVE | OVER,
    _S.QUEUED: frozenset({_S.RINGING, _S.IN_PROGRESS}) | ENDED_BY_TWILIO,
    _S.RINGING: frozenset({_S.IN_PROGRESS}) | ENDED_BY_TWILIO,
    _S.IN_PROGRESS: frozenset({_S.COMPLETED, _S.FAILED}),
} | {ending: frozenset() for ending in OVER}


class LegName(StrEnum):
    AGENT = "agent"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Leg:
    """One telephone line of a call.

    Attributes:
        sid: Twilio's call SID ("CA" and 32 hex digits); empty until it is known.
        attempts: Requests for it that Twilio promised not to have processed.
        asked_at: When it was last asked for, in seconds since 1970; 0: never.
    """

    status: LegStatus = LegStatus.PLANNED
    sid: str = ""
    attempts: int = 0
    asked_at: float = 0.0

    def now(self, status: LegStatus, *, sid: str = "") -> "Leg":
        """The leg with a new status; unchanged where TRANSITIONS has no such step."""
        if status is not self.status and status not in TRANSITIONS[self.status]:
            return self
        return replace(self, status=status, sid=sid or self.sid)

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def is_alive(self) -> bool:
        return self.status in ALIVE

    @property
    def may_ring(self) -> bool:
        """True unless it is certain that no telephone rings or talks on this leg."""
        return self.is_alive or self.status is LegStatus.UNKNOWN


class Outcome(StrEnum):
    """How a call ended, as Recents say it."""

    OPEN = "open"
    TALKED = "talked"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"  # hung up by the agent before the customer answered
    FAILED = "failed"
    AGENT_UNREACHED = "agent-unreached"  # the agent's own phone did not answer
    UNKNOWN = "unknown"


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
        placed_at, connected_at, ended_at: Seconds since 1970, UTC; 0: not (yet).
        duration: Seconds the customer was connected, as Twilio counts them.
        hanging_up: Both legs are to end, whatever state they are in.
        problem, remedy, reference: What went wrong, for people; empty if nothing.
        problem_code: Twilio's error code; 0 if there is none.
        trouble: What keeps a leg from being ended just now; it is tried again.
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
    ended_at: float = 0.0
    duration: int = 0
    hanging_up: bool = False
    problem: str = ""
    remedy: str = ""
    reference: str = ""
    problem_code: int = 0
    trouble: str = ""

    @property
    def conference(self) -> str:
        """The conference's name at Twilio; unique to this call."""
        return f"softphone-{self.id}"

    @property
    def is_over(self) -> bool:
        return self.agent_leg.is_over and self.customer_leg.is_over

    @property
    def is_connected(self) -> bool:
        return (
            self.agent_leg.status is LegStatus.IN_PROGRESS
            and self.customer_leg.status is LegStatus.IN_PROGRESS
        )

    @property
    def may_ring(self) -> bool:
        """True unless it is certain that nobody's telephone rings."""
        return self.agent_leg.may_ring or self.customer_leg.may_ring

    @property
    def outcome(self) -> Outcome:
        if LegStatus.UNKNOWN in (self.agent_leg.status, self.customer_leg.status):
            return Outcome.UNKNOWN
        if not self.is_over:
            return Outcome.OPEN
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
        return Outcome.AGENT_UNREACHED


_OUTCOMES: Final = {
    LegStatus.COMPLETED: Outcome.CANCELED,  # ended without ever having been connected
    LegStatus.CANCELED: Outcome.CANCELED,
    LegStatus.BUSY: Outcome.BUSY,
    LegStatus.NO_ANSWER: Outcome.NO_ANSWER,
    LegStatus.FAILED: Outcome.FAILED,
}
