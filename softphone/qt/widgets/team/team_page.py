"""The team: who shows which number, since when and why; many changed at once.

Keys: type to find, Down to the table, Shift and Ctrl to select, Ctrl+A for all that are shown,
Ctrl+Enter for the preview, Ctrl+Z to undo, F5 to read again, Esc to go back.

Rule: a table on a model: what is typed moves no widgets, however many agents there are.
"""

from PySide6.QtCore import (
    QDateTime,
    QEvent,
    QLocale,
    QObject,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from softphone.qt.models.team.team import TeamModel
from softphone.qt.models.team.team_words import PreviewWords
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.parts.pieces import label, show_text, wrapped
from softphone.qt.widgets.team.team_change_bar import TeamChangeBar
from softphone.qt.widgets.team.team_dialogs import (
    ask_where_to_export,
    preview_sheet,
    record_sheet,
    results_sheet,
)
from softphone.qt.widgets.team.team_table import TeamTableView


class TeamPage(QWidget):
    """Signals:
    left: Go back to the dialler.
    """

    left = Signal()

    def __init__(self, team: TeamModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self.search = QLineEdit(placeholderText=self.tr("Find an agent, a ring group, a caller ID, a name"))
        self.table = TeamTableView(team.table)
        self.bar = TeamChangeBar(team)
        self._age, self._state = label(look="soft"), wrapped()
        self.again, self.back = QPushButton(self.tr("Read again")), QPushButton(self.tr("Back"))
        self.actions_for_menu = self._actions()
        self._arrange()
        self._connect()
        self._show()

    def _actions(self) -> list[QAction]:
        bar = self.bar
        return [
            self._action(self.tr("&Find"), "Ctrl+F", self.search.setFocus),
            self._action(self.tr("&Choose the number to set"), "Ctrl+Shift+I", bar.choose_number),
            self._action(self.tr("Pre&view…"), "Ctrl+Return", bar.ask),
            self._action(self.tr("&Undo the latest change"), "Ctrl+Z", self._team.undo),
            self._action(self.tr("&Record of changes"), "Ctrl+Shift+R", self._show_record),
            self._action(self.tr("&Export the record as CSV…"), "Ctrl+Shift+E", self._export),
            self._action(self.tr("Read &again"), "F5", self._team.read),
        ]

    def _action(self, text: str, keys: str, work: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(work)
        if action.shortcut() != QKeySequence(QKeySequence.StandardKey.Undo):  # that key: see ``event``
            self.addAction(action)
        return action

    def _arrange(self) -> None:
        self.search.setAccessibleName(self.tr("Find in the team"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Team"), "callerId"))
        head.addWidget(self._age, 1)
        head.addWidget(self.again)
        head.addWidget(self.back)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(units(1.2), units(0.9), units(1.2), units(0.9))
        inside.setSpacing(units(0.6))
        inside.addLayout(head)
        inside.addWidget(self.search)
        inside.addWidget(self._state)
        inside.addWidget(self.table, 1)
        inside.addStretch(0)
        inside.addWidget(self.bar)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._team.table.filter)
        self._team.table.modelReset.connect(self._show)
        self.table.people_selected.connect(self.bar.select)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.again.clicked.connect(self._team.read)
        self.back.clicked.connect(self.left)
        self.bar.details.clicked.connect(self._show_details)
        self._team.changed.connect(self._show)
        self._team.previewed.connect(self._show_preview)
        self._team.recorded.connect(self._show_rows)
        escape = QAction(self)
        escape.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        escape.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.triggered.connect(self._go_back)
        self.addAction(escape)

    @virtual(None)
    def showEvent(self, event: QShowEvent) -> None:
        """What is shown is read when it is looked at."""
        super().showEvent(event)
        self.bar.until.refresh()
        self._team.read()

    @virtual(False)
    def event(self, event: QEvent) -> bool:
        """Ctrl+Z is the team's here, though Contacts have it in the window's menu."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._team.undo()
            return True
        return super().event(event)

    @virtual(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the field into the table."""
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if is_down and event.type() == QEvent.Type.KeyPress and self._team.table.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.select_somebody()
            return True
        return super().eventFilter(watched, event)

    def focus_first(self) -> None:
        """Ready to type a name."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.left.emit()

    # What is said and shown

    def _show(self) -> None:
        team, rows = self._team, self._team.table.rowCount()
        words = self._state_words(rows)
        show_text(self._state, words)
        self._state.setAccessibleName(words)
        self.table.setVisible(rows > 0)
        self.search.setVisible(team.table.total > 0)
        self.bar.setVisible(team.table.total > 0)
        self.again.setEnabled(not team.is_reading and not team.missing)
        self._age.setText(self._age_words())

    def _state_words(self, rows: int) -> str:
        """Why there is nothing to see, and what to do; empty: there is."""
        team = self._team
        if team.missing:
            return team.missing
        if team.problem:
            return self.tr("The team could not be read. {problem}").format(problem=team.problem)
        if rows:
            return ""
        if team.table.total:
            return self.tr("No agent matches “{text}”.").format(text=team.table.filter_text)
        if team.is_reading or not team.read_at:
            return self.tr("Reading the team from TaskRouter…")
        return self.tr(
            "The TaskRouter workspace has no workers. Add one for each agent, with the agent's name, in the "
            "Twilio Console."
        )

    def _age_words(self) -> str:
        team = self._team
        if not team.read_at:
            return ""
        count = QLocale().toString(team.table.total)
        if team.is_reading:
            return self.tr("{count} agents · reading again…").format(count=count)
        at = QLocale().toString(
            QDateTime.fromSecsSinceEpoch(round(team.read_at)).time(), QLocale.FormatType.ShortFormat
        )
        return self.tr("{count} agents · as of {time}").format(count=count, time=at)

    def _show_preview(self, words: PreviewWords) -> None:
        if self.isVisible():
            preview_sheet(words, self._team.apply, self).open()

    def _show_details(self) -> None:
        results_sheet(self._team.details, self).open()

    def _show_record(self) -> None:
        """Of the one who is selected; else of everybody."""
        selected = self.table.people()
        at = self._team.table.positions_of(selected) if len(selected) == 1 else []
        self._team.show_record(self._team.table.row(at[0]).member.agent if at else "")

    def _show_rows(self, rows: tuple[tuple[str, ...], ...], agent: str) -> None:
        if self.isVisible():
            record_sheet(rows, agent, self._team.export_record, self).open()

    def _export(self) -> None:
        ask_where_to_export(self._team.export_record, self)

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self.actions_for_menu[1:])
        menu.exec(self.table.viewport().mapToGlobal(where))
