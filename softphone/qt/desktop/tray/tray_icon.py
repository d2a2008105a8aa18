"""The icon in the tray: what goes on at a glance, and Hang up from anywhere.

Rule 1: an icon is there only where a tray is there *now*; where one appears later, it follows.
Rule 2: each state has a shape of its own, with an edge that light and dark panels both show.
Rule 3: Qt looks for the desktop's tray service once and keeps the answer "none" for good; so it is
        asked only when somebody else has seen a tray: the bus, or the X server.

GNOME has no tray without an extension; there, closing the window quits. Wayland has one through the
bus only, X11 also in its own way, Windows and macOS always.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from softphone.qt.assets import asset

_ALWAYS_HAS_ONE: Final = ("windows", "cocoa")
_OPENS: Final = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)


class TrayState(StrEnum):
    """What the icon shows; the value is the icon's file."""

    IDLE = "idle"
    RINGING = "ringing"
    IN_CALL = "in-call"
    MUTED = "muted"
    OFFLINE = "offline"


class Tray(QObject):
    """Signals:
    appeared: There is a tray now, and our icon in it.
    open_wanted: The icon was clicked, or Open chosen.
    about_to_open: The menu will be shown; its texts may be set.
    """

    appeared = Signal()
    open_wanted = Signal()
    about_to_open = Signal()

    def __init__(self, seen: Callable[[], bool], parent: QObject | None = None) -> None:
        """Args:
        seen: Whether the bus or the X server knows of a tray now.
        """
        super().__init__(parent)
        self._seen = seen
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._state, self._words = TrayState.OFFLINE, ""
        self.open = QAction(self.tr("&Open Softphone"), self)
        self.hang_up = QAction(self.tr("&Hang up"), self)
        self.mute = QAction(self.tr("&Mute"), self)
        self.mute.setCheckable(True)
        self.from_clipboard = QAction(self.tr("Call from the &clipboard"), self)
        self.redial = QAction(self.tr("&Redial"), self)
        self.quit = QAction(self.tr("&Quit"), self)
        self.open.triggered.connect(self.open_wanted)

    @property
    def is_there(self) -> bool:
        """The person can see our icon now."""
        return self._icon is not None and self._may_be_there() and QSystemTrayIcon.isSystemTrayAvailable()

    def look(self) -> None:
        """Put the icon into the tray if there is one by now."""
        if self._icon is not None or not self._may_be_there() or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self._menu = QMenu()
        self._menu.aboutToShow.connect(self.about_to_open)
        self._menu.addActions([self.open, self.hang_up, self.mute, self.from_clipboard, self.redial])
        self._menu.addSeparator()
        self._menu.addAction(self.quit)
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.open_wanted)
        self._show()
        self._icon.show()
        self.appeared.emit()

    def show_state(self, state: TrayState, words: str) -> None:
        """The state as a shape, and ``words`` for the pointer and the screen reader."""
        if (state, words) != (self._state, self._words):
            self._state, self._words = state, words
            self._show()

    def tell(self, title: str, words: str) -> None:
        """A message beside the icon; nothing where there is no tray."""
        if self._icon is not None:
            self._icon.showMessage(title, words, self._icon.icon())

    def close(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()

    def _may_be_there(self) -> bool:
        return QGuiApplication.platformName() in _ALWAYS_HAS_ONE or self._seen()

    def _show(self) -> None:
        if self._icon is not None:
            self._icon.setIcon(QIcon(str(asset(f"icons/tray-{self._state}.svg"))))
            self._icon.setToolTip(self._words)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _OPENS:
            self.open_wanted.emit()
