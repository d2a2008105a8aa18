"""The global keys by name: what they do, how they are written, and what is said where they fail."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

HANG_UP: Final = "hang-up"
FROM_CLIPBOARD: Final = "from-clipboard"
_F8: Final = 0xFFC5
_F9: Final = 0xFFC6
KEYSYMS: Final = {HANG_UP: _F8, FROM_CLIPBOARD: _F9}
WORDS: Final = {HANG_UP: "Ctrl+Shift+F8", FROM_CLIPBOARD: "Ctrl+Shift+F9"}
PORTAL_KEYS: Final = {HANG_UP: "CTRL+SHIFT+F8", FROM_CLIPBOARD: "CTRL+SHIFT+F9"}


class KeyBell(QObject):
    """Signals:
    pressed: HANG_UP or FROM_CLIPBOARD.
    told: A sentence: why some or all of them do not work here.
    """

    pressed = Signal(str)
    told = Signal(str)


def key_titles() -> dict[str, str]:
    """What each key does, for the system's own list of keys."""
    return {
        HANG_UP: QCoreApplication.translate("GlobalKeys", "Hang up"),
        FROM_CLIPBOARD: QCoreApplication.translate("GlobalKeys", "Call from the clipboard"),
    }


def taken_words(keys: list[str]) -> str:
    """The sentence for keys that another program has."""
    words = QCoreApplication.translate("GlobalKeys", "Another program uses {keys}, so it does nothing here.")
    return words.format(keys=", ".join(keys))


def no_global_keys() -> str:
    """The sentence for desktops without them."""
    return QCoreApplication.translate(
        "GlobalKeys",
        "This desktop does not offer keys that work in every window. A shortcut made in its own settings "
        "can run “softphone --hang-up”.",
    )
