"""A call whose sound goes through the system's own sound server, both ways."""

import math
import subprocess
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from line_at_work import LOUD, calls_the_customer, hears, loudness, rings
from PySide6.QtCore import Qt

from softphone.sandbox.voice.sounds import RATE, VOICE_HZ

SPOKEN_HZ = 700
SOUND = ("--format=s16le", "--channels=1", f"--rate={RATE}")


@pytest.fixture
def speech(tmp_path) -> Iterator[None]:
    """Somebody says 700 Hz into the microphone."""
    said = tmp_path / "said.wav"
    values = (round(16_000 * math.sin(2 * math.pi * SPOKEN_HZ * at / RATE)) for at in range(RATE * 60))
    with wave.open(str(said), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(array("h", values).tobytes())
    playing = subprocess.Popen(["paplay", "--device=into_microphone", str(said)])
    yield
    playing.terminate()
    playing.wait(10)


@pytest.fixture
def speakers(tmp_path) -> Iterator[Path]:
    """What came out of the speakers so far: 16 bit, mono."""
    heard = tmp_path / "heard"
    with heard.open("wb") as file:
        recording = subprocess.Popen(["parec", "--device=speakers.monitor", *SOUND], stdout=file)
    yield heard
    recording.terminate()
    recording.wait(10)


def comes_out(speakers: Path, pitch: float) -> bool:
    """Whether the speakers gave a pitch in the last second."""
    pcm = speakers.read_bytes()
    return loudness(pcm[: len(pcm) // 2 * 2], pitch) > LOUD


def plugs_in_a_microphone(name: str) -> None:
    properties = f"source_properties=device.description={name}"
    kind, place = "module-remap-source", "master=into_microphone.monitor"
    command = ["pactl", "load-module", kind, place, f"source_name={name}", properties]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def talking(speech, speakers, ana, sandbox):
    calls_the_customer(ana)
    return ana


def test_what_is_said_into_the_microphone_is_heard_at_the_far_end(talking, sandbox):
    customer = talking.desk.call.call.customer_leg.sid
    talking.waits(lambda: hears(sandbox, customer, SPOKEN_HZ))


def test_what_the_far_end_says_comes_out_of_the_speakers(talking, speakers):
    talking.waits(lambda: comes_out(speakers, VOICE_HZ))


def test_who_is_muted_is_not_heard_though_the_microphone_hears_them(talking, sandbox):
    customer = talking.desk.call.call.customer_leg.sid
    talking.waits(lambda: hears(sandbox, customer, SPOKEN_HZ))
    talking.presses(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    talking.waits(lambda: not hears(sandbox, customer, SPOKEN_HZ))


def offered(agent) -> list[str]:
    return [name for choice in agent.desk.sound.choices for _kept, name in choice.offered]


def test_the_servers_devices_can_be_chosen_by_their_names(ana):
    assert {"Headset", "Speakers"} <= set(offered(ana))


def test_a_microphone_that_is_plugged_in_during_a_call_is_offered_and_the_call_goes_on(talking, sandbox):
    customer = talking.desk.call.call.customer_leg.sid
    plugs_in_a_microphone("Jabra")
    talking.waits(lambda: "Jabra" in offered(talking))
    talking.waits(lambda: hears(sandbox, customer, SPOKEN_HZ))


def test_the_microphone_is_let_go_after_the_call(talking, qtbot):
    def listeners() -> str:
        return subprocess.run(
            ["pactl", "list", "short", "source-outputs"], capture_output=True, text=True, check=True
        ).stdout

    at_work = len(listeners().splitlines())
    talking.presses(Qt.Key.Key_F8)
    talking.waits(lambda: not talking.desk.line.open_sid)
    talking.waits(lambda: len(listeners().splitlines()) < at_work)


def test_who_calls_by_themselves_rings_out_of_the_speakers(ana, speakers, sandbox):
    before = speakers.stat().st_size
    rings(sandbox)
    ana.waits(lambda: ana.desk.line.incoming is not None)
    ana.waits(lambda: any(speakers.read_bytes()[before:]))
