"""The preferences: every setting a person may change, drawn from its one declaration.

Keys: Tab to move, Space or arrows to change, Esc or Back to return to the dialler.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from softphone.qt.models.settings.preferences import PreferencesModel, Section
from softphone.qt.theme import units
from softphone.qt.widgets.parts.pieces import card, label
from softphone.qt.widgets.settings.setting_line import SettingLine


class PreferencesPage(QWidget):
    """Args:
    more: Sections that are drawn by themselves; they come before what only the company sets.

    Signals:
    left: Go back to where the person came from.
    """

    left = Signal()

    def __init__(
        self, preferences: PreferencesModel, more: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._more = more
        self._preferences = preferences
        self._lines: dict[str, SettingLine] = {}
        self.back = QPushButton(self.tr("Back"))
        self._arrange()
        self.back.clicked.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        preferences.changed.connect(self._show)
        preferences.refused.connect(self._refuse)

    def focus_first(self) -> None:
        """Put the focus on the first setting that can be changed."""
        editors = (line.editor for line in self._lines.values())
        first = next((each for each in editors if each is not None and each.isEnabled()), self.back)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        sections = QWidget()
        column = QVBoxLayout(sections)
        column.setContentsMargins(units(1.2), units(0.4), units(1.2), units(1.2))
        column.setSpacing(units(0.9))
        for section in self._preferences.sections():
            column.addWidget(self._section(section))
        for section_of_its_own in self._more:
            column.insertWidget(column.count() - 1, section_of_its_own)
        column.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sections)
        head = QHBoxLayout()
        head.setContentsMargins(units(1.2), units(0.9), units(1.2), units(0.4))
        head.addWidget(label(self.tr("Preferences"), "callerId"), 1)
        head.addWidget(self.back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)

    def _section(self, section: Section) -> QFrame:
        frame, inside = card()
        inside.setSpacing(units(1.0))
        inside.addWidget(label(section.title, "callerId"))
        if section.help:
            more = label(section.help, "soft")
            more.setWordWrap(True)
            inside.addWidget(more)
        for row in section.rows:
            line = SettingLine(row, is_read_only=section.is_read_only)
            line.chosen.connect(self._preferences.choose)
            line.reset.connect(self._preferences.reset)
            self._lines[row.key] = line
            inside.addWidget(line)
        return frame

    def _show(self) -> None:
        for key, line in self._lines.items():
            line.show_row(self._preferences.row(key))

    def _refuse(self, key: str, why: str) -> None:
        if key in self._lines:
            self._lines[key].show_refusal(self._preferences.row(key), why)
