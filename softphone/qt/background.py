"""Run blocking work off the GUI thread and answer on it.

Rule 1: work never touches Qt.
Rule 2: answers arrive on the GUI thread, in the order the lane finished them.
Rule 3: one lane is one thread, so jobs in a lane never overlap and a slow
        refresh never delays a call.
Rule 4: whoever asked is always answered: with the result, or with a failure. What nobody expected
        is a failure too, and besides surfaces through the exception hook.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from softphone.domain.errors import SoftphoneError
from softphone.qt.exceptions import unexpected
from softphone.qt.gc_pauses import paused

T = TypeVar("T")


class Lane(StrEnum):
    CALLS = "calls"
    PUT_ASIDE = "calls put aside"  # of an earlier run, or in doubt: nobody waits for them
    REFRESH = "refresh"
    FILES = "files"  # reading what a person chose: seconds, and nobody else waits for it
    OWN = "own caller ID"  # what supervisors set for this agent
    TEAM = "team"  # a supervisor's changes: minutes for a thousand agents
    LINE = "line"  # access tokens for the line in the app
    KEEP = "keep"  # short writes to the disk; finished before the application ends


_LONG: Final = (Lane.CALLS, Lane.PUT_ASIDE, Lane.TEAM)  # their work may take minutes, and builds little


class Background(QObject):
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = {lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=lane) for lane in Lane}
        self._is_closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        *,
        then: Callable[[T], None],
        failed: Callable[[SoftphoneError], None],
    ) -> None:
        """Run ``work()`` in ``lane``; call ``then`` or ``failed`` on the GUI thread.

        Once closed, nothing is begun: a call's timer may still ask for its next step.
        """
        if self._is_closed:
            return
        future = self._threads[lane].submit(work if lane in _LONG else partial(_uncollected, work))
        future.add_done_callback(lambda done: self._answered.emit(partial(_answer, done, then, failed)))

    def close(self) -> None:
        """Write what is to be kept, drop other work that has not started, wait for what runs.

        Nobody is answered any more.
        """
        self._is_closed = True
        self._threads[Lane.KEEP].shutdown(wait=True)
        for threads in self._threads.values():
            threads.shutdown(wait=True, cancel_futures=True)
        QCoreApplication.removePostedEvents(self)

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        answer()


def _uncollected(work: Callable[[], T]) -> T:
    with paused():
        return work()


def _answer(
    done: Future[Any],
    then: Callable[[Any], None],
    failed: Callable[[SoftphoneError], None],
) -> None:
    if done.cancelled():
        return
    try:
        result = done.result()
    except SoftphoneError as error:
        failed(error)
    except Exception as error:
        failed(unexpected(error))
        raise
    else:
        then(result)
