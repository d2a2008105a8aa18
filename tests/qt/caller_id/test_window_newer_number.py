"""A number that the company bought after the list was read: nobody has to press Refresh for it."""

import json
import time

import pytest
from PySide6.QtCore import Qt

NEW, CUSTOMER = "+13055550177", "+12125550142"
LOCKED = f'[organization]\nname = "Acme"\n[locked.caller_id]\nnumber = "{NEW}"\n'


@pytest.fixture
def ana(sandbox, point_at, sit_down, settings_file):
    """At a desk that is locked to a number which the account did not have as the list was read."""
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(LOCKED))
    ana.waits_to_read("43 numbers, refreshed")
    return ana


@pytest.fixture
def a_minute_later(monkeypatch):
    """Time goes forward at the desk."""
    real = time.time
    return lambda: monkeypatch.setattr(time, "time", lambda: real() + 61.0)


def shown_to(sandbox, customer: str) -> set[str]:
    return {leg["from"] for leg in sandbox.snapshot()["legs"] if leg["to"] == customer}


def test_a_press_reads_the_list_again_and_the_customer_sees_the_new_number(
    ana, sandbox, a_minute_later
) -> None:
    ana.types(CUSTOMER)
    assert ana.sees("It is not among the account's numbers (read at ")
    sandbox.world.buy(NEW, "Sales Miami")
    a_minute_later()

    ana.presses(Qt.Key.Key_Return)

    ana.waits(lambda: shown_to(sandbox, CUSTOMER) == {NEW})


def test_a_press_while_the_account_still_lacks_it_says_so_and_calls_nobody(
    ana, sandbox, a_minute_later
) -> None:
    ana.types(CUSTOMER)
    a_minute_later()

    ana.presses(Qt.Key.Key_Return)

    ana.waits_to_read("+1 305 555 0177 is not available. It is not among the account's numbers (read at ")
    assert sandbox.snapshot()["legs"] == []


def test_who_types_on_while_the_list_is_read_calls_nobody(ana, sandbox, a_minute_later) -> None:
    ana.types(CUSTOMER)
    sandbox.world.buy(NEW, "Sales Miami")
    a_minute_later()
    sandbox.add_fault({"request": "GET IncomingPhoneNumbers", "nth": 1, "does": "slow", "delay_s": 0.5})

    ana.presses(Qt.Key.Key_Return)
    ana.presses(Qt.Key.Key_Backspace)

    ana.waits_to_read("44 numbers, refreshed")
    assert sandbox.snapshot()["legs"] == []


def test_a_number_that_is_set_while_the_window_is_open_is_found_without_a_key(
    sandbox, point_at, sit_down, settings_file
) -> None:
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(""))
    ana.waits_to_read("43 numbers, refreshed")
    sandbox.world.buy(NEW, "Sales Miami")
    with sandbox.world.up_to_date() as world:
        worker = next(each for each in world.directory.workers.values() if "Ana" in str(each.resource))
        told = json.dumps({**worker.attributes, "selectedCallerId": NEW})
        world.directory.update(worker, {"Attributes": told}, None, world.now)

    ana.types("2")

    ana.waits_to_read("Sales Miami · set by Twilio Flex")
