"""Keys that work wherever the focus is: hang up, and call from the clipboard.

Rule 1: off unless the agent turned them on: a key that we take is one that others lose.
Rule 2: a key that another program has stays theirs, and the reason is said.

X11: grabbed at the X server. Wayland: the GlobalShortcuts portal, where the desktop has one (KDE,
GNOME 48, Hyprland); it asks the person, who may choose other keys. Without one, a shortcut made in the
desktop's settings can run ``softphone --hang-up`` or ``softphone --from-clipboard``.
Windows: RegisterHotKey; untested. macOS: not available: it takes a permission to watch every key
that is pressed, which a telephone should not ask for.
"""

import os
import sys
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from softphone.qt.desktop.keys.key_names import KEYSYMS, WORDS, KeyBell, no_global_keys, taken_words
from softphone.qt.desktop.keys.x11 import CONTROL, SHIFT, X11
from softphone.qt.desktop.session_bus import SessionBus


class Keys(Protocol):
    """One platform's way."""

    def turn_on(self) -> None: ...

    def turn_off(self) -> None: ...


class GlobalKeys(KeyBell):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: Keys | None = None

    def turn_on(self, x11: X11 | None, bus: SessionBus | None) -> None:
        """Use them from now on, or tell why not."""
        if self._keys is not None:
            return
        self._keys = self._way(x11, bus)
        if self._keys is not None:
            self._keys.turn_on()

    def turn_off(self) -> None:
        """Give them back."""
        if self._keys is not None:
            self._keys.turn_off()
            self._keys = None

    def _way(self, x11: X11 | None, bus: SessionBus | None) -> Keys | None:
        if sys.platform == "win32":
            from softphone.qt.desktop.keys.windows_keys import WindowsKeys

            return WindowsKeys(self)
        if x11 is not None and not is_wayland():
            return X11Keys(self, x11)
        if bus is not None and sys.platform != "darwin":
            from softphone.qt.desktop.keys.portal_keys import PortalKeys

            return PortalKeys(self, bus)
        self.told.emit(no_global_keys())
        return None


class X11Keys:
    def __init__(self, front: KeyBell, x11: X11) -> None:
        self._front, self._x11 = front, x11
        self._grabbed: dict[int, str] = {}

    def turn_on(self) -> None:
        self._x11.pressed.connect(self._on_pressed)
        self._x11.layout_changed.connect(self._grab)
        self._grab()

    def turn_off(self) -> None:
        self._x11.pressed.disconnect(self._on_pressed)
        self._x11.layout_changed.disconnect(self._grab)
        self._let_go()

    def _grab(self) -> None:
        self._let_go()
        refused = []
        for key, keysym in KEYSYMS.items():
            keycode = self._x11.keycode(keysym)
            if keycode and self._x11.grab(CONTROL | SHIFT, keycode):
                self._grabbed[keycode] = key
            else:
                refused.append(WORDS[key])
        if refused:
            self._front.told.emit(taken_words(refused))

    def _let_go(self) -> None:
        for keycode in self._grabbed:
            self._x11.let_go(CONTROL | SHIFT, keycode)
        self._grabbed.clear()

    def _on_pressed(self, modifiers: int, keycode: int) -> None:
        if modifiers == CONTROL | SHIFT and keycode in self._grabbed:
            self._front.pressed.emit(self._grabbed[keycode])


def is_wayland() -> bool:
    """Under Wayland an X11 grab works only while an X11 window has the focus, which is worth nothing."""
    on_wayland = QGuiApplication.platformName().startswith("wayland")
    return on_wayland or bool(os.environ.get("WAYLAND_DISPLAY"))
