"""A person at the window: reads what is visible, presses keys, clicks.

Rule: only what a person or a screen reader gets: visible words, names, keys and the pointer.
"""

from collections.abc import Callable, Iterator
from html import unescape

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from softphone.qt.window_wiring import WindowWiring

PATIENCE_MS = 8000
NONE = Qt.KeyboardModifier.NoModifier


def spoken_name(thing: QObject) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(thing)
    return interface.text(QAccessible.Text.Name) if interface else ""


class AgentAtWork:
    def __init__(self, qtbot: QtBot, desk: WindowWiring) -> None:
        self._qtbot = qtbot
        self.desk = desk
        self.window = desk.window
        self._has_left = False

    def arrives(self) -> None:
        self.window.show()
        self.window.activateWindow()
        self._qtbot.waitActive(self.window)
        self.desk.session.start()

    def leaves(self) -> None:
        """Closes the window, whatever goes on, and lets go of all it holds."""
        if self._has_left:
            return
        self._has_left = True
        for popup in iter(QApplication.activePopupWidget, None):
            popup.close()
        self.window.hide()
        self.desk.close()
        self.window.deleteLater()
        for part in (*vars(self.desk).values(), self.desk):
            if isinstance(part, QObject):
                part.deleteLater()  # here: Python could let go of it on another thread

    # Reading

    def waits(self, until: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(until, timeout=PATIENCE_MS)

    def reads(self) -> list[str]:
        """Every visible line of text."""
        return [unescape(label.accessibleName() or label.text()) for label in self._visible(QLabel)]

    def sees(self, words: str) -> bool:
        return any(words in line for line in self.reads())

    def waits_to_read(self, words: str) -> None:
        def reads_it() -> None:
            assert self.sees(words), f"{words!r} is not among {self.reads()}"

        self._qtbot.waitUntil(reads_it, timeout=PATIENCE_MS)

    def line_with(self, words: str) -> str:
        return next(line for line in self.reads() if words in line)

    def button(self, name: str) -> QAbstractButton:
        """The visible button of this name."""
        buttons = {spoken_name(each): each for each in self._visible(QAbstractButton)}
        assert name in buttons, f"{name!r} is not among {list(buttons)}"
        return buttons[name]

    def has_button(self, name: str) -> bool:
        return name in self.button_names()

    def button_names(self) -> list[str]:
        return [spoken_name(each) for each in self._visible(QAbstractButton)]

    def top_of(self, thing: QWidget) -> int:
        """How far below the window's upper edge it begins, in pixels."""
        return thing.mapTo(self.window, QPoint(0, 0)).y()

    def field(self, name: str) -> QLineEdit:
        return next(each for each in self._visible(QLineEdit) if spoken_name(each) == name)

    @property
    def number(self) -> str:
        return self.field("Number to call").text()

    def rows(self, name: str) -> list[str]:
        """What a screen reader says of each row of the list of this name; headings left out."""
        model = next(each for each in self._visible(QListView) if spoken_name(each) == name).model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        choosable = Qt.ItemFlag.ItemIsSelectable
        said = Qt.ItemDataRole.AccessibleTextRole
        return [str(row.data(said)) for row in rows if row.flags() & choosable]

    @property
    def recents(self) -> list[str]:
        return self.rows("Recent calls")

    @property
    def offered(self) -> list[str]:
        """The rows of the open caller-ID list."""
        return self.rows("Numbers you may show")

    @property
    def list_is_open(self) -> bool:
        return QApplication.activePopupWidget() is not None

    # Doing

    def presses(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = NONE) -> None:
        """A key, as the system delivers it: to the popup, the shortcuts or the focus."""
        self._qtbot.keyClick(self._keyboard(), key, modifier)

    def types(self, text: str) -> None:
        for character in text:
            self.presses(character)

    def pastes(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.presses(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def clicks(self, name: str) -> None:
        self._qtbot.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def chooses(self, words: str) -> None:
        """Alt+I, a few words, Enter."""
        self.presses(Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
        self.types(words)
        self.presses(Qt.Key.Key_Return)

    def calls(self, number: str) -> None:
        """Types a number and presses Enter."""
        self.types(number)
        self.waits(lambda: self.desk.dial.can_call)
        self.presses(Qt.Key.Key_Return)

    def closes_the_window(self, answer: QMessageBox.StandardButton) -> list[str]:
        """Closes it and answers what is asked then; the questions."""
        asked: list[str] = []

        def answers() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                asked.append(box.text())
                self._qtbot.mouseClick(box.button(answer), Qt.MouseButton.LeftButton)

        QTimer.singleShot(0, answers)
        self.window.close()
        return asked

    def focusable(self) -> Iterator[QWidget]:
        """Every visible widget that takes the focus."""
        return (each for each in self._visible(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus)

    def _keyboard(self) -> QWindow:
        popup = QApplication.activePopupWidget()
        return (popup or self.window).windowHandle()

    def _visible(self, kind: type) -> Iterator:
        """In this window, its popups and its questions."""
        return (each for each in self.window.findChildren(kind) if each.isVisible())
