"""The page people work in: who I call as, whom, Call; recents beside it, the call below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.qt.models.models import Models
from softphone.qt.theme import units
from softphone.qt.widgets.caller_id.caller_id_card import CallerIdCard
from softphone.qt.widgets.calls.call_panel import CallPanel
from softphone.qt.widgets.calls.recents_page import RecentsPage
from softphone.qt.widgets.contacts.contacts_page import ContactsPage
from softphone.qt.widgets.dialling.keypad import Keypad
from softphone.qt.widgets.dialling.number_card import NumberCard
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import named, scrolled
from softphone.qt.widgets.window.side_pages import SidePages


class DiallerPage(QWidget):
    def __init__(self, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dial = models.dial
        self.caller_id = CallerIdCard(models.dial, models.caller_ids, models.why)
        self.number = NumberCard(models.dial, models.suggestions)
        self.keypad = Keypad()
        self.call_button = named(QPushButton(), "call")
        self.recents = RecentsPage(models.recents)
        self.contacts = ContactsPage(models.contacts, models.contact_import)
        self.side = SidePages()
        self.side.add(self.recents, self.tr("Recents"))
        self.side.add(self.contacts, self.tr("Contacts"))
        self.panel = CallPanel(
            models.call,
            models.controls,
            models.tones,
            models.guests,
            models.call_note,
            models.caller_id_check,
        )
        self._arrange()
        self._connect()
        self._show()

    def _arrange(self) -> None:
        cards = QVBoxLayout()
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(units(0.75))
        for part in (self.caller_id, self.number, self.keypad):
            cards.addWidget(part)
        cards.addStretch()
        left = QVBoxLayout()
        left.setSpacing(units(0.75))
        left.addWidget(scrolled(cards), 1)
        left.addWidget(self.call_button)
        font = self.call_button.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.call_button.setFont(font)
        self.call_button.setMinimumHeight(max(44, units(2.6)))
        body = QHBoxLayout()
        body.setContentsMargins(units(1.2), units(1.1), units(1.2), units(1.1))
        body.setSpacing(units(1.4))
        column = QWidget()
        column.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        column.setFixedWidth(units(24))
        body.addWidget(column)
        body.addWidget(self.side, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(body, 1)
        whole.addWidget(self.panel)

    def _connect(self) -> None:
        self.keypad.pressed.connect(self._press)
        self.panel.tones.take_keys_of(self.number.field)
        self.call_button.clicked.connect(self._dial.call)
        self.number.field.returnPressed.connect(self._dial.call)
        self.recents.wanted.connect(self._put_into_field)
        self.recents.again.connect(self._dial.call_again)
        self.contacts.wanted.connect(self._put_into_field)
        self.contacts.call_wanted.connect(self._put_into_field_and_call)
        self.caller_id.closed.connect(self.focus_number)
        self._dial.changed.connect(self._show)
        self._dial.refused.connect(self._tell_why_not)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut  # elsewhere they open combo boxes
        for keys in ("Alt+Down", "F4"):
            QShortcut(QKeySequence(keys), self, self.caller_id.open_list, context=inside)
        order = (self.caller_id.open_button, self.caller_id.why_button, self.number.field, self.call_button)
        for first, second in zip(order, (*order[1:], self.keypad.keys[0]), strict=True):
            QWidget.setTabOrder(first, second)

    def focus_number(self) -> None:
        """Back to the number."""
        self.number.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_number(self) -> None:
        """Back to the number, ready to type or paste over it."""
        self.focus_number()
        self.number.field.selectAll()

    def _press(self, key: str) -> None:
        """The keypad belongs to the call while its tones are open."""
        if self.panel.tones.isVisible():
            self.panel.tones.press(key)
        else:
            self.number.field.insert_digit(key)

    def _put_into_field(self, text: str) -> None:
        self.number.field.show_number(text)
        self.focus_number()

    def _put_into_field_and_call(self, text: str) -> None:
        self._put_into_field(text)
        self._dial.call()

    def _show(self) -> None:
        destination, why_not = self._dial.destination, self._dial.why_not
        words = (
            self.tr("Call {number}").format(number=destination.number.display)
            if destination
            else self.tr("Call")
        )
        self.call_button.setText(words)
        self.call_button.setEnabled(not why_not)
        self.call_button.setToolTip(why_not or self.tr("Call (Enter)"))
        self.call_button.setAccessibleName(words)
        self.call_button.setAccessibleDescription(why_not)

    def _tell_why_not(self, words: str) -> None:
        announce(self.call_button, words, assertive=True)
