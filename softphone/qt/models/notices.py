"""What a person should know: errors stay until dismissed, news leaves by itself."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.domain.errors import SoftphoneError

NEWS_STAYS_MS = 8000


@dataclass(frozen=True, slots=True)
class Notice:
    """Attributes:
    words: What happened and what to do.
    reference: A page that says more; empty if none.
    stays: Until it is dismissed.
    """

    words: str
    reference: str = ""
    stays: bool = True


class NoticesModel(QObject):
    """The one notice that is shown; a newer one takes its place."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notice: Notice | None = None
        self._leaving = QTimer(self, singleShot=True, interval=NEWS_STAYS_MS)
        self._leaving.timeout.connect(self.dismiss)

    def show_error(self, error: SoftphoneError) -> None:
        """Show an error until it is dismissed."""
        self._show(Notice(str(error), error.reference))

    def show_news(self, words: str) -> None:
        """Show words for a few seconds, unless an error is there."""
        if self.notice is None or not self.notice.stays:
            self._show(Notice(words, stays=False))

    def show_problem(self, words: str) -> None:
        """Show words until they are dismissed."""
        self._show(Notice(words))

    def dismiss(self) -> None:
        self.notice = None
        self.changed.emit()

    def _show(self, notice: Notice) -> None:
        self.notice = notice
        if notice.stays:
            self._leaving.stop()
        else:
            self._leaving.start()
        self.changed.emit()
