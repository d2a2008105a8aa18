"""Who I call as: the number the customer sees, why, and the way to another one.

Rule: a button with a popup, not a combo box: the wheel never changes the caller ID,
and a screen reader hears the card's name and its number.
"""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from softphone.qt.models.caller_id.caller_ids import CallerIdsModel
from softphone.qt.models.dialling.dial import DialModel
from softphone.qt.models.dialling.why import WhyModel
from softphone.qt.virtual import virtual
from softphone.qt.widgets.caller_id.caller_id_popup import CallerIdPopup
from softphone.qt.widgets.caller_id.why_popup import WhyPopup
from softphone.qt.widgets.parts.lock_line import LockLine
from softphone.qt.widgets.parts.pieces import card, flat_button, label, polish, show_text, wrapped

_LONGEST_LINE: Final = 34  # characters; a longer reason takes several lines


class CallerIdCard(QWidget):
    """Signals:
    refresh_wanted: F5 was pressed in the list.
    closed: The list was closed; focus may go back to the number.
    """

    refresh_wanted = Signal()
    closed = Signal()

    def __init__(
        self, dial: DialModel, caller_ids: CallerIdsModel, why: WhyModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dial = dial
        self._popup = CallerIdPopup(caller_ids, self)
        self._why_popup = WhyPopup(why, self)
        self._headline = label(look="callerId")
        self._detail = wrapped("soft")
        self._reason = label(look="reason")
        self._lock = LockLine()
        self._news = label(look="reason")
        self.open_button = flat_button("▾")
        self.why_button = flat_button(self.tr("Why?"), self.tr("Why this number?"))
        self._arrange()
        self._connect()
        self._show()

    def _arrange(self) -> None:
        frame, inside = card()
        title: QLabel = label(self.tr("Calling as"), "label")
        self.open_button.setToolTip(self.tr("Choose the number to show (Alt+I)"))
        inside.addLayout(_row(title, None, self.open_button))
        inside.addWidget(self._headline)
        inside.addWidget(self._detail)
        inside.addLayout(_row(self._reason, self.why_button, None))
        inside.addWidget(self._lock)
        inside.addWidget(self._news)
        self._news.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self._frame = frame

    def _connect(self) -> None:
        self._dial.changed.connect(self._show)
        self.open_button.clicked.connect(self.open_list)
        self.why_button.clicked.connect(self.open_why)
        self._popup.picked.connect(self._dial.pick)
        self._popup.picked_once.connect(self._dial.pick_once)
        self._popup.refresh_wanted.connect(self.refresh_wanted)
        self._popup.closed.connect(self.closed)

    def open_list(self) -> None:
        """Open the list of numbers under the card, or say why there is none."""
        view = self._dial.caller_id
        if view.may_pick:
            self._popup.open_at(self.mapToGlobal(QPoint(0, self.height())), self.width())
        else:
            self._dial.refuse(view.why_no_list)

    @virtual(None)
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.open_list()

    def open_why(self) -> None:
        """Explain the choice that is shown, if there is one."""
        if self._dial.decision is None:
            self._dial.refuse(self.tr("Type a number first: why depends on whom you call."))
            return
        place = self.mapToGlobal(QPoint(0, self.height()))
        self._why_popup.open_at(place, self.width())

    def _show(self) -> None:
        view = self._dial.caller_id
        self._headline.setText(view.headline)
        show_text(self._detail, view.detail)
        if self._reason.property("asks") != view.asks:
            self._reason.setProperty("asks", view.asks)
            polish(self._reason)
        self._reason.setWordWrap(len(view.reason) > _LONGEST_LINE)
        show_text(self._reason, view.reason)
        self.why_button.setVisible(self._dial.decision is not None)
        self.open_button.setVisible(view.may_pick)
        show_text(self._news, view.news)
        self._lock.show_lock(view.lock, view.lock_where, of=view.headline)
        spoken = ". ".join(filter(None, (view.headline, view.detail, view.reason)))
        self.open_button.setAccessibleName(self.tr("Calling as {number}").format(number=view.headline))
        self.open_button.setAccessibleDescription(spoken)


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part)
    return row
