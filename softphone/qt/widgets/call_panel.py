"""The call in progress, inside the window: who, as whom, both legs, the timer, Hang up.

Rule 1: it pushes nothing away; recents stay usable.
Rule 2: Hang up is always at the same place and never turns into another button.
"""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.qt.models.call import CallModel
from softphone.qt.theme import units
from softphone.qt.widgets.announcer import announce
from softphone.qt.widgets.pieces import label, named, show_text, wrapped


class CallPanel(QFrame):
    def __init__(self, call: CallModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._call = call
        self._who = label(look="callerId")
        self._as = label(look="soft")
        self._legs = label(look="soft")
        self._problem = wrapped("problem")
        self._timer = label(look="callerId")
        self.look_again = QPushButton(self.tr("Look again"))
        self.close_button = named(QPushButton(self.tr("Close")), "flat")
        self.hang_up = named(QPushButton(self.tr("Hang up")), "hang")
        self._announced = ""
        self._arrange()
        call.changed.connect(self._show)
        call.ticked.connect(self._tick)
        self._show()

    def _arrange(self) -> None:
        self.setAccessibleName(self.tr("Call in progress"))
        self.hang_up.setToolTip(self.tr("End the call (F8)"))
        self.hang_up.clicked.connect(self._call.hang_up)
        self.look_again.clicked.connect(self._call.step)
        self.close_button.clicked.connect(self._call.dismiss)
        words = QVBoxLayout()
        words.setSpacing(units(0.15))
        first = QHBoxLayout()
        first.setSpacing(units(0.6))
        first.addWidget(self._who)
        first.addWidget(self._as, 1, Qt.AlignmentFlag.AlignVCenter)
        words.addLayout(first)
        words.addWidget(self._legs)
        words.addWidget(self._problem)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(units(1.2), units(0.7), units(1.2), units(0.7))
        whole.setSpacing(units(0.55))
        whole.addLayout(words, 1)
        for part in (self._timer, self.look_again, self.close_button, self.hang_up):
            whole.addWidget(part)

    def _show(self) -> None:
        call = self._call
        self.setVisible(call.is_open or call.call is not None)
        self._who.setText(call.who)
        self._as.setText(self.tr("as {number}").format(number=call.shown_as) if call.shown_as else "")
        self._legs.setText(call.legs)
        show_text(self._problem, f"⚠ {call.problem}" if call.problem else "")
        self.hang_up.setEnabled(call.is_open)
        self.look_again.setVisible(call.is_unknown)
        self.close_button.setVisible(call.call is not None and (not call.is_open or call.may_ring_unknown))
        self._tick()
        self._announce()

    def _tick(self) -> None:
        text = self._call.talked_for(time.time())
        self._timer.setText(text)
        self._timer.setVisible(bool(text))

    def _announce(self) -> None:
        words = self._call.problem or self._call.legs
        if self.isVisible() and words != self._announced:
            self._announced = words
            announce(self, words, assertive=bool(self._call.problem))
