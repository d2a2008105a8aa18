"""A call at the window: mute, hold, tones, transfers, guests, the note; with keys, and what is read."""

import pytest
from agent_at_work import AgentAtWork, spoken_name
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

CUSTOMER = "+12125550142"
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
COLLEAGUES = """
[agents."bo".caller_id]
mode = "customized"
[agents."carla".caller_id]
mode = "customized"
"""
CONTROLS = ("Mute", "Hold", "Keypad", "Transfer", "Add", "Note")


@pytest.fixture
def ana(sandbox, point_at, sit_down, settings_file) -> AgentAtWork:
    """Ana, who has colleagues."""
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(COLLEAGUES))
    ana.waits_to_read("43 numbers, refreshed")
    return ana


@pytest.fixture
def talking(ana) -> AgentAtWork:
    """Ana, with a customer on the line."""
    ana.calls(CUSTOMER)
    ana.waits_to_read("You answered  ›  connected")
    return ana


def leg(sandbox, label: str) -> dict:
    return [each for each in sandbox.snapshot()["legs"] if each["label"] == label][-1]


def hear_each_other(sandbox) -> set[str]:
    legs = sandbox.snapshot()["legs"]
    return {each["label"] for each in legs if each["in_conference"] and not each["hold"]}


def transfers_to(agent: AgentAtWork, who: str) -> None:
    agent.presses(Qt.Key.Key_T, CTRL)
    agent.types(who)


def focused() -> str:
    return spoken_name(QApplication.focusWidget())


def writes(agent: AgentAtWork) -> QPlainTextEdit:
    return next(
        each
        for each in agent.window.findChildren(QPlainTextEdit)
        if each.isVisible() and spoken_name(each) == "Note on this call"
    )


# While the phones ring


def test_from_the_start_every_control_is_there_and_says_why_it_waits(ana, sandbox) -> None:
    sandbox.world.behave("client:ana", does="answer", after_s=60)

    ana.calls(CUSTOMER)
    ana.waits_to_read("Ringing your phone…")

    buttons = {name: ana.button(name) for name in CONTROLS}
    assert [name for name, button in buttons.items() if button.isEnabled()] == ["Note"]
    assert buttons["Mute"].toolTip() == "This works once you have answered."
    assert buttons["Hold"].accessibleDescription() == "This works once the customer has answered."


def test_hang_up_and_the_controls_stay_where_they_are_from_ringing_to_the_end(ana, sandbox) -> None:
    sandbox.world.behave(CUSTOMER, does="answer", after_s=0.5)
    ana.calls(CUSTOMER)
    ana.waits_to_read("Ringing your phone…")

    def places() -> list[QPoint]:
        names = ("Hang up", "Transfer", "Note")
        return [ana.button(name).mapTo(ana.window, QPoint(0, 0)) for name in names]

    ana.waits(lambda: ana.button("Hang up").width() > 0)
    ringing = places()
    ana.waits_to_read("connected")
    assert places() == ringing
    ana.presses(Qt.Key.Key_M, CTRL)
    ana.waits(lambda: ana.has_button("Muted"))
    assert places() == ringing
    transfers_to(ana, "zoe")
    assert places() == ringing


# Mute and hold


def test_ctrl_m_mutes_and_says_so_only_once_twilio_has_done_it(talking, sandbox) -> None:
    sandbox.add_fault({"request": "POST Participants", "nth": 1, "does": "slow", "delay_s": 0.4})

    talking.presses(Qt.Key.Key_M, CTRL)

    assert talking.has_button("Muting…")
    talking.waits(lambda: talking.has_button("Muted"))
    assert leg(sandbox, "agent")["muted"]
    talking.presses(Qt.Key.Key_M, CTRL)
    assert talking.has_button("Unmuting…")
    talking.waits(lambda: talking.has_button("Mute"))
    assert not leg(sandbox, "agent")["muted"]


