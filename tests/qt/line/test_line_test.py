"""Testing the line in its dialog: what cannot be tested says why, what fails says so, what is bad too."""

from dataclasses import replace

import pytest
from line_stand_in import FINE, CallStandIn, LineStandIn, SessionStandIn, SoundStandIn, TestsOfLine
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from softphone.adapters.twilio.client import Credentials
from softphone.adapters.twilio.errors.voice_sdk import trouble_of
from softphone.adapters.twilio.line.access_token import KeyTokens
from softphone.application.line.line_access import LineAccess
from softphone.application.line.test_call import Phase
from softphone.domain.errors import SoftphoneError
from softphone.domain.line.line_state import LineState
from softphone.qt.background import Background
from softphone.qt.models.line.microphone_check import Ear, MicrophoneCheck
from softphone.qt.models.line_test import LineTestModel
from softphone.qt.widgets.line.line_test_dialog import LineTestDialog


class AtTheDialog:
    """Somebody who tests their line."""

    def __init__(self, qtbot, background: Background) -> None:
        self._qtbot = qtbot
        self.line, self.sound, self.tests = LineStandIn(), SoundStandIn(), TestsOfLine()
        self.call = CallStandIn(self.line)
        access = LineAccess(
            "ana", KeyTokens(Credentials("AC", "SK", "secret")), trouble_of, None, lambda: self.tests
        )
        self.test = LineTestModel(SessionStandIn(access), self.line, self.call, background)
        self.ear = MicrophoneCheck(self.line, self.sound, silent_after_ms=50)

    def opens(self) -> None:
        self.dialog = LineTestDialog(self.test, self.ear)
        self.dialog.show()
        self._qtbot.waitActive(self.dialog)

    def leaves(self) -> None:
        if isValid(self.dialog):
            self.dialog.reject()

    def starts(self) -> str:
        """Enter; the id of the call that is asked for."""
        self._qtbot.keyClick(self.dialog, Qt.Key.Key_Return)
        self._qtbot.waitUntil(lambda: bool(self.tests.rung))
        return self.tests.rung[-1][1]

    def waits(self, until) -> None:
        self._qtbot.waitUntil(until, timeout=8000)

    def reads(self) -> str:
        return "\n".join(
            each.accessibleName() or each.text()
            for each in self.dialog.findChildren(QLabel)
            if each.isVisible()
        )


@pytest.fixture
def ana(qtbot) -> AtTheDialog:
    background = Background()
    somebody = AtTheDialog(qtbot, background)
    somebody.opens()
    yield somebody
    somebody.leaves()
    background.close()


def test_a_microphone_that_gives_nothing_is_told_and_what_to_do(ana) -> None:
    ana.waits(lambda: "We hear nothing from this microphone." in ana.reads())
    assert "Look for a mute switch on the headset" in ana.reads()


def test_a_microphone_that_is_heard_is_told(ana) -> None:
    ana.sound.levels.emit(0.3, 0.0)
    assert "Your microphone is heard." in ana.reads()
    assert ana.dialog.level.value() == 30


def test_the_first_sound_takes_it_back_that_nothing_was_heard(ana) -> None:
    ana.waits(lambda: ana.ear.state is Ear.SILENT)
    ana.sound.levels.emit(0.3, 0.0)
    assert "Your microphone is heard." in ana.reads()


def test_the_microphone_is_let_go_of_with_the_dialog(ana) -> None:
    assert ana.sound.is_listening
    ana.leaves()
    assert not ana.sound.is_listening


def test_a_test_of_a_bad_line_says_which_figure_is_bad_and_what_to_do(ana) -> None:
    ana.line.talks("CA-test", ana.starts())
    ana.line.measures(*[replace(FINE, round_trip=900, mos=3.8)] * 10)
    ana.waits(lambda: "Round trip" in ana.reads())
    text = ana.reads()
    assert "Calls will be hard to follow on this line at the moment. The sound takes long to arrive." in text
    assert "Round trip: 900 ms, Bad" in text and "Clarity (MOS): 3.8 of 4.5, Fair" in text
    assert "Unevenness (jitter): 3 ms, Good" in text


