"""Calls that go wrong: the panel says what is known, and no phone is left ringing."""

import pytest
from PySide6.QtCore import Qt

CUSTOMER = "+12125550142"
MAY_RING = "+1 212 555 0142 may be ringing"


def legs_over(sandbox) -> bool:
    over = {"completed", "canceled", "busy", "no-answer", "failed"}
    return all(leg["status"] in over for leg in sandbox.snapshot()["legs"])


def test_a_customer_who_is_busy_ends_the_call_and_recents_say_so(agent, sandbox) -> None:
    sandbox.world.behave(CUSTOMER, does="busy", after_s=0)

    agent.calls(CUSTOMER)

    agent.waits_to_read("+1 212 555 0142 is busy")
    agent.waits(lambda: bool(agent.recents))
    assert agent.recents[0].endswith(", busy")
    assert legs_over(sandbox)


def test_a_customer_who_does_not_answer_ends_the_call_after_a_minute(agent, sandbox, clock) -> None:
    sandbox.world.behave(CUSTOMER, does="no-answer")
    agent.calls(CUSTOMER)
    agent.waits_to_read("+1 212 555 0142 is ringing…")

    clock.forward(66)  # Twilio rings five seconds longer than asked

    agent.waits_to_read("+1 212 555 0142 did not answer")
    agent.waits(lambda: bool(agent.recents))
    assert agent.recents[0].endswith(", no answer")
    assert legs_over(sandbox)


def test_a_country_that_is_not_allowed_is_told_and_the_agent_is_hung_up(agent, sandbox) -> None:
    agent.calls("+15005550003")

    agent.waits_to_read("⚠ This account may not call that country or kind of number.")
    assert agent.sees("Geographic permissions in the Twilio Console")
    agent.waits(lambda: bool(agent.recents))
    assert agent.recents[0].endswith(", failed")
    assert legs_over(sandbox)


def test_a_caller_id_that_twilio_refuses_is_told_and_nobody_was_rung(agent, sandbox) -> None:
    agent.types(CUSTOMER)
    sandbox.world.release("+12125550101")

    agent.presses(Qt.Key.Key_Return)

    agent.waits_to_read("⚠ Twilio does not let this account show that caller ID. Choose another caller ID.")
    assert sandbox.snapshot()["legs"] == []
    assert agent.button("Call +1 212 555 0142").isEnabled()


def test_an_agent_whose_own_phone_is_busy_is_told_so_and_the_customer_is_not_rung(agent, sandbox) -> None:
    sandbox.world.behave("client:ana", does="busy", after_s=0)

    agent.calls(CUSTOMER)

    agent.waits_to_read("Your phone is busy · your phone did not answer")
    [leg] = sandbox.snapshot()["legs"]
    assert leg["to"].startswith("client:ana")


@pytest.mark.parametrize("request_lost", ["POST Calls", "POST Participants"])
def test_a_leg_whose_answer_was_lost_is_found_and_not_dialled_again(agent, sandbox, request_lost) -> None:
    sandbox.add_fault({"request": request_lost, "nth": 1, "does": "answer lost"})

    agent.calls(CUSTOMER)

    agent.waits_to_read("You answered  ›  connected")
    assert not any("⚠" in line for line in agent.reads())
    assert len(sandbox.snapshot()["legs"]) == 2
    agent.presses(Qt.Key.Key_F8)
    agent.waits_to_read("Call ended after")
    assert legs_over(sandbox)


def test_a_leg_that_nobody_knows_of_may_be_ringing_and_is_looked_for_again(agent, sandbox) -> None:
    sandbox.add_fault({"request": "POST Participants", "nth": 1, "does": "request lost"})

    agent.calls(CUSTOMER)

    agent.waits_to_read(MAY_RING)
    assert agent.sees("⚠ Twilio's answer did not arrive, so a phone may be ringing.")
    asked = len(sandbox.requests)
    agent.waits(lambda: agent.has_button("Look again"))
    agent.clicks("Look again")
    agent.waits(lambda: len(sandbox.requests) > asked)
    assert len([each for each in sandbox.requests if each.kind == "POST Participants"]) == 1


def test_hanging_up_a_call_that_may_be_ringing_ends_the_leg_that_is_known(agent, sandbox) -> None:
    sandbox.add_fault({"request": "POST Participants", "nth": 1, "does": "request lost"})
    agent.calls(CUSTOMER)
    agent.waits_to_read(MAY_RING)

    agent.presses(Qt.Key.Key_F8)

    agent.waits(lambda: legs_over(sandbox))
    assert agent.sees("may be ringing")


def test_a_call_that_twilio_is_too_busy_for_is_asked_for_again_by_itself(agent, sandbox) -> None:
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "429"})

    agent.calls(CUSTOMER)

    agent.waits_to_read("Ringing your phone…")
    agent.waits(lambda: len(sandbox.snapshot()["legs"]) == 1)
    agent.presses(Qt.Key.Key_F8)
    agent.waits(lambda: not agent.desk.call.is_open)


def test_a_look_that_fails_leaves_the_call_alone_and_looks_again(agent, sandbox) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("Ringing your phone…")
    sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "500"})

    agent.waits_to_read("Looking again.")

    agent.waits_to_read("connected")
    assert not agent.sees("looking again")


def test_a_hang_up_that_twilio_does_not_answer_is_kept_until_both_legs_are_over(agent, sandbox) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("You answered")
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "500", "executed": False})

    agent.presses(Qt.Key.Key_F8)

    agent.waits(lambda: legs_over(sandbox))
    agent.waits(lambda: not agent.desk.call.is_open)


def test_what_is_said_of_a_call_that_is_over_can_be_closed(agent, sandbox) -> None:
    sandbox.world.behave("client:ana", does="busy", after_s=0)
    agent.calls(CUSTOMER)
    agent.waits_to_read("Your phone is busy")

    agent.clicks("Close")

    assert not agent.sees("Your phone is busy")
    assert not agent.has_button("Hang up")
