"""One telephone line of a call, and the table of what can become of it.

Rule 1: a leg's status changes only along TRANSITIONS; what is over stays over.
Rule 2: what nobody knows is said: a leg whose answer was lost is *unknown*, not failed.
Rule 3: a leg is *asked* from before the request until its answer: only that much is on disk
        when the program is killed in between, and it counts as unknown afterwards.
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
    NOT_DIALLED = "not-dialled"  # not wanted any more, or proven never to have reached Twilio
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
IN_DOUBT: Final = frozenset({_S.ASKED, _S.UNKNOWN})

TRANSITIONS: Final[dict[LegStatus, frozenset[LegStatus]]] = {
    _S.PLANNED: frozenset({_S.ASKED, _S.NOT_DIALLED}),
    # Back to planned: Twilio promised that it did nothing (429), so it may be asked again.
    _S.ASKED: ALIVE | ENDED_BY_TWILIO | {_S.UNKNOWN, _S.PLANNED},
    _S.UNKNOWN: ALIVE | OVER,
    _S.QUEUED: frozenset({_S.RINGING, _S.IN_PROGRESS}) | ENDED_BY_TWILIO,
    _S.RINGING: frozenset({_S.IN_PROGRESS}) | ENDED_BY_TWILIO,
    _S.IN_PROGRESS: frozenset({_S.COMPLETED, _S.FAILED}),
} | {ending: frozenset() for ending in OVER}


class LegName(StrEnum):
    """The two legs that every call has; guests have labels of their own."""

    AGENT = "agent"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Leg:
    """What is known of one leg.

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

    def asked(self, at: float) -> "Leg":
        """The leg as its request goes out."""
        return replace(self.now(LegStatus.ASKED), asked_at=at)

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
