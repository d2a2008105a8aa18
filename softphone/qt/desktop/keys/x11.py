"""A connection of our own to the X server: grabs keys and sees the tray. X11 only.

Rule 1: it is not Qt's connection, so nothing here can disturb Qt; libxcb is what Qt itself stands on.
Rule 2: every request that may fail is a checked one: a key that another program has grabbed is an
        answer, not the end of the process, as it would be with Xlib.
Rule 3: nothing is asked again and again: the X server tells.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_uint, c_uint8, c_uint16, c_uint32, c_void_p
from typing import Any, Final

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

SHIFT: Final = 1
CONTROL: Final = 4
ALT: Final = 8  # Mod1
_LOCKS: Final = (0, 2, 16, 18)  # Caps Lock, Num Lock (Mod2), both: they do not make another key of it
_KEY_PRESS: Final = 2
_CLIENT_MESSAGE: Final = 33
_MAPPING_CHANGED: Final = 34
_EVENT_MASK: Final = 2048
_STRUCTURE_CHANGES: Final = 131072
_ASYNCHRONOUS: Final = 1
_SETUP_MIN_KEYCODE: Final = 34
_REPLY_BYTES: Final = 32
_KEY_STATE: Final = 28


class _Cookie(Structure):
    _fields_ = [("sequence", c_uint)]


class _Screens(Structure):
    _fields_ = [("data", c_void_p), ("rem", c_int), ("index", c_int)]


# name: (what it returns, what it takes)
_FUNCTIONS: Final[dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "xcb_connect": (c_void_p, (c_char_p, POINTER(c_int))),
    "xcb_connection_has_error": (c_int, (c_void_p,)),
    "xcb_get_file_descriptor": (c_int, (c_void_p,)),
    "xcb_get_setup": (c_void_p, (c_void_p,)),
    "xcb_setup_roots_iterator": (_Screens, (c_void_p,)),
    "xcb_screen_next": (None, (POINTER(_Screens),)),
    "xcb_get_keyboard_mapping": (_Cookie, (c_void_p, c_uint8, c_uint8)),
    "xcb_get_keyboard_mapping_reply": (c_void_p, (c_void_p, _Cookie, c_void_p)),
    "xcb_grab_key_checked": (
        _Cookie,
        (c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8),
    ),
    "xcb_ungrab_key": (_Cookie, (c_void_p, c_uint8, c_uint32, c_uint16)),
    "xcb_request_check": (c_void_p, (c_void_p, _Cookie)),
    "xcb_intern_atom": (_Cookie, (c_void_p, c_uint8, c_uint16, c_char_p)),
    "xcb_intern_atom_reply": (c_void_p, (c_void_p, _Cookie, c_void_p)),
    "xcb_get_selection_owner": (_Cookie, (c_void_p, c_uint32)),
    "xcb_get_selection_owner_reply": (c_void_p, (c_void_p, _Cookie, c_void_p)),
    "xcb_change_window_attributes": (_Cookie, (c_void_p, c_uint32, c_uint32, POINTER(c_uint32))),
    "xcb_poll_for_event": (c_void_p, (c_void_p,)),
    "xcb_flush": (c_int, (c_void_p,)),
    "xcb_disconnect": (None, (c_void_p,)),
}


class X11(QObject):
    """Signals:
    pressed: A grabbed key was pressed: its modifiers and its keycode.
    layout_changed: Keys have other keycodes now: grab them anew.
    tray_may_be_there: A tray has announced itself.
    """

    pressed = Signal(int, int)
    layout_changed = Signal()
    tray_may_be_there = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Raises OSError: there is no X server, or no libxcb."""
        super().__init__(parent)
        self._xcb, self._free = _libraries()
        screen = c_int()
        self._server = self._xcb.xcb_connect(None, byref(screen))
        if self._xcb.xcb_connection_has_error(self._server):
            self._xcb.xcb_disconnect(self._server)
            raise OSError("no X server")
        self._screen = screen.value
        self._root = self._root_of(self._screen)
        wanted = c_uint32(_STRUCTURE_CHANGES)  # a new tray tells the root window
        self._xcb.xcb_change_window_attributes(self._server, self._root, _EVENT_MASK, byref(wanted))
        self._readable = QSocketNotifier(
            self._xcb.xcb_get_file_descriptor(self._server), QSocketNotifier.Type.Read, self
        )
        self._readable.activated.connect(self._read)
        self._xcb.xcb_flush(self._server)

    def has_tray(self) -> bool:
        """Somebody owns the tray of this screen."""
        name = f"_NET_SYSTEM_TRAY_S{self._screen}".encode()
        ask = self._xcb.xcb_intern_atom(self._server, 0, len(name), name)
        atom = self._answer(self._xcb.xcb_intern_atom_reply, ask)
        ask = self._xcb.xcb_get_selection_owner(self._server, atom)
        owner = self._answer(self._xcb.xcb_get_selection_owner_reply, ask)
        self._later()
        return owner != 0

    def keycode(self, keysym: int) -> int:
        """The key that carries a symbol in the layout in use; 0: none does."""
        setup = self._xcb.xcb_get_setup(self._server)
        first, last = ctypes.string_at(setup + _SETUP_MIN_KEYCODE, 2)
        ask = self._xcb.xcb_get_keyboard_mapping(self._server, first, last - first + 1)
        reply = self._xcb.xcb_get_keyboard_mapping_reply(self._server, ask, None)
        if not reply:
            return 0
        a_key_has = ctypes.string_at(reply + 1, 1)[0]
        symbols = (c_uint32 * ((last - first + 1) * a_key_has)).from_address(reply + _REPLY_BYTES)
        found = next((at for at, symbol in enumerate(symbols) if symbol == keysym), -1)
        self._free(reply)
        self._later()
        return 0 if found < 0 else first + found // a_key_has

    def grab(self, modifiers: int, keycode: int) -> bool:
        """Get this key wherever the focus is; False: another program has it."""
        taken = True
        for locks in _LOCKS:
            ask = self._xcb.xcb_grab_key_checked(
                self._server, 0, self._root, modifiers | locks, keycode, _ASYNCHRONOUS, _ASYNCHRONOUS
            )
            if error := self._xcb.xcb_request_check(self._server, ask):
                self._free(error)
                taken = False
        self._later()
        return taken

    def let_go(self, modifiers: int, keycode: int) -> None:
        """Undo ``grab``."""
        for locks in _LOCKS:
            self._xcb.xcb_ungrab_key(self._server, keycode, self._root, modifiers | locks)
        self._xcb.xcb_flush(self._server)

    def close(self) -> None:
        """Leave the X server; grabbed keys are free again."""
        self._readable.setEnabled(False)
        self._xcb.xcb_disconnect(self._server)

    def _root_of(self, number: int) -> int:
        screens = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(self._server))
        for _ in range(number):
            self._xcb.xcb_screen_next(byref(screens))
        return c_uint32.from_address(screens.data).value

    def _answer(self, reply_of: Callable[..., int | None], ask: _Cookie) -> int:
        """The one number in an answer; 0 without one."""
        reply = reply_of(self._server, ask, None)
        if not reply:
            return 0
        number = c_uint32.from_address(reply + 8).value
        self._free(reply)
        return number

    def _later(self) -> None:
        """Events that came in with an answer are in libxcb already; the socket will not tell of them."""
        QTimer.singleShot(0, self, self._read)

    def _read(self) -> None:
        while event := self._xcb.xcb_poll_for_event(self._server):
            head = ctypes.string_at(event, _REPLY_BYTES)
            self._free(event)
            self._tell(head)
        if self._xcb.xcb_connection_has_error(self._server):
            self._readable.setEnabled(False)

    def _tell(self, event: bytes) -> None:
        kind = event[0] & 0x7F
        if kind == _KEY_PRESS:
            state = int.from_bytes(event[_KEY_STATE : _KEY_STATE + 2], sys.byteorder)
            self.pressed.emit(state & (SHIFT | CONTROL | ALT), event[1])
        elif kind == _MAPPING_CHANGED:
            self.layout_changed.emit()
        elif kind == _CLIENT_MESSAGE:
            self.tray_may_be_there.emit()


def _libraries() -> tuple[Any, Callable[[int], None]]:
    """libxcb, and what frees its answers. Raises OSError: there is none."""
    xcb = ctypes.CDLL("libxcb.so.1")
    for name, (returns, takes) in _FUNCTIONS.items():
        function = getattr(xcb, name)
        function.restype, function.argtypes = returns, takes
    free = ctypes.CDLL(None).free
    free.restype, free.argtypes = None, (c_void_p,)
    return xcb, free
