"""The bottom line: how many numbers and how old, Refresh, and whose settings these are."""

import time

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.notices import NoticesModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import flat_button, label

_A_DAY = 24 * 3600


class StatusLine(QWidget):
    def __init__(self, session: SessionModel, notices: NoticesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._notices = notices
        self._news = label()
        self._numbers = label(look="soft")
        self._company = label(look="soft")
        self.refresh = flat_button(self.tr("Refresh"))
        self.refresh.setToolTip(self.tr("Read the account's numbers from Twilio again (F5 in the list)"))
        self.refresh.clicked.connect(session.refresh)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(units(1.2), units(0.2), units(1.2), units(0.2))
        inside.addWidget(self._numbers)
        inside.addWidget(self.refresh)
        # Long news gives way instead of pushing the window wider; the tooltip has all of it.
        self._news.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        inside.addWidget(self._news, 1)
        inside.addWidget(self._company, 0, Qt.AlignmentFlag.AlignVCenter)
        session.changed.connect(self._show)
        notices.changed.connect(self._show_news)
        self._show()

    def add(self, part: QWidget) -> None:
        """Put one more thing into the line, before whose settings these are."""
        inside = self.layout()
        assert isinstance(inside, QHBoxLayout)
        inside.insertWidget(inside.indexOf(self._company), part, 0, Qt.AlignmentFlag.AlignVCenter)

    def _show(self) -> None:
        self.refresh.setEnabled(self._session.agent != "" and not self._session.is_busy)
        self._numbers.setText(self._numbers_words())
        self._company.setText(self._company_words())

    def _show_news(self) -> None:
        if self._news.text() != self._notices.news:
            self._news.setText(self._notices.news)
            self._news.setToolTip(self._notices.news)
            announce(self, self._notices.news)

    def _numbers_words(self) -> str:
        if self._session.is_busy and not self._session.number_count:
            return self.tr("Loading the numbers…")
        if not self._session.refreshed_at:
            return self.tr("No numbers yet")
        return self.tr("{count} numbers, refreshed {when}").format(
            count=QLocale().toString(self._session.number_count), when=_when(self._session.refreshed_at)
        )

    def _company_words(self) -> str:
        if self._session.company_name:
            return self.tr("{agent} · some settings are set by {company}").format(
                agent=self._session.agent, company=self._session.company_name
            )
        return self._session.agent


def _when(seconds: float) -> str:
    """The time today, else the day and the time."""
    when, short = QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat
    is_today = time.time() - seconds < _A_DAY and when.date() == QDateTime.currentDateTime().date()
    return QLocale().toString(when.time(), short) if is_today else QLocale().toString(when, short)
