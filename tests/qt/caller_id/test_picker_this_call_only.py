"""Alt+Enter in the list: a number for one call; the agent's own pick stays as it is."""

import pytest
from PySide6.QtCore import Qt

from softphone.sandbox import Sandbox

CUSTOMER, LONDON = "+12125550142", "+442079460018"
CHICAGO, NEW_YORK = "+13125550102", "+12125550101"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def sandbox(clock):
    """Everybody answers at once and has said all within half a second."""
    short = {"does": "answer", "after_s": 0.0, "talks_s": 0.3}
    people = {"client:ana": {"does": "answer", "after_s": 0.0}, CUSTOMER: short, LONDON: short}
    with Sandbox(scenario={"destinations": people}, clock=clock) as sandbox:
        yield sandbox


def chooses_for_once(agent, words: str) -> None:
    agent.presses(Qt.Key.Key_I, ALT)
    agent.types(words)
    agent.presses(Qt.Key.Key_Return, ALT)


def calls_shown(sandbox, count: int) -> list[str]:
    """The number shown by each of ``count`` calls."""
    legs = [leg for leg in sandbox.snapshot()["legs"] if not leg["to"].startswith("client:")]
    return [leg["from"] for leg in legs][:count]


def talks(agent) -> None:
    """Enter, and the call is over."""
    agent.presses(Qt.Key.Key_Return)
    agent.waits(lambda: agent.desk.call.is_open)
    agent.waits(lambda: not agent.desk.call.is_open)


def test_the_card_says_that_it_is_for_this_call_only(agent) -> None:
    agent.types(CUSTOMER)

    chooses_for_once(agent, "sales chicago")

    assert agent.sees("+1 312 555 0102")
    assert agent.sees("Sales Chicago · for this call only")
    assert agent.desk.session.softphone.pick.in_force == "default"
    assert not agent.list_is_open


def test_the_card_says_so_before_a_number_is_typed_too(agent) -> None:
    chooses_for_once(agent, "sales chicago")

    assert agent.sees("+1 312 555 0102")
    assert agent.sees("Sales Chicago · for this call only")
    agent.types(CUSTOMER)
    assert agent.sees("Sales Chicago · for this call only")


def test_the_next_call_shows_it_and_the_one_after_does_not(agent, sandbox) -> None:
    agent.types(CUSTOMER)
    chooses_for_once(agent, "sales chicago")

    talks(agent)
    agent.waits_to_read("Sales New York · chosen automatically")
    agent.presses(Qt.Key.Key_Return)
    agent.waits_to_read("You called +1 212 555 0142")
    agent.clicks("Call again")
    agent.waits(lambda: len(calls_shown(sandbox, 2)) == 2)

    assert calls_shown(sandbox, 2) == [CHICAGO, NEW_YORK]


def test_it_does_not_replace_what_the_agent_picked(agent) -> None:
    agent.chooses("sales boston")
    agent.types(CUSTOMER)
    chooses_for_once(agent, "sales chicago")

    talks(agent)

    agent.waits_to_read("Sales Boston · chosen by you")


def test_clearing_the_number_takes_it_back(agent) -> None:
    agent.types(CUSTOMER)
    chooses_for_once(agent, "sales chicago")

    agent.presses(Qt.Key.Key_Escape)
    agent.types(CUSTOMER)

    assert agent.sees("Sales New York · chosen automatically")


def test_default_can_be_for_this_call_only(agent, sandbox) -> None:
    agent.chooses("sales boston")
    agent.types(CUSTOMER)
    agent.presses(Qt.Key.Key_I, ALT)
    for _ in range(6):
        agent.presses(Qt.Key.Key_PageUp)
    agent.presses(Qt.Key.Key_Return, ALT)

    assert agent.sees("Sales New York · for this call only")
    talks(agent)
    assert calls_shown(sandbox, 1) == [NEW_YORK]
    agent.waits_to_read("Sales Boston · chosen by you")
