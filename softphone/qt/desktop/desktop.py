"""The softphone on the desktop: connects the window with links, tray, keys and notifications.

Rule 1: made when the window is filled; nothing of it is on the way to the first paint.
Rule 2: ``begin`` starts what reaches outside this process; tests of the window do without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from softphone.application.settings.declarations import CLOSE_TO_TRAY
from softphone.qt.background import Background
from softphone.qt.desktop.call_notifications import CallNotifications
from softphone.qt.desktop.desktop_menu import DesktopMenu
from softphone.qt.desktop.desktop_services import DesktopServices
from softphone.qt.desktop.desktop_settings import DesktopSettings
from softphone.qt.desktop.instances.one_instance import Asked
from softphone.qt.desktop.keys.global_keys import GlobalKeys
from softphone.qt.desktop.keys.key_names import FROM_CLIPBOARD, HANG_UP
from softphone.qt.desktop.links.countdown_bar import CountdownBar
from softphone.qt.desktop.links.link_intake import LinkIntake
from softphone.qt.desktop.notifications import Notifications
from softphone.qt.desktop.panel.panel_watch import PanelWatch
from softphone.qt.desktop.tray.tray_menu import TrayMenu
from softphone.qt.desktop.window_watch import WindowWatch
from softphone.qt.models.models import Models

if TYPE_CHECKING:
    from softphone.qt.desktop.geometry import Geometry
    from softphone.qt.widgets.window.main_window import MainWindow

_WAYLAND_GIVES_CLIPBOARD_AFTER_MS: Final = 300  # only to the window in front


class Desktop(QObject):
    def __init__(self, window: MainWindow, models: Models, background: Background) -> None:
        super().__init__()
        self._window, self._models = window, models
        self._geometry: Geometry | None = None
        self._waits_hidden = False
        self._around = DesktopServices(background)
        self.tray = self._around.tray
        self.tray_menu = TrayMenu(self.tray, models)
        self._watch = WindowWatch(window, self._hides_when_closed)
        self._links = LinkIntake(models.session, models.dial, models.call, models.notices)
        self._keys = GlobalKeys(self)
        self._settings = DesktopSettings(models.session, background, self._keys)
        self._notifications = Notifications(self.tray.tell, self)
        self._panel = PanelWatch(self._watch, models.call, models.controls, self._settings)
        self._notifications_of_calls = CallNotifications(models, self._watch, self._notifications)
        self._menu = DesktopMenu(background, window)
        window.menuBar().insertMenu(window.help.menuAction(), self._menu)  # Help stays the last
        self._connect()
        self._connect_tray()

    def begin(self, asked: Asked, geometry: Geometry | None = None) -> None:
        """Reach out to the desktop, and do what the command line asked for."""
        self._geometry = self._panel.geometry = geometry
        if geometry is not None:
            geometry.put_back_inside(self._window)
        if asked.hidden:
            self._waits_hidden = True
            QGuiApplication.setQuitOnLastWindowClosed(False)
        self._around.begin()
        self._on_handed_over(asked)

    def take(self, asked: Asked) -> None:
        """Do what a second softphone was started for."""
        session = self._models.session
        if not asked.hang_up and (asked.text or not asked.hidden):
            self.open(asked.activation)
        if (asked.sandbox and not session.is_sandbox) or asked.settings:
            self._models.notices.show_news(
                self.tr("Softphone was open already. Quit it first to start it in another way.")
            )
        self._on_handed_over(asked)

    def take_link(self, link: str) -> None:
        """A link that the system brought to this process."""
        self.take(Asked(text=link))

    def open(self, activation: str = "") -> None:
        """Show the window."""
        self._waits_hidden = False
        self._watch.open(activation)

    def take_from_clipboard(self) -> None:
        """Show the window with the number from the clipboard in its field."""
        self.open()
        wayland = QGuiApplication.platformName().startswith("wayland")
        pause = _WAYLAND_GIVES_CLIPBOARD_AFTER_MS if wayland else 0
        QTimer.singleShot(pause, self, self._links.take_from_clipboard)

    def redial(self) -> None:
        """Put the last number called into the field; Enter calls it."""
        self.open()
        recents = self._models.recents
        if recents.rowCount():
            self._links.take(recents.call(0).destination, is_link=False)

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
        self._keys.turn_off()
        self._panel.close()
        self._around.close()

    def _on_handed_over(self, asked: Asked) -> None:
        if asked.hang_up:
            self._models.call.hang_up()
        elif asked.text:
            self._links.take(asked.text)
        elif asked.from_clipboard:
            self.take_from_clipboard()

    def _connect(self) -> None:
        dialler, notices = self._window.dialler, self._models.notices
        self._links.fill.connect(dialler.number.field.show_number)
        self._links.fill.connect(lambda _text: self._window.pages.bring_dialler())
        bar = CountdownBar(self._links)
        bar.left.connect(dialler.focus_number)
        self._window.bars.addWidget(bar)
        self._menu.from_clipboard.triggered.connect(self.take_from_clipboard)
        self._menu.failed.connect(notices.show_error)
        self._panel.open_wanted.connect(self.open)
        self._notifications.clicked.connect(self.open)
        self._keys.told.connect(notices.show_problem)
        self._keys.pressed.connect(self._on_global_key)

    def _connect_tray(self) -> None:
        self._around.known.connect(self._use_surroundings)
        self._around.no_tray.connect(self._stay_in_reach)
        self.tray.appeared.connect(self._hide_into_tray)
        self.tray.open_wanted.connect(self.open)
        self.tray.hang_up.triggered.connect(self._models.call.hang_up)
        self.tray.mute.triggered.connect(self._models.controls.toggle_mute)
        self.tray.from_clipboard.triggered.connect(self.take_from_clipboard)
        self.tray.redial.triggered.connect(self.redial)
        self.tray.quit.triggered.connect(self.leave)

    def _on_global_key(self, key: str) -> None:
        {HANG_UP: self._models.call.hang_up, FROM_CLIPBOARD: self.take_from_clipboard}[key]()

    def _use_surroundings(self) -> None:
        if self._around.bus is not None:
            self._notifications.use(self._around.bus)
        self._settings.begin(self._around.x11, self._around.bus)

    def _stay_in_reach(self) -> None:
        """Hidden without a tray nobody would find us: minimised, until there is one."""
        if self._waits_hidden:
            self._window.showMinimized()

    def _hide_into_tray(self) -> None:
        if self._waits_hidden:
            self._watch.hide()

    def _hides_when_closed(self) -> bool:
        if not self.tray.is_there or not self._settings.is_on(CLOSE_TO_TRAY):
            return False
        if self._geometry is not None and self._geometry.first_time("close to tray"):
            self._notifications.tell(
                self.tr("Softphone goes on in the tray"),
                self.tr("Its icon opens it again, hangs up, and quits. Preferences turn this off."),
            )
        return True
