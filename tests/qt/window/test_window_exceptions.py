"""What nobody expected: told once, without numbers and secrets, and the window goes on."""

import logging
import sys

import pytest

from softphone.qt.exceptions import redacted, surface


@pytest.fixture(autouse=True)
def hook():
    before = sys.excepthook
    yield
    sys.excepthook = before


def surfaced(error: BaseException) -> list[str]:
    """What is shown when ``error`` reaches nobody."""
    shown: list[str] = []
    surface(shown.append)
    try:
        raise error
    except BaseException as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)
    return shown


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("+12125550142", "…42"),
        ("to=+1 (212) 555-0142.", "to=…42."),
        ("020 7946 0018 called", "…18 called"),
        ("12125550142 and +442079460018", "…18"),
        ("AC" + "0a" * 16 + " and SK" + "1b" * 16, "AC… and SK…"),
        ("line 42 of 7", "line 42 of 7"),
        ("code 21215", "code 21215"),
    ],
)
def test_numbers_and_identifiers_are_left_out(text, without) -> None:
    assert without in redacted(text)
    assert "5550142" not in redacted(text)
    assert "0018" not in redacted(text)


def test_what_is_shown_names_the_error_and_no_number() -> None:
    assert surfaced(ValueError("+12125550142 is odd")) == [
        "Something in this program went wrong (ValueError: …42 is odd). "
        "Go on. If it comes again, send a report: Help, Report for support."
    ]


def test_the_log_has_the_traceback_and_no_number(caplog) -> None:
    with caplog.at_level(logging.ERROR, logger="softphone"):
        surfaced(ValueError("+12125550142 is odd"))

    assert "in surfaced" in caplog.text
    assert "2125550142" not in caplog.text


def test_an_unexpected_error_in_a_slot_is_shown_and_the_window_goes_on(agent) -> None:
    surface(agent.desk.notices.show_problem)
    agent.desk.dial.called.connect(lambda decision: decision.no_such_thing)

    agent.calls("+12125550142")

    agent.waits_to_read("AttributeError: 'Decision' object has no attribute 'no_such_thing'")
    agent.waits_to_read("Ringing your phone…")
