"""Starts the window: the first paint first, everything slow after it.

Rule: what this module imports is on the way to the first paint; keep it short.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from softphone.qt.theme import theme
from softphone.qt.virtual import virtual
from softphone.qt.widgets.window.main_window import MainWindow

if TYPE_CHECKING:
    from softphone.qt.desktop.geometry import Geometry
    from softphone.qt.desktop.instances.one_instance import Asked, Claim

_UNPAINTED_FOR_MS = 400  # a window that starts minimised or hidden is not painted

_SENTENCE_STAYS_MS = 60_000


class SoftphoneApplication(QApplication):
    """macOS brings links as events, some of them before there is a window to fill.

    Signals:
        link_opened: The link.
    """

    link_opened = Signal(str)

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.waiting_links: list[str] = []

    @virtual(False)
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.waiting_links.append(event.url().toString())
            self.link_opened.emit(self.waiting_links[-1])
            return True
        return super().event(event)


def run_window(settings_file: Path | None, asked: Asked, claim: Claim) -> int:
    """Open the window and stay until it is closed; the exit status."""
    from softphone.qt.desktop.geometry import Geometry

    geometry = Geometry(claim.folder)
    application, window = first_window(sys.argv[:1], geometry, hidden=asked.hidden)
    opened: list[Callable[[], None]] = []

    def open_once() -> None:
        if not opened:
            opened.append(_open(application, window, settings_file, asked, claim, geometry))

    window.painted.connect(lambda: QTimer.singleShot(0, open_once))
    QTimer.singleShot(_UNPAINTED_FOR_MS, open_once)
    status = application.exec()
    for close in opened:
        close()
    return status


def show_sentence(words: str) -> None:
    """A message of a process that has no window: who clicked a link looks at no terminal."""
    from PySide6.QtWidgets import QMessageBox

    application_with_style(sys.argv[:1])
    box = QMessageBox(QMessageBox.Icon.Warning, "Softphone", words)
    QTimer.singleShot(_SENTENCE_STAYS_MS, box.accept)
    box.exec()


def first_window(
    arguments: list[str], geometry: Geometry | None = None, *, hidden: bool = False
) -> tuple[SoftphoneApplication, MainWindow]:
    """The application in our look, and its window, shown (unless hidden) and still empty."""
    application = application_with_style(arguments)
    window = MainWindow()
    if geometry is not None:
        geometry.put_back(window)
    if not hidden:
        window.show()
    return application, window


def application_with_style(arguments: list[str]) -> SoftphoneApplication:
    """The QApplication in our look."""
    QApplication.setApplicationName("Softphone")
    QApplication.setDesktopFileName("softphone")
    application = SoftphoneApplication(arguments)
    application.setStyle("Fusion")
    theme()
    return application


def _open(
    application: SoftphoneApplication,
    window: MainWindow,
    settings_file: Path | None,
    asked: Asked,
    claim: Claim,
    geometry: Geometry,
) -> Callable[[], None]:
    """Fill the window and start; return what closes it all."""
    from softphone.qt.desktop.instances.instance_server import InstanceServer
    from softphone.qt.desktop.process_signals import leave_when_asked
    from softphone.qt.exceptions import surface
    from softphone.qt.language import use_language
    from softphone.qt.window_wiring import WindowWiring
    from softphone.wiring import window_language

    # A lane that computes gives way after 1 ms, not 5: the window keeps painting during a refresh.
    sys.setswitchinterval(0.001)
    use_language(application, window_language(settings_file, claim.folder))
    desk = WindowWiring(
        window, sandbox=asked.sandbox, settings_file=settings_file, folder=claim.folder, audio=True
    )
    surface(desk.notices.show_problem)
    desk.session.start()
    desk.warm_up()
    desk.desktop.begin(asked, geometry)
    reception = InstanceServer(claim)
    reception.asked.connect(desk.desktop.take)
    reception.open()
    application.link_opened.connect(desk.desktop.take_link)
    for link in application.waiting_links:
        desk.desktop.take_link(link)

    signals = leave_when_asked(desk.call, application)

    def close() -> None:
        signals.close()
        reception.close()
        desk.close()

    return close
