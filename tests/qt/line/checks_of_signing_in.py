"""Where the phone rings: in this app is the first choice where audio is installed."""

import pytest
from PySide6.QtCore import Qt

from softphone.domain.line.line_state import LineState


@pytest.fixture
def newcomer(sandbox, point_at, sit_down):
    """Somebody who has filled in everything but where their phone rings."""
    somebody = sit_down(audio=True)
    somebody.waits_to_read("Welcome to Softphone")
    somebody.clicks("Sign in…")
    point_at(sandbox)
    key = sandbox.credentials
    for name, text in {
        "Account SID": key["account_sid"],
        "API key SID": key["api_key_sid"],
        "API key secret": key["api_key_secret"],
        "Your name": "ana",
    }.items():
        somebody.field(name).setFocus()
        somebody.types(text)
    return somebody


def test_in_this_app_is_chosen_and_named(newcomer):
    where = newcomer.field("Where does your phone ring?")
    in_this_app = newcomer.button("In this app, with your headset")
    assert (in_this_app.isChecked(), where.text(), where.placeholderText()) == (True, "", "client:ana")


def test_who_chooses_nothing_else_has_a_line(newcomer):
    newcomer.presses(Qt.Key.Key_Return)
    newcomer.waits(lambda: newcomer.desk.line.status.state is LineState.READY)


def test_who_types_another_phone_has_no_line(newcomer):
    newcomer.field("Where does your phone ring?").setFocus()
    newcomer.types("sip:ana@acme.example")
    assert not newcomer.button("In this app, with your headset").isChecked()
    newcomer.presses(Qt.Key.Key_Return)
    newcomer.waits_to_read("43 numbers, refreshed")
    assert (newcomer.desk.line.is_used, newcomer.desk.line.line) == (False, None)
