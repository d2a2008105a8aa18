"""Help: every key, where each setting comes from, and whose work this is made with."""

import re
from importlib.metadata import requires, version

import pytest
from agent_at_work import spoken_name
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QTableView, QWidget

from softphone.application.settings.declarations import SETTINGS

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ACME = """
[organization]
name = "Acme"
contact = "it@acme.example"
[locked.caller_id]
mode = "customized"
"""


class Open:
    """A dialog that is open, and the keyboard over it."""

    def __init__(self, qtbot, agent) -> None:
        self._qtbot = qtbot
        qtbot.waitUntil(lambda: any(each.isVisible() for each in agent.window.findChildren(QDialog)))
        self.dialog = next(each for each in agent.window.findChildren(QDialog) if each.isVisible())

    def presses(self, key: Qt.Key | str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(self.dialog.windowHandle(), key, modifier)

    def types(self, text: str) -> None:
        for character in text:
            self.presses(character)

    @property
    def rows(self) -> list[list[str]]:
        model = self.dialog.findChild(QTableView).model()
        columns = range(model.columnCount())
        return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]

    def find(self, kind: type) -> QWidget:
        return self.dialog.findChild(kind)


@pytest.fixture
def opened(qtbot):
    return lambda agent: Open(qtbot, agent)


def opens(agent, letter: str) -> None:
    """Alt+H and the letter of an entry."""
    agent.presses(Qt.Key.Key_H, ALT)
    agent.presses(letter)


def test_f1_lists_every_key_of_the_menus(agent, opened) -> None:
    agent.presses(Qt.Key.Key_F1)
    rows = opened(agent).rows

    in_menus = {
        key.toString(QKeySequence.SequenceFormat.NativeText)
        for menu in agent.window.menuBar().actions()
        for action in menu.menu().actions()
        for key in action.shortcuts()
    }
    assert {"F1", "F8", "Ctrl+,", "Alt+I"} <= in_menus
    assert in_menus <= {key for _, _, keys in rows for key in keys.split(", ")} | {"Ctrl+,"}
    assert ["View", "Preferences", "Ctrl+,"] in rows


def test_f1_lists_the_keys_of_the_fields_too(agent, opened) -> None:
    agent.presses(Qt.Key.Key_F1)

    assert ["Number to call", "Clear the field", "Esc"] in opened(agent).rows


def test_no_key_of_the_menus_is_there_twice(agent, opened) -> None:
    keys = [
        key.toString()
        for action in agent.window.findChildren(QAction)
        for key in action.shortcuts()
        if action.shortcutContext() is Qt.ShortcutContext.WindowShortcut
    ]

    assert sorted(keys) == sorted(set(keys))


def test_a_key_is_found_by_typing(agent, opened) -> None:
    agent.presses(Qt.Key.Key_F1)
    sheet = opened(agent)

    sheet.types("hang up")

    assert ["Call", "Hang up", "F8"] in sheet.rows
    assert all("hang up" in " ".join(row).lower() for row in sheet.rows)


def test_escape_closes_the_sheet_and_the_window_is_at_work(agent, opened) -> None:
    agent.presses(Qt.Key.Key_F1)
    sheet = opened(agent)

    sheet.presses(Qt.Key.Key_Escape)
    agent.waits(lambda: not any(each.isVisible() for each in agent.window.findChildren(QDialog)))

    agent.types("+12125550142")
    assert agent.sees("chosen automatically")


@pytest.fixture
def settings_sheet(sandbox, point_at, sit_down, settings_file, opened):
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(ACME))
    ana.waits_to_read("43 numbers, refreshed")
    opens(ana, "w")
    return opened(ana)


def test_every_setting_is_listed_with_where_it_comes_from(settings_sheet, tmp_path) -> None:
    assert [row[0] for row in settings_sheet.rows] == list(SETTINGS)
    file = str(tmp_path / "settings.toml")
    assert [
        "caller_id.mode",
        "The agent (Customized)",
        "Set by Acme (it@acme.example)",
        f"{file}:6",
    ] in settings_sheet.rows
    assert ["caller_id.enabled", "Yes", "Built in", "–"] in settings_sheet.rows


def test_what_is_found_can_be_copied(settings_sheet) -> None:
    settings_sheet.types("caller_id.mode")
    table = settings_sheet.find(QTableView)
    table.setFocus(Qt.FocusReason.TabFocusReason)

    settings_sheet.presses(Qt.Key.Key_C, CONTROL)

    heading, row = QGuiApplication.clipboard().text().split("\n")
    assert heading == "Setting\tValue\tFrom\tFile and line"
    assert row.startswith("caller_id.mode\tThe agent (Customized)\tSet by Acme (it@acme.example)\t/")


def test_only_the_selected_rows_are_copied(settings_sheet) -> None:
    table = settings_sheet.find(QTableView)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    settings_sheet.presses(Qt.Key.Key_Home, CONTROL)
    settings_sheet.presses(Qt.Key.Key_Down)

    settings_sheet.presses(Qt.Key.Key_C, CONTROL)

    assert len(QGuiApplication.clipboard().text().split("\n")) == 2


@pytest.fixture
def about(agent, opened):
    opens(agent, "a")
    dialog = opened(agent)
    agent.waits(lambda: dialog.find(QListWidget).count() > 0)
    return dialog


def test_about_tells_the_version_the_licence_and_that_qt_is_under_the_lgpl(about) -> None:
    read = " ".join(each.text() for each in about.dialog.findChildren(QLabel))

    assert f"Softphone {version('softphone')}" in read
    assert "Apache-2.0" in read
    assert "GNU Lesser General Public License" in read


def test_about_lists_what_this_program_really_needs(about) -> None:
    names = about.find(QListWidget)
    listed = [names.item(row).text().split()[0].lower().replace("_", "-") for row in range(names.count())]
    needed = [line.split(";")[0] for line in requires("softphone") if "extra ==" not in line]

    assert listed[0] == "softphone"
    for requirement in needed:
        name = re.split(r"[\[<>!=]", requirement)[0].strip().lower()
        assert name in listed


def test_each_package_shows_its_licence(about) -> None:
    about.find(QListWidget).setFocus()
    text = about.find(QPlainTextEdit)
    assert text.toPlainText().startswith("Licence: Apache-2.0")

    about.presses(Qt.Key.Key_End)

    assert text.toPlainText().startswith("Licence: MIT")
    assert "Permission is hereby granted" in text.toPlainText()


@pytest.mark.parametrize("letter", ["k", "w", "r", "a"])
def test_every_control_has_a_name(agent, opened, letter) -> None:
    opens(agent, letter)
    dialog = opened(agent).dialog

    focusable = [
        each for each in dialog.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    inner = ("qt_spinbox_lineedit", "qt_scrollarea_viewport")
    nameless = [each for each in focusable if not spoken_name(each) and each.objectName() not in inner]

    assert focusable
    assert [each for each in nameless if not isinstance(each, QPlainTextEdit) or each.toPlainText()] == []
    assert all(spoken_name(each) for each in dialog.findChildren(QLineEdit))


def test_help_is_the_last_menu(agent) -> None:
    assert agent.window.menuBar().actions()[-1].text() == "&Help"
