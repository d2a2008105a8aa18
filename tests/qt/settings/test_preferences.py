"""Preferences: drawn from the declarations, in force at once, kept, and never taken from a lock."""

import pytest
from agent_at_work import spoken_name
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget

from softphone.application.settings.declarations import SETTINGS
from softphone.application.settings.setting import ValueKind
from softphone.qt.theme import DARK, LIGHT, theme

CONTROL = Qt.KeyboardModifier.ControlModifier
BY_USER = [each for each in SETTINGS.values() if each.set_by == "user"]
BY_COMPANY = [each for each in SETTINGS.values() if each.set_by == "company"]
EDITORS = {ValueKind.YES_NO: QAccessible.Role.CheckBox, ValueKind.ONE_OF: QAccessible.Role.ComboBox}
KINDS = (QCheckBox, QComboBox, QLineEdit)
ACME = """
[organization]
name = "Acme"
contact = "it@acme.example"

[locked.caller_id]
mode = "automated"
last_resort = "own_groups"

[defaults.dialing]
home_country = "BR"

[agents."ana".caller_id]
enabled = true
"""


class AtPreferences:
    """An agent with the preferences open."""

    def __init__(self, agent) -> None:
        self.agent = agent
        agent.presses(Qt.Key.Key_Comma, CONTROL)
        assert agent.sees("Preferences")

    def editor(self, name: str) -> QWidget:
        editors = (each for kind in KINDS for each in self.agent.window.findChildren(kind))
        return next(each for each in editors if each.isVisible() and each.accessibleName() == name)

    def goes_to(self, name: str) -> None:
        self.editor(name).setFocus(Qt.FocusReason.TabFocusReason)

    def types_into(self, name: str, text: str) -> None:
        self.goes_to(name)
        self.agent.presses(Qt.Key.Key_A, CONTROL)
        self.agent.presses(Qt.Key.Key_Delete)
        self.agent.types(text)


@pytest.fixture
def preferences(agent) -> AtPreferences:
    return AtPreferences(agent)


@pytest.fixture
def of_acme(sandbox, point_at, sit_down, settings_file) -> AtPreferences:
    """Ana, whose company has set some settings."""
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(ACME))
    ana.waits_to_read("43 numbers, refreshed")
    return AtPreferences(ana)


def test_they_open_with_a_key_and_escape_goes_back_to_the_number(preferences) -> None:
    agent = preferences.agent
    assert QApplication.focusWidget() is preferences.editor("Show the caller ID picker")

    agent.presses(Qt.Key.Key_Escape)

    assert not agent.sees("Preferences")
    assert QApplication.focusWidget() is agent.field("Number to call")


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_L, CONTROL), (Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)]
)
def test_a_key_of_the_dialler_leads_there(preferences, key, modifier) -> None:
    preferences.agent.presses(key, modifier)

    assert not preferences.agent.sees("Preferences")
    assert preferences.agent.field("Number to call").isVisible()


def test_every_setting_of_a_person_has_its_label_its_help_and_an_editor(preferences) -> None:
    for setting in BY_USER:
        editor = preferences.editor(setting.label)
        role = QAccessible.queryAccessibleInterface(editor).role()
        assert role == EDITORS.get(setting.kind, QAccessible.Role.EditableText), setting.key
        assert editor.focusPolicy() != Qt.FocusPolicy.NoFocus, setting.key
        assert preferences.agent.sees(setting.help), setting.key


def test_every_setting_of_the_company_is_shown_and_has_no_editor(preferences) -> None:
    read = preferences.agent.reads()
    for setting in BY_COMPANY:
        assert setting.label in read and setting.help in read, setting.key
        assert not any(
            each.accessibleName() == setting.label
            for kind in KINDS
            for each in preferences.agent.window.findChildren(kind)
        ), setting.key


def test_a_choice_counts_at_once(preferences) -> None:
    preferences.goes_to("Look")
    preferences.agent.presses(Qt.Key.Key_End)  # Dark

    preferences.agent.waits(lambda: theme().colours is DARK)
    preferences.agent.presses(Qt.Key.Key_Up)
    preferences.agent.waits(lambda: theme().colours is LIGHT)


def test_a_tick_is_set_with_the_space_key_and_kept_over_a_restart(preferences, sit_down) -> None:
    agent = preferences.agent
    preferences.goes_to("Offer verified numbers")
    agent.presses(Qt.Key.Key_Space)
    agent.waits_to_read("Offer verified numbers: No. Chosen by you")
    agent.leaves()

    later = sit_down()
    later.waits_to_read("43 numbers, refreshed")
    again = AtPreferences(later)

    assert not again.editor("Offer verified numbers").isChecked()
    assert again.editor("Show the caller ID picker").isChecked()


def test_a_text_is_kept_with_enter(preferences) -> None:
    preferences.types_into("Home country", "BR")
    preferences.agent.presses(Qt.Key.Key_Return)

    preferences.agent.waits_to_read("Home country: BR. Chosen by you")


def test_a_text_is_kept_when_the_field_is_left(preferences) -> None:
    preferences.types_into("Home country", "BR")
    preferences.agent.presses(Qt.Key.Key_Tab)

    preferences.agent.waits_to_read("Home country: BR. Chosen by you")


def test_a_value_that_does_not_fit_is_told_why_and_the_old_one_returns(preferences) -> None:
    preferences.types_into("Home country", "usa")
    preferences.agent.presses(Qt.Key.Key_Return)

    preferences.agent.waits_to_read("⚠ “usa” does not fit “Home country”. It should be a country code")
    assert preferences.editor("Home country").text() == ""


