"""Shows the window in each state at this process's scale and prints what is clipped, as JSON.

    QT_SCALE_FACTOR=2 python tests/qt/scaled_window.py FOLDER [ar | de]

Run by test_scaling.py, a process for each factor: Qt reads the factor once. With "ar" the window
is laid out from right to left, whether it speaks Arabic yet or not.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QTabBar,
    QWidget,
)

from softphone.qt.app import application_with_style
from softphone.qt.window_wiring import WindowWiring
from softphone.sandbox import Sandbox

ALT = Qt.KeyboardModifier.AltModifier
SEEN = (QLabel, QAbstractButton, QLineEdit)
CUSTOMER = "+12125550142"
PATIENCE_S = 20.0


def waits(until: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    loop, end = QEventLoop(), time.monotonic() + PATIENCE_S
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        QTimer.singleShot(10, loop.quit)
        loop.exec()


def settles() -> None:
    for _ in range(3):
        QApplication.processEvents()


def needs(widget: QWidget) -> tuple[int, int]:
    """The width and height without which its text is cut."""
    measure = widget.fontMetrics()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return 0, widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel):
        return widget.minimumSizeHint().width(), widget.minimumSizeHint().height()
    if isinstance(widget, QLineEdit):
        option = QStyleOptionFrame()
        widget.initStyleOption(option)
        inside = widget.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, widget)
        frame = widget.width() - inside.width()
        shown = widget.text() or widget.placeholderText()
        width = 0 if widget.text() else measure.horizontalAdvance(shown) + frame
        return width, measure.height()
    return widget.minimumSizeHint().width(), widget.minimumSizeHint().height()


def clipped(window: QWidget) -> Iterator[str]:
    """Every visible label, button and field with less room than it needs, or outside its parent."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget.parent(), QTabBar):
            continue
        if not isinstance(widget, SEEN) or widget.objectName().startswith("qt_"):
            continue
        width, height = needs(widget)
        words = widget.text() or getattr(widget, "placeholderText", str)() or widget.accessibleName()
        if widget.width() < width or widget.height() < height:
            room = f"{widget.width()} x {widget.height()} of {width} x {height}"
            yield f"{type(widget).__name__} “{words}”: {room}"
        parent = widget.parentWidget()
        if parent is not None and not widget.isWindow() and not parent.rect().contains(widget.geometry()):
            yield f"{type(widget).__name__} “{words}”: {widget.geometry()} outside {parent.rect()}"


class Round:
    """Goes through the states of the window and looks at each."""

    def __init__(self, desk: WindowWiring, folder: Path) -> None:
        self._desk, self._folder = desk, folder
        self._window = desk.window
        self._field = desk.window.dialler.number.field
        self.found: dict[str, list[str]] = {}

    def look(self, state: str) -> None:
        settles()
        shown = [self._window, *filter(None, [QApplication.activePopupWidget()])]
        self.found[state] = [each for part in shown for each in clipped(part)]
        for number, part in enumerate(shown):
            part.grab().save(str(self._folder / f"{state}-{number}.png"))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        popup = QApplication.activePopupWidget()
        QTest.keyClick((popup or self._window).windowHandle(), key, modifier)

    def types(self, text: str) -> None:
        self._field.show_number("")
        QTest.keyClicks(self._field, text)

    def dialler(self) -> None:
        self.look("empty")
        self.types(CUSTOMER)
        self.look("number")
        self.types("hello there, everybody")
        self.look("not a number")
        self._field.show_number("Mia: +1 212 555 0142, Jonas: +44 20 7946 0018, Lea: +49 30 901820")
        self.look("several numbers")
        self._field.show_number("+551140028922 ext. 77 is what Mia Chen wrote on her card")
        self.look("notes")
        self.types("+19025550142")
        self.press(Qt.Key.Key_I, ALT)
        QTest.keyClicks(QApplication.activePopupWidget().search, "celular")
        self.press(Qt.Key.Key_Return)
        self.look("long place and long name")
        self._desk.dial.pick("default")
        self.types("911")
        self.look("emergency")

    def popups(self) -> None:
        self.types(CUSTOMER)
        for state, key in (("list", Qt.Key.Key_I), ("why", Qt.Key.Key_W)):
            self.press(key, ALT)
            self.look(state)
            if state == "list":
                QTest.keyClicks(QApplication.activePopupWidget().search, "555 sales")
                self.look("list with a match")
                QApplication.activePopupWidget().search.clear()
                QTest.keyClicks(QApplication.activePopupWidget().search, "atlantis")
                self.look("list without a match")
            QApplication.activePopupWidget().close()

    def call(self) -> None:
        self.types(CUSTOMER)
        self.press(Qt.Key.Key_Return)
        waits(lambda: self._desk.call.is_open)
        self.look("ringing")
        waits(lambda: not self._desk.call.is_open)
        waits(lambda: self._desk.recents.rowCount() > 0)
        self.look("after the call")

    def pages(self) -> None:
        self.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        self.look("contacts")
        self._window.pages.open_preferences()
        self.look("preferences")
        self._window.pages.open_sign_in(None)
        self.look("sign in")


def main() -> None:
    folder, language = Path(sys.argv[1]), (sys.argv[2:] or [""])[0]
    application = application_with_style(sys.argv[:1])
    if language:
        from softphone.qt.language import use_language

        use_language(application, language)
    if language == "ar":
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    said_at_once = {"does": "answer", "after_s": 0.0, "talks_s": 0.5}
    people = {"client:ana": {"does": "answer", "after_s": 0.5}, CUSTOMER: said_at_once}
    with Sandbox(scenario={"destinations": people}) as sandbox:
        os.environ["SOFTPHONE_SANDBOX"] = json.dumps(sandbox.credentials)
        desk = WindowWiring(folder=folder / "data")
        desk.window.show()
        desk.session.start()
        waits(lambda: desk.session.refreshed_at > 0 and desk.caller_ids.rowCount() > 1)
        going_round = Round(desk, folder)
        for part in (going_round.dialler, going_round.popups, going_round.call, going_round.pages):
            part()
        desk.window.hide()
        desk.close()
    print(json.dumps(going_round.found))


if __name__ == "__main__":
    main()
