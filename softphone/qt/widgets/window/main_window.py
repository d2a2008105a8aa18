"""The window: it only arranges pages, the menu and the notices.

Rule: an empty window is painted first and filled at once after that; what is typed
in between is not lost. So this module imports at its top only what the first paint needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from softphone.qt.theme import units
from softphone.qt.virtual import virtual

if TYPE_CHECKING:
    from softphone.qt.models.line.line import LineModel
    from softphone.qt.models.models import Models
    from softphone.qt.models.notices import NoticesModel
    from softphone.qt.models.team.team import TeamModel


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

    @virtual(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_filled:
            self.painted.emit()

    @virtual(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed before there is a field for it."""
        if not self._is_filled and event.text().isprintable():
            self._typed_early += event.text()
        super().keyPressEvent(event)

    def fill(self, models: Models) -> None:
        """Put everything into the window."""
        from PySide6.QtGui import QIcon

        from softphone.qt.assets import asset
        from softphone.qt.widgets.window.help_menu import HelpMenu
        from softphone.qt.widgets.window.pages import Pages
        from softphone.qt.widgets.window.refused_keys import RefusedKeys

        self.setWindowIcon(QIcon(str(asset("icons/softphone.svg"))))
        session = models.session
        self._session, self._call, self._dial = session, models.call, models.dial
        self.pages = Pages(models)
        self.dialler = self.pages.dialler
        self._arrange(models.notices)
        self._arrange_line(models.line)
        self._menu(models.team)
        self.help = HelpMenu(self, models.preferences, models.support)
        self.menuBar().addMenu(self.help)
        session.changed.connect(self._show)
        self.dialler.caller_id.refresh_wanted.connect(session.refresh)
        RefusedKeys(self, models.notices)
        self._show()
        self._is_filled = True
        self.dialler.focus_number()
        self.dialler.number.field.insert_digit(self._typed_early)

    def _arrange(self, notices: NoticesModel) -> None:
        from softphone.qt.widgets.settings.company_line import CompanyLine
        from softphone.qt.widgets.window.notice_bar import NoticeBar, SandboxBanner
        from softphone.qt.widgets.window.status_line import StatusLine

        self._banner = SandboxBanner()
        page = QWidget()
        page.setObjectName("page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        margins = QVBoxLayout()
        margins.setContentsMargins(units(1.2), units(0.4), units(1.2), 0)
        margins.addWidget(self._banner)
        margins.addWidget(CompanyLine(self._session))
        margins.addWidget(NoticeBar(notices))
        self.bars = margins  # more lines over the page come below
        inside.addLayout(margins)
        inside.addWidget(self.pages, 1)
        self._status = StatusLine(self._session, notices)
        inside.addWidget(self._status)
        self.setCentralWidget(page)

    def _arrange_line(self, line: LineModel) -> None:
        from softphone.qt.widgets.calls.incoming_bar import IncomingBar
        from softphone.qt.widgets.line.line_status import LineStatusView, LineTrouble

        self._incoming = IncomingBar(line)
        self.bars.addWidget(LineTrouble(line))
        self.bars.addWidget(self._incoming)
        self._status.add(LineStatusView(line))

    def _menu(self, team: TeamModel) -> None:
        from PySide6.QtCore import Qt

        from softphone.qt.widgets.window.team_menu import TeamMenu

        calls = self.menuBar().addMenu(self.tr("&Call"))
        calls.setToolTipsVisible(True)
        self._place = self._action(self.tr("&Call this number"), "Return", self._dial.call)
        # Shown in the menu; the key itself belongs to the number field.
        self._place.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._hang_up = self._action(self.tr("&Hang up"), "F8", self._call.hang_up)
        here, caller_id = self.pages.at_dialler, self.dialler.caller_id
        self._choose = self._action(self.tr("Choose the caller &ID"), "Alt+I", here(caller_id.open_list))
        number = self._action(self.tr("Go to the &number"), "Ctrl+L", here(self.dialler.go_to_number))
        refresh = self._action(self.tr("&Refresh the numbers"), "Ctrl+R", self._session.refresh)
        why = self._action(self.tr("&Why this number?"), "Alt+W", here(caller_id.open_why))
        self._exact = self._action(self.tr("Dial &exactly as typed"), "Ctrl+Shift+X", self._dial.set_exact)
        self._exact.setCheckable(True)
        calls.addActions([self._place, self._hang_up, self._choose, why, number, self._exact, refresh])
        calls.addActions(self._incoming.actions_for_menu)
        calls.addAction(self._action(self.tr("Test m&y line…"), "Ctrl+Shift+L", self.pages.open_line_test))
        calls.addSeparator()
        calls.addActions(self.dialler.panel.buttons.actions_for_menu)
        calls.addSeparator()
        quit_action = self._action(self.tr("&Quit"), QKeySequence(QKeySequence.StandardKey.Quit), self.close)
        calls.addAction(quit_action)
        self._view_menu()
        recents = self.menuBar().addMenu(self.tr("&Recents"))
        recents.addActions(self.dialler.recents.actions_for_menu)
        contacts = self.menuBar().addMenu(self.tr("C&ontacts"))
        contacts.addActions(self.dialler.contacts.todo.all)
        contacts.setToolTipsVisible(True)
        self.menuBar().addMenu(TeamMenu(self.pages, team, self))
        account = self.menuBar().addMenu(self.tr("&Account"))
        account.addAction(self._action(self.tr("&Sign in…"), "", lambda: self.pages.open_sign_in(None)))
        self._leave = self._action(self.tr("&Leave the sandbox…"), "", self._session.leave_sandbox)
        self._seat = self._action("", "", self._session.take_other_seat)
        account.addActions([self._seat, self._leave])
        self._dial.changed.connect(self._enable_actions)
        for told in (self._call.started, self._call.changed):
            told.connect(self._enable_actions)
        self._enable_actions()

    def _view_menu(self) -> None:
        view = self.menuBar().addMenu(self.tr("&View"))
        view.addActions(self.dialler.side.go_to)
        view.addSeparator()
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
        view.addSeparator()
        preferences = self._action(self.tr("&Preferences…"), "Ctrl+,", self.pages.open_preferences)
        preferences.setMenuRole(QAction.MenuRole.PreferencesRole)
        view.addAction(preferences)

    def _action(self, text: str, keys: str | QKeySequence, work: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.triggered.connect(work)
        return action

    def _enable_actions(self) -> None:
        self._place.setEnabled(self._dial.can_call)
        self._choose.setEnabled(self._dial.caller_id.may_pick)
        self._choose.setToolTip(self._dial.caller_id.why_no_list)
        self._exact.setChecked(self._dial.is_exact)
        self._hang_up.setEnabled(self._call.is_open)
        for action in (self._leave, self._seat):
            action.setEnabled(not self._call.is_open)

    def _show(self) -> None:
        self._banner.setVisible(self._session.is_sandbox)
        self._leave.setVisible(self._session.is_sandbox)
        self._seat.setVisible(bool(self._session.other_seat))
        words = self.tr("Try it as {agent}, a supervisor")
        if self._session.team is not None and self._session.team.is_offered:
            words = self.tr("Try it as {agent}, an agent")
        self._seat.setText(words.format(agent=self._session.other_seat))
        for action in self._looks.actions():
            action.setChecked(action.data() == self._session.look)
        agent = self._session.agent
        self.setWindowTitle(f"Softphone – {agent}" if agent else "Softphone")

    @virtual(None)
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_filled or not self._call.is_open or self._call.may_ring_unknown:
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
