"""The line in the app, end to end: the real SDK in the real QtWebEngine, and the sandbox's gateway.

Rule: WebEngine takes its flags from the environment, once for each process. So each file of
checks runs in a process of its own, with or without a microphone; they are read there.
"""

import importlib.util
import math
import os
import subprocess
import sys
import wave
from array import array
from pathlib import Path

import pytest

from softphone.domain.line import LineState
from softphone.qt.line.engine import what_is_missing

HERE = Path(__file__).parent
RATE = 48_000
# What WebEngine says of a screen, a graphics card and a sound card that are not there.
NOISE = (
    "RHI",
    "QRhi",
    "GPUInfo",
    "Sandboxing",
    "ulkan",
    "Couldn't load",
    "Couldn't resolve",
    "pa_context",
    "capturing",
)
ALWAYS = (
    "--autoplay-policy=no-user-gesture-required",
    '--host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"',
)
WITH_MICROPHONE = ("--use-fake-device-for-media-stream", "--use-file-for-fake-audio-capture={tone}")

_MISSING = {
    LineState.NOT_INSTALLED: "the extra is not installed: pip install 'softphone[audio]'",
    LineState.LEFT_OUT: "the SDK is not there: packaging/prepare.sh line",
}
pytestmark = pytest.mark.skipif(
    what_is_missing() is not None or importlib.util.find_spec("aiortc") is None,
    reason=_MISSING.get(
        what_is_missing() or LineState.OFF, "aiortc is not installed: pip install 'softphone[audio]'"
    ),
)


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
        ("checks_of_trouble", WITH_MICROPHONE),
        ("checks_of_the_page", WITH_MICROPHONE),
        ("checks_of_the_window", WITH_MICROPHONE),
        ("checks_of_signing_in", WITH_MICROPHONE),
        ("checks_without_devices", ()),
    ],
)
def test_all_hold_in_a_process_of_their_own(checks, flags, tone):
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_CHROMIUM_FLAGS": " ".join([*ALWAYS, *flags]).format(tone=tone),
        "PULSE_SERVER": "unix:/nowhere",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE / f"{checks}.py")]
    options = ["-o", "python_files=checks_*.py", "-o", "qt_log_ignore=" + "\n".join(NOISE)]
    done = subprocess.run(
        [*command, *options], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
