"""The window: it only arranges pages, the menu and the notices.

Rule: an empty window is painted first and filled at once after that; what is typed
in between is not lost. So this module imports at its top only what the first paint needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from softphone.qt.theme import units

if TYPE_CHECKING:
    from softphone.domain.errors import SoftphoneError
    from softphone.qt.models.models import Models
    from softphone.qt.models.notices import NoticesModel


class MainWindow(QMainWindow):
    """Empty until ``fill`` is called.

    Signals:
        painted: The empty window is on the screen; it may be filled.
    """

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Softphone")
        self.resize(units(56), units(47))
        self._typed_early = ""
        self._is_filled = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_filled:
            self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed before there is a field for it."""
        if not self._is_filled and event.text().isprintable():
            self._typed_early += event.text()
        super().keyPressEvent(event)

    def fill(self, models: Models) -> None:
        """Put everything into the window."""
        from PySide6.QtGui import QIcon

        from softphone.qt.assets import asset
        from softphone.qt.widgets.dialler_page import DiallerPage
        from softphone.qt.widgets.sign_in_page import SignInPage

        self.setWindowIcon(QIcon(str(asset("icons/softphone.svg"))))
        session = models.session
        self._session, self._call, self._dial = session, models.call, models.dial
        self.dialler = DiallerPage(models)
        self.sign_in = SignInPage(session)
        self._pages = QStackedWidget()
        self._arrange(models.notices)
        self._menu()
        session.changed.connect(self._show)
        session.needs_sign_in.connect(self.open_sign_in)
        session.signed_in.connect(self._open_dialler)
        self.sign_in.left.connect(self._open_dialler)
        self.dialler.caller_id.refresh_wanted.connect(session.refresh)
        self._show()
        self._is_filled = True
        self.dialler.focus_number()
        self.dialler.number.field.insert_digit(self._typed_early)

    def _arrange(self, notices: NoticesModel) -> None:
        from softphone.qt.widgets.notice_bar import NoticeBar, SandboxBanner
        from softphone.qt.widgets.status_line import StatusLine

        self._pages.addWidget(self.dialler)
        self._pages.addWidget(self.sign_in)
        self._banner = SandboxBanner()
        page = QWidget()
        page.setObjectName("page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        margins = QVBoxLayout()
        margins.setContentsMargins(units(1.2), units(0.4), units(1.2), 0)
        margins.addWidget(self._banner)
        margins.addWidget(NoticeBar(notices))
        inside.addLayout(margins)
        inside.addWidget(self._pages, 1)
        inside.addWidget(StatusLine(self._session, notices))
        self.setCentralWidget(page)

    def _menu(self) -> None:
        from PySide6.QtCore import Qt

        calls = self.menuBar().addMenu(self.tr("&Call"))
        self._place = self._action(self.tr("&Call this number"), "Return", self._dial.call)
        # Shown in the menu; the key itself belongs to the number field.
        self._place.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._hang_up = self._action(self.tr("&Hang up"), "F8", self._call.hang_up)
        choose = self._action(self.tr("Choose the caller &ID"), "Alt+I", self.dialler.caller_id.open_list)
        number = self._action(self.tr("Go to the &number"), "Ctrl+L", self.dialler.focus_number)
        refresh = self._action(self.tr("&Refresh the numbers"), "Ctrl+R", self._session.refresh)
        calls.addActions([self._place, self._hang_up, choose, number, refresh])
        calls.addSeparator()
        quit_action = self._action(self.tr("&Quit"), QKeySequence(QKeySequence.StandardKey.Quit), self.close)
        calls.addAction(quit_action)
        self._view_menu()
        account = self.menuBar().addMenu(self.tr("&Account"))
        account.addAction(self._action(self.tr("&Sign in…"), "", lambda: self.open_sign_in(None)))
        self._dial.changed.connect(self._enable_actions)
        self._call.changed.connect(self._enable_actions)
        self._enable_actions()

    def _view_menu(self) -> None:
        view = self.menuBar().addMenu(self.tr("&View"))
        self._looks = QActionGroup(self)
        for look, words in (
            ("system", self.tr("As the &system")),
            ("light", self.tr("&Light")),
            ("dark", self.tr("&Dark")),
        ):
            action = self._action(words, "", lambda _checked, look=look: self._session.prefer_look(look))
            action.setCheckable(True)
            action.setData(look)
            self._looks.addAction(action)
            view.addAction(action)

    def _action(self, text: str, keys: str | QKeySequence, work: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.triggered.connect(work)
        return action

    def _enable_actions(self) -> None:
        self._place.setEnabled(self._dial.can_call)
        self._hang_up.setEnabled(self._call.is_open)

    def open_sign_in(self, error: SoftphoneError | None) -> None:
        """Show the sign-in page, with the reason if there is one."""
        self._pages.setCurrentWidget(self.sign_in)
        self.sign_in.show_form(str(error) if error else "")

    def _open_dialler(self) -> None:
        self._pages.setCurrentWidget(self.dialler)
        self.dialler.focus_number()

    def _show(self) -> None:
        self._banner.setVisible(self._session.is_sandbox)
        for action in self._looks.actions():
            action.setChecked(action.data() == self._session.look)
        agent = self._session.agent
        self.setWindowTitle(f"Softphone – {agent}" if agent else "Softphone")

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_filled or not self._call.is_open:
            event.accept()
            return
        from PySide6.QtWidgets import QMessageBox

        answer = QMessageBox.question(
            self,
            self.tr("A call is in progress"),
            self.tr("Hang up and quit? Without hanging up, the call goes on without this window."),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
        )
        if answer == QMessageBox.StandardButton.Yes:
            self._call.ended.connect(self.close)
            self._call.hang_up()
        event.ignore()
