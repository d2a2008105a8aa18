"""Global keys on Windows. Written with care and untested.

Source: Microsoft, RegisterHotKey and WM_HOTKEY. The message goes to the thread's queue, which Qt reads.
"""

import ctypes
import sys
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from softphone.qt.desktop.keys.key_names import KEYSYMS, WORDS, KeyBell, taken_words
from softphone.qt.virtual import virtual

_WM_HOTKEY: Final = 0x0312
_MOD_CONTROL: Final = 0x0002
_MOD_SHIFT: Final = 0x0004
_MOD_NOREPEAT: Final = 0x4000
_VIRTUAL_F1: Final = 0x70
_KEYSYM_F1: Final = 0xFFBE


class _Message(ctypes.Structure):
    _fields_ = [
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    ]


class WindowsKeys(QAbstractNativeEventFilter):
    def __init__(self, front: KeyBell) -> None:
        super().__init__()
        self._front = front
        self._numbers = dict(enumerate(KEYSYMS, start=1))

    def turn_on(self) -> None:
        refused = []
        for number, key in self._numbers.items():
            virtual = _VIRTUAL_F1 + KEYSYMS[key] - _KEYSYM_F1
            modifiers = _MOD_CONTROL | _MOD_SHIFT | _MOD_NOREPEAT
            if not _user32().RegisterHotKey(None, number, modifiers, virtual):
                refused.append(WORDS[key])
        if refused:
            self._front.told.emit(taken_words(refused))
        if application := QCoreApplication.instance():
            application.installNativeEventFilter(self)

    def turn_off(self) -> None:
        for number in self._numbers:
            _user32().UnregisterHotKey(None, number)
        if application := QCoreApplication.instance():
            application.removeNativeEventFilter(self)

    @virtual((False, 0))
    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        found = _Message.from_address(int(message))
        if found.message == _WM_HOTKEY and found.wparam in self._numbers:
            self._front.pressed.emit(self._numbers[found.wparam])
            return True, 0
        return False, 0


def _user32() -> Any:
    if sys.platform == "win32":
        return ctypes.windll.user32
    raise OSError("not Windows")
