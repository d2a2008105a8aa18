"""The line in the app: how soon both hear each other, what a call costs, and what it leaves behind.

    python tests/benchmarks/line.py

The real SDK in the real QtWebEngine, and the sandbox's gateway in this process: its work counts
towards the seconds, not towards the processor and memory, which are of WebEngine's processes.
"""

import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

CUSTOMER = "+12125550142"
CALLS, FEW, TALKS_SECONDS = 50, 5, 5.0
PATIENCE_SECONDS, REST_SECONDS = 20.0, 90.0
FLAGS = (
    "--use-fake-device-for-media-stream --autoplay-policy=no-user-gesture-required "
    '--use-file-for-fake-audio-capture={tone} --host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"'
)
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def main() -> None:
    from softphone.qt.line.engine import what_is_missing

    without_audio()
    missing = what_is_missing()
    if missing is not None:
        print(f"line: left out, {missing}")
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        shift = Shift(Path(folder))
        try:
            shift.measure()
        finally:
            shift.close()


def without_audio() -> None:
    """A window without a line loads nothing of WebEngine, installed or not."""
    script = (
        "import sys; from softphone.cli.commands import window_options; window_options(['--sandbox']); "
        "from softphone.qt.app import first_window; first_window([]); "
        "print(sorted(m for m in sys.modules if 'WebEngine' in m or 'WebChannel' in m or 'Multimedia' in m))"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    print(f"of the audio extra, the first window loads: {done.stdout.strip()}")


def prepare(folder: Path) -> None:
    """Nobody's own files, no real devices; the microphone hears 1000 Hz."""
    tone = folder / "tone.wav"
    values = (round(20_000 * math.sin(2 * math.pi * 1000 * at / 48_000)) for at in range(48_000))
    with wave.open(str(tone), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(array("h", values).tobytes())
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = FLAGS.format(tone=tone)
    os.environ["PULSE_SERVER"] = "unix:/nowhere"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(folder)


class Shift:
    """An agent whose line is ready, beside a sandbox where everybody answers at once."""

    def __init__(self, folder: Path) -> None:
        import json

        from PySide6.QtWidgets import QApplication

        from softphone.qt.window_wiring import WindowWiring
        from softphone.sandbox import Sandbox

        self._application = QApplication([])
        self._sandbox = Sandbox(
            scenario={"destinations": {CUSTOMER: {"does": "answer", "after_s": 0.0}}}, clock=time.time
        )
        self._sandbox.__enter__()
        os.environ["SOFTPHONE_SANDBOX"] = json.dumps(self._sandbox.credentials)
        self._desk = WindowWiring(folder=folder / "data", audio=True)
        self._desk.window.show()
        self._desk.session.start()
        self._wait(lambda: self._desk.line.status.state == "ready")
        self._desk.sound.choose("audio.clean", False)
        self._wait(lambda: not self._desk.sound.is_cleaned)
        self._loud: set[str] = set()
        self._desk.sound.levels.connect(self._listen)

    def measure(self) -> None:
        idle = webengine()
        times = [self._call(talks=number == 0) for number in range(FEW)]
        few = webengine()
        times += [self._call() for _ in range(CALLS - FEW)]
        many = webengine()
        accepted, agent, customer = (statistics.median(each) * 1000 for each in zip(*times, strict=True))
        print(f"from Enter to REST accepted:               {accepted:6.0f} ms")
        print(f"from REST accepted to the agent's ear:     {agent:6.0f} ms")
        print(f"from REST accepted to both hearing:        {customer:6.0f} ms")
        print(f"memory of WebEngine, ready, no call yet:   {idle:6.0f} MB")
        print(
            f"memory after {FEW} calls, after {CALLS}:         {few:6.0f} MB, {many:.0f} MB: {many / few:.2f}"
        )
        fresh = self._rests()
        print(f"memory after a minute's rest:              {fresh:6.0f} MB: {fresh / few:.2f}")

    def _rests(self) -> float:
        """Megabytes after the minute's rest in which the line takes a new page."""
        page = self._desk.line.line.page
        until_new = lambda: self._desk.line.line.page is not page  # noqa: E731
        self._wait(until_new, REST_SECONDS)
        self._wait(lambda: self._desk.line.status.state == "ready")
        return webengine()

    def close(self) -> None:
        self._desk.window.hide()
        self._desk.close()
        self._sandbox.__exit__(None, None, None)

    def _call(self, *, talks: bool = False) -> tuple[float, float, float]:
        """Seconds to: REST accepted; the agent hears; the customer hears the agent as well."""
        desk = self._desk
        self._loud.clear()
        began = time.perf_counter()
        self._dial()
        self._wait(lambda: bool(desk.call.call and desk.call.call.agent_leg.sid))
        accepted = time.perf_counter()
        self._wait(lambda: "agent" in self._loud)
        agent = time.perf_counter()
        self._wait(self._customer_hears)
        both = time.perf_counter()
        if talks:
            self._talk()
        desk.call.hang_up()
        self._wait(lambda: not desk.call.is_open and not desk.line.open_sid)
        desk.call.dismiss()
        return accepted - began, agent - accepted, both - accepted

    def _dial(self) -> None:
        self._desk.dial.set_text(CUSTOMER)
        self._wait(lambda: self._desk.dial.can_call)
        self._desk.dial.call(repeats=True)

    def _talk(self) -> None:
        before, since = ticks(), time.perf_counter()
        self._wait(lambda: time.perf_counter() - since > TALKS_SECONDS)
        used = (ticks() - before) / TICKS_A_SECOND / (time.perf_counter() - since)
        print(f"WebEngine during a call:                   {used:6.0%} of one core")

    def _customer_hears(self) -> bool:
        call = self._desk.call.call
        sid = call.customer_leg.sid if call else ""
        voice = self._sandbox.voice
        return bool(sid) and voice is not None and holds_1000_hz(voice.heard_by(sid))

    def _listen(self, _microphone: float, speaker: float) -> None:
        if speaker > 0:
            self._loud.add("agent")

    def _wait(self, until: Callable[[], bool], at_most: float = PATIENCE_SECONDS) -> None:
        end = time.perf_counter() + at_most
        while not until():
            self._application.processEvents()
            assert time.perf_counter() < end, "it did not happen"


def holds_1000_hz(pcm: bytes) -> bool:
    """Whether the last 100 ms hold the microphone's tone: of eight samples a turn, one against the fifth."""
    values = array("h", pcm)[-800:]
    turned = sum(values[at] * math.cos(math.pi * at / 4) for at in range(len(values)))
    shifted = sum(values[at] * math.sin(math.pi * at / 4) for at in range(len(values)))
    return bool(values) and math.hypot(turned, shifted) * 2 / len(values) > 100


def children() -> list[Path]:
    """WebEngine's processes, and theirs."""
    found, new = [], [os.getpid()]
    while new:
        tasks = Path(f"/proc/{new.pop()}/task").glob("*/children")
        new_ones = [int(pid) for each in tasks for pid in each.read_text().split()]
        found += [Path(f"/proc/{pid}") for pid in new_ones]
        new += new_ones
    return found


def webengine() -> float:
    """Megabytes of WebEngine's processes, shared pages counted once (PSS)."""
    sizes = (each / "smaps_rollup" for each in children())
    lines = (line for each in sizes for line in each.read_text().splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def ticks() -> int:
    """Of the processor, used by WebEngine's processes so far."""
    fields = ((each / "stat").read_text().rpartition(")")[2].split() for each in children())
    return sum(int(each[11]) + int(each[12]) for each in fields)


if __name__ == "__main__":
    main()
