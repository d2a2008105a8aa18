"""Help for people in trouble: what was shown and when, what is installed, a report to hand on.

Rule 1: what a person was told is also written down, without numbers.
Rule 2: a report is made in a lane, looked at, and only then written, where the person says.
"""

import logging
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QDateTime, QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication

from softphone import __version__
from softphone.application.settings.declarations import SETTINGS
from softphone.application.support_bundle import BundleFile, Material, Package, ShownError, support_bundle
from softphone.domain.errors import SoftphoneError
from softphone.qt.background import Background, Lane
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.notices import Notice, NoticesModel
from softphone.wiring import installed_packages, save_report, versions

__all__ = ["BundleFile", "Package", "SupportModel"]

ERRORS_KEPT: Final = 50
_LOG: Final = logging.getLogger("softphone.window")


class SupportModel(QObject):
    """Signals:
    packages_read: The Packages this program is made with, itself first.
    report_made: The BundleFiles to look at.
    saved: Where the report is now, in words.
    failed: A SoftphoneError.
    """

    packages_read = Signal(object)
    report_made = Signal(object)
    saved = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        session: SessionModel,
        notices: NoticesModel,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._notices, self._background = session, notices, background
        self._errors: deque[ShownError] = deque(maxlen=ERRORS_KEPT)
        self._shown: Notice | None = None
        self.version: Final = __version__
        notices.changed.connect(self._write_notice)
        session.needs_sign_in.connect(self._write_refusal)
        session.signed_in.connect(lambda: _LOG.info("Signed in; %d numbers are known.", session.number_count))
        session.news.connect(lambda words: _LOG.info("%s", words))
        _LOG.info("Softphone %s begins.", __version__)

    def read_packages(self) -> None:
        """Ask what this program is made with; ``packages_read`` answers."""
        self._background.run(
            Lane.FILES, installed_packages, then=self.packages_read.emit, failed=self.failed.emit
        )

    def make_report(self) -> None:
        """Put a report together; ``report_made`` answers."""
        in_window = (
            ("PySide6", pyside_version),
            ("Qt", qVersion()),
            ("platform", QGuiApplication.platformName()),
        )
        book = self._session.rulebook
        settings = [(key, book.origin(setting)) for key, setting in SETTINGS.items()]
        errors, secrets = tuple(self._errors), self._session.secrets
        requests = self._session.recent_requests

        def made() -> tuple[BundleFile, ...]:
            return support_bundle(
                Material(
                    made_at=_now(),
                    versions=(*versions(), *in_window),
                    packages=installed_packages(),
                    settings=settings,
                    errors=errors,
                    log=self._session.log_text(),
                    secrets=secrets,
                    requests=requests,
                    home=str(Path.home()),
                )
            )

        self._background.run(Lane.FILES, made, then=self.report_made.emit, failed=self.failed.emit)

    def save(self, files: Sequence[BundleFile], path: str) -> None:
        """Write ``files`` where the person chose; ``saved`` or ``failed`` answers."""
        where = Path(path if path.lower().endswith(".zip") else f"{path}.zip")
        self._background.run(
            Lane.FILES,
            lambda: save_report(files, where),
            then=lambda _: self.saved.emit(self.tr("Saved as {path}.").format(path=where)),
            failed=self.failed.emit,
        )

    def _write_notice(self) -> None:
        notice = self._notices.notice
        if notice is not None and notice != self._shown:
            self._write(notice.words)
        self._shown = notice

    def _write_refusal(self, error: SoftphoneError | None) -> None:
        if error is not None:
            self._write(str(error))

    def _write(self, words: str) -> None:
        self._errors.append(ShownError(_now(), words))
        _LOG.warning("%s", words)


def _now() -> str:
    return QDateTime.currentDateTimeUtc().toString(Qt.DateFormat.ISODate)
