"""Who hears whom, without devices: the sandbox's calls, and the mixer fed by hand."""

from array import array

import pytest
from listening import loudness, share

from softphone.sandbox.account import acme
from softphone.sandbox.scenario import from_tables
from softphone.sandbox.telephony.callee_behaviour import Behaviour
from softphone.sandbox.telephony.legs import Leg
from softphone.sandbox.telephony.twiml import DialConference, DialEndpoints
from softphone.sandbox.voice import audio_routing as hearing
from softphone.sandbox.voice import sounds
from softphone.sandbox.voice.audio_routing import AudioRoutes
from softphone.sandbox.voice.mixing import LEGS_KEPT, Mixer, Tapes
from softphone.sandbox.world import World

LOUD = array("h", [20000] * sounds.SAMPLES_A_FRAME)
CUSTOMER = "+13125550142"


@pytest.fixture
def world() -> World:
    return World(acme(), from_tables({}), 0.0)


@pytest.fixture
def call(world):
    """A leg that was answered, doing what it is told."""

    def placed(to: str, *script) -> Leg:
        leg = world.switchboard.place(to, "+14155550100", script=list(script))
        world.advance_to(world.now + 2)
        return leg

    return placed


def test_those_in_a_conference_hear_each_other(call):
    ana, bo = (call(f"client:{name}", DialConference("room")) for name in ("ana", "bo"))

    ears = hearing.ears([ana])

    assert ears == {ana.sid: AudioRoutes((bo.sid,)), bo.sid: AudioRoutes((ana.sid,))}


@pytest.mark.parametrize("how", ["muted", "hold"])
def test_who_is_muted_or_on_hold_is_not_heard(call, how):
    ana, bo = (call(f"client:{name}", DialConference("room")) for name in ("ana", "bo"))

    setattr(bo.seat, how, True)

    assert hearing.ears([ana])[ana.sid] == hearing.NOTHING


def test_who_is_on_hold_hears_music_only(call):
    ana, _ = (call(f"client:{name}", DialConference("room")) for name in ("ana", "bo"))

    ana.seat.hold = True

    assert hearing.ears([ana])[ana.sid] == AudioRoutes(music=True)


def test_a_coach_is_heard_by_whom_they_coach_only(call):
    agent, customer = call("client:ana", DialConference("room")), call(CUSTOMER, DialConference("room"))

    coach = call("client:sam", DialConference("room", {"coach": agent.sid}))

    ears = hearing.ears([agent])
    assert coach.sid in ears[agent.sid].voices
    assert coach.sid not in ears[customer.sid].voices


def test_who_dials_hears_the_line_ring(call, world):
    world.people.teach(CUSTOMER, Behaviour("no-answer"))

    ana = call("client:ana", DialEndpoints((CUSTOMER,), None, 30.0))

    assert hearing.ears([ana]) == {ana.sid: AudioRoutes(ringing=True)}


def test_who_dialled_hears_who_answered(call, world):
    ana = call("client:ana", DialEndpoints((CUSTOMER,), None, 30.0))
    world.advance_to(world.now + 5)

    (customer,) = ana.children
    assert hearing.ears([ana]) == {
        ana.sid: AudioRoutes((customer.sid,)),
        customer.sid: AudioRoutes((ana.sid,)),
    }


def test_nobody_is_so_loud_that_the_sound_turns_over():
    mixed = sounds.mixed([LOUD, LOUD])

    assert set(mixed) == {32767}


def test_two_persons_do_not_repeat_each_other_for_ever():
    mixer = Mixer()
    ears = {"a": AudioRoutes(("b",)), "b": AudioRoutes(("a",))}

    for _ in range(20 * sounds.FRAMES_A_SECOND):
        heard = mixer.next_frames(ears, {})

    assert loudness(heard["a"].tobytes(), 0.02) < 12000


def test_only_the_last_seconds_of_the_last_legs_are_kept():
    tapes = Tapes()

    for leg in range(LEGS_KEPT + 1):
        for _ in range(10 * sounds.FRAMES_A_SECOND):
            tapes.record(str(leg), LOUD)

    assert tapes.pcm("0") == b""
    assert len(tapes.pcm("1")) == 4 * 2 * sounds.RATE


@pytest.mark.parametrize(
    ("sound", "hz", "least"),
    [
        (sounds.ringing(), 440, 0.4),
        (sounds.ringing(), 480, 0.4),
        (sounds.voice(), sounds.VOICE_HZ, 0.3),
        (sounds.music(), sounds.MUSIC_HZ, 0.2),
    ],
)
def test_each_sound_is_known_by_its_frequency(sound, hz, least):
    second = sounds.as_bytes(sound.frame(place) for place in range(sounds.FRAMES_A_SECOND))

    assert share(second, hz) > least


@pytest.mark.parametrize("digit", "1234567890*#ABCD")
def test_every_key_has_its_tone(digit):
    assert loudness(sounds.as_bytes(sounds.key(digit)), 0.16) > 1000


@pytest.mark.parametrize("digit", ["", "w", "é"])
def test_what_is_no_key_has_none(digit):
    assert sounds.key(digit) == ()
