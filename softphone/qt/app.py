"""Starts the window: the first paint first, everything slow after it.

Rule: what this module imports is on the way to the first paint; keep it short.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from softphone.qt.theme import theme
from softphone.qt.widgets.main_window import MainWindow

_UNPAINTED_FOR_MS = 400  # a window that starts minimised is not painted


def run_window(*, sandbox: bool, settings_file: Path | None) -> int:
    """Open the window and stay until it is closed; the exit status."""
    application, window = first_window(sys.argv[:1])
    opened: list[Callable[[], None]] = []

    def open_once() -> None:
        if not opened:
            opened.append(_open(window, sandbox, settings_file))

    window.painted.connect(lambda: QTimer.singleShot(0, open_once))
    QTimer.singleShot(_UNPAINTED_FOR_MS, open_once)
    status = application.exec()
    for close in opened:
        close()
    return status


def first_window(arguments: list[str]) -> tuple[QApplication, MainWindow]:
    """The application in our look, and its window, shown and still empty."""
    application = application_with_style(arguments)
    window = MainWindow()
    window.show()
    return application, window


def application_with_style(arguments: list[str]) -> QApplication:
    """The QApplication in our look."""
    QApplication.setApplicationName("Softphone")
    QApplication.setDesktopFileName("softphone")
    application = QApplication(arguments)
    application.setStyle("Fusion")
    theme()
    return application


def _open(window: MainWindow, sandbox: bool, settings_file: Path | None) -> Callable[[], None]:
    """Fill the window and start; return what closes it all."""
    from softphone.qt.desk import Desk
    from softphone.qt.exceptions import surface

    desk = Desk(window, sandbox=sandbox, settings_file=settings_file)
    surface(desk.notices.show_problem)
    desk.session.start()
    return desk.close
