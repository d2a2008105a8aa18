"""One press, one call; and what cannot be called is refused with its reason, before Twilio hears of it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

CUSTOMER = "+12125550142"


def calls_asked_for(sandbox) -> int:
    """Legs asked for; a hang-up goes to the leg's own address."""
    return sum(each.method == "POST" and each.path.endswith("/Calls.json") for each in sandbox.requests)


def ends(agent) -> None:
    agent.waits(lambda: agent.desk.call.call is not None)
    agent.presses(Qt.Key.Key_F8)
    agent.waits(lambda: not agent.desk.call.is_open)


def test_enter_pressed_twice_is_one_call(agent, sandbox) -> None:
    agent.calls(CUSTOMER)
    agent.presses(Qt.Key.Key_Return)

    agent.waits_to_read("Ringing your phone…")
    ends(agent)
    assert calls_asked_for(sandbox) == 1


def test_a_double_click_on_call_is_one_call(agent, sandbox, qtbot) -> None:
    agent.types(CUSTOMER)
    button = agent.button("Call +1 212 555 0142")

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)

    agent.waits_to_read("Ringing your phone…")
    ends(agent)
    assert calls_asked_for(sandbox) == 1


def test_enter_held_down_does_not_call_again_when_the_call_is_over(agent, sandbox) -> None:
    sandbox.world.behave("client:ana", does="busy", after_s=0)
    agent.calls(CUSTOMER)
    agent.waits_to_read("Your phone is busy")
    agent.waits(lambda: agent.button("Call +1 212 555 0142").isEnabled())

    for _ in range(20):
        QApplication.sendEvent(agent.field("Number to call"), enter_still_down())

    assert not agent.desk.call.is_open
    assert calls_asked_for(sandbox) == 1


def enter_still_down() -> QKeyEvent:
    plain = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, plain, "\r", autorep=True)


def test_call_does_nothing_while_a_call_is_in_progress(agent, sandbox) -> None:
    agent.calls(CUSTOMER)

    button = agent.button("Call +1 212 555 0142")
    agent.waits(lambda: not button.isEnabled())
    assert button.toolTip() == "A call is in progress."
    ends(agent)
    assert calls_asked_for(sandbox) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type or paste a number."),
        ("hello", "“hello” is not a telephone number."),
        ("+1212", "has too few digits"),
        ("911", "911 is an emergency number and is not called from here."),
        ("+1 911", "911 is an emergency number and is not called from here."),
        ("112", "112 is an emergency number and is not called from here."),
        ("*31#", "Codes with * or # cannot be dialled."),
    ],
)
def test_enter_on_what_cannot_be_called_says_why_and_asks_twilio_nothing(
    agent, sandbox, typed, words
) -> None:
    agent.types(typed)

    agent.presses(Qt.Key.Key_Return)

    agent.waits_to_read(words)
    assert not agent.button("Call").isEnabled()
    assert words in agent.button("Call").toolTip()
    assert not agent.desk.call.is_open
    assert calls_asked_for(sandbox) == 0


def test_an_emergency_number_is_refused_as_soon_as_it_stands_there(agent) -> None:
    agent.types("911")

    assert agent.sees("⚠ 911 is an emergency number and is not called from here. Use a telephone")


def test_a_number_that_is_only_not_finished_is_no_mistake_yet(agent) -> None:
    agent.types("+1212")

    assert not any("⚠" in line for line in agent.reads())


def test_what_is_typed_next_takes_the_place_of_what_would_have_been_called(agent) -> None:
    agent.types(CUSTOMER)
    agent.presses(Qt.Key.Key_Backspace)

    assert not agent.sees("Will dial")
    assert not agent.button("Call").isEnabled()