def test_ctrl_h_holds_and_resumes(talking, sandbox) -> None:
    talking.presses(Qt.Key.Key_H, CTRL)

    assert talking.has_button("Holding…")
    talking.waits_to_read("+1 212 555 0142 is on hold")
    assert talking.has_button("On hold")
    assert leg(sandbox, "customer")["hold"]
    talking.clicks("On hold")
    talking.waits(lambda: talking.has_button("Hold"))
    assert not leg(sandbox, "customer")["hold"]


def test_a_hold_that_failed_is_not_shown_as_done(talking, sandbox) -> None:
    sandbox.add_fault({"request": "POST Participants", "nth": 1, "does": "503"})

    talking.presses(Qt.Key.Key_H, CTRL)

    talking.waits_to_read("Twilio is not available at the moment.")
    talking.waits(lambda: talking.has_button("Hold"))
    assert not leg(sandbox, "customer")["hold"]


def test_pressing_twice_while_it_is_under_way_does_it_once(talking, sandbox) -> None:
    talking.presses(Qt.Key.Key_H, CTRL)
    talking.presses(Qt.Key.Key_H, CTRL)

    talking.waits(lambda: talking.has_button("On hold"))
    assert leg(sandbox, "customer")["hold"]


# Tones


def test_digits_typed_while_the_tones_are_open_go_to_the_call(talking, sandbox) -> None:
    number = talking.number

    talking.presses(Qt.Key.Key_F9)
    talking.types("14#")

    talking.waits_to_read("Tones sent: 1 4 #")
    assert leg(sandbox, "customer")["digits"] == "14#"
    assert talking.number == number


def test_even_with_the_focus_in_the_number_field_they_go_to_the_call(talking, sandbox) -> None:
    number = talking.number
    talking.presses(Qt.Key.Key_F9)
    talking.window.dialler.focus_number()

    talking.types("7")

    talking.waits_to_read("Tones sent: 7")
    assert (leg(sandbox, "customer")["digits"], talking.number) == ("7", number)


def test_the_keypad_beside_the_number_belongs_to_the_call_while_the_tones_are_open(talking, sandbox) -> None:
    number = talking.number
    talking.presses(Qt.Key.Key_F9)

    talking.window.dialler.keypad.keys[4].click()

    talking.waits_to_read("Tones sent: 5")
    assert (leg(sandbox, "customer")["digits"], talking.number) == ("5", number)


def test_with_the_tones_closed_digits_are_typed_into_the_number_again(talking) -> None:
    talking.presses(Qt.Key.Key_F9)
    assert focused() == "Keypad tones"

    talking.presses(Qt.Key.Key_Escape)

    assert focused() == "Number to call"
    talking.presses(Qt.Key.Key_Escape)
    talking.types("41")
    assert talking.number == "41"


# Transfers


def test_enter_talks_first_and_completing_leaves_the_two_together(talking, sandbox) -> None:
    transfers_to(talking, "bo")
    talking.presses(Qt.Key.Key_Return)

    talking.waits_to_read("bo is in the call")
    assert hear_each_other(sandbox) == {"agent", "guest-1"}
    assert not talking.button("On hold").isEnabled()
    talking.clicks("Swap")
    talking.waits_to_read("bo is on hold")
    assert hear_each_other(sandbox) == {"agent", "customer"}
    talking.clicks("Complete transfer")
    talking.waits_to_read("Handed over to bo after 00:0")
    assert hear_each_other(sandbox) == {"customer", "guest-1"}
    talking.waits(lambda: bool(talking.recents))
    assert "handed over" in talking.recents[0]


def test_joining_makes_it_a_call_of_three(talking, sandbox) -> None:
    transfers_to(talking, "bo")
    talking.clicks("Talk first")
    talking.waits_to_read("bo is in the call")

    talking.clicks("Join all")

    talking.waits(lambda: talking.has_button("Leave the call to them"))
    assert hear_each_other(sandbox) == {"agent", "customer", "guest-1"}


