"""The connection is open before Call is pressed, and nobody asks for it more often than needed."""

import pytest

from softphone.qt.models.calls.connection_warmer import IDLE_SECONDS, ConnectionWarmer

OPENS = {"PageSize": "1"}


def opened(sandbox) -> int:
    """How often the connection was opened ahead of a call."""
    return sum(request.kind == "GET Calls" and request.query == OPENS for request in sandbox.requests)


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def beside(agent, seconds) -> ConnectionWarmer:
    """A second one at the same window, on a clock of the test's own."""
    desk = agent.desk
    return ConnectionWarmer(desk.session, desk.dial, desk.call, desk.background, desk, seconds)


def starts_over(agent, digit: str) -> None:
    agent.desk.dial.set_text("")
    agent.desk.dial.set_text(digit)


def test_it_is_opened_as_the_agent_begins_to_type(agent, sandbox):
    agent.types("2")
    agent.waits(lambda: opened(sandbox) == 1)


def test_it_is_opened_once_while_a_number_is_typed(agent, sandbox):
    agent.calls("2125550142")
    agent.waits_to_read("connected")
    assert opened(sandbox) == 1


def test_it_is_opened_again_after_it_was_idle(agent, sandbox, beside, seconds):
    starts_over(agent, "2")
    agent.waits(lambda: opened(sandbox) == 2)  # the window's own and this one
    seconds.now += IDLE_SECONDS
    starts_over(agent, "3")
    agent.waits(lambda: opened(sandbox) == 3)


def test_that_it_could_not_be_opened_is_no_news(agent, sandbox):
    sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "503"})
    agent.types("2")
    agent.waits(lambda: opened(sandbox) == 1)
    agent.calls("125550142")
    agent.waits_to_read("connected")
    assert not agent.sees("not available")
