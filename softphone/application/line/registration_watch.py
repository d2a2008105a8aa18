"""Keeps the line registered: what to do next, given what happened and what time it is.

Rule 1: pure: it is told what happened and when, and answers with what to do (``Do``).
Rule 2: whatever is waited for has a time-out; after it the state on the screen is true.
Rule 3: the SDK is asked to register once for each device; another attempt takes a new device,
        and that is never made while a call is open.
Rule 4: tokens are renewed by this clock, not by the SDK's.
Rule 5: a line without a microphone is not registered: nothing rings that cannot be answered.
"""

from enum import StrEnum
from typing import Final

from softphone.application.line.line_access import (
    ASLEEP_IF_LATE_BY_SECONDS,
    IDLE_BEFORE_NEW_PAGE_SECONDS,
    LOOK_EVERY_SECONDS,
    PAGE_SERVES_CALLS,
    PAUSES,
    RENEW_AGAIN_AFTER_FAILURE_SECONDS,
    RENEW_BEFORE_THE_END_SECONDS,
    TIME_OUTS,
    Waiting,
)
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import STATUS, LineState, LineStatus, Trouble, status_of


class Do(StrEnum):
    """What the world is asked for; each is answered by one of the watch's methods."""

    OPEN = "open the page"
    FETCH_TOKEN = "fetch a token"
    CONNECT = "connect with the token"
    RENEW = "renew the token"
    DISCONNECT = "let the device go"


_NOTHING: Final[list[Do]] = []


