"""A key that cannot do its work just now does nothing else: it is never typed into a field.

Rule 1: Alt and a letter that nobody took comes to the field that has the focus, which would type it.
Rule 2: a key of an action that is not possible now says why, in the bottom line.
Rule 3: what the field itself does with a key (Ctrl+Z takes back typing) is never refused.
Rule 4: only the field that has the focus is watched: a filter on everything would cost on every event.
"""

import sys

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from softphone.qt.models.notices import NoticesModel
from softphone.qt.virtual import virtual

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)
_ALT = Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_NOT_LOOKED_AT = _KEYPAD | Qt.KeyboardModifier.ShiftModifier


class RefusedKeys(QObject):
    """Watches the field that has the focus, on behalf of the actions of ``window``."""

    def __init__(self, window: QWidget, notices: NoticesModel) -> None:
        super().__init__(window)
        self._window, self._notices = window, notices
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def _watch(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, _FIELDS):
            before.removeEventFilter(self)
        if isinstance(now, _FIELDS):
            now.installEventFilter(self)

    @virtual(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if _is_for_editing(watched, event):
            return False
        if refused := self._refused(event):
            self._notices.show_news(self._why(refused))
            return True
        return is_typed_with_alt(event)

    def _refused(self, event: QKeyEvent) -> QAction | None:
        """The action of this key that is not possible now; None: there is none."""
        keys = QKeySequence(QKeyCombination(event.modifiers() & ~_KEYPAD, Qt.Key(event.key())))
        for action in self._window.findChildren(QAction):
            is_widgets = action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
            if not action.isEnabled() and not is_widgets and keys in action.shortcuts():
                return action
        return None

    def _why(self, action: QAction) -> str:
        name = action.text().replace("&", "").rstrip("…")
        why = action.toolTip()
        if why and why.rstrip("….") != name:
            return why
        return self.tr("{action}: that is not possible just now.").format(action=name)


def _is_for_editing(field: QObject, event: QKeyEvent) -> bool:
    """True for what the field itself does with a key, such as taking back what was typed."""
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.text())
    asked.ignore()
    QApplication.sendEvent(field, asked)
    return asked.isAccepted()


def is_typed_with_alt(event: QKeyEvent) -> bool:
    """True for Alt and a letter; on macOS that is how people write é, and AltGr is not Alt."""
    has_alt_alone = event.modifiers() & ~_NOT_LOOKED_AT == _ALT
    return sys.platform != "darwin" and has_alt_alone and bool(event.text()) and event.text().isprintable()
