"""The line in the window: its state, who rings, the call's controls, the preferences, signing in."""

from line_at_work import leg, loudness, rings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from softphone.domain.line.line_state import LineState

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_bottom_line_says_that_the_line_is_ready(ana):
    assert ana.sees("Your line is ready.")


def test_what_is_wrong_and_what_to_do_stand_over_the_page(ana, sandbox):
    sandbox.voice.stop()
    ana.desk.line.line.broke.emit()
    ana.waits_to_read("⚠ Your line is not connected to Twilio. Check the network connection.")
    sandbox.voice.start()
    ana.waits(lambda: ana.desk.line.status.state is LineState.READY)
    assert not ana.sees("⚠")


def test_who_calls_is_named_and_answered_with_f6_and_let_go_with_shift_f8(ana, sandbox):
    sid = rings(sandbox)
    ana.waits_to_read("+1 212 555 0101 is calling you")
    ana.presses(Qt.Key.Key_F6)
    ana.waits(lambda: leg(sandbox, sid)["status"] == "in-progress")
    ana.waits_to_read("You talk to +1 212 555 0101")
    ana.presses(Qt.Key.Key_F8, SHIFT)
    ana.waits(lambda: leg(sandbox, sid)["status"] == "completed" and not ana.sees("You talk to"))


def test_who_calls_is_refused_with_shift_f6(ana, sandbox):
    sid = rings(sandbox)
    ana.waits_to_read("is calling you")
    ana.presses(Qt.Key.Key_F6, SHIFT)
    ana.waits(lambda: leg(sandbox, sid)["status"] == "busy")


def test_typing_goes_on_while_somebody_rings(ana, sandbox):
    ana.types("+1212")
    rings(sandbox)
    ana.waits_to_read("is calling you")
    ana.types("5550142")
    assert ana.number == "+1 212 555 0142"


def test_the_calls_own_mute_is_the_lines(ana_in_a_call, sandbox):
    desk = ana_in_a_call.desk
    sid = desk.line.open_sid
    ana_in_a_call.waits(lambda: loudness(sandbox.voice.heard(sid), 1000) > 0.003)
    desk.controls.toggle_mute()
    ana_in_a_call.waits(lambda: desk.line.is_muted and loudness(sandbox.voice.heard(sid), 1000) < 0.0005)
    assert not any("Muted" in request.form for request in sandbox.requests)


def test_the_calls_own_keys_are_the_lines(ana_in_a_call, sandbox):
    for key in "12#":
        ana_in_a_call.desk.tones.press(key)
    sid = ana_in_a_call.desk.line.open_sid
    ana_in_a_call.waits(lambda: leg(sandbox, sid)["digits"] == "12#")


def box(agent, name: str) -> QComboBox:
    return next(each for each in agent.window.findChildren(QComboBox) if each.accessibleName() == name)


def test_a_microphone_is_chosen_and_kept(ana, folder):
    ana.presses(",", CONTROL)
    microphones = box(ana, "Microphone")
    ana.waits(lambda: microphones.count() > 2)
    microphones.setFocus()
    ana.presses(Qt.Key.Key_Down)
    ana.waits(lambda: ana.desk.sound.choices[0].chosen.startswith("Fake Audio Input 1|"))
    assert microphones.currentText() == "Fake Audio Input 1"


def test_a_device_that_is_away_is_named_and_waited_for(ana):
    ana.desk.sound.choose("audio.microphone", "Jabra Evolve|gone")
    ana.waits(
        lambda: ("Jabra Evolve|gone", "Jabra Evolve (not plugged in)") in ana.desk.sound.choices[0].offered
    )


def test_the_level_of_the_microphone_is_shown_while_it_is_tested(ana):
    ana.presses(",", CONTROL)
    levels: list[float] = []
    ana.desk.sound.levels.connect(lambda microphone, _speaker: levels.append(microphone))
    ana.clicks("Test the microphone")
    ana.waits(lambda: any(level > 0 for level in levels))
    ana.clicks("End the test")
    assert ana.has_button("Test the microphone")