def test_going_back_to_the_customer_while_the_other_still_rings(talking, sandbox) -> None:
    sandbox.world.behave("client:bo", does="answer", after_s=60)
    transfers_to(talking, "bo")
    talking.clicks("Talk first")
    talking.waits_to_read("bo is ringing…")
    assert talking.button("Swap").toolTip() == "This works once the other person has answered."

    talking.clicks("Back to the customer")

    talking.waits(lambda: talking.has_button("Hold"))
    assert leg(sandbox, "guest-1")["status"] == "canceled"
    assert hear_each_other(sandbox) == {"agent", "customer"}


def test_handing_over_without_a_word(talking, sandbox) -> None:
    transfers_to(talking, "+442079460018")
    talking.clicks("Hand over when they answer")

    talking.waits_to_read("Handed over to +44 20 7946 0018 after 00:0")
    assert hear_each_other(sandbox) == {"customer", "guest-1"}


def test_whoever_does_not_take_the_call_is_told_of_and_the_customer_stays(talking, sandbox) -> None:
    sandbox.world.behave("client:bo", does="busy", after_s=0)
    transfers_to(talking, "bo")
    talking.clicks("Hand over when they answer")

    talking.waits_to_read("⚠ bo did not take the call. The customer is still with you.")
    assert hear_each_other(sandbox) == {"agent", "customer"}


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("zoe", "⚠ “zoe” is nobody known here."),
        ("911", "⚠ 911 is an emergency number"),
        (CUSTOMER, "⚠ That is the customer's own number."),
    ],
)
def test_who_cannot_be_rung_is_said_beside_the_field_and_nobody_rings(talking, sandbox, who, words) -> None:
    transfers_to(talking, who)

    talking.presses(Qt.Key.Key_Return)

    talking.waits_to_read(words)
    assert focused() == "Transfer to"
    assert len(sandbox.snapshot()["legs"]) == 2


def test_a_colleague_is_suggested_and_taken_with_the_arrow_keys_and_not_rung_yet(talking, sandbox) -> None:
    transfers_to(talking, "car")
    talking.presses(Qt.Key.Key_Down)
    talking.presses(Qt.Key.Key_Return)

    assert talking.field("Transfer to").text() == "carla"
    assert len(sandbox.snapshot()["legs"]) == 2


def test_escape_closes_the_field_and_the_focus_is_where_it_was(talking) -> None:
    talking.presses(Qt.Key.Key_T, CTRL)
    assert focused() == "Transfer to"

    talking.presses(Qt.Key.Key_Escape)

    assert focused() == "Number to call"


# A third person


def test_somebody_is_asked_in_and_let_go_again(talking, sandbox) -> None:
    talking.presses(Qt.Key.Key_F7)
    talking.types("carla")
    talking.clicks("Call them in")
    talking.waits_to_read("carla is in the call")
    assert hear_each_other(sandbox) == {"agent", "customer", "guest-1"}

    talking.clicks("End: carla is in the call")

    talking.waits(lambda: not talking.sees("carla is in the call"))
    assert hear_each_other(sandbox) == {"agent", "customer"}


def test_hanging_up_ends_everybody(talking, sandbox) -> None:
    talking.presses(Qt.Key.Key_F7)
    talking.types("carla")
    talking.clicks("Call them in")
    talking.waits_to_read("carla is in the call")

    talking.clicks("Hang up")

    talking.waits_to_read("Call ended after")
    assert hear_each_other(sandbox) == set()


# The note


def test_a_note_is_kept_while_it_is_typed_and_stands_in_recents_afterwards(talking) -> None:
    talking.presses(Qt.Key.Key_M, CTRL_SHIFT)
    assert focused() == "Note on this call"
    talking.types("Wants 3 blue ones")
    talking.presses(Qt.Key.Key_F8)

    talking.waits_to_read("Call ended after")
    talking.waits(lambda: bool(talking.recents) and talking.recents[0].endswith("Wants 3 blue ones"))


