"""How a call sounds, in the call and in a test of the line: the real SDK's figures, all the way."""

import pytest
from line_at_work import calls_the_customer, leg
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LONG_MS = 30_000


@pytest.fixture
def tested(ana, qtbot):
    """Ana, who has tested her line with the keyboard."""
    ana.presses(Qt.Key.Key_L, CONTROL_SHIFT)
    dialog = next(each for each in ana.window.findChildren(QDialog) if each.isVisible())
    qtbot.waitUntil(lambda: ana.sees("Your microphone is heard."), timeout=LONG_MS)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ana.sees("Round trip: "), timeout=LONG_MS)
    return ana


def test_a_call_on_this_machine_sounds_good_and_nothing_is_shown_after_it(ana_in_a_call, qtbot):
    qtbot.waitUntil(lambda: ana_in_a_call.sees("Sound of the call: Good"), timeout=LONG_MS)
    assert not ana_in_a_call.sees("⚠")
    ana_in_a_call.presses(Qt.Key.Key_F8)
    ana_in_a_call.waits(lambda: not ana_in_a_call.sees("Sound of the call"))


def test_a_test_has_every_figure_and_a_sentence(tested):
    findings = [line for line in tested.reads() if line.endswith((", Good", ", Fair", ", Bad"))]
    assert [line.partition(":")[0] for line in findings] == [
        "Microphone",
        "Sound arriving",
        "Round trip",
        "Unevenness (jitter)",
        "Lost on the way",
        "Clarity (MOS)",
    ]


def test_the_results_are_copied_without_any_number_or_name(tested, sandbox):
    tested.clicks("Copy the results")
    text = QGuiApplication.clipboard().text()
    assert "Round trip: " in text and "Your line is fine." in text and "Microphone: heard – Good" in text
    assert not any(secret in text for secret in ("ana", "+1", sandbox.credentials["account_sid"]))


def test_a_test_is_no_call_of_the_agents_and_leaves_the_line_free(tested, sandbox, qtbot):
    assert (tested.recents, tested.desk.call.call) == ([], None)
    (rung,) = sandbox.snapshot()["legs"]
    assert (rung["to"].partition("?")[0], rung["from"]) == ("client:ana", "client:line_test")
    tested.waits(lambda: leg(sandbox, rung["sid"])["status"] == "completed")
    dialog = next(each for each in tested.window.findChildren(QDialog) if each.isVisible())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    calls_the_customer(tested)


def test_closing_ends_a_test_that_is_under_way(ana, sandbox, qtbot):
    ana.presses(Qt.Key.Key_L, CONTROL_SHIFT)
    dialog = next(each for each in ana.window.findChildren(QDialog) if each.isVisible())
    qtbot.waitUntil(lambda: ana.button("Start the test call").isEnabled())
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    ana.waits(lambda: bool(ana.desk.line.open_sid))
    sid = ana.desk.line.open_sid
    # The SDK has the call before Twilio has its answer; what ends before that was never answered.
    ana.waits(lambda: leg(sandbox, sid)["status"] == "in-progress")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    ana.waits(lambda: leg(sandbox, sid)["status"] == "completed" and not ana.desk.line.open_sid)


def test_during_a_call_it_is_said_why_the_line_is_not_tested(ana_in_a_call):
    ana_in_a_call.presses(Qt.Key.Key_L, CONTROL_SHIFT)
    ana_in_a_call.waits_to_read("⚠ A call is in progress. Test your line when it is over.")
    assert not ana_in_a_call.button("Start the test call").isEnabled()


def test_the_preferences_lead_to_the_test_too(ana):
    ana.presses(",", Qt.KeyboardModifier.ControlModifier)
    ana.clicks("Test my line…")
    ana.waits_to_read("Speak during the test call, and listen.")
