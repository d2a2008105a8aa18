"""When a desk reads its worker again: pure functions of the time, the past hour and chance.

Rule 1: idle, at most 4 requests an hour; each call allows one more.
Rule 2: every call reads, whatever was read before; what is read as the agent begins to type is of
        the same few an hour.
Rule 3: a desk that keeps nothing of its agent looks as it starts; one that does shows what it keeps.
Rule 4: slow looks have jitter, so that ten thousand desks started at nine never ask together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Chance = Callable[[], float]  # from 0 to 1, as random.random

HOUR: Final = 3600.0
IDLE_LOOKS_AN_HOUR: Final = 4
SLOWEST, FASTEST = 24 * 60.0, 16 * 60.0
FIRST_WITHIN_SECONDS: Final = 5 * 60.0
TYPING_AGAIN_SECONDS: Final = 15 * 60.0


class PollReason(StrEnum):
    """Why a desk reads."""

    START = "signing in where nothing is kept"
    TYPING = "the agent begins to type a number"
    CALL = "before a call"
    SLOW = "in between"


@dataclass(frozen=True, slots=True)
class PollSchedule:
    """A desk's looks and calls of the past hour (seconds since 1970), and its next slow look."""

    next_slow: float
    polls: tuple[float, ...] = ()
    calls: tuple[float, ...] = ()

    @classmethod
    def begun(cls, now: float, chance: Chance) -> "PollSchedule":
        """A desk that starts; it looks within five minutes."""
        return cls(now + FIRST_WITHIN_SECONDS * chance())

    def is_due(self, reason: PollReason, now: float) -> bool:
        """True when this occasion is worth a request."""
        age = now - self.polls[-1] if self.polls else HOUR
        if age < 0:  # the clock was set back
            return True
        if reason is PollReason.CALL or (reason is PollReason.START and not self.polls):
            return True
        if reason is PollReason.TYPING and age < TYPING_AGAIN_SECONDS:
            return False
        if reason is PollReason.SLOW and now < self.next_slow:
            return False
        return self.in_past_hour(now) < IDLE_LOOKS_AN_HOUR + len(_of_past_hour(self.calls, now))

    def in_past_hour(self, now: float) -> int:
        """How many looks there were."""
        return len(_of_past_hour(self.polls, now))

    def polled(self, now: float, chance: Chance) -> "PollSchedule":
        """After a look, for whatever occasion."""
        pause = FASTEST + (SLOWEST - FASTEST) * chance()
        return PollSchedule(
            now + pause, (*_of_past_hour(self.polls, now), now), _of_past_hour(self.calls, now)
        )

    def called(self, now: float) -> "PollSchedule":
        """A call is about to be placed, whether it is looked for it or not."""
        return PollSchedule(self.next_slow, self.polls, (*_of_past_hour(self.calls, now), now))

    def until_slow(self, now: float) -> float:
        """Seconds until a slow look may be due."""
        return max(0.0, min(self.next_slow - now, SLOWEST))


def _of_past_hour(times: tuple[float, ...], now: float) -> tuple[float, ...]:
    return tuple(each for each in times if now - HOUR < each <= now)
