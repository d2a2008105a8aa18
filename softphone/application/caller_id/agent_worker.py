"""The agent's own worker at TaskRouter: found once, read and written; what it keeps is recorded here.

Rule: everything here may block, and one lane at a time may be in it.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from softphone.application.caller_id.poll_schedule import Chance
from softphone.application.caller_id.record import CallerIdRecord, RecordedChange, Unrecorded
from softphone.application.caller_id.update_worker import WorkerUpdate, update_worker
from softphone.application.caller_id.worker_directory import Worker, WorkerDirectory
from softphone.domain.caller_id.assignment import Assignment, Kept, changed, settled
from softphone.domain.errors import ErrorKind, SoftphoneError
from softphone.domain.words import say


@dataclass(frozen=True, slots=True)
class TaskRouter:
    """What a desk needs to reach its worker.

    Attributes:
        directory: None: no workspace is set.
        chance: From 0 to 1, for jitter.
    """

    directory: WorkerDirectory | None
    record: CallerIdRecord
    chance: Chance


NO_TASK_ROUTER: Final = TaskRouter(None, Unrecorded(), lambda: 0.0)


class PinnedByOther(SoftphoneError):
    """A supervisor's pin is there: the agent's pick was not written."""

    pin: Assignment


class AgentWorker:
    def __init__(self, agent: str, router: TaskRouter) -> None:
        self._agent, self._router = agent, router
        self._sid = ""
        self._remembered: Kept | None = None
        self.is_not_there = False

    @property
    def has_directory(self) -> bool:
        """False: no workspace is set."""
        return self._router.directory is not None

    def read(self) -> Worker | None:
        """As it is now; found by name the first time. None: there is none.

        Raises SoftphoneError: Twilio could not be asked.
        """
        directory = self._router.directory
        if directory is None:
            return None
        try:
            worker = directory.fetch(self._sid) if self._sid else directory.find(self._agent)
        except SoftphoneError as error:
            if error.kind is not ErrorKind.NOT_FOUND or not self._sid:
                raise
            worker = None
        self._sid, self.is_not_there = (worker.sid if worker else ""), worker is None
        return worker

    def tidy(self, now: float) -> Kept | None:
        """Write what has gone back by itself, or what Flex changed, so that everybody reads the same."""
        done = self._change(lambda kept, worker: settled(kept, now, worker.updated_at))
        return done.after if done else None

    def write(self, pick: Assignment, now: float) -> WorkerUpdate | None:
        """Write the agent's pick over what is there, but for a pin; None: there is no worker.

        Raises PinnedByOther, or SoftphoneError: Twilio could not be asked.
        """

        def over(kept: Kept, worker: Worker) -> Kept:
            there = settled(kept, now, worker.updated_at)
            if there.assignment is not None and there.assignment.binds(self._agent):
                pinned = PinnedByOther(say("{by} pinned your caller ID.", by=there.assignment.by))
                pinned.pin = there.assignment
                raise pinned
            return changed(there, pick)

        return self._change(over)

    def remember(self, there: Kept) -> None:
        """Put what the worker keeps of changes into this machine's record."""
        if there == self._remembered:
            return
        with suppress(SoftphoneError):  # a full disk: the worker keeps it, and it is read again
            self._router.record.keep(RecordedChange(self._agent, row) for row in there.record)
            self._remembered = there

    def _change(self, change: Callable[[Kept, Worker], Kept]) -> WorkerUpdate | None:
        if self._router.directory is None or (not self._sid and self.read() is None):
            return None
        done = update_worker(self._router.directory, self._sid, change)
        self.remember(done.after)
        return done
