"""Where the window was, and how it was divided: remembered in ``window.ini`` of the data folder.

Rule 1: read before the first paint, so that nothing jumps; QSettings is all it takes.
Rule 2: a place on a screen that is gone is no place: the window comes back where it can be seen.
Rule 3: splitters and tabs are known by their object name; without one they are not remembered.

Wayland does not let a window choose its place; there only the size is remembered.
"""

from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QByteArray, QPoint, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QTabBar, QTabWidget, QWidget

_W = TypeVar("_W", bound=QWidget)
_FILE: Final = "window.ini"
_MUST_BE_SEEN: Final = 60  # of the title bar, in pixels


class Geometry:
    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / _FILE), QSettings.Format.IniFormat)

    def put_back(self, window: QWidget, name: str = "window") -> None:
        """The window's size and place as it was left; as it is, if nothing is known."""
        kept = self._kept.value(f"{name}/geometry")
        if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
            _bring_into_sight(window)

    def put_back_inside(self, window: QMainWindow) -> None:
        """How it was divided, and which page was open."""
        for splitter in _named(window, QSplitter):
            kept = self._kept.value(f"splitters/{splitter.objectName()}")
            if isinstance(kept, QByteArray):
                splitter.restoreState(kept)
        for tabs in _tabs(window):
            number = self._kept.value(f"tabs/{tabs.objectName()}")
            if isinstance(number, str) and number.isdecimal() and int(number) < tabs.count():
                tabs.setCurrentIndex(int(number))

    def keep(self, window: QMainWindow) -> None:
        """Remember all of it."""
        self.keep_place(window)
        for splitter in _named(window, QSplitter):
            self._kept.setValue(f"splitters/{splitter.objectName()}", splitter.saveState())
        for tabs in _tabs(window):
            self._kept.setValue(f"tabs/{tabs.objectName()}", str(tabs.currentIndex()))
        self._kept.sync()

    def keep_place(self, window: QWidget, name: str = "window") -> None:
        """Remember size and place."""
        self._kept.setValue(f"{name}/geometry", window.saveGeometry())

    def first_time(self, of: str) -> bool:
        """True once for each ``of``: what has to be explained only once."""
        if self._kept.value(f"told/{of}") is not None:
            return False
        self._kept.setValue(f"told/{of}", "yes")
        return True


def _tabs(window: QMainWindow) -> list[QTabWidget | QTabBar]:
    return [*_named(window, QTabWidget), *_named(window, QTabBar)]


def _named(window: QMainWindow, kind: type[_W]) -> list[_W]:
    # Qt's own parts are called qt_…; they come and go.
    return [each for each in window.findChildren(kind) if each.objectName().strip("_")[:3] not in ("", "qt_")]


def _bring_into_sight(window: QWidget) -> None:
    place = window.geometry()
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if any(_shows(screen.intersected(place)) for screen in screens) or not screens:
        return
    size = place.size().boundedTo(screens[0].size())
    window.resize(size)
    middle = screens[0].center() - QPoint(size.width() // 2, size.height() // 2)
    window.move(middle)


def _shows(part: QRect) -> bool:
    return part.width() >= _MUST_BE_SEEN and part.height() >= _MUST_BE_SEEN
