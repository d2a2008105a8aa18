"""Whether the person can see the window, bringing it to the front, and what its close button does."""

import os
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from softphone.qt.virtual import virtual

_CHANGES = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange)


class WindowWatch(QObject):
    """Signals:
    changed: The window was shown, hidden, minimised or brought back.
    """

    changed = Signal()

    def __init__(self, window: QMainWindow, hides_when_closed: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._hides_when_closed = hides_when_closed
        window.installEventFilter(self)

    @property
    def is_in_sight(self) -> bool:
        """It may be behind others."""
        return self._window.isVisible() and not self._window.isMinimized()

    @property
    def is_in_front(self) -> bool:
        return self.is_in_sight and self._window.isActiveWindow()

    def open(self, activation: str = "") -> None:
        """Show the window and bring it to the front, as far as the desktop permits.

        Args:
            activation: The permission that came with a link; Wayland asks for it.
        """
        if activation:
            os.environ["XDG_ACTIVATION_TOKEN"] = activation  # Qt takes it from there, once
        QGuiApplication.setQuitOnLastWindowClosed(True)
        if self._window.isMinimized():
            # Not showNormal: a maximised window comes back maximised.
            self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def hide(self) -> None:
        """Out of sight; the program goes on."""
        # A question that is answered while the window is hidden must not end the program.
        QGuiApplication.setQuitOnLastWindowClosed(False)
        self._window.hide()

    @virtual(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Spontaneous: the person closed this window; Quit, and the end of the session, are not.
        if event.type() == QEvent.Type.Close and event.spontaneous() and self._hides_when_closed():
            event.ignore()
            self.hide()
            return True
        if event.type() in _CHANGES:
            QTimer.singleShot(0, self, self.changed.emit)
        return False
