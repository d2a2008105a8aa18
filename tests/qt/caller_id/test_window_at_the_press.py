"""What is set while the agent's own phone rings, and while they are asked, in the window."""

import json

import pytest
from PySide6.QtCore import Qt

from softphone.sandbox import Sandbox

CUSTOMER = "+12125550142"
NEW_YORK, LONDON, CHICAGO, NEW = "+12125550101", "+442079460100", "+13125550102", "+13055550177"
RINGS_SECONDS = 1.6


@pytest.fixture
def sandbox(clock):
    """Ana's phone rings for a while; the customer answers at once."""
    people = {
        "client:ana": {"does": "answer", "after_s": RINGS_SECONDS},
        CUSTOMER: {"does": "answer", "after_s": 0.0},
    }
    with Sandbox(scenario={"destinations": people}, clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def ana(sandbox, point_at, sit_down, settings_file):
    """At a desk without ring groups, so that a supervisor may set any number."""
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(""))
    ana.waits_to_read("43 numbers, refreshed")
    return ana


@pytest.fixture
def worker_says(sandbox):
    """Writes into Ana's worker at once, behind the API."""

    def said(**values: object) -> None:
        with sandbox.world.up_to_date() as world:
            worker = next(each for each in world.directory.workers.values() if "Ana" in str(each.resource))
            told = json.dumps({**worker.attributes, **values})
            world.directory.update(worker, {"Attributes": told}, None, world.now)

    return said


@pytest.fixture
def pins(worker_says, clock):
    """Sam, a supervisor, pins a number."""

    def pinned(e164: str) -> None:
        kept = {"caller_id": e164, "by": "sam", "at": int(clock()), "pinned": True}
        worker_says(softphone=kept, selectedCallerId=e164)

    return pinned


@pytest.fixture
def flex(worker_says):
    """Somebody selects a number in Twilio Flex."""
    return lambda number: worker_says(selectedCallerId=number)


def rings(sandbox) -> bool:
    return any(
        leg["to"].startswith("client:ana") and leg["status"] == "ringing"
        for leg in sandbox.snapshot()["legs"]
    )


def has_read(sandbox, times: int) -> bool:
    """The worker was read so often since it was found."""
    return sum("GET Workers" in request.kind for request in sandbox.requests) >= times


def shown(sandbox) -> set[str]:
    return {leg["from"] for leg in sandbox.snapshot()["legs"] if leg["to"] == CUSTOMER}


def presses_and_it_rings(ana, sandbox, qtbot) -> None:
    """Enter; the worker was read for it, and the agent's phone goes on ringing."""
    before = sum("GET Workers" in request.kind for request in sandbox.requests)
    ana.types(CUSTOMER)
    ana.presses(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rings(sandbox) and has_read(sandbox, before + 1), timeout=4000)


def test_a_pin_while_the_agents_phone_rings_is_obeyed_and_said(ana, pins, sandbox, qtbot) -> None:
    presses_and_it_rings(ana, sandbox, qtbot)
    pins(LONDON)
    ana.waits(lambda: shown(sandbox) == {LONDON})
    assert ana.sees("The customer sees +44 20 7946 0100.")


@pytest.mark.parametrize("take", ["new", "old"])
def test_another_change_while_the_agents_phone_rings_is_asked_about(ana, flex, sandbox, qtbot, take) -> None:
    presses_and_it_rings(ana, sandbox, qtbot)
    flex(LONDON)
    ana.waits(lambda: ana.has_button("Show +44 20 7946 0100"))
    assert shown(sandbox) == set()
    ana.clicks("Show +44 20 7946 0100" if take == "new" else "Keep +1 212 555 0101")
    ana.waits(lambda: shown(sandbox) == {LONDON if take == "new" else NEW_YORK})


def test_what_the_agent_kept_is_theirs_in_recents(ana, flex, sandbox, qtbot) -> None:
    presses_and_it_rings(ana, sandbox, qtbot)
    flex(LONDON)
    ana.waits(lambda: ana.has_button("Keep +1 212 555 0101"))
    ana.clicks("Keep +1 212 555 0101")
    ana.waits(lambda: shown(sandbox) == {NEW_YORK})
    ana.presses(Qt.Key.Key_F8)
    ana.waits(lambda: any("as +1 212 555 0101 · kept by you for this call, " in row for row in ana.recents))


@pytest.mark.parametrize("button", ["Show +44 20 7946 0100", "Keep +1 212 555 0101"])
def test_a_pin_that_comes_while_the_agent_is_asked_is_obeyed_whatever_they_press(
    ana, flex, pins, sandbox, qtbot, button
) -> None:
    presses_and_it_rings(ana, sandbox, qtbot)
    flex(LONDON)
    ana.waits(lambda: ana.has_button(button))
    pins(CHICAGO)
    ana.clicks(button)
    ana.waits(lambda: shown(sandbox) == {CHICAGO})


def test_who_picks_another_number_while_they_are_asked_is_asked_about_that(ana, flex, sandbox, qtbot) -> None:
    presses_and_it_rings(ana, sandbox, qtbot)
    flex(LONDON)
    ana.waits(lambda: ana.has_button("Show +44 20 7946 0100"))
    ana.desk.dial.pick(CHICAGO)
    ana.waits(lambda: ana.has_button("Show +1 312 555 0102"))
    ana.clicks("Show +1 312 555 0102")
    ana.waits(lambda: shown(sandbox) == {CHICAGO})


def test_a_pin_to_a_new_number_waits_for_a_slow_list_and_says_no_untrue_word(
    ana, pins, sandbox, qtbot
) -> None:
    ana.types(CUSTOMER)
    sandbox.world.buy(NEW, "Sales Miami")
    pins(NEW)
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "slow", "delay_s": 4.5})

    ana.presses(Qt.Key.Key_Return)

    ana.waits_to_read("Reading the account's numbers again, for +1 305 555 0177")
    assert not ana.sees("TaskRouter has not answered")
    assert not ana.sees("+1 212 555 0101: Set by sam")
    ana.waits(lambda: shown(sandbox) == {NEW})
