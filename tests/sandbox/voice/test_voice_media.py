"""What is heard, told apart by frequency: 1000 Hz is the agent, the rest the sandbox's own."""

import pytest
from listening import loudness, share

from softphone.sandbox.voice import sounds

CUSTOMER = "+13125550142"
QUIET = 20


@pytest.fixture
def ana(registered, answered):
    """ana's device, in a call."""
    return registered


@pytest.fixture
def in_call(ana, customer_joins, sandbox):
    """A call with the customer, who hears the agent."""
    who = customer_joins()
    ana.until(lambda: share(sandbox.voice.heard_by(who.call_sid), 1000) > 0.9, "the agent at the customer's")
    return who


def test_what_the_agent_says_arrives(ana, answered, sandbox):
    ana.until(lambda: share(sandbox.voice.heard(answered.sid), 1000) > 0.9, "the agent's tone")


def test_the_agent_alone_in_a_conference_hears_nothing(ana):
    ana.until(lambda: len(ana.heard) >= sounds.RATE * 2, "a second of sound")

    assert loudness(ana.heard, 1) < QUIET


def test_the_agent_hears_the_customers_line_ring(ana, sandbox, twilio):
    sandbox.world.behave(CUSTOMER, does="no-answer")
    room = twilio.conferences.list(friendly_name="room", status="init")[0]
    room.participants.create(from_="+14155550100", to=CUSTOMER)

    ana.until(lambda: all(share(ana.heard, hz) > 0.4 for hz in sounds.RINGING_HZ), "the ringing")


def test_the_agent_hears_the_person_who_answered(ana, in_call):
    ana.until(lambda: share(ana.heard, sounds.VOICE_HZ) > 0.15, "the customer's voice")


def test_the_agent_hears_their_own_words_a_moment_later(ana, in_call):
    ana.until(lambda: share(ana.heard, 1000) > 0.9, "the echo")


def test_nothing_of_a_muted_agent_reaches_the_customer(ana, answered, in_call, sandbox, twilio):
    twilio.conferences(in_call.conference_sid).participants(answered.sid).update(muted=True)

    ana.until(lambda: loudness(sandbox.voice.heard_by(in_call.call_sid)) < QUIET, "silence there")
    ana.until(lambda: share(sandbox.voice.heard(answered.sid), 1000) > 0.9, "the tone she sends all the same")


def test_a_muted_customer_is_not_heard(ana, in_call, twilio):
    ana.until(lambda: loudness(ana.heard) > QUIET, "the customer")

    twilio.conferences(in_call.conference_sid).participants(in_call.call_sid).update(muted=True)

    ana.until(lambda: loudness(ana.heard, 1) < QUIET, "silence here")


def test_an_agent_on_hold_hears_music_and_nobody(ana, answered, in_call, twilio):
    twilio.conferences(in_call.conference_sid).participants(answered.sid).update(hold=True)

    ana.until(lambda: share(ana.heard, sounds.MUSIC_HZ) > 0.2, "the music")
    ana.until(lambda: share(ana.heard, 1000) < 0.01 > share(ana.heard, sounds.VOICE_HZ), "nobody else")


def test_a_customer_on_hold_hears_music_and_is_not_heard(ana, in_call, sandbox, twilio):
    twilio.conferences(in_call.conference_sid).participants(in_call.call_sid).update(hold=True)

    ana.until(
        lambda: share(sandbox.voice.heard_by(in_call.call_sid), sounds.MUSIC_HZ) > 0.2, "the music there"
    )
    ana.until(lambda: loudness(ana.heard) < QUIET, "silence here")


def test_keypad_tones_are_kept_with_the_leg_and_heard_by_the_customer(ana, answered, in_call, sandbox):
    ana.send("dtmf", callsid=answered.sid, dtmf="1111")

    for hz in (697, 1209):
        ana.until(lambda hz=hz: share(sandbox.voice.heard_by(in_call.call_sid), hz, 0.1) > 0.1, f"{hz} Hz")
    digits = {leg["sid"]: leg["digits"] for leg in sandbox.snapshot()["legs"]}
    assert digits == {answered.sid: "1111", in_call.call_sid: ""}


def test_two_devices_in_a_conference_hear_each_other(ana, new_device, token, ring):
    bo = new_device(hz=700)
    bo.register(token("bo"))
    ring("client:bo")
    bo.answer(bo.expect("invite"))

    ana.until(lambda: share(ana.heard, 700) > 0.9, "bo at ana's")
    bo.until(lambda: share(bo.heard, 1000) > 0.9, "ana at bo's")


def test_who_is_called_without_a_conference_hears_a_person_and_an_echo(registered, ring):
    ring(twiml="<Response><Pause length='60'/></Response>")
    registered.answer(registered.expect("invite"))

    registered.until(lambda: share(registered.heard, sounds.VOICE_HZ) > 0.15, "the person")
    registered.until(lambda: share(registered.heard, 1000) > 0.9, "the echo")


def test_a_leg_whose_media_is_gone_is_hung_up(ana, answered):
    ana.until(lambda: ana.heard, "sound")

    ana.lose_media()

    ana.until(lambda: answered.fetch().status == "completed", "the end of the call")
