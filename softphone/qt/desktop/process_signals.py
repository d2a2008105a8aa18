"""The end of the program, as the system asks for it: a signal, or the end of the desktop's session.

Rule 1: a call is ended first; the program waits for that, but not for ever.
Rule 2: Python runs a signal's handler only when it gets to run: the wake-up socket is what Qt hears.
"""

import signal
import socket
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, QSocketNotifier, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from softphone.qt.models.calls.call import CallModel

WAITS_FOR_THE_END_MS: Final = 5000
_SIGNALS: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")


class ProcessSignals(QObject):
    """Signals:
    asked_to_end: The system wants the program to end.
    """

    asked_to_end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._woken = socket.socketpair()
        for end in (self._ours, self._woken):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._before: dict[int, object] = {}
        self._wakes_before = signal.set_wakeup_fd(self._woken.fileno(), warn_on_full_buffer=False)
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, lambda *_: None)

    def close(self) -> None:
        """Let signals do again what they did before."""
        signal.set_wakeup_fd(self._wakes_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # as signal() gave it
        self._notifier.setEnabled(False)
        self._ours.close()
        self._woken.close()

    def _read(self) -> None:
        if any(number in self._before for number in self._ours.recv(4096)):
            self.asked_to_end.emit()


class Leaving(QObject):
    """Ends the call, then the program.

    Args:
        quit_program: Ends the program; nothing is asked any more.
    """

    def __init__(self, call: CallModel, quit_program: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._call, self._quit = call, quit_program
        self._is_leaving = False
        self._patience = QTimer(self, singleShot=True, interval=WAITS_FOR_THE_END_MS)
        self._patience.timeout.connect(self._quit)
        call.changed.connect(self._on_call_changed)

    def leave(self) -> None:
        """Hang up and quit."""
        self._is_leaving = True
        self._patience.start()
        self._call.hang_up()
        self._on_call_changed()

    def end_call_before_session_ends(self) -> None:
        """The desktop's session ends once this returns: nobody may be left ringing."""
        if not self._call.is_open:
            return
        loop = QEventLoop()
        self._call.changed.connect(lambda: None if self._call.is_open else loop.quit())
        QTimer.singleShot(WAITS_FOR_THE_END_MS, loop.quit)
        self._call.hang_up()
        if self._call.is_open:
            loop.exec()

    def _on_call_changed(self) -> None:
        if self._is_leaving and not self._call.is_open:
            self._patience.stop()
            self._quit()


def leave_when_asked(call: CallModel, application: QGuiApplication) -> ProcessSignals:
    """From now on the system's wish ends the call and then the program; close it at the end."""
    signals = ProcessSignals(application)
    leaving = Leaving(call, application.quit, application)
    signals.asked_to_end.connect(leaving.leave)
    application.commitDataRequest.connect(lambda _manager: leaving.end_call_before_session_ends())
    return signals
