"""What this desktop offers: its bus, its X server and its tray, as they come and go.

Rule: nothing here waits: the bus is reached in a lane, and a tray announces itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from softphone.qt.background import Background, Lane
from softphone.qt.desktop.keys.x11 import X11
from softphone.qt.desktop.session_bus import SessionBus, connect
from softphone.qt.desktop.tray.tray_icon import Tray

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

_STATUS_NOTIFIER: Final = "org.kde.StatusNotifierWatcher"
_TRAY_APPEARS_WITHIN_MS: Final = 1500


class DesktopServices(QObject):
    """Signals:
    known: The bus has been reached, or there is none.
    no_tray: There is still none, some time after that.
    """

    known = Signal()
    no_tray = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._bus_has_tray = False
        self.bus: SessionBus | None = None
        self.x11: X11 | None = None
        self.tray = Tray(self._sees_tray, self)

    def begin(self) -> None:
        """Look around."""
        if QGuiApplication.platformName() == "xcb":
            self.x11 = _own_x11()
        if self.x11 is not None:
            self.x11.tray_may_be_there.connect(self.tray.look)
        self.tray.look()
        # A bus that cannot be reached is none: connect tells nothing else.
        self._background.run(Lane.FILES, connect, then=self._use_bus, failed=lambda _: None)

    def close(self) -> None:
        """Leave tray, bus and X server."""
        self.tray.close()
        for outside in (self.bus, self.x11):
            if outside is not None:
                outside.close()
        self.bus = self.x11 = None

    def _use_bus(self, connection: DBusConnection | None) -> None:
        if connection is not None:
            self.bus = SessionBus(connection, self)
            self.bus.when_owner_changes(_STATUS_NOTIFIER, self._tray_on_bus)
        self.known.emit()
        QTimer.singleShot(_TRAY_APPEARS_WITHIN_MS, self, self._tell_without_tray)

    def _tray_on_bus(self, is_there: bool) -> None:
        self._bus_has_tray = is_there
        self.tray.look()

    def _sees_tray(self) -> bool:
        return self._bus_has_tray or (self.x11 is not None and self.x11.has_tray())

    def _tell_without_tray(self) -> None:
        if not self.tray.is_there:
            self.no_tray.emit()


def _own_x11() -> X11 | None:
    try:
        return X11()
    except OSError:
        return None
