"""What a person should know: errors stay until dismissed, news leaves by itself."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.domain.errors import SoftphoneError
from softphone.qt.language import error_words, spoken

NEWS_STAYS_MS = 8000


@dataclass(frozen=True, slots=True)
class Notice:
    """Attributes:
    words: What happened and what to do.
    reference: A page that says more; empty if none.
    """

    words: str
    reference: str = ""


class NoticesModel(QObject):
    """The one notice over the page, a newer one takes its place; and news in the bottom line."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notice: Notice | None = None
        self.news = ""
        self._leaving = QTimer(self, singleShot=True, interval=NEWS_STAYS_MS)
        self._leaving.timeout.connect(lambda: self.show_news(""))

    def show_error(self, error: SoftphoneError) -> None:
        """Show an error until it is dismissed."""
        self._show(Notice(error_words(error), error.reference))

    def show_problem(self, words: str) -> None:
        """Show words until they are dismissed."""
        self._show(Notice(spoken(words)))

    def show_news(self, words: str) -> None:
        """Show words for a few seconds."""
        self.news = spoken(words)
        if words:
            self._leaving.start()
        self.changed.emit()

    def dismiss(self) -> None:
        """Clear the notice."""
        self._show(None)

    def _show(self, notice: Notice | None) -> None:
        self.notice = notice
        self.changed.emit()
