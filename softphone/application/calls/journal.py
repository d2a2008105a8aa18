"""What is known of the calls of this run: in memory first, on disk as soon as the disk allows.

Rule 1: a telephone rings only after the intent is on disk; a disk that cannot be written rings nobody.
Rule 2: what was learned is kept here before anything else and is never lost to the disk: the next
        step of a call begins with the newest that is known of it.
Rule 3: keeping never waits for long and never fails; what is not on disk yet is written again with
        every step, and before the program ends.
"""

import logging
from collections.abc import Collection
from threading import Lock
from typing import Final

from softphone.application.ports import CallLog
from softphone.domain.calls.call import Call
from softphone.domain.errors import SoftphoneError

INTENT_WAITS_SECONDS: Final = 1.5
ANSWER_WAITS_SECONDS: Final = 0.3
_LOG: Final = logging.getLogger("softphone.calls")


class Journal:
    """The calls of this run; several lanes may use it at once."""

    def __init__(self, log: CallLog) -> None:
        self._log = log
        self._lock, self._writing = Lock(), Lock()
        self._known: dict[str, Call] = {}
        self._unsaved: dict[str, Call] = {}
        self.problem: SoftphoneError | None = None  # why something is not on disk

    def newest(self, call: Call) -> Call:
        """The newest that is known of a call; ``call`` itself where nothing newer is."""
        with self._lock:
            return self._known.get(call.id, call)

    def begin(self, call: Call, *, unless_called_since: float | None) -> Call | None:
        """Write the intent to place ``call`` down; see CallLog.begin. Raises SoftphoneError."""
        earlier = self._log.begin(call, unless_called_since=unless_called_since, within=INTENT_WAITS_SECONDS)
        if earlier is None:
            self.remember(call)
        return earlier

    def intend(self, call: Call) -> None:
        """Write down that a leg is asked for, before it is. Raises SoftphoneError: nobody may be rung."""
        with self._writing:
            self._log.save(call, within=INTENT_WAITS_SECONDS)
            with self._lock:
                self._unsaved.pop(call.id, None)
        self.remember(call)

    def keep(self, call: Call) -> Call:
        """Keep what was learned of ``call``, and return it."""
        self.remember(call)
        with self._lock:
            self._unsaved[call.id] = call
        self._write(call.id, ANSWER_WAITS_SECONDS)
        return call

    def remember(self, call: Call) -> Call:
        """Keep a wish or a report in memory, and return the call; nothing is written."""
        with self._lock:
            before = self._known.get(call.id)
            self._known[call.id] = call
        _tell_log(before, call)
        return call

    @property
    def is_behind(self) -> bool:
        """Something is not on disk yet."""
        with self._lock:
            return bool(self._unsaved)

    def catch_up(self, within: float = 0.0) -> bool:
        """Write what is not on disk yet; True when everything is."""
        with self._lock:
            waiting = list(self._unsaved)
        return not [call_id for call_id in waiting if not self._write(call_id, within)]

    def sids_of_others(self, call: Call) -> Collection[str] | None:
        """The SIDs of every leg that belongs to another call; None: the disk cannot be read."""
        try:
            return self._log.sids_of_others(call)
        except SoftphoneError:
            return None

    def _write(self, call_id: str, within: float) -> bool:
        with self._writing:
            call = self._unsaved.get(call_id)
            if call is None:
                return True
            try:
                self._log.save(call, within=within)
            except SoftphoneError as error:
                if self.problem is None:
                    _LOG.info("calls cannot be written down: %s", error.what)
                self.problem = error
                return False
            self._forget_unsaved(call)
        return True

    def _forget_unsaved(self, call: Call) -> None:
        with self._lock:
            if self._unsaved.get(call.id) is call:
                del self._unsaved[call.id]
                if call.is_over:
                    self._known.pop(call.id, None)
            if not self._unsaved:
                self.problem = None


def _tell_log(before: Call | None, call: Call) -> None:
    """A line for each step of each leg; the log takes out what nobody else may read."""
    name = call.id[:6]
    for label, leg in call.legs.items():
        was = before.legs.get(label) if before is not None else None
        if was is None or was.status is not leg.status:
            then = was.status.value if was is not None else "new"
            _LOG.info("call %s: %s %s -> %s %s", name, label, then, leg.status.value, leg.sid)
    if call.is_over and (before is None or not before.is_over):
        _LOG.info("call %s: over, %s after %s s %s", name, call.outcome.value, call.duration, call.problem)
