"""Two sheets of Help: which keys there are, and where the settings come from."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from softphone.qt.models.settings.preferences import PreferencesModel
from softphone.qt.widgets.parts.sheet import Sheet

_tr = QCoreApplication.translate


def shortcut_sheet(window: QMainWindow) -> Sheet:
    """Every key: those of the window's real menus, then those of its fields."""
    rows = [*_keys_of_menus(window), *_keys_of_fields()]
    return Sheet(
        _tr("ShortcutSheet", "Keyboard shortcuts"),
        _tr("ShortcutSheet", "Everything can be done by keyboard. Alt opens the menus."),
        (_tr("ShortcutSheet", "Where"), _tr("ShortcutSheet", "What"), _tr("ShortcutSheet", "Key")),
        rows,
        window,
    )


def settings_sheet(preferences: PreferencesModel, window: QMainWindow) -> Sheet:
    """Every setting: the value in force, who says so, and in which file and line."""
    rows = [(row.key, row.shown or "–", row.origin, row.where or "–") for row in preferences.all_rows()]
    return Sheet(
        _tr("SettingsSheet", "Where do my settings come from?"),
        _tr(
            "SettingsSheet",
            "What is locked wins over your own entry in the company's file, that over what you chose, "
            "that over the company's suggestion, that over what is built in.",
        ),
        (
            _tr("SettingsSheet", "Setting"),
            _tr("SettingsSheet", "Value"),
            _tr("SettingsSheet", "From"),
            _tr("SettingsSheet", "File and line"),
        ),
        rows,
        window,
    )


def _keys_of_menus(window: QMainWindow) -> Iterator[tuple[str, str, str]]:
    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            for each in _actions_in(menu):
                if keys := each.shortcuts():
                    yield _plain(menu.title()), _plain(each.text()), _shown(keys)


def _actions_in(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _actions_in(below)
        elif not action.isSeparator():
            yield action


def _keys_of_fields() -> Iterator[tuple[str, str, str]]:
    """Keys that belong to a field or a list; each is a rule of the widget's own module."""
    for where, keys in (
        (_tr("ShortcutSheet", "Number to call"), _keys_of_number()),
        (_tr("ShortcutSheet", "List of caller IDs"), _keys_of_caller_ids()),
        (
            _tr("ShortcutSheet", "Recents and contacts"),
            ((_tr("ShortcutSheet", "Fill in the number, or call it"), _key("Return")),),
        ),
        (
            _tr("ShortcutSheet", "Keypad"),
            (
                (_tr("ShortcutSheet", "Move between the keys"), _key("Left", "Right", "Up", "Down")),
                (_tr("ShortcutSheet", "Press the key; hold 0 for +"), _key("Space")),
            ),
        ),
        (
            _tr("ShortcutSheet", "Preferences and sign-in"),
            ((_tr("ShortcutSheet", "Go back"), _key("Esc")),),
        ),
    ):
        for what, key in keys:
            yield where, what, key


def _keys_of_number() -> Iterator[tuple[str, str]]:
    yield _tr("ShortcutSheet", "Call the number"), _key("Return")
    yield _tr("ShortcutSheet", "Clear the field"), _key("Esc")
    yield _tr("ShortcutSheet", "Choose among the suggestions"), _key("Down", "Up")
    yield _tr("ShortcutSheet", "Fill in the chosen suggestion"), _key("Return")


def _keys_of_caller_ids() -> Iterator[tuple[str, str]]:
    yield _tr("ShortcutSheet", "Open the list"), _key("Alt+I", "Alt+Down", "F4")
    yield _tr("ShortcutSheet", "Move"), _key("Up", "Down", "PgUp", "PgDown")
    yield _tr("ShortcutSheet", "Show this number"), _key("Return")
    yield _tr("ShortcutSheet", "Show this number in this call only"), _key("Alt+Return")
    yield _tr("ShortcutSheet", "Pin or unpin"), _key("Ctrl+P")
    yield _tr("ShortcutSheet", "Refresh the numbers"), _key("F5")
    yield _tr("ShortcutSheet", "Close the list"), _key("Esc")


def _key(*names: str) -> str:
    return _shown([QKeySequence(name) for name in names])


def _shown(keys: list[QKeySequence]) -> str:
    return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def _plain(text: str) -> str:
    """Without the & of the letter that opens it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