def test_a_note_may_be_written_after_the_call(talking) -> None:
    talking.presses(Qt.Key.Key_F8)
    talking.waits_to_read("Call ended after")

    talking.clicks("Note")
    talking.types("Call back")
    talking.presses(Qt.Key.Key_Escape)

    talking.waits(lambda: bool(talking.recents) and talking.recents[0].endswith("Call back"))


def test_another_call_begins_with_an_empty_note(talking) -> None:
    talking.presses(Qt.Key.Key_M, CTRL_SHIFT)
    talking.types("first")
    talking.presses(Qt.Key.Key_F8)
    talking.waits_to_read("Call ended after")
    talking.window.dialler.focus_number()
    talking.presses(Qt.Key.Key_Escape)

    talking.calls("+442079460018")
    talking.waits_to_read("connected")

    assert writes(talking).toPlainText() == ""


def test_a_note_typed_as_the_window_closes_is_not_lost(talking, sandbox, point_at, sit_down) -> None:
    talking.presses(Qt.Key.Key_M, CTRL_SHIFT)
    talking.types("half a sent")
    talking.desk.call.hang_up()
    talking.waits_to_read("Call ended after")
    talking.types("ence")
    talking.leaves()

    again = sit_down()
    again.waits(lambda: bool(again.recents) and again.recents[0].endswith("half a sentence"))


def test_a_call_that_another_run_left_open_is_found_again_with_its_note(talking, sit_down) -> None:
    talking.presses(Qt.Key.Key_M, CTRL_SHIFT)
    talking.types("first")
    talking.leaves()

    again = sit_down()
    again.waits_to_read("You answered  ›  connected")
    again.presses(Qt.Key.Key_M, CTRL_SHIFT)
    again.waits(lambda: writes(again).toPlainText() == "first")
    again.types(" and")
    again.presses(Qt.Key.Key_F8)

    again.waits(lambda: bool(again.recents) and " andfirst" in again.recents[0])


# The same number again


def test_the_same_number_again_is_a_question_that_enter_in_the_number_does_not_answer(
    talking, sandbox
) -> None:
    talking.presses(Qt.Key.Key_F8)
    talking.waits_to_read("Call ended after")
    talking.waits(lambda: talking.desk.dial.can_call)

    talking.presses(Qt.Key.Key_Return)
    talking.waits_to_read("You called +1 212 555 0142")
    assert talking.sees("Call again?")
    talking.presses(Qt.Key.Key_Return)
    talking.waits(lambda: talking.desk.call.question is not None)
    talking.waits_to_read("You called +1 212 555 0142")

    assert len(sandbox.snapshot()["legs"]) == 2
    talking.waits(lambda: talking.has_button("Call again"))
    talking.clicks("Call again")
    talking.waits_to_read("connected")
    assert len(sandbox.snapshot()["legs"]) == 4


def test_the_question_may_be_closed(talking, sandbox) -> None:
    talking.presses(Qt.Key.Key_F8)
    talking.waits_to_read("Call ended after")
    talking.waits(lambda: talking.desk.dial.can_call)
    talking.presses(Qt.Key.Key_Return)
    talking.waits(lambda: talking.has_button("Call again"))

    talking.clicks("Close")

    assert not talking.has_button("Call again")
    assert len(sandbox.snapshot()["legs"]) == 2


# A number that Twilio refuses


def test_a_refused_number_is_set_aside_and_the_agent_is_asked(ana, sandbox) -> None:
    sandbox.world.release("+12125550101")

    ana.calls(CUSTOMER)

    ana.waits_to_read("Twilio refused to show +1 212 555 0101; it is set aside.")
    assert ana.number == "+1 212 555 0142"
    assert sandbox.snapshot()["legs"] == []
    assert not ana.desk.call.is_open


def test_every_control_has_a_name_with_each_drawer_open(talking) -> None:
    for key, modifier in (
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_T, CTRL),
        (Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_M, CTRL_SHIFT),
    ):
        talking.presses(key, modifier)
        assert [repr(each) for each in talking.focusable() if not spoken_name(each)] == []
