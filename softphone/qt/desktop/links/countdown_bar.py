"""The seconds before a link calls by itself, with Cancel; only where that was turned on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from softphone.qt.desktop.links.link_intake import SECONDS, LinkIntake
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import label


class CountdownBar(QFrame):
    """Signals:
    left: It is gone, and had the focus.
    """

    left = Signal()

    def __init__(self, arrivals: LinkIntake, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._arrivals = arrivals
        self._words = label()
        self._words.setWordWrap(True)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Do not call; the number stays in the field (Esc)"))
        self.cancel.setAccessibleDescription(self.cancel.toolTip())
        self.cancel.clicked.connect(arrivals.cancel)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(arrivals.cancel)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(units(0.8), units(0.3), units(0.4), units(0.3))
        inside.addWidget(self._words, 1)
        inside.addWidget(self.cancel)
        arrivals.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        words = self._arrivals.words
        if not words and self.cancel.hasFocus():
            self.left.emit()
        self.setVisible(bool(words))
        self._words.setText(words)
        if words and self._arrivals.seconds_left == SECONDS:
            self.cancel.setFocus()
            announce(self, words, assertive=True)