class LineWatch:
    """``now`` is in seconds of a clock that only goes forward.

    Attributes:
        status: What is true of the registration.
    """

    def __init__(self) -> None:
        self.status: LineStatus = STATUS[LineState.OFF]
        self.has_call = False
        self._has_microphone = True
        self._calls_on_page = 0
        self._idle_since = 0.0
        self._waiting: Waiting | None = None
        self._deadline = 0.0
        self._retry_at: float | None = None
        self._renew_at: float | None = None
        self._attempts = 0
        self._is_open = False
        self._fetching = False
        self._last_trouble: LineStatus | None = None

    @property
    def is_registered(self) -> bool:
        return self.status.state is LineState.READY

    def start(self, now: float) -> list[Do]:
        """The line is wanted."""
        self.status = STATUS[LineState.STARTING]
        return self._opening(now)

    def opened(self, now: float) -> list[Do]:
        """The page is there; whether there is a microphone was told before."""
        self._is_open = True
        return self._fetch(now) if self._has_microphone else self._muzzled()

    def microphone(self, is_there: bool, now: float) -> list[Do]:
        """One was plugged in, or the last one was taken away."""
        had_one, self._has_microphone = self._has_microphone, is_there
        if not self._is_open or had_one == is_there or self.has_call:
            return _NOTHING
        return self._fetch(now) if is_there else self._muzzled()

    def broke(self, now: float) -> list[Do]:
        """The page is gone, or could not be loaded; calls on it with it."""
        self._is_open, self.has_call = False, False
        return self._failed(STATUS[LineState.NOT_REGISTERED], now)

    def lost(self, now: float) -> list[Do]:
        """A call's socket is gone without a word: only another page surely lets go of its sound."""
        self.has_call = False
        self.status = STATUS[LineState.LOST]
        return self._opening(now)

    def call_over(self, now: float) -> None:
        self.has_call = False
        self._calls_on_page += 1
        self._idle_since = now

    def token_came(self, now: float, lives_for: float) -> list[Do]:
        self._fetching = False
        self._renew_at = now + max(lives_for - RENEW_BEFORE_THE_END_SECONDS, lives_for / 2)
        if not self._has_microphone and not self.has_call:
            return _NOTHING
        if self._waiting is Waiting.TOKEN and not self.has_call:
            self._wait_for(Waiting.REGISTRATION, now)
            return [Do.CONNECT]
        return [Do.RENEW]

    def token_failed(self, now: float, error: SoftphoneError) -> list[Do]:
        """A registered line stays registered; the token is asked for again."""
        self._fetching = False
        self._renew_at = now + RENEW_AGAIN_AFTER_FAILURE_SECONDS
        if self._waiting is Waiting.TOKEN:
            status = LineStatus(LineState.NOT_REGISTERED, error.what, error.remedy, error.code)
            return self._failed(status, now)
        return _NOTHING

    def registered(self) -> None:
        self.status = STATUS[LineState.READY]
        self._waiting = self._retry_at = self._last_trouble = None
        self._attempts = 0

    def unregistered(self, now: float) -> None:
        """The socket is lost; the SDK tries again by itself, within our time-out."""
        if self._waiting is None and self._retry_at is None:
            self.status = STATUS[LineState.RECONNECTING]
            self._wait_for(Waiting.RECONNECTION, now)

    def reported(self, trouble: Trouble, code: int, now: float) -> list[Do]:
        """An error of the SDK's device. They come in pairs and again and again: each is kept, few count."""
        self._last_trouble = status_of(trouble, code)
        if self._waiting is Waiting.REGISTRATION and not trouble.passes:
            return self._failed(self._last_trouble, now)
        if trouble.needs_token and self.has_call:
            return self._token(now)
        if trouble.needs_token and self._waiting is not Waiting.TOKEN:
            self.status = STATUS[LineState.RECONNECTING]
            return self._fetch(now)
        if self._waiting is None and trouble.state is LineState.NOT_REGISTERED:
            self.unregistered(now)
        return _NOTHING

    def woke_or_moved(self, now: float) -> list[Do]:
        """The machine slept, or the network is another one: what was known may be untrue."""
        if not self._is_open:
            return self._opening(now) if self._retry_at is not None else _NOTHING
        if self.has_call:
            return self._token(now)
        if not self._has_microphone or self._waiting in (Waiting.TOKEN, Waiting.PAGE):
            return _NOTHING
        self.status = STATUS[LineState.RECONNECTING]
        return self._fetch(now)

    def looked(self, now: float) -> list[Do]:
        """Time passed."""
        if self._is_open and not self._has_microphone and not self.has_call:
            return self._muzzled() if self.status.state is not LineState.NO_MICROPHONE else _NOTHING
        if self._waiting is not None and now >= self._deadline:
            return self._timed_out(now)
        if self._retry_at is not None and now >= self._retry_at and not self.has_call:
            return self._fetch(now) if self._is_open else self._opening(now)
        if self._renew_at is not None and now >= self._renew_at and self._is_open:
            return self._token(now)
        return self._opening_another(now) if self._page_is_full(now) else _NOTHING

    def _page_is_full(self, now: float) -> bool:
        is_idle = self.is_registered and not self.has_call
        long_enough = now - self._idle_since >= IDLE_BEFORE_NEW_PAGE_SECONDS
        return is_idle and long_enough and self._calls_on_page >= PAGE_SERVES_CALLS

    def _opening_another(self, now: float) -> list[Do]:
        self.status = STATUS[LineState.STARTING]
        return self._opening(now)

    def _muzzled(self) -> list[Do]:
        self.status = STATUS[LineState.NO_MICROPHONE]
        self._waiting = self._retry_at = self._renew_at = None
        return [Do.DISCONNECT]

    def _timed_out(self, now: float) -> list[Do]:
        late, self._fetching = self._waiting, False
        if late is Waiting.PAGE:
            self._is_open = False
        return self._failed(self._last_trouble or STATUS[LineState.NOT_REGISTERED], now)

    def _failed(self, status: LineStatus, now: float) -> list[Do]:
        self.status = status
        self._waiting = None
        self._retry_at = now + PAUSES[min(self._attempts, len(PAUSES) - 1)]
        self._attempts += 1
        return _NOTHING

    def _opening(self, now: float) -> list[Do]:
        self._is_open, self._calls_on_page = False, 0
        self._retry_at = self._renew_at = None
        self._wait_for(Waiting.PAGE, now)
        return [Do.OPEN]

    def _fetch(self, now: float) -> list[Do]:
        """For another device."""
        self._retry_at = None
        self._wait_for(Waiting.TOKEN, now)
        return self._token(now)

    def _token(self, now: float) -> list[Do]:
        """One at a time; the answer serves whoever waits."""
        self._renew_at = None
        if self._fetching:
            return _NOTHING
        self._fetching = True
        return [Do.FETCH_TOKEN]

    def _wait_for(self, what: Waiting, now: float) -> None:
        self._waiting = what
        self._deadline = now + TIME_OUTS[what]


class SleepWatch:
    """Tells from two clocks that the machine was asleep: a look that comes late, or one clock ahead.

    On Linux and macOS the forward-only clock stands still in sleep; on Windows both go on.
    """

    def __init__(self, forward: float, wall: float) -> None:
        self._forward, self._wall = forward, wall

    def slept(self, forward: float, wall: float) -> bool:
        """Whether the machine slept since the last look. Both in seconds."""
        longest = max(forward - self._forward, wall - self._wall)
        self._forward, self._wall = forward, wall
        return longest > LOOK_EVERY_SECONDS + ASLEEP_IF_LATE_BY_SECONDS
