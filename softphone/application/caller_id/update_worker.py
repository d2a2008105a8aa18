"""Changes what a worker keeps for us, whoever else writes it at the same time.

Rule 1: read, merge our keys, write over the version that was read; on 412 read again: three times.
Rule 2: what others keep there is never lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from softphone.application.caller_id.worker_directory import ChangedMeanwhile, Worker, WorkerDirectory
from softphone.domain.caller_id.assignment import Kept
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class WorkerUpdate:
    """What was there, and what is there now."""

    worker: Worker
    before: Kept
    after: Kept


def update_worker(
    directory: WorkerDirectory, sid: str, change: Callable[[Kept, Worker], Kept]
) -> WorkerUpdate:
    """Make ``change`` of what a worker keeps; asked anew for every version of the worker.

    Raises SoftphoneError: ``change`` refuses; others wrote it three times in a row; Twilio refuses.
    """
    for _ in range(ATTEMPTS):
        worker = directory.fetch(sid)
        before = worker.kept
        after = change(before, worker)
        if after == before:
            return WorkerUpdate(worker, before, before)
        try:
            return WorkerUpdate(directory.update(worker, after), before, after)
        except ChangedMeanwhile:
            continue
    raise SoftphoneError(
        say("Other programs changed {name} at Twilio each of three times.", name=worker.name),
        remedy=say("Nothing was changed. Try again in a minute."),
    )
