"""A desk that only takes calls: it says so, and no way out is left open."""

import pytest
from PySide6.QtCore import Qt

CUSTOMER = "+12125550142"
FILE = '[organization]\nname = "Acme"\ncontact = "it@acme.example"\n[locked.dialing]\noutbound = false\n'
WORDS = "This desk only takes calls; Acme (it@acme.example) can change that."


@pytest.fixture
def ana(sandbox, point_at, sit_down, settings_file):
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(FILE))
    ana.waits_to_read("43 numbers, refreshed")
    return ana


def test_enter_calls_nobody_and_says_whom_to_ask(ana, sandbox) -> None:
    ana.types(CUSTOMER)
    ana.presses(Qt.Key.Key_Return)
    assert ana.sees(WORDS)
    assert not ana.button("Call +1 212 555 0142").isEnabled()
    assert sandbox.snapshot()["legs"] == []


def test_the_number_that_would_be_shown_is_still_seen(ana) -> None:
    ana.types(CUSTOMER)
    assert ana.sees("Same area code, +1 212")
