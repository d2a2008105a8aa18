"""Hang up works at every moment: under a request that hangs, a held disk, the end of the program."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt

from softphone.qt.desktop.process_signals import Leaving

CUSTOMER = "+12125550142"
ALIVE = {"queued", "ringing", "in-progress"}


@pytest.fixture
def silent(agent, sandbox) -> Callable[[], bool]:
    """Whether nobody's telephone rings or talks, and the window knows."""

    def is_silent() -> bool:
        legs = sandbox.snapshot()["legs"]
        return not agent.desk.call.is_open and not ALIVE & {leg["status"] for leg in legs}

    return is_silent


@pytest.fixture
def slow(sandbox):
    """The next such request is done at once and answered after six seconds."""
    return lambda kind: sandbox.add_fault({"request": kind, "nth": 1, "does": "slow", "delay_s": 6.0})


def hangs_up_within_three_seconds(agent, silent) -> None:
    begun = time.monotonic()
    agent.presses(Qt.Key.Key_F8)
    agent.waits(silent)
    assert time.monotonic() - begun < 3.0


def test_while_the_answer_to_ringing_the_agent_does_not_come(agent, sandbox, slow, silent) -> None:
    slow("POST Calls")
    agent.calls(CUSTOMER)
    agent.waits(lambda: bool(sandbox.snapshot()["legs"]))
    hangs_up_within_three_seconds(agent, silent)


def test_while_the_answer_to_ringing_the_customer_does_not_come(agent, sandbox, slow, silent) -> None:
    slow("POST Participants")
    sandbox.world.behave(CUSTOMER, does="answer", after_s=30)
    agent.calls(CUSTOMER)
    agent.waits(lambda: len(sandbox.snapshot()["legs"]) == 2)
    hangs_up_within_three_seconds(agent, silent)


def test_while_a_look_does_not_come(agent, sandbox, slow, silent) -> None:
    sandbox.world.behave(CUSTOMER, does="answer", after_s=30)
    agent.calls(CUSTOMER)
    agent.waits_to_read("is ringing…")
    slow("GET Participants")
    agent.waits(lambda: sandbox.requests[-1].kind == "GET Participants")
    hangs_up_within_three_seconds(agent, silent)


def test_while_they_talk(agent, silent) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")
    hangs_up_within_three_seconds(agent, silent)


@contextmanager
def held(folder) -> Iterator[None]:
    """Another process holds the file of calls."""
    (path,) = folder.rglob("softphone.sqlite")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.close()


def test_while_the_disk_is_held_and_recents_have_it_afterwards(agent, silent, tmp_path) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")
    with held(tmp_path):
        hangs_up_within_three_seconds(agent, silent)
        agent.waits_to_read("The call is not written down yet.")
    agent.waits(lambda: any(row.endswith(" s") for row in agent.recents))


def test_a_mistake_of_the_program_does_not_make_the_window_wait_for_ever(agent, qtbot, silent) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")

    def mistaken(call, ports):
        raise RuntimeError("nobody foresaw this")

    with qtbot.captureExceptions() as surfaced:
        agent.desk.call.control(mistaken)
        agent.waits_to_read("Something in this program went wrong")
        agent.waits(lambda: bool(surfaced))
    hangs_up_within_three_seconds(agent, silent)


def test_enter_looks_at_once_whether_the_customer_hung_up(agent, sandbox) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")
    agent.waits(lambda: sandbox.requests[-1].kind == "GET Participants")
    (customer,) = [leg for leg in sandbox.snapshot()["legs"] if leg["to"] == CUSTOMER]
    sandbox.world.hang_up(customer["sid"])
    begun = time.monotonic()
    agent.types("4155552671")
    agent.presses(Qt.Key.Key_Return)
    agent.waits(lambda: not agent.desk.call.is_open)
    assert time.monotonic() - begun < 1.5


def test_when_the_program_is_to_end_the_call_ends_first(agent, silent) -> None:
    ended: list[bool] = []
    leaving = Leaving(agent.desk.call, lambda: ended.append(silent()), agent.desk)
    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")
    leaving.leave()
    agent.waits(lambda: bool(ended))
    assert ended == [True]


def test_when_the_session_ends_the_call_has_ended_before_that_returns(agent, silent) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")
    Leaving(agent.desk.call, lambda: None, agent.desk).end_call_before_session_ends()
    assert silent()
