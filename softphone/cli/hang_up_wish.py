"""The wish to hang up, as signals bring it: at any moment, and never swallowed.

Rule 1: before anything was asked of Twilio for the call, a signal simply ends the command.
Rule 2: afterwards it is a wish: the request under way gets a moment for its answer, then it is given
        up, so that nothing holds up the end of the call.
Rule 3: a second signal leaves at once; what may still ring then is said.
"""

import signal
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import Final

GIVES_ANSWER_SECONDS: Final = 0.7
# SIGHUP: the terminal was closed. SIGBREAK: Ctrl+Break and a closed console on Windows.
_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Stopped(BaseException):
    """A signal came before anybody was rung."""


class HangUpWish:
    """Attributes:
    interrupt: Gives up waiting for the request under way; None: nothing may be given up.
    """

    def __init__(self) -> None:
        self.interrupt: Callable[[], None] | None = None
        self._signals: SimpleQueue[int] = SimpleQueue()
        self._wished, self._leaves = Event(), Event()
        self._has_begun = self._is_ending = False
        Thread(target=self._wait_for_signals, name="hang up", daemon=True).start()

    def listen(self) -> None:
        """From now on signals are wishes."""
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            # nohup has SIGHUP ignored: a call is to go on without its terminal then.
            if number is not None and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
                signal.signal(number, self._on_signal)

    def begin(self) -> None:
        """The call is about to be placed. Raises Stopped: it is not to be, any more."""
        self._has_begun = True
        if self.is_wished:
            raise Stopped

    def ending(self) -> None:
        """What is asked of Twilio now ends the call: it is not given up."""
        self._is_ending = True

    def wish(self) -> None:
        """As a signal does."""
        self._signals.put(0)

    @property
    def is_wished(self) -> bool:
        return self._wished.is_set() or not self._signals.empty()

    @property
    def leaves(self) -> bool:
        """It was wished for twice: nobody waits for the end any more."""
        return self._leaves.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait for so long, or until it is wished for (once more); True if it is."""
        return (self._leaves if self._wished.is_set() else self._wished).wait(seconds)

    def _on_signal(self, number: int, _frame: object) -> None:
        self._signals.put(number)  # the one thing that is safe at any moment
        if not self._has_begun:
            raise Stopped

    def _wait_for_signals(self) -> None:
        self._signals.get()
        self._wished.set()
        Thread(target=self._give_up_waiting, name="give up waiting", daemon=True).start()
        self._signals.get()
        self._leaves.set()
        if self.interrupt is not None:
            self.interrupt()

    def _give_up_waiting(self) -> None:
        while not self._leaves.wait(GIVES_ANSWER_SECONDS) and not self._is_ending:
            if self.interrupt is not None:
                self.interrupt()
