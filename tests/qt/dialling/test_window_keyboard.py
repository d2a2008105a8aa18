"""Keyboard and screen reader: every control has a name, a place in the order, and works without a mouse."""

import pytest
from agent_at_work import spoken_name
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

CUSTOMER = "+12125550142"
ON_THE_KEYPAD = "123456789*0#"


def without_a_name(agent) -> list[str]:
    focusable = list(agent.focusable())
    assert focusable
    return [repr(each) for each in focusable if not spoken_name(each)]


def focused_name() -> str:
    return spoken_name(QApplication.focusWidget())


def test_every_control_of_the_dialler_has_a_name(agent) -> None:
    agent.types(CUSTOMER)

    assert without_a_name(agent) == []


def test_every_control_has_a_name_during_a_call_and_after_a_failed_one(agent, sandbox) -> None:
    sandbox.world.release("+12125550101")
    agent.calls(CUSTOMER)
    assert without_a_name(agent) == []

    agent.waits_to_read("⚠ Twilio does not let this account show that caller ID.")

    assert without_a_name(agent) == []


def test_every_control_of_the_list_has_a_name(agent) -> None:
    agent.presses(Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)

    assert agent.list_is_open
    assert without_a_name(agent) == []
    assert spoken_name(QApplication.activePopupWidget()) == "Numbers you may show"
    assert focused_name() == "Find a number to show"


def test_every_control_of_the_sign_in_page_has_a_name(sit_down) -> None:
    somebody = sit_down()
    somebody.waits_to_read("Welcome to Softphone")
    assert without_a_name(somebody) == []
    somebody.clicks("Sign in…")

    assert without_a_name(somebody) == []
    assert focused_name() == "Account SID"


def test_a_notice_and_its_button_have_names(agent, sandbox) -> None:
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "500"})

    agent.clicks("Refresh")

    agent.waits_to_read("Twilio had an error of its own.")
    assert without_a_name(agent) == []


def test_tab_goes_from_the_caller_id_to_the_number_to_call_to_the_keypad(agent) -> None:
    agent.types(CUSTOMER)
    agent.button("Calling as +1 212 555 0101").setFocus()

    names = [focused_name()]
    for _ in range(4):
        agent.presses(Qt.Key.Key_Tab)
        names.append(focused_name())

    assert names == [
        "Calling as +1 212 555 0101",
        "Why this number?",
        "Number to call",
        "Call +1 212 555 0142",
        "1",
    ]


def test_the_keypad_is_one_stop_of_the_tab_key(agent) -> None:
    agent.button("1").setFocus()

    agent.presses(Qt.Key.Key_Tab)

    assert QApplication.focusWidget() not in agent.window.dialler.keypad.keys


def test_the_arrow_keys_move_on_the_keypad_and_stop_at_its_edges(agent) -> None:
    agent.button("1").setFocus()

    names = []
    for arrow in ("Right", "Down", "Left", "Left", "Up", "Up"):
        agent.presses(Qt.Key[f"Key_{arrow}"])
        names.append(focused_name())

    assert names == ["2, A B C", "5, J K L", "4, G H I", "4, G H I", "1", "1"]


def test_space_on_a_key_of_the_keypad_types_its_digit(agent) -> None:
    agent.button("5, J K L").setFocus()

    agent.presses(Qt.Key.Key_Space)

    assert agent.number == "5"


def test_each_key_of_the_keypad_types_what_stands_on_it(agent, qtbot) -> None:
    for key in agent.window.dialler.keypad.keys:
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)

    assert [key for key in agent.number if key in ON_THE_KEYPAD] == list(ON_THE_KEYPAD)


def test_0_held_down_types_a_plus(agent, qtbot) -> None:
    zero = agent.button("0, +")

    with qtbot.waitSignal(zero.held):
        qtbot.mousePress(zero, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(zero, Qt.MouseButton.LeftButton)

    assert agent.number == "+"


@pytest.fixture
def right_to_left(qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def places(agent, digits: str) -> list[int]:
    keys = {key.digit: key for key in agent.window.dialler.keypad.keys}
    return [keys[digit].mapToGlobal(keys[digit].rect().topLeft()).x() for digit in digits]


@pytest.mark.usefixtures("right_to_left")
def test_the_keypad_stays_left_to_right_where_people_read_right_to_left(agent) -> None:
    assert agent.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for row in ("123", "456", "789", "*0#"):
        assert places(agent, row) == sorted(places(agent, row))


@pytest.mark.usefixtures("right_to_left")
def test_a_number_is_written_left_to_right_where_people_read_right_to_left(agent) -> None:
    assert agent.field("Number to call").layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_ctrl_l_goes_back_to_the_number(agent) -> None:
    agent.button("5, J K L").setFocus()

    agent.presses(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert focused_name() == "Number to call"


def test_a_screen_reader_hears_the_caller_id_with_its_reason(agent) -> None:
    agent.types(CUSTOMER)

    said = QAccessible.queryAccessibleInterface(agent.button("Calling as +1 212 555 0101"))

    assert said.text(QAccessible.Text.Description) == (
        "+1 212 555 0101. Sales New York · chosen automatically. Same area code, +1 212"
    )


def test_a_screen_reader_hears_why_call_does_nothing(agent) -> None:
    agent.types("911")

    said = QAccessible.queryAccessibleInterface(agent.button("Call"))

    assert said.text(QAccessible.Text.Description).startswith("911 is an emergency number")


def test_why_shows_the_rules_that_were_asked_up_to_the_one_that_decided(agent) -> None:
    agent.types("+14155550142")

    agent.clicks("Why this number?")

    assert agent.list_is_open
    assert agent.sees("Same area code, +1 415")
    agent.presses(Qt.Key.Key_Escape)
    assert not agent.list_is_open
