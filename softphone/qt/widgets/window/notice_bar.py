"""One line over the page: what went wrong and what to do; stays until dismissed."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from softphone.qt.models.notices import Notice, NoticesModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import flat_button


class NoticeBar(QFrame):
    def __init__(self, notices: NoticesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._notices = notices
        self._shown: Notice | None = None
        self.setVisible(False)
        self._words = QLabel(wordWrap=True, openExternalLinks=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._close = flat_button("×", self.tr("Dismiss this message"))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(units(0.8), units(0.3), units(0.4), units(0.3))
        inside.addWidget(self._words, 1)
        inside.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._close.clicked.connect(notices.dismiss)
        notices.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        notice = self._notices.notice
        if notice == self._shown:
            return
        self._shown = notice
        self.setVisible(notice is not None)
        if notice is None:
            return
        link = f' <a href="{escape(notice.reference)}">{self.tr("Read more")}</a>' if notice.reference else ""
        self._words.setText("⚠ " + escape(notice.words) + link)
        self._words.setAccessibleName(notice.words)
        announce(self, notice.words, assertive=True)


class SandboxBanner(QLabel):
    """Always there in the sandbox: this is not the real thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Sandbox: a Twilio on this computer. No real telephone rings."), parent)
        self.setObjectName("banner")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMargin(units(0.25))