def test_the_line_is_hung_up_when_enough_is_measured(ana) -> None:
    ana.line.talks("CA-test", ana.starts())
    ana.line.measures(*[FINE] * 10)
    assert ana.line.hung_up == ["CA-test"]
    ana.waits(lambda: ana.tests.ended == ["CA-test"])


def test_a_silent_microphone_in_the_test_call_is_bad(ana) -> None:
    ana.line.talks("CA-test", ana.starts())
    ana.line.measures(*[replace(FINE, level_in=0.0)] * 10)
    ana.waits(lambda: "Microphone: not heard, Bad" in ana.reads())


def test_the_results_are_copied(ana, qtbot) -> None:
    ana.line.talks("CA-test", ana.starts())
    ana.line.measures(*[FINE] * 10)
    qtbot.mouseClick(ana.dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("Test of the line, 2")
    assert copied[1:4] == [
        "Your line is fine.",
        "Microphone: heard – Good",
        "Sound arriving: 50 packets a second – Good",
    ]


def test_a_call_that_twilio_refuses_is_told(ana) -> None:
    ana.tests.error = SoftphoneError("Twilio did not accept the API key.", remedy="Sign in again.")
    ana.starts()
    ana.waits(lambda: "Twilio did not accept the API key. Sign in again." in ana.reads())
    assert ana.dialog.start.isEnabled()


def test_a_test_call_that_ends_too_early_is_told(ana) -> None:
    ana.line.talks("CA-test", ana.starts())
    ana.line.measures(FINE)
    ana.line.is_over("CA-test")
    assert "The test call ended too early. Try again." in ana.reads()


def test_a_test_call_that_ends_late_enough_is_a_result(ana) -> None:
    ana.line.talks("CA-test", ana.starts())
    ana.line.measures(*[FINE] * 4)
    ana.line.is_over("CA-test")
    assert "Your line is fine." in ana.reads()


def test_another_leg_on_the_line_is_not_measured(ana) -> None:
    ana.starts()
    ana.line.talks("CA-other", "0123")
    assert (ana.test.phase, ana.test.samples) == (Phase.IDLE, [])


def test_a_customers_call_ends_the_test(ana) -> None:
    ana.line.talks("CA-test", ana.starts())
    ana.call.is_open = True
    ana.call.changed.emit()
    assert (ana.test.phase, ana.line.hung_up) == (Phase.IDLE, ["CA-test"])


def test_leaving_ends_the_test(ana) -> None:
    ana.line.talks("CA-test", ana.starts())
    ana.leaves()
    assert (ana.test.phase, ana.line.hung_up) == (Phase.IDLE, ["CA-test"])


def test_a_leg_whose_sid_comes_after_the_test_was_left_is_ended(ana) -> None:
    ana.starts()
    ana.test.stop()
    ana.waits(lambda: ana.tests.ended == ["CA-test"])


def test_only_while_it_is_on_its_way_the_test_call_is_answered_by_itself(ana) -> None:
    before = ana.test.asked_for
    call_id = ana.starts()
    on_its_way = ana.test.asked_for
    ana.line.talks("CA-test", call_id)
    assert (before, on_its_way, ana.test.asked_for) == ((), (call_id,), ())


def test_during_a_call_it_says_why_nothing_is_tested(ana) -> None:
    ana.call.is_open = True
    ana.call.changed.emit()
    why = "A call is in progress. Test your line when it is over."
    assert f"⚠ {why}" in ana.reads()
    assert (ana.dialog.start.isEnabled(), ana.dialog.start.toolTip()) == (False, why)
    assert ana.dialog.start.accessibleDescription() == why


@pytest.mark.parametrize("state", [LineState.NO_MICROPHONE, LineState.NOT_REGISTERED, LineState.OFF])
def test_a_line_that_is_not_ready_says_why(ana, state) -> None:
    ana.line.becomes(state)
    assert f"⚠ {ana.line.words}" in ana.reads()
    assert not ana.dialog.start.isEnabled()


def test_enter_after_a_test_does_not_close_the_dialog(ana, qtbot) -> None:
    ana.line.talks("CA-test", ana.starts())
    ana.line.measures(*[FINE] * 10)
    qtbot.keyClick(ana.dialog, Qt.Key.Key_Return)
    assert ana.dialog.isVisible()
