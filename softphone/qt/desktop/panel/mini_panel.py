"""A small window over all others during a call, while the main one cannot be seen: who, Mute, Hang up.

Rule 1: it never takes the focus when it appears.
Rule 2: it is there only where it was turned on, and only while the call is open.
Rule 3: closed by the person, it stays away until the main window has been seen again.

Wayland lets no program keep a window over others or choose its place: there it is a small window.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.domain.calls.controls import Control
from softphone.qt.assets import asset
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.calls.call_controls import CallControls
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.calls.call_button import CallButton, toggle_text, toggle_texts
from softphone.qt.widgets.parts.pieces import label, named


class MiniPanel(QWidget):
    """Signals:
    open_wanted: Show the main window.
    dismissed: Closed by the person.
    """

    open_wanted = Signal()
    dismissed = Signal()

    def __init__(self, call: CallModel, controls: CallControls) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.CustomizeWindowHint
            | Qt.WindowType.WindowTitleHint
            | Qt.WindowType.WindowCloseButtonHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setWindowTitle(self.tr("Call in progress"))
        self.setWindowIcon(QIcon(str(asset("icons/softphone.svg"))))
        self._call, self._controls = call, controls
        self._who = label(look="callerId")
        self._as = label(look="soft")
        self._timer = label(look="callerId")
        self.mute = CallButton("control-mute", toggle_texts(Control.MUTE))
        self.hang_up = named(QPushButton(self.tr("Hang up")), "hang")
        self.open = QPushButton(self.tr("Open"))
        self._arrange()
        call.changed.connect(self._show)
        call.ticked.connect(self._tick)
        controls.changed.connect(self._show)
        self._show()

    @virtual(None)
    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous():
            self.dismissed.emit()
        super().closeEvent(event)

    def _arrange(self) -> None:
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hang_up.setToolTip(self.tr("End the call"))
        self.open.setToolTip(self.tr("Open the softphone's window"))
        self.open.setAccessibleDescription(self.open.toolTip())
        self.mute.clicked.connect(self._controls.toggle_mute)
        self.hang_up.clicked.connect(self._call.hang_up)
        self.open.clicked.connect(self.open_wanted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._who)
        words.addWidget(self._as)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(units(0.8), units(0.5), units(0.8), units(0.5))
        whole.setSpacing(units(0.7))
        whole.addLayout(words, 1)
        for part in (self._timer, self.mute, self.hang_up, self.open):
            whole.addWidget(part)

    def _show(self) -> None:
        self._who.setText(self._call.who)
        self._as.setText(self._call.legs)
        self.hang_up.setEnabled(self._call.is_open)
        why_not = self._controls.why_not(Control.MUTE)
        self.mute.show_state(
            toggle_text(self._controls, Control.MUTE),
            why_not or self.tr("Nobody hears you"),
            works=not why_not,
            on=self._controls.is_on(Control.MUTE),
        )
        self._tick()

    def _tick(self) -> None:
        self._timer.setText(self._call.talked_for)