def test_the_refusal_is_gone_when_a_value_fits(preferences) -> None:
    preferences.types_into("Home country", "usa")
    preferences.agent.presses(Qt.Key.Key_Return)
    preferences.agent.waits_to_read("does not fit")

    preferences.types_into("Home country", "US")
    preferences.agent.presses(Qt.Key.Key_Return)

    preferences.agent.waits_to_read("Home country: US. Chosen by you")
    assert not preferences.agent.sees("does not fit")


def test_escape_brings_an_unkept_text_back_before_it_leaves_the_page(preferences) -> None:
    preferences.types_into("Home country", "BR")

    preferences.agent.presses(Qt.Key.Key_Escape)

    assert preferences.editor("Home country").text() == ""
    preferences.agent.presses(Qt.Key.Key_Escape)
    assert preferences.agent.field("Number to call").isVisible()


def test_reset_to_default_takes_the_choice_back_for_good(of_acme, sit_down, settings_file) -> None:
    agent = of_acme.agent
    of_acme.types_into("Home country", "US")
    agent.presses(Qt.Key.Key_Return)
    agent.waits_to_read("Home country: US. Chosen by you")

    agent.clicks("Reset “Home country” to default")

    agent.waits_to_read("Home country: BR. Suggested by Acme (it@acme.example)")
    assert QApplication.focusWidget() is of_acme.editor("Home country")
    agent.leaves()
    later = sit_down(settings_file=settings_file(ACME))
    later.waits_to_read("43 numbers, refreshed")
    assert AtPreferences(later).editor("Home country").text() == "BR"


def test_an_emptied_text_takes_the_choice_back(preferences) -> None:
    preferences.types_into("Home country", "US")
    preferences.agent.presses(Qt.Key.Key_Return)
    preferences.agent.waits_to_read("Chosen by you")

    preferences.types_into("Home country", "")
    preferences.agent.presses(Qt.Key.Key_Return)

    preferences.agent.waits(lambda: not preferences.agent.sees("Chosen by you"))


def test_the_wheel_never_changes_a_value(preferences) -> None:
    look = preferences.editor("Look")
    before = look.currentIndex()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(look.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(look, turn)

    assert look.currentIndex() == before


def test_a_locked_setting_is_off_and_says_by_whom_and_on_which_line(of_acme, tmp_path) -> None:
    editor = of_acme.editor("Who chooses the caller ID")
    line = ACME.splitlines().index('mode = "automated"') + 1

    assert not editor.isEnabled()
    assert editor.currentText() == "The rules (Automated)"
    assert of_acme.agent.sees("Set by Acme (it@acme.example)")
    place = f"Set by Acme (it@acme.example) – {tmp_path / 'settings.toml'}:{line}"
    assert editor.toolTip() == place
    assert editor.accessibleDescription() == place


def test_an_agents_own_entry_locks_for_that_agent(of_acme) -> None:
    editor = of_acme.editor("Show the caller ID picker")

    assert not editor.isEnabled()
    assert of_acme.agent.sees("Show the caller ID picker: Yes. Set for you by Acme (it@acme.example)")


def test_who_has_locked_a_setting_can_be_reached_by_the_tab_key(of_acme) -> None:
    of_acme.goes_to("Offer verified numbers")

    of_acme.agent.presses(Qt.Key.Key_Tab)

    said = "Who chooses the caller ID: The rules (Automated). Set by Acme (it@acme.example)"
    assert spoken_name(QApplication.focusWidget()).startswith(said)


def test_what_only_the_company_sets_says_what_it_set(of_acme) -> None:
    assert of_acme.agent.sees("Last resort: Only the agent's ring groups. Set by Acme (it@acme.example)")


def test_a_list_is_labelled_by_the_words_above_it(preferences) -> None:
    """On Linux a list has no name of its own to a screen reader: its label is a relation."""
    interface = QAccessible.queryAccessibleInterface(preferences.editor("Look"))
    labels = [
        each.text(QAccessible.Text.Name) for each, _ in interface.relations(QAccessible.RelationFlag.Label)
    ]

    assert labels == ["Look"]


def test_every_control_has_a_name(of_acme) -> None:
    assert [repr(each) for each in of_acme.agent.focusable() if not spoken_name(each)] == []


def test_before_signing_in_they_lead_back_to_where_they_were_opened(sit_down) -> None:
    newcomer = sit_down()
    newcomer.waits_to_read("Welcome to Softphone")
    preferences = AtPreferences(newcomer)

    preferences.types_into("Home country", "BR")
    newcomer.presses(Qt.Key.Key_Return)
    newcomer.waits_to_read("Home country: BR. Chosen by you")
    newcomer.presses(Qt.Key.Key_Escape)

    assert newcomer.sees("Welcome to Softphone")


def test_nobody_else_starts_with_what_was_chosen_here(preferences, sit_down, tmp_path) -> None:
    preferences.types_into("Home country", "BR")
    preferences.agent.presses(Qt.Key.Key_Return)
    preferences.agent.waits_to_read("Home country: BR. Chosen by you")
    preferences.agent.leaves()

    other = sit_down(folder=tmp_path / "other")
    other.waits_to_read("43 numbers, refreshed")

    assert AtPreferences(other).editor("Home country").text() == ""
    assert not other.sees("Chosen by you")
