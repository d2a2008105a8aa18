"""A line and its calls: answered by itself, heard both ways, muted, keyed, hung up, asked about."""

from line_at_work import (
    CUSTOMERS,
    EAR,
    LOUD,
    LOUDEST_PITCH,
    PITCH_OF_MICROPHONE,
    calls_the_customer,
    leg,
    loudness,
    rings,
    run_in,
)
from PySide6.QtCore import Qt

from softphone.domain.line.line_state import LineState
from softphone.sandbox.voice.sounds import VOICE_HZ


def is_heard(sandbox, sid: str) -> bool:
    return loudness(sandbox.voice.heard(sid), PITCH_OF_MICROPHONE) > LOUD


def test_the_line_gets_ready_by_itself(ana, sandbox):
    assert (ana.desk.line.words, list(sandbox.voice.devices)) == ("Your line is ready.", ["ana"])


def test_the_customer_hears_the_microphone(ana_in_a_call, sandbox):
    sid = ana_in_a_call.desk.line.open_sid
    ana_in_a_call.waits(lambda: is_heard(sandbox, sid))
    pcm = sandbox.voice.heard(sid)
    elsewhere = max(loudness(pcm, pitch) for pitch in (440, 700, 1300, 2000))
    assert loudness(pcm, PITCH_OF_MICROPHONE) > 10 * elsewhere


def test_the_agent_hears_the_customer(ana, qtbot):
    page = ana.desk.line.line.page
    run_in(qtbot, page, EAR)
    calls_the_customer(ana)
    ana.waits(lambda: abs(float(run_in(qtbot, page, LOUDEST_PITCH)) - VOICE_HZ) < 30)


def test_levels_of_both_sides_are_told(ana_in_a_call):
    loud: set[str] = set()

    def listen(microphone: float, speaker: float) -> None:
        loud.update(name for name, level in (("me", microphone), ("them", speaker)) if level > 0)

    ana_in_a_call.desk.sound.levels.connect(listen)
    ana_in_a_call.waits(lambda: loud == {"me", "them"})


def test_the_quality_of_a_call_is_told(ana_in_a_call):
    told: list = []
    ana_in_a_call.desk.line.measured.connect(told.append)
    ana_in_a_call.waits(lambda: any(each.mos > 3 for each in told))


def test_who_is_muted_is_not_heard(ana_in_a_call, sandbox):
    line = ana_in_a_call.desk.line
    ana_in_a_call.waits(lambda: is_heard(sandbox, line.open_sid))
    line.mute(muted=True)
    ana_in_a_call.waits(lambda: line.is_muted and not is_heard(sandbox, line.open_sid))
    line.mute(muted=False)
    ana_in_a_call.waits(lambda: not line.is_muted and is_heard(sandbox, line.open_sid))


def test_tones_arrive(ana_in_a_call, sandbox):
    line = ana_in_a_call.desk.line
    line.send_tones("12#")
    ana_in_a_call.waits(lambda: leg(sandbox, line.open_sid)["digits"] == "12#")


def test_a_call_ends_where_the_agent_hangs_up(ana_in_a_call):
    ana_in_a_call.presses(Qt.Key.Key_F8)
    ana_in_a_call.waits(lambda: not ana_in_a_call.desk.call.is_open and not ana_in_a_call.desk.line.open_sid)
    assert ana_in_a_call.desk.line.status.state is LineState.READY


def test_a_call_ends_where_the_customer_hangs_up(ana_in_a_call, sandbox):
    sandbox.world.hang_up(ana_in_a_call.desk.call.call.customer_leg.sid)
    ana_in_a_call.waits(lambda: not ana_in_a_call.desk.call.is_open and not ana_in_a_call.desk.line.open_sid)


def test_one_call_after_the_other(ana):
    for number in CUSTOMERS:
        calls_the_customer(ana, number)
        ana.presses(Qt.Key.Key_F8)
        ana.waits(lambda: not ana.desk.call.is_open and not ana.desk.line.open_sid)
        ana.desk.call.dismiss()


def test_a_call_that_nobody_here_asked_for_rings_and_asks(ana, sandbox):
    sid = rings(sandbox)
    ana.waits(lambda: ana.desk.line.incoming is not None)
    assert (ana.desk.line.incoming.caller, leg(sandbox, sid)["status"]) == ("+12125550101", "ringing")


def test_a_made_up_call_id_is_not_answered(ana, sandbox):
    sid = rings(sandbox, "?call=0123456789abcdef0123456789abcdef")
    ana.waits(lambda: ana.desk.line.incoming is not None)
    assert leg(sandbox, sid)["status"] == "ringing"


def test_who_asks_is_answered_when_accepted(ana, sandbox):
    sid = rings(sandbox)
    ana.waits(lambda: ana.desk.line.incoming is not None)
    ana.desk.line.accept()
    ana.waits(lambda: leg(sandbox, sid)["status"] == "in-progress" and ana.desk.line.open_sid == sid)
    assert ana.desk.line.incoming is None


def test_who_asks_is_refused_when_rejected(ana, sandbox):
    sid = rings(sandbox)
    ana.waits(lambda: ana.desk.line.incoming is not None)
    ana.desk.line.reject()
    ana.waits(lambda: leg(sandbox, sid)["status"] == "busy" and ana.desk.line.incoming is None)


def test_who_hangs_up_before_the_answer_rings_no_more(ana, sandbox):
    sid = rings(sandbox)
    ana.waits(lambda: ana.desk.line.incoming is not None)
    sandbox.world.hang_up(sid)
    ana.waits(lambda: ana.desk.line.incoming is None)


def test_a_second_call_rings_beside_the_first(ana_in_a_call, sandbox):
    first = ana_in_a_call.desk.line.open_sid
    rings(sandbox)
    ana_in_a_call.waits(lambda: ana_in_a_call.desk.line.incoming is not None)
    assert ana_in_a_call.desk.line.open_sid == first
