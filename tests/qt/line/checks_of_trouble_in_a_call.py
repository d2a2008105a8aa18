"""What goes wrong with the line while somebody talks on it: the sound goes on, or its end is seen."""

import pytest
from line_at_work import CUSTOMERS, PITCH_OF_MICROPHONE, calls_the_customer, hears, leg
from PySide6.QtCore import Qt

from softphone.domain.line.line_state import LineState

# Without the line's word the call's end is seen with the next look.
LOOKS_WITHIN_MS = 20_000


def state(agent) -> LineState:
    return agent.desk.line.status.state


def is_free(agent) -> bool:
    """Ready for another call, and the one before has left nothing behind."""
    line = agent.desk.line
    return state(agent) is LineState.READY and not line.open_sid and not agent.desk.call.is_open


@pytest.fixture
def own(ana_in_a_call) -> str:
    """The SID of Ana's own leg."""
    return ana_in_a_call.desk.line.open_sid


@pytest.fixture
def talking(ana_in_a_call, own, sandbox):
    """Ana, heard by the customer."""
    customer = ana_in_a_call.desk.call.call.customer_leg.sid
    ana_in_a_call.waits(lambda: hears(sandbox, customer, PITCH_OF_MICROPHONE))
    return ana_in_a_call


@pytest.fixture
def seen(talking) -> list[LineState]:
    """Every state of the line from now on."""
    states: list[LineState] = []
    talking.desk.line.changed.connect(lambda: states.append(state(talking)))
    return states


@pytest.fixture
def calls(talking) -> list[str]:
    """What happens to calls on the line from now on."""
    happened: list[str] = []
    talking.desk.line.told.connect(lambda what, rest: happened.append(rest["is"]) if what == "call" else None)
    return happened


def ends_and_calls_again(agent) -> None:
    agent.presses(Qt.Key.Key_F8)
    agent.waits(lambda: is_free(agent))
    agent.desk.call.dismiss()
    agent.window.dialler.focus_number()
    calls_the_customer(agent, CUSTOMERS[1])


# An expired token


def test_a_token_that_expires_is_replaced_and_the_call_goes_on(talking, own, calls, sandbox):
    asked: list[str] = []
    talking.desk.line.told.connect(lambda what, rest: asked.append(rest["code"]) if what == "error" else None)
    sandbox.voice.expire_tokens()
    talking.waits(lambda: 20104 in asked and sandbox.voice.devices == ["ana"])
    assert (talking.desk.line.open_sid, leg(sandbox, own)["status"], calls) == (own, "in-progress", [])


def test_after_a_token_expired_in_a_call_the_next_call_works(talking, sandbox):
    sandbox.voice.expire_tokens()
    ends_and_calls_again(talking)


def test_a_socket_lost_after_the_token_expired_is_found_again_with_another(talking, own, seen, sandbox):
    sandbox.voice.expire_tokens()
    sandbox.voice.drop_sockets()
    talking.waits(lambda: LineState.RECONNECTING in seen and state(talking) is LineState.READY)
    assert (talking.desk.line.open_sid, leg(sandbox, own)["status"]) == (own, "in-progress")


# The gateway


def test_while_the_gateway_restarts_the_two_go_on_talking(talking, own, seen, sandbox):
    customer = talking.desk.call.call.customer_leg.sid
    sandbox.voice.stop()
    talking.waits(lambda: state(talking) is LineState.RECONNECTING)
    for muted in (True, False):
        talking.desk.line.mute(muted=muted)
        talking.waits(lambda silent=muted: hears(sandbox, customer, PITCH_OF_MICROPHONE) is not silent)
    sandbox.voice.start()
    talking.waits(lambda: state(talking) is LineState.READY)
    assert (talking.desk.line.open_sid, leg(sandbox, own)["status"]) == (own, "in-progress")


def test_after_a_restart_the_call_is_still_the_agents_to_end(talking, own, sandbox):
    sandbox.voice.stop()
    talking.waits(lambda: state(talking) is LineState.RECONNECTING)
    sandbox.voice.start()
    talking.waits(lambda: state(talking) is LineState.READY)
    ends_and_calls_again(talking)
    assert leg(sandbox, own)["status"] == "completed"


def test_after_a_restart_tones_and_mute_still_work(talking, own, sandbox):
    customer = talking.desk.call.call.customer_leg.sid
    sandbox.voice.stop()
    talking.waits(lambda: state(talking) is LineState.RECONNECTING)
    sandbox.voice.start()
    talking.waits(lambda: state(talking) is LineState.READY)
    talking.desk.line.send_tones("7#")
    talking.desk.line.mute(muted=True)
    talking.waits(lambda: leg(sandbox, own)["digits"] == "7#")
    talking.waits(lambda: not hears(sandbox, customer, PITCH_OF_MICROPHONE))


def test_who_hangs_up_while_the_gateway_is_down_is_free_when_it_is_back(talking, sandbox):
    sandbox.voice.stop()
    talking.waits(lambda: state(talking) is LineState.RECONNECTING)
    talking.presses(Qt.Key.Key_F8)
    talking.waits(lambda: not talking.desk.call.is_open)
    sandbox.voice.start()
    talking.waits(lambda: is_free(talking))


def test_a_customer_who_hangs_up_while_the_gateway_is_down_leaves_the_line_free(talking, sandbox, qtbot):
    sandbox.voice.stop()
    talking.waits(lambda: state(talking) is LineState.RECONNECTING)
    sandbox.world.hang_up(talking.desk.call.call.customer_leg.sid)
    qtbot.waitUntil(lambda: not talking.desk.call.is_open, timeout=LOOKS_WITHIN_MS)
    sandbox.voice.start()
    talking.waits(lambda: is_free(talking))
    calls_the_customer(talking, CUSTOMERS[1])
