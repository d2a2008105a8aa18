"""One setting on the page: its words, what changes it, who has set it, and the way back.

Rule: a locked setting can be reached and read by keyboard, though not changed.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.qt.models.settings.preferences import SettingRow, ValueKind
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.icon_label import IconLabel
from softphone.qt.widgets.parts.pieces import flat_button, label, show_text, wrapped
from softphone.qt.widgets.settings.setting_editors import TextEditor, editor_of


class SettingLine(QWidget):
    """Signals:
    chosen: The setting's key and the new value.
    reset: The key of the setting whose choice is taken back.
    """

    chosen = Signal(str, object)
    reset = Signal(str)

    def __init__(self, row: SettingRow, *, is_read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = row.key
        self._title = label(row.label, "label")
        self.editor = None if is_read_only else editor_of(row)
        self._value = wrapped()
        self._help = wrapped("soft")
        self._padlock = IconLabel("padlock")
        self._origin = wrapped("soft")
        self._reset = flat_button(self.tr("Reset to default"))
        self._problem = wrapped("problem")
        self._arrange(row)
        self._connect()
        self.show_row(row)

    def show_row(self, row: SettingRow) -> None:
        """Show the value in force and where it comes from."""
        show_text(self._help, row.help)
        if self.editor is None:
            show_text(self._value, row.shown or self.tr("Not set"))
        else:
            self._show_in_editor(row)
        self._padlock.setVisible(row.is_locked)
        self._origin.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row.is_locked else Qt.FocusPolicy.NoFocus)
        show_text(self._origin, row.origin if row.where or row.can_reset or self.editor is None else "")
        self._reset.setVisible(row.can_reset and not row.is_locked)
        spoken = self.tr("{setting}: {value}. {origin}").format(
            setting=row.label, value=row.shown, origin=_with_place(row)
        )
        self._origin.setAccessibleName(spoken)
        self._origin.setToolTip(row.where)

    def show_refusal(self, row: SettingRow, why: str) -> None:
        """Say why a value was not taken, and show the old one again."""
        if isinstance(self.editor, TextEditor):
            self.editor.take_back(str(row.value))
        self.show_row(row)
        show_text(self._problem, f"⚠ {why}")
        announce(self, why, assertive=True)

    def _show_in_editor(self, row: SettingRow) -> None:
        assert self.editor is not None
        self.editor.show_row(row)
        self.editor.setEnabled(not row.is_locked)
        self.editor.setToolTip(_with_place(row) if row.is_locked else row.help)
        self.editor.setAccessibleDescription(_with_place(row) if row.is_locked else row.help)

    def _arrange(self, row: SettingRow) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(units(0.25))
        if row.kind is not ValueKind.YES_NO or self.editor is None:
            inside.addWidget(self._title)
        if self.editor is not None:
            self.editor.setAccessibleName(row.label)
            self._title.setBuddy(self.editor)
            inside.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignLeading)
        for part in (self._value, self._help, self._problem):
            inside.addWidget(part)
        below = QHBoxLayout()
        below.setSpacing(units(0.4))
        below.addWidget(self._padlock, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._origin, 1, Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self._reset)
        inside.addLayout(below)
        self._reset.setAccessibleName(self.tr("Reset “{setting}” to default").format(setting=row.label))
        by = Qt.TextInteractionFlag
        self._origin.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)

    def _connect(self) -> None:
        if self.editor is not None:
            self.editor.chosen.connect(self._choose)
        self._reset.clicked.connect(self._take_back)

    def _choose(self, value: object) -> None:
        show_text(self._problem, "")
        self.chosen.emit(self._key, value)

    def _take_back(self) -> None:
        show_text(self._problem, "")
        if self.editor is not None:
            self.editor.setFocus()
        self.reset.emit(self._key)


def _with_place(row: SettingRow) -> str:
    """Who has set it, and the file and line."""
    return f"{row.origin} – {row.where}" if row.where else row.origin
