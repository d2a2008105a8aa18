"""The line through a real sound server: PulseAudio, with speakers and a microphone that lead nowhere.

Rule: no device is pretended to WebEngine; what is played into the microphone and what comes out
of the speakers goes through the server, as on an agent's machine.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from in_a_process import all_hold, skipped, why_not

TOOLS = ("pulseaudio", "pactl", "paplay", "parec")
FED = "master=into_microphone.monitor"
SERVER = (
    *(
        "pulseaudio",
        "-n",
        "--daemonize=no",
        "--exit-idle-time=-1",
        "--disable-shm=yes",
        "--log-target=stderr",
    ),
    *("-L", "module-native-protocol-unix socket={socket} auth-anonymous=1"),
    *("-L", "module-null-sink sink_name=speakers sink_properties=device.description=Speakers"),
    *("-L", "module-null-sink sink_name=into_microphone"),
    *("-L", f"module-remap-source source_name=microphone {FED} source_properties=device.description=Headset"),
)
CHOSEN = (("set-default-sink", "speakers"), ("set-default-source", "microphone"))
SECONDS_TO_START = 10.0
NOT_INSTALLED = [tool for tool in TOOLS if shutil.which(tool) is None]

NO_SERVER = f"{', '.join(NOT_INSTALLED)} not installed: apt-get install pulseaudio pulseaudio-utils"

pytestmark = [skipped(why_not()), skipped(NO_SERVER if NOT_INSTALLED else "")]


@pytest.fixture
def sound_server(tmp_path) -> Iterator[dict[str, str]]:
    """A PulseAudio of the test's own; what its clients need in their environment."""
    socket = tmp_path / "sound"
    mine = {"PULSE_SERVER": f"unix:{socket}", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    environment = os.environ | mine
    command = [each.format(socket=socket) for each in SERVER]
    with (tmp_path / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        for words in CHOSEN:
            answers(["pactl", *words], environment, server)
        yield mine
    finally:
        server.terminate()
        server.wait(10)


def answers(command: list[str], environment: dict[str, str], server: "subprocess.Popen[bytes]") -> None:
    """Ask the server until it is up; pactl itself waits for nothing."""
    until = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < until:
        if subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0:
            return
    raise AssertionError(Path(environment["HOME"], "server.log").read_text())


def test_all_hold_with_a_sound_server(sound_server):
    all_hold("checks_with_sound_server", **sound_server)
