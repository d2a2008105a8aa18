"""A supervisor at the Team page: the table as it is read, the keys as they are pressed."""

from collections.abc import Mapping

from agent_at_work import AgentAtWork
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTableView
from pytestqt.qtbot import QtBot

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Supervisor:
    """Args:
    person: Whose window it is.
    """

    def __init__(self, qtbot: QtBot, person: AgentAtWork) -> None:
        self._qtbot, self.person = qtbot, person

    def opens_the_team(self) -> None:
        """Ctrl+Shift+T, and everybody is there."""
        self.comes_back()
        self.person.presses(Qt.Key.Key_T, CONTROL | SHIFT)
        self.person.waits_to_read("agents · as of")

    def comes_back(self) -> None:
        """From another window to this one."""
        with self._qtbot.waitActive(self.person.window):
            self.person.window.raise_()
            self.person.window.activateWindow()

    @property
    def table(self) -> QTableView:
        tables = self.person.window.pages.currentWidget().findChildren(QTableView)
        return next(each for each in tables if each.accessibleName() == "Agents")

    @property
    def rows(self) -> list[Mapping[str, str]]:
        """What the table shows, by its headings."""
        return rows_of(self.table)

    def row(self, name: str) -> Mapping[str, str]:
        return next(row for row in self.rows if row["Agent"].startswith(name))

    def finds(self, text: str) -> list[str]:
        """Ctrl+F and some words; the agents that are shown then."""
        self.person.presses(Qt.Key.Key_F, CONTROL)
        self.person.presses(Qt.Key.Key_A, CONTROL)
        self.person.types(text)
        return [row["Agent"] for row in self.rows]

    def selects_all(self) -> None:
        """All that are shown."""
        self.person.presses(Qt.Key.Key_F, CONTROL)
        self.person.presses(Qt.Key.Key_Down)
        self.person.presses(Qt.Key.Key_A, CONTROL)

    def selects(self, text: str) -> None:
        """All that are found by some words."""
        self.finds(text)
        self.selects_all()

    def chooses(self, number: str) -> None:
        """The number to set: Ctrl+Shift+I, some words, Enter; without words the first."""
        self.person.presses(Qt.Key.Key_I, CONTROL | SHIFT)
        self.person.waits(lambda: self.person.list_is_open)
        self.person.types(number)
        self.person.presses(Qt.Key.Key_Return)

    def previews(self) -> QDialog:
        """Ctrl+Enter, and the sheet that opens."""
        self.person.presses(Qt.Key.Key_Return, CONTROL)
        return self.opened()

    def opened(self) -> QDialog:
        """The sheet that is open."""

        def sheets() -> list[QDialog]:
            return [each for each in self.person.window.findChildren(QDialog) if each.isVisible()]

        self.person.waits(lambda: bool(sheets()))
        return sheets()[0]

    def answers(self, sheet: QDialog, key: Qt.Key) -> None:
        """A key at a sheet that closes it."""
        self._qtbot.keyClick(sheet.windowHandle(), key)
        self.comes_back()

    def applies(self, result: str) -> None:
        """Preview, Enter, and the line that tells the result."""
        self.answers(self.previews(), Qt.Key.Key_Return)
        self.person.waits_to_read(result)
        self.person.waits(lambda: not self.person.desk.team.is_reading)

    def sets(self, number: str, agents: str, result: str = "1 changed.") -> None:
        """A number for those who are found by some words."""
        self.selects(agents)
        self.chooses(number)
        self.applies(result)


def rows_of(table: QTableView) -> list[Mapping[str, str]]:
    """The rows of a table, by its headings."""
    model = table.model()
    columns = range(model.columnCount())
    headings = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
    return [
        dict(zip(headings, (str(model.index(row, column).data()) for column in columns), strict=True))
        for row in range(model.rowCount())
    ]


def rows_in(sheet: QDialog) -> list[Mapping[str, str]]:
    """The rows of a sheet's table."""
    return rows_of(sheet.findChild(QTableView))
