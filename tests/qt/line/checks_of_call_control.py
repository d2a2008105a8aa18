"""Hold and transfers while the agent is on the line in the app: who hears what, and who stays."""

import pytest
from line_at_work import CUSTOMERS, PITCH_OF_MICROPHONE, by_label, calls_the_customer, hears, leg
from PySide6.QtCore import Qt

from softphone.domain.line.line_state import LineState
from softphone.sandbox.voice.sounds import MUSIC_HZ

CONTROL = Qt.KeyboardModifier.ControlModifier
SOMEBODY = CUSTOMERS[1]


@pytest.fixture
def customer(ana_in_a_call) -> str:
    """The SID of the customer's leg; the customer hears Ana."""
    return ana_in_a_call.desk.call.call.customer_leg.sid


@pytest.fixture
def talking(ana_in_a_call, customer, sandbox):
    """Ana, heard by the customer."""
    ana_in_a_call.waits(lambda: hears(sandbox, customer, PITCH_OF_MICROPHONE))
    return ana_in_a_call


def asks(agent, who: str, then: str) -> None:
    """Open the transfer, type who, and press one of its buttons."""
    agent.presses(Qt.Key.Key_T, CONTROL)
    agent.types(who)
    agent.clicks(then)


def is_alone_and_ready(agent) -> bool:
    line = agent.desk.line
    return not line.open_sid and line.status.state is LineState.READY and not agent.desk.call.is_open


def test_who_is_held_hears_music_and_not_the_agent(talking, customer, sandbox):
    talking.presses(Qt.Key.Key_H, CONTROL)
    talking.waits(lambda: talking.has_button("On hold"))
    talking.waits(
        lambda: hears(sandbox, customer, MUSIC_HZ) and not hears(sandbox, customer, PITCH_OF_MICROPHONE)
    )
    assert leg(sandbox, customer)["hold"]


def test_the_agents_line_stays_up_while_the_customer_is_held(talking, sandbox):
    sid = talking.desk.line.open_sid
    talking.presses(Qt.Key.Key_H, CONTROL)
    talking.waits_to_read("is on hold")
    state = talking.desk.line.status.state
    assert (talking.desk.line.open_sid, leg(sandbox, sid)["status"], state) == (
        sid,
        "in-progress",
        LineState.READY,
    )


def test_who_is_taken_back_hears_the_agent_and_no_music(talking, customer, sandbox):
    talking.presses(Qt.Key.Key_H, CONTROL)
    talking.waits(lambda: hears(sandbox, customer, MUSIC_HZ))
    talking.waits(lambda: talking.has_button("On hold"))
    talking.presses(Qt.Key.Key_H, CONTROL)
    talking.waits(
        lambda: hears(sandbox, customer, PITCH_OF_MICROPHONE) and not hears(sandbox, customer, MUSIC_HZ)
    )


def test_handed_over_without_a_word_the_two_go_on_and_the_line_is_free(talking, sandbox):
    own = talking.desk.line.open_sid
    asks(talking, SOMEBODY, "Hand over when they answer")
    talking.waits_to_read("Handed over to +44 20 7946 0018")
    talking.waits(lambda: is_alone_and_ready(talking))
    statuses = {label: each["status"] for label, each in by_label(sandbox).items()}
    assert (leg(sandbox, own)["status"], statuses["customer"], statuses["guest-1"]) == (
        "completed",
        "in-progress",
        "in-progress",
    )


def test_talking_first_it_is_the_other_one_who_hears_the_agent(talking, customer, sandbox):
    asks(talking, SOMEBODY, "Talk first")
    talking.waits_to_read("+44 20 7946 0018 is in the call")
    guest = by_label(sandbox)["guest-1"]["sid"]
    talking.waits(lambda: hears(sandbox, guest, PITCH_OF_MICROPHONE) and hears(sandbox, customer, MUSIC_HZ))
    talking.clicks("Swap")
    talking.waits(lambda: hears(sandbox, customer, PITCH_OF_MICROPHONE) and hears(sandbox, guest, MUSIC_HZ))


def test_after_a_word_the_two_go_on_together_and_the_line_is_free(talking, sandbox):
    own = talking.desk.line.open_sid
    asks(talking, SOMEBODY, "Talk first")
    talking.waits_to_read("+44 20 7946 0018 is in the call")
    talking.clicks("Complete transfer")
    talking.waits_to_read("Handed over to +44 20 7946 0018")
    talking.waits(lambda: is_alone_and_ready(talking))
    others = {label: each for label, each in by_label(sandbox).items() if each["sid"] != own}
    assert {label: (each["in_conference"], each["hold"]) for label, each in others.items()} == {
        "customer": (True, False),
        "guest-1": (True, False),
    }


def test_the_line_that_handed_a_call_over_takes_the_next(talking, customer):
    asks(talking, SOMEBODY, "Hand over when they answer")
    talking.waits(lambda: is_alone_and_ready(talking))
    talking.desk.call.dismiss()
    talking.window.dialler.focus_number()
    calls_the_customer(talking, CUSTOMERS[2])
    assert talking.desk.call.call.customer_leg.sid != customer
