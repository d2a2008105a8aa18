"""Watches the company's settings file: what changes in it counts without a restart.

Rule 1: the system tells of most changes at once; a slow look finds the rest (a new owner, a policy,
        a folder that was not there).
Rule 2: a file is written in pieces: it is read when it has been quiet for a moment.
Rule 3: looking and reading happen in a lane; what changed is told quietly, once.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileInfo, QFileSystemWatcher, QObject, QTimer, Signal

from softphone.qt.background import Background, Lane
from softphone.qt.models.account.session import SessionModel

QUIET_FOR_MS: Final = 300
LOOK_EVERY_MS: Final = 30_000


class CompanyWatch(QObject):
    """Signals:
    news: What changed for this agent, in words.
    """

    news = Signal(object)

    def __init__(self, session: SessionModel, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._watcher = QFileSystemWatcher(self)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_FOR_MS)
        self._slowly = QTimer(self, interval=LOOK_EVERY_MS)
        self._watcher.fileChanged.connect(self._on_file_moved)
        self._watcher.directoryChanged.connect(self._on_file_moved)
        self._quiet.timeout.connect(self._read_again)
        self._slowly.timeout.connect(self._read_again)
        session.signed_in.connect(self._on_signed_in)
        session.needs_sign_in.connect(self._on_signed_in)

    def _on_signed_in(self) -> None:
        self._slowly.start()
        self._watch()

    def _on_file_moved(self) -> None:
        self._watch()
        self._quiet.start()

    def _watch(self) -> None:
        """A file that was replaced is another file to the system: it is watched anew each time."""
        wanted = {str(path) for path in _to_watch(self._session.source.file)}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if let_go := sorted(watched - wanted):
            self._watcher.removePaths(let_go)
        if missing := sorted(wanted - watched):
            self._watcher.addPaths(missing)

    def _read_again(self) -> None:
        before = self._session.rulebook.company
        self._background.run(
            Lane.REFRESH,
            self._use_as_it_stands,
            then=lambda words: self._tell(words, is_other=self._session.rulebook.company is not before),
            failed=self._session.failed.emit,
        )

    def _use_as_it_stands(self) -> str:
        """In the lane: go by the settings as they stand now; what changed, in words."""
        company, softphone = self._session.look_outside(), self._session.softphone
        is_acme = self._session.is_sandbox and not self._session.source.has_draft
        return "" if softphone is None or is_acme else softphone.use_company(company)

    def _tell(self, words: str, *, is_other: bool) -> None:
        self._watch()
        if is_other:
            self._session.changed.emit()
            self._session.refresh_if_due()
        if words:
            self.news.emit(words)


def _to_watch(file: Path) -> tuple[Path, ...]:
    """The file and its folder; while there is none, the nearest folder above."""
    folder = next((each for each in file.parents if QFileInfo(each).isDir()), None)
    return tuple(path for path in (file, folder) if path is not None and QFileInfo(path).exists())
