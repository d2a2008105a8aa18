"""The line in the app, end to end: the real SDK in the real QtWebEngine, and the sandbox's gateway.

Rule: each file of checks runs in a process of its own, with or without a microphone; they are
read there.
"""

import math
import wave
from array import array
from pathlib import Path

import pytest
from in_a_process import all_hold, skipped, why_not

RATE = 48_000
WITH_MICROPHONE = ("--use-fake-device-for-media-stream", "--use-file-for-fake-audio-capture={tone}")

pytestmark = skipped(why_not())


@pytest.fixture(scope="session")
def tone(tmp_path_factory) -> Path:
    """What the microphone hears: 1000 Hz."""
    path = tmp_path_factory.mktemp("sound") / "tone.wav"
    values = (round(20_000 * math.sin(2 * math.pi * 1000 * at / RATE)) for at in range(RATE))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, RATE, "NONE", ""))
        file.writeframes(array("h", values).tobytes())
    return path


@pytest.mark.parametrize(
    ("checks", "flags"),
    [
        ("checks_of_calls", WITH_MICROPHONE),
        ("checks_of_call_control", WITH_MICROPHONE),
        ("checks_of_trouble", WITH_MICROPHONE),
        ("checks_of_trouble_in_a_call", WITH_MICROPHONE),
        ("checks_of_a_long_shift", WITH_MICROPHONE),
        ("checks_of_the_page", WITH_MICROPHONE),
        ("checks_of_the_window", WITH_MICROPHONE),
        ("checks_of_quality", WITH_MICROPHONE),
        ("checks_of_signing_in", WITH_MICROPHONE),
        ("checks_without_devices", ()),
    ],
)
def test_all_hold_in_a_process_of_their_own(checks, flags, tone):
    all_hold(checks, tuple(flag.format(tone=tone) for flag in flags))
