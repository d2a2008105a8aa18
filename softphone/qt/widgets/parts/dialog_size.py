"""How large a dialog opens: in lines of text, and never larger than the screen."""

from typing import Final

from PySide6.QtWidgets import QDialog

from softphone.qt.theme import units

_OF_SCREEN: Final = 0.9


def open_at_size(dialog: QDialog, width: float, height: float) -> None:
    """Give ``dialog`` this many lines of text, or most of the screen where that is less."""
    screen = dialog.screen().availableGeometry()
    dialog.resize(
        min(units(width), round(screen.width() * _OF_SCREEN)),
        min(units(height), round(screen.height() * _OF_SCREEN)),
    )
