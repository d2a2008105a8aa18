"""One telephone line of a call, and the table of what can become of it.

Rule 1: a leg's status changes only along TRANSITIONS; what is over stays over.
Rule 2: what nobody knows is said: a leg whose answer was lost is *unknown*, not failed.
Rule 3: a leg is *asked* from before the request until its answer: only that much is on disk
        when the program is killed in between, and it counts as unknown afterwards.
Rule 4: doubt ends with evidence, or when no telephone can ring for the leg any more: a list in
        which it does not stand (yet) proves nothing.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class LegStatus(StrEnum):
    """Twilio's own words for a leg that it knows; our own before and beside them.

    Source: call_enum_status in Twilio's OpenAPI, twilio_api_v2010.
    """

    PLANNED = "planned"  # not asked for yet
    ASKED = "asked"  # the request is on its way
    UNKNOWN = "unknown"  # asked for; the answer was lost
    NOT_DIALLED = "not-dialled"  # not wanted any more
    NOT_FOUND = "not-found"  # Twilio knows nothing of it, and by now no telephone can ring for it
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
OVER: Final = ENDED_BY_TWILIO | {_S.NOT_DIALLED, _S.NOT_FOUND}
ALIVE: Final = frozenset({_S.QUEUED, _S.RINGING, _S.IN_PROGRESS})
IN_DOUBT: Final = frozenset({_S.ASKED, _S.UNKNOWN})

TRANSITIONS: Final[dict[LegStatus, frozenset[LegStatus]]] = {
    _S.PLANNED: frozenset({_S.ASKED, _S.NOT_DIALLED}),
    # Back to planned: Twilio promised that it did nothing (429), so it may be asked again.
    _S.ASKED: ALIVE | ENDED_BY_TWILIO | {_S.UNKNOWN, _S.PLANNED},
    _S.UNKNOWN: ALIVE | OVER,
    _S.QUEUED: frozenset({_S.RINGING, _S.IN_PROGRESS, _S.NOT_FOUND}) | ENDED_BY_TWILIO,
    _S.RINGING: frozenset({_S.IN_PROGRESS, _S.NOT_FOUND}) | ENDED_BY_TWILIO,
    _S.IN_PROGRESS: frozenset({_S.COMPLETED, _S.FAILED, _S.NOT_FOUND}),
} | {ending: frozenset() for ending in OVER}


class LegName(StrEnum):
    """The two legs that every call has; guests have labels of their own."""

    AGENT = "agent"
    CUSTOMER = "customer"


RING_AGENT_SECONDS: Final = 30
RING_OTHERS_SECONDS: Final = 60
_TWILIO_ADDS_SECONDS: Final = 5.0  # "~5 s added in some flows", Twilio's Timeout parameter
# A request may be done after nobody waits for it any more, and lists and new SIDs lag behind.
_LATE_SECONDS: Final = 30.0


def may_ring_for_seconds(label: str) -> float:
    """How long after its request a telephone may ring for that leg, at the longest."""
    rings = RING_AGENT_SECONDS if label == LegName.AGENT else RING_OTHERS_SECONDS
    return rings + _TWILIO_ADDS_SECONDS + _LATE_SECONDS


@dataclass(frozen=True, slots=True)
class Leg:
    """What is known of one leg.

    Attributes:
        sid: Twilio's call SID ("CA" and 32 hex digits); empty until it is known.
        attempts: Requests for it that Twilio promised not to have processed.
        asked_at: When it was last asked for, in seconds since 1970; 0: never.
        by_own_clock: ``asked_at`` is of this machine's clock, which nobody had compared with Twilio's yet.
        queue_seconds: How long Twilio lets it wait before it rings, where it said so; 0: not at all.
    """

    status: LegStatus = LegStatus.PLANNED
    sid: str = ""
    attempts: int = 0
    asked_at: float = 0.0
    by_own_clock: bool = False
    queue_seconds: float = 0.0

    def now(self, status: LegStatus, *, sid: str = "") -> "Leg":
        """The leg with a new status; unchanged where TRANSITIONS has no such step."""
        if status is not self.status and status not in TRANSITIONS[self.status]:
            return self
        return replace(self, status=status, sid=sid or self.sid)

    def asked(self, at: float, *, by_own_clock: bool = False) -> "Leg":
        """The leg as its request goes out."""
        return replace(self.now(LegStatus.ASKED), asked_at=at, by_own_clock=by_own_clock)

    def put_right(self, by: float) -> "Leg":
        """The leg, once it is known by how many seconds this machine's clock was behind."""
        return replace(self, asked_at=self.asked_at + by, by_own_clock=False) if self.by_own_clock else self

    def not_processed(self) -> "Leg":
        """The leg after Twilio promised that it did nothing."""
        return replace(self.now(LegStatus.PLANNED), attempts=self.attempts + 1)

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def is_alive(self) -> bool:
        return self.status in ALIVE

    @property
    def is_in_doubt(self) -> bool:
        """Its request went out and nobody knows what came of it."""
        return self.status in IN_DOUBT

    @property
    def may_ring(self) -> bool:
        """True unless it is certain that no telephone rings or talks on this leg."""
        return self.is_alive or self.is_in_doubt
