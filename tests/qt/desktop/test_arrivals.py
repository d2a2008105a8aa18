"""Links and numbers from outside fill the field; only where turned on, and after a countdown, they call."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from softphone.qt.desktop.instances.one_instance import Asked

CUSTOMER = "+12125550142"
LINK = "tel:+1-212-555-0142"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LINKS_CALL = "[defaults.desktop]\nlinks_dial = true\n"


@pytest.fixture
def trusting(sandbox, point_at, sit_down, settings_file):
    """Ana, with links that call by themselves."""
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(LINKS_CALL))
    ana.waits_to_read("43 numbers, refreshed")
    return ana


def legs(sandbox) -> list:
    return sandbox.snapshot()["legs"]


def test_a_link_fills_the_field_and_calls_nobody(agent, sandbox) -> None:
    agent.desk.desktop.take(Asked(text=LINK))

    assert agent.number == "+1 212 555 0142"
    assert agent.sees("Same area code, +1 212")
    assert not agent.has_button("Cancel")
    assert legs(sandbox) == []


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("sip:alice@pbx.acme.example", "“alice” is not a telephone number."),
        ("tel:", "The link has no number in it."),
        ("tel:7042;phone-context=acme.example", "7042"),
        ("tel:911", "911 is an emergency number and is not called from here."),
        ("tel:" + "9" * 600, "The link is too long for a telephone number."),
    ],
)
def test_rubbish_in_a_link_is_a_sentence(trusting, sandbox, link, sentence) -> None:
    trusting.desk.desktop.take(Asked(text=link))

    trusting.waits_to_read(sentence)
    assert not trusting.has_button("Cancel")
    assert legs(sandbox) == []


def test_where_links_may_call_the_caller_id_is_shown_for_three_seconds_first(trusting, sandbox) -> None:
    trusting.desk.desktop.take(Asked(text=LINK))

    assert trusting.sees("Calling +1 212 555 0142 as +1 212 555 0101 in 3 s")
    assert trusting.has_button("Cancel")
    assert legs(sandbox) == []
    trusting.waits_to_read("in 2 s")
    trusting.waits_to_read("connected")
    assert [leg["from"] for leg in legs(sandbox)] == ["+12125550101", "+12125550101"]
    assert not trusting.has_button("Cancel")


def test_cancel_keeps_the_number_and_calls_nobody(trusting, sandbox) -> None:
    trusting.desk.desktop.take(Asked(text=LINK))

    trusting.clicks("Cancel")

    assert not trusting.has_button("Cancel")
    assert trusting.number == "+1 212 555 0142"
    assert trusting.window.focusWidget() is trusting.field("Number to call")
    assert legs(sandbox) == []


def test_typing_another_number_or_choosing_another_caller_id_stops_the_countdown(trusting, sandbox) -> None:
    trusting.desk.desktop.take(Asked(text=LINK))
    trusting.chooses("Berlin")
    trusting.waits(lambda: not trusting.has_button("Cancel"))

    trusting.desk.desktop.take(Asked(text=LINK))
    trusting.window.dialler.focus_number()
    trusting.types("9")

    assert not trusting.has_button("Cancel")
    assert legs(sandbox) == []


def test_a_link_that_comes_before_the_numbers_waits_for_them(
    sandbox, point_at, sit_down, settings_file
) -> None:
    point_at(sandbox)
    ana = sit_down(settings_file=settings_file(LINKS_CALL))
    ana.desk.desktop.take(Asked(text=LINK))

    ana.waits_to_read("Calling +1 212 555 0142 as +1 212 555 0101")
    ana.waits_to_read("connected")


def test_a_link_during_a_call_waits_in_the_field_and_disturbs_nothing(trusting, sandbox) -> None:
    trusting.calls(CUSTOMER)
    trusting.waits_to_read("connected")

    trusting.desk.desktop.take(Asked(text="tel:+442079460018"))

    assert trusting.sees("The number waits in the field until this call is over.")
    assert trusting.number == "+44 20 7946 0018"
    assert not trusting.has_button("Cancel")
    assert [leg["status"] for leg in legs(sandbox)] == ["in-progress", "in-progress"]


def test_the_clipboard_fills_the_field_and_calls_nobody_even_where_links_call(trusting, sandbox) -> None:
    QGuiApplication.clipboard().setText("Mia, (212) 555-0142")

    trusting.presses("V", CTRL_SHIFT)

    trusting.waits(lambda: trusting.number == "+1 212 555 0142")
    assert not trusting.has_button("Cancel")
    assert legs(sandbox) == []


def test_an_empty_clipboard_is_said(agent) -> None:
    QGuiApplication.clipboard().setText("")

    agent.desk.desktop.take(Asked(from_clipboard=True))

    agent.waits_to_read("There is no text on the clipboard.")


def test_hanging_up_from_another_process_ends_both_legs(agent, sandbox) -> None:
    agent.calls(CUSTOMER)
    agent.waits_to_read("connected")

    agent.desk.desktop.take(Asked(hang_up=True))

    agent.waits_to_read("Call ended after 00:0")
    assert [leg["status"] for leg in legs(sandbox)] == ["completed", "completed"]


def test_asking_for_the_sandbox_while_the_softphone_is_open_is_answered(agent) -> None:
    agent.desk.desktop.take(Asked(sandbox=True))

    agent.waits_to_read("Softphone was open already. Quit it first to start it in another way.")


def test_a_link_of_macos_is_kept_until_there_is_a_window() -> None:
    """In a process of its own: there is one application in each."""
    program = (
        "from PySide6.QtCore import QCoreApplication, QUrl\n"
        "from PySide6.QtGui import QFileOpenEvent\n"
        "from softphone.qt.app import application_with_style\n"
        "application = application_with_style([])\n"
        f"QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl({LINK!r})))\n"
        "print(application.waiting_links)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"[{LINK!r}]\n"
