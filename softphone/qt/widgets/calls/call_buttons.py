"""The row of controls of a call: Mute, Hold, Keypad, Transfer, Add, Note; and their actions for the menu.

Rule 1: a button's text is its state, and the state is what Twilio has confirmed.
Rule 2: no button changes its place or its width; what does nothing now says why.
"""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.domain.calls.controls import Control
from softphone.qt.models.calls.call_controls import CallControls
from softphone.qt.models.calls.call_note import CallNote
from softphone.qt.theme import units
from softphone.qt.widgets.calls.call_button import CallButton, toggle_text, toggle_texts
from softphone.qt.widgets.parts.announcer import announce

# On macOS Command+M and Command+H are the system's (minimise, hide); Qt calls its Control key Meta.
OWN_KEYS: Final = "Meta" if sys.platform == "darwin" else "Ctrl"


class Drawer(StrEnum):
    """What may be open above the row; one at a time."""

    NONE = ""
    TONES = "tones"
    TRANSFER = "transfer"
    ADD = "add"
    NOTE = "note"


_NEEDS: Final = {Drawer.TONES: Control.TONES, Drawer.TRANSFER: Control.TRANSFER, Drawer.ADD: Control.ADD}


class CallButtons(QWidget):
    """Signals:
    opened: A drawer is wanted, or with "" none.
    """

    opened = Signal(str)

    def __init__(self, controls: CallControls, note: CallNote, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controls, self._note = controls, note
        self.drawer = Drawer.NONE
        self.mute = CallButton("control-mute", toggle_texts(Control.MUTE))
        self.hold = CallButton("control-hold", toggle_texts(Control.HOLD))
        self.drawers = {
            Drawer.TONES: CallButton("control-keypad", [self.tr("Keypad")]),
            Drawer.TRANSFER: CallButton("control-transfer", [self.tr("Transfer"), self.tr("Ringing…")]),
            Drawer.ADD: CallButton("control-add", [self.tr("Add"), self.tr("Ringing…")]),
            Drawer.NOTE: CallButton("control-note", [self.tr("Note")]),
        }
        self.actions_for_menu = self._actions()
        self._arrange()
        controls.changed.connect(self._show)
        note.changed.connect(self._show)
        self._show()

    def open(self, drawer: Drawer) -> None:
        """Open a drawer, or close it where it is open."""
        self.drawer = Drawer.NONE if drawer == self.drawer or not self._works(drawer) else drawer
        self._show()
        self.opened.emit(self.drawer)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(units(0.4))
        for button, action in zip(self._buttons(), self.actions_for_menu, strict=False):
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        row.addStretch()

    def _buttons(self) -> list[CallButton]:
        return [self.mute, self.hold, *self.drawers.values()]

    def _actions(self) -> list[QAction]:
        """In the order of the buttons; then what is done with a guest."""
        controls = self._controls
        said: list[tuple[str, str, Callable[[], None]]] = [
            (self.tr("&Mute"), f"{OWN_KEYS}+M", controls.toggle_mute),
            (self.tr("H&old"), f"{OWN_KEYS}+H", controls.toggle_hold),
            (self.tr("&Keypad tones"), "F9", lambda: self.open(Drawer.TONES)),
            (self.tr("&Transfer…"), "Ctrl+T", lambda: self.open(Drawer.TRANSFER)),
            (self.tr("A&dd somebody…"), "F7", lambda: self.open(Drawer.ADD)),
            (self.tr("Note on this ca&ll"), "Ctrl+Shift+M", lambda: self.open(Drawer.NOTE)),
        ]
        actions = []
        for text, keys, work in said:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(work)
            actions.append(action)
        return actions

    def _works(self, drawer: Drawer) -> bool:
        return not self._why_not(drawer)

    def _why_not(self, drawer: Drawer) -> str:
        if drawer in _NEEDS:
            return self._controls.why_not(_NEEDS[drawer])
        return "" if self._note.is_about_a_call else self.tr("There is no call.")

    def _show(self) -> None:
        if self.drawer and not self._works(self.drawer):
            self.drawer = Drawer.NONE
            self.opened.emit(self.drawer)
        self._show_toggle(self.mute, Control.MUTE, self.tr("Nobody hears you ({key})"))
        self._show_toggle(self.hold, Control.HOLD, self.tr("The customer hears music ({key})"))
        what = {
            Drawer.TONES: self.tr("Press keys for the customer's menu ({key})"),
            Drawer.TRANSFER: self.tr("Hand the call to somebody else ({key})"),
            Drawer.ADD: self.tr("Ask somebody else into the call ({key})"),
            Drawer.NOTE: self.tr("Write a note on this call ({key})"),
        }
        for drawer, button in self.drawers.items():
            self._show_drawer(drawer, button, what[drawer])

    def _show_toggle(self, button: CallButton, control: Control, words: str) -> None:
        was, text = button.text(), toggle_text(self._controls, control)
        _off, setting, _on, unsetting = toggle_texts(control)
        if was in (setting, unsetting) and text not in (setting, unsetting) and self.isVisible():
            announce(self, text)
        button.setVisible(self._is_open)
        why_not = self._controls.why_not(control)
        self._put(button, text, words, why_not, on=self._controls.is_on(control))

    def _show_drawer(self, drawer: Drawer, button: CallButton, words: str) -> None:
        control = _NEEDS.get(drawer)
        rings = control in (Control.TRANSFER, Control.ADD) and self._controls.is_under_way(control)
        names = {
            Drawer.TONES: self.tr("Keypad"),
            Drawer.TRANSFER: self.tr("Transfer"),
            Drawer.ADD: self.tr("Add"),
            Drawer.NOTE: self.tr("Note"),
        }
        button.setVisible(self._is_open or drawer is Drawer.NOTE)
        self._put(
            button,
            self.tr("Ringing…") if rings else names[drawer],
            words,
            self._why_not(drawer),
            is_open=drawer == self.drawer,
        )

    def _put(
        self,
        button: CallButton,
        text: str,
        words: str,
        why_not: str,
        *,
        on: bool = False,
        is_open: bool = False,
    ) -> None:
        action = self.actions_for_menu[self._buttons().index(button)]
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        words = why_not or words.format(key=key)
        action.setEnabled(not why_not)
        action.setToolTip(words)
        button.show_state(text, words, works=not why_not, on=on, is_open=is_open)

    @property
    def _is_open(self) -> bool:
        return self._controls.call is not None
