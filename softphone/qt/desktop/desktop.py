"""The softphone on the desktop: connects the window with links, tray, keys and notifications.

Rule 1: made when the window is filled; nothing of it is on the way to the first paint.
Rule 2: ``begin`` starts what reaches outside this process; tests of the window do without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from softphone.application.settings import CLOSE_TO_TRAY
from softphone.qt.assets import asset
from softphone.qt.background import Background, Lane
from softphone.qt.desktop.arrivals import Arrivals
from softphone.qt.desktop.countdown_bar import CountdownBar
from softphone.qt.desktop.global_keys import GlobalKeys
from softphone.qt.desktop.key_names import FROM_CLIPBOARD, HANG_UP
from softphone.qt.desktop.link_opener import open_links_here, why_not
from softphone.qt.desktop.news import News
from softphone.qt.desktop.notifications import Notifications
from softphone.qt.desktop.one_instance import Asked
from softphone.qt.desktop.panel_watch import PanelWatch
from softphone.qt.desktop.session_bus import SessionBus, connect
from softphone.qt.desktop.tray import Tray
from softphone.qt.desktop.tray_menu import TrayMenu
from softphone.qt.desktop.window_watch import WindowWatch
from softphone.qt.desktop.wishes import Wishes
from softphone.qt.desktop.x11 import X11
from softphone.qt.models.models import Models

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

    from softphone.qt.desktop.geometry import Geometry
    from softphone.qt.widgets.main_window import MainWindow

_STATUS_NOTIFIER: Final = "org.kde.StatusNotifierWatcher"
_TRAY_APPEARS_WITHIN_MS: Final = 1500
_WAYLAND_GIVES_CLIPBOARD_AFTER_MS: Final = 300  # only to the window in front


class Desktop(QObject):
    def __init__(self, window: MainWindow, models: Models, background: Background) -> None:
        super().__init__()
        self._window, self._models, self._background = window, models, background
        self._geometry: Geometry | None = None
        self._bus: SessionBus | None = None
        self._x11: X11 | None = None
        self._bus_has_tray = False
        self._waits_hidden = False
        self.tray = Tray(self._sees_tray, self)
        self.watch = WindowWatch(window, self._hides_when_closed)
        self.arrivals = Arrivals(models.session, models.dial, models.call, models.notices)
        self.keys = GlobalKeys(self)
        self.wishes = Wishes(models.session, background, self.keys)
        self.notifications = Notifications(self.tray.tell, self)
        self.tray_menu = TrayMenu(self.tray, models)
        self.panel = PanelWatch(self.watch, models.call, self.wishes)
        self.news = News(models, self.watch, self.notifications)
        self._actions()
        self._connect()

    def begin(self, asked: Asked, geometry: Geometry | None = None) -> None:
        """Reach out to the desktop, and do what the command line asked for."""
        self._geometry = geometry
        self.panel.geometry = geometry
        if geometry is not None:
            geometry.put_back_inside(self._window)
        if asked.hidden:
            self._waits_hidden = True
            QGuiApplication.setQuitOnLastWindowClosed(False)
        if QGuiApplication.platformName() == "xcb":
            self._x11 = _own_x11()
        if self._x11 is not None:
            self._x11.tray_may_be_there.connect(self.tray.look)
        self.tray.look()
        self._background.run(
            Lane.REFRESH, connect, then=self._use_bus, failed=self._models.session.failed.emit
        )
        self.take(asked, is_own=True)

    def take(self, asked: Asked, *, is_own: bool = False) -> None:
        """Do what a command line asked for; ``is_own``: this process's own."""
        if asked.hang_up:
            self._models.call.hang_up()
            return
        if not is_own:
            if not (asked.hidden and not asked.text):
                self.open(asked.activation)
            if (asked.sandbox and not self._models.session.is_sandbox) or asked.settings:
                self._models.notices.show_news(
                    self.tr("Softphone was open already. Quit it first to start it in another way.")
                )
        if asked.text:
            self.arrivals.take(asked.text)
        if asked.from_clipboard:
            self.take_from_clipboard()

    def take_link(self, link: str) -> None:
        """A link that the system brought to this process."""
        self.open()
        self.arrivals.take(link)

    def open(self, activation: str = "") -> None:
        """Show the window."""
        self._waits_hidden = False
        self.watch.open(activation)

    def take_from_clipboard(self) -> None:
        """Show the window with the number from the clipboard in its field."""
        self.open()
        wayland = QGuiApplication.platformName().startswith("wayland")
        QTimer.singleShot(
            _WAYLAND_GIVES_CLIPBOARD_AFTER_MS if wayland else 0, self, self.arrivals.take_from_clipboard
        )

    def redial(self) -> None:
        """Put the last number called into the field; Enter calls it."""
        self.open()
        recents = self._models.recents
        if recents.rowCount():
            self.arrivals.take(recents.call(0).destination, is_link=False)

    def leave(self) -> None:
        """Quit; during a call the window asks first."""
        if self._models.call.is_open:
            self.open()
        self._window.close()
        if not self._window.isVisible():
            QApplication.quit()

    def close(self) -> None:
        """Remember the window, and leave tray, keys and bus."""
        if self._geometry is not None:
            self._geometry.keep(self._window)
        self.keys.turn_off()
        self.tray.close()
        self.panel.close()
        for outside in (self._bus, self._x11):
            if outside is not None:
                outside.close()
        self._bus = self._x11 = None

    def _actions(self) -> None:
        """What the tray offers is in the window's menu, too."""
        clipboard = QAction(self.tr("Call from the clip&board"), self._window)
        clipboard.setShortcut("Ctrl+Shift+V")
        clipboard.triggered.connect(self.take_from_clipboard)
        links = QAction(self.tr("Make this the app for &tel: links"), self._window)
        links.setEnabled(not why_not())
        links.setToolTip(why_not())
        links.triggered.connect(self._open_links_here)
        menu = QMenu(self.tr("&Desktop"), self._window)
        self._window.menuBar().insertMenu(self._window.help.menuAction(), menu)  # Help stays the last
        menu.setToolTipsVisible(True)
        menu.addActions([clipboard, links])

    def _connect(self) -> None:
        self.arrivals.fill.connect(self._window.dialler.number.field.show_number)
        bar = CountdownBar(self.arrivals)
        bar.left.connect(self._window.dialler.focus_number)
        self._window.bars.addWidget(bar)
        self.tray.open_wanted.connect(self.open)
        self.tray.hang_up.triggered.connect(self._models.call.hang_up)
        self.tray.from_clipboard.triggered.connect(self.take_from_clipboard)
        self.tray.redial.triggered.connect(self.redial)
        self.tray.quit.triggered.connect(self.leave)
        self.tray.appeared.connect(self._hide_into_tray)
        self.panel.open_wanted.connect(self.open)
        self.notifications.clicked.connect(self.open)
        self.keys.pressed.connect(self._key_pressed)
        self.keys.told.connect(self._models.notices.show_problem)

    def _use_bus(self, connection: DBusConnection | None) -> None:
        if connection is not None:
            self._bus = SessionBus(connection, self)
            self._bus.when_owner_changes(_STATUS_NOTIFIER, self._tray_on_bus)
            self.notifications.use(self._bus)
        self.wishes.begin(self._x11, self._bus)
        if self._waits_hidden:
            QTimer.singleShot(_TRAY_APPEARS_WITHIN_MS, self, self._stay_in_reach)

    def _tray_on_bus(self, is_there: bool) -> None:
        self._bus_has_tray = is_there
        self.tray.look()

    def _sees_tray(self) -> bool:
        return self._bus_has_tray or (self._x11 is not None and self._x11.has_tray())

    def _stay_in_reach(self) -> None:
        """Hidden without a tray nobody would find us: minimised, until there is one."""
        if self._waits_hidden and not self.tray.is_there:
            self._window.showMinimized()

    def _hide_into_tray(self) -> None:
        if self._waits_hidden:
            self.watch.hide()

    def _hides_when_closed(self) -> bool:
        if not self.tray.is_there or not self.wishes.is_on(CLOSE_TO_TRAY):
            return False
        if self._geometry is not None:
            self._geometry.keep(self._window)
            if self._geometry.first_time("close to tray"):
                self.notifications.tell(
                    self.tr("Softphone goes on in the tray"),
                    self.tr("Its icon opens it again, hangs up, and quits. Preferences turn this off."),
                )
        return True

    def _open_links_here(self) -> None:
        self._background.run(
            Lane.KEEP,
            lambda: open_links_here(asset("icons/softphone.svg")),
            then=self._tell_links_open_here,
            failed=self._models.session.failed.emit,
        )

    def _tell_links_open_here(self, words: str) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(self.tr("Links to telephone numbers"))
        box.setText(words)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _key_pressed(self, key: str) -> None:
        {HANG_UP: self._models.call.hang_up, FROM_CLIPBOARD: self.take_from_clipboard}[key]()


def _own_x11() -> X11 | None:
    try:
        return X11()
    except OSError:
        return None
