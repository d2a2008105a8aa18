"""Starts the window: the first paint first, everything slow after it."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from softphone.qt.background import Background
from softphone.qt.exceptions import surface
from softphone.qt.models.call import CallModel
from softphone.qt.models.caller_ids import CallerIdsModel
from softphone.qt.models.dial import DialModel
from softphone.qt.models.notices import NoticesModel
from softphone.qt.models.recents import RecentsModel
from softphone.qt.models.session import SessionModel
from softphone.qt.theme import theme
from softphone.qt.widgets.main_window import MainWindow


def run_window(*, sandbox: bool, settings_file: Path | None) -> int:
    """Open the window and stay until it is closed; the exit status."""
    application = application_with_style(sys.argv[:1])
    desk = Desk(sandbox=sandbox, settings_file=settings_file)
    surface(desk.notices.show_problem)
    desk.window.show()
    QTimer.singleShot(0, desk.session.start)
    status = application.exec()
    desk.close()
    return status


def application_with_style(arguments: list[str]) -> QApplication:
    """The QApplication in our look."""
    QApplication.setApplicationName("Softphone")
    QApplication.setDesktopFileName("softphone")
    application = QApplication(arguments)
    application.setStyle("Fusion")
    theme()
    return application


class Desk(QObject):
    """All models and the window, connected; they live as long as the application."""

    def __init__(
        self, *, sandbox: bool = False, settings_file: Path | None = None, folder: Path | None = None
    ) -> None:
        super().__init__()
        self.background = Background()
        self.notices = NoticesModel()
        self.session = SessionModel(
            self.background, sandbox=sandbox, settings_file=settings_file, folder=folder
        )
        self.dial = DialModel(self.session, self.background)
        self.caller_ids = CallerIdsModel(self.session, self.dial, self.background)
        self.call = CallModel(self.session, self.background)
        self.recents = RecentsModel(self.session, self.background)
        self.window = MainWindow(
            self.session, self.dial, self.caller_ids, self.call, self.recents, self.notices
        )
        self._connect()

    def _connect(self) -> None:
        for source in (self.session, self.dial, self.call):
            source.failed.connect(self.notices.show_error)
        self.session.told.connect(self.notices.show_news)
        self.dial.called.connect(self.call.place)
        self.call.changed.connect(self._tell_busy)
        self.call.ended.connect(self._after_call)
        self.dial.refused.connect(self._tell_refused)

    def _tell_busy(self) -> None:
        self.dial.set_busy(self.tr("A call is in progress.") if self.call.is_open else "")

    def _tell_refused(self, words: str) -> None:
        if not self.call.is_open:
            self.notices.show_news(words)

    def _after_call(self) -> None:
        self.recents.reload()
        self.dial.look_again()

    def close(self) -> None:
        """Let what runs end within its time-out, then close files and connections."""
        self.background.close()
        self.session.close()
