"""The whole road: type, see what will be shown and why, call, talk, hang up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

CUSTOMER = "+12125550142"
SALES_NEW_YORK = "+12125550101"
OVER = {"completed", "canceled"}


def statuses(sandbox) -> list[str]:
    return [leg["status"] for leg in sandbox.snapshot()["legs"]]


def test_the_number_typed_is_read_back_with_the_caller_id_and_the_reason(agent) -> None:
    agent.types(CUSTOMER)

    assert agent.number == "+1 212 555 0142"
    assert agent.sees("Will dial +12125550142")
    assert agent.sees("New York, United States")
    assert agent.sees("+1 212 555 0101")
    assert agent.sees("Sales New York · chosen automatically")
    assert agent.sees("Same area code, +1 212")
    assert agent.button("Call +1 212 555 0142").isEnabled()


def test_the_window_is_ready_for_typing_when_it_appears(sandbox, point_at, sit_down) -> None:
    point_at(sandbox)
    ana = sit_down()

    ana.types(CUSTOMER)
    ana.waits_to_read("Same area code, +1 212")

    assert ana.number.replace(" ", "") == CUSTOMER


def test_the_whole_road_from_enter_to_f8_to_recents(agent, sandbox) -> None:
    agent.calls(CUSTOMER)

    agent.waits_to_read("You answered  ›  connected")
    assert agent.sees("as +1 212 555 0101 · Sales New York")
    legs = sandbox.snapshot()["legs"]
    assert [(leg["to"].partition("?")[0], leg["from"]) for leg in legs] == [
        ("client:ana", SALES_NEW_YORK),
        (CUSTOMER, SALES_NEW_YORK),
    ]
    assert all(leg["in_conference"] for leg in legs)
    assert len({leg["conference"] for leg in legs}) == 1
    agent.waits_to_read("00:01")

    agent.presses(Qt.Key.Key_F8)

    agent.waits_to_read("Call ended after 00:0")
    assert statuses(sandbox) == ["completed", "completed"]
    agent.waits(lambda: bool(agent.recents))
    assert "+1 212 555 0142, as +1 212 555 0101 · same area code, +1 212, " in agent.recents[0]
    assert len(agent.recents) == 1
    agent.waits(lambda: agent.button("Call +1 212 555 0142").isEnabled())


def test_the_customer_hanging_up_ends_the_call(agent, sandbox) -> None:
    sandbox.world.behave(CUSTOMER, does="answer", after_s=0, talks_s=0.4)

    agent.calls(CUSTOMER)

    agent.waits_to_read("Call ended after 00:01")
    assert statuses(sandbox) == ["completed", "completed"]


@pytest.mark.parametrize(
    ("who", "words"),
    [("client:ana", "Ringing your phone…"), (CUSTOMER, "+1 212 555 0142 is ringing…")],
    ids=["my own phone", "the customer's phone"],
)
def test_hanging_up_while_a_phone_rings_silences_it(agent, sandbox, who, words) -> None:
    sandbox.world.behave(who, does="answer", after_s=60)
    agent.calls(CUSTOMER)
    agent.waits_to_read(words)

    agent.clicks("Hang up")

    agent.waits_to_read("cancelled")
    assert set(statuses(sandbox)) <= OVER
    assert not agent.button("Hang up").isEnabled()


def test_hanging_up_before_twilio_has_answered_at_all_still_ends_the_call(agent, sandbox) -> None:
    sandbox.add_fault({"request": "POST Calls", "nth": 1, "does": "slow", "delay_s": 0.5})
    agent.calls(CUSTOMER)
    agent.waits(lambda: statuses(sandbox) == ["queued"])

    agent.presses(Qt.Key.Key_F8)

    assert agent.sees("Hanging up…")
    agent.waits_to_read("cancelled")
    assert len(statuses(sandbox)) == 1
    assert set(statuses(sandbox)) <= OVER


def test_closing_the_window_during_a_call_asks_and_cancel_keeps_both(agent, sandbox) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("Ringing your phone…")

    questions = agent.closes_the_window(QMessageBox.StandardButton.Cancel)

    assert questions == ["Hang up and quit? Without hanging up, the call goes on without this window."]
    assert agent.window.isVisible()
    assert agent.desk.call.is_open
    assert not set(statuses(sandbox)) & OVER


def test_closing_the_window_and_hanging_up_ends_the_call_first(agent, sandbox) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("Ringing your phone…")

    agent.closes_the_window(QMessageBox.StandardButton.Yes)

    agent.waits(lambda: not agent.window.isVisible())
    assert set(statuses(sandbox)) <= OVER


def test_closing_the_window_without_a_call_asks_nothing(agent) -> None:
    assert agent.closes_the_window(QMessageBox.StandardButton.Yes) == []
    assert not agent.window.isVisible()


def test_a_recent_call_puts_its_number_back_and_dials_nothing(agent, sandbox, qtbot) -> None:
    sandbox.world.behave("client:ana", does="busy", after_s=0)
    agent.calls(CUSTOMER)
    agent.waits(lambda: bool(agent.recents))
    agent.presses(Qt.Key.Key_Escape)
    recents = agent.window.dialler.recents.list

    row = recents.visualRect(recents.model().index(0, 0)).center()
    qtbot.mouseClick(recents.viewport(), Qt.MouseButton.LeftButton, pos=row)

    assert agent.number == "+1 212 555 0142"
    assert len(sandbox.snapshot()["legs"]) == 1
