"""Twilio's clock, as its answers tell it: this machine's may be wrong.

Rule 1: what Twilio dates is compared with Twilio's time, never with the machine's.
Rule 2: a difference that the whole seconds of a Date header and the request's time explain is none.
"""

from email.utils import parsedate_to_datetime
from typing import Final

from softphone.application.ports import Clock

_EXACT_TO_SECONDS: Final = 2.0


class TwilioClock:
    """The machine's clock, put right by the latest answer.

    Args:
        local: The machine's own.
    """

    def __init__(self, local: Clock) -> None:
        self.local: Final = local
        self._ahead = 0.0  # of the machine's clock, in seconds
        self._is_known = False

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return self.local.now() + self._ahead

    @property
    def ahead(self) -> float | None:
        """Seconds by which the machine's own clock is behind; None: no answer has told it yet."""
        return self._ahead if self._is_known else None

    def saw(self, date: str | None, asked_at: float, answered_at: float) -> None:
        """Learn from an answer's Date header.

        Args:
            asked_at, answered_at: When it was asked for and came, by the machine's own clock.
        """
        try:
            told = parsedate_to_datetime(date or "").timestamp() + 0.5
        except (ValueError, TypeError, OverflowError):
            return
        self._is_known = True
        measured = told - (asked_at + answered_at) / 2
        unsure = _EXACT_TO_SECONDS + abs(answered_at - asked_at) / 2
        if abs(measured) <= unsure:
            self._ahead = 0.0
        elif abs(measured - self._ahead) > unsure:
            self._ahead = measured
