"""Whether the GUI thread keeps painting: the longest gap during a refresh, the cost of a keystroke.

    python tests/benchmarks/gui_refresh.py

The sandbox runs in a process of its own, as Twilio does. Gaps are between the ticks of a 1 ms
timer; the 99th percentile of an idle window is printed beside them, since the machine has its own.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PySide6.QtCore import QEventLoop, Qt, QTimer

from softphone.qt.app import application_with_style
from softphone.qt.window_wiring import WindowWiring

REFRESHED_NUMBERS = 10_000
PREVIEW_NUMBERS = 100_000
KEYSTROKES = 2_000
IDLE_SECONDS = 3.0
sys.setswitchinterval(0.001)  # as the application does
AREA_CODES = ("212", "415", "312", "617", "206", "303", "214", "305", "416", "604", "902", "514")


def account_file(folder: Path, count: int) -> Path:
    """``count`` North American numbers, as Twilio returns them."""
    numbers = [
        {"phone_number": f"+1{AREA_CODES[n % len(AREA_CODES)]}{2_000_000 + n}", "friendly_name": f"Line {n}"}
        for n in range(count)
    ]
    path = folder / f"account-{count}.json"
    path.write_text(json.dumps({"incoming_phone_numbers": numbers}), encoding="utf-8")
    return path


@contextmanager
def sandbox(account: Path) -> Iterator[str]:
    """A sandbox in another process; the line it prints."""
    command = [sys.executable, "-m", "softphone", "sandbox", "--account", str(account)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline()
        process.communicate()


class Ticks:
    """How far apart the ticks of a 1 ms timer are, in milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(interval=1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self.gaps, self._last = [], time.perf_counter()
        self._timer.start()

    def end(self) -> list[float]:
        self._timer.stop()
        return self.gaps

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def run_until(done: Callable[[], bool], seconds: float = 300.0) -> None:
    loop, until = QEventLoop(), time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        QTimer.singleShot(5, loop.quit)
        loop.exec()


def percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def said_of(gaps: list[float]) -> str:
    return f"longest {max(gaps):.1f} ms, 99th percentile {percentile(gaps, 99):.1f} ms, {len(gaps)} ticks"


def opened(folder: Path) -> WindowWiring:
    """A window whose first refresh, and all that follows from it, is over."""
    desk = WindowWiring(folder=folder)
    desk.window.show()
    desk.session.start()
    run_until(lambda: desk.session.refreshed_at > 0 and not desk.session.is_busy)
    run_until(lambda: desk.caller_ids.rowCount() >= desk.session.number_count)
    return desk


def refresh_gaps(desk: WindowWiring, ticks: Ticks) -> list[float]:
    before = desk.session.refreshed_at
    ticks.begin()
    desk.session.refresh()
    run_until(lambda: desk.session.refreshed_at > before and not desk.session.is_busy)
    run_until(lambda: False, seconds=0.5)  # the rows of the caller-ID list follow
    return ticks.end()


def measure_refresh(folder: Path) -> None:
    ticks = Ticks()
    with sandbox(account_file(folder, REFRESHED_NUMBERS)) as line:
        os.environ["SOFTPHONE_SANDBOX"] = line
        ticks.begin()
        desk = opened(folder / "refresh")
        first = ticks.end()
        ticks.begin()
        run_until(lambda: False, seconds=IDLE_SECONDS)
        idle = ticks.end()
        again = refresh_gaps(desk, ticks)
        desk.window.close()
        desk.close()
    print(f"idle window: {said_of(idle)}")
    print(f"opened, first refresh of {REFRESHED_NUMBERS:,} numbers: {said_of(first)}")
    print(f"refreshed again: {said_of(again)}")
    print(f"refreshed again, above idle: longest {max(again) - percentile(idle, 99):.1f} ms")


def measure_preview(folder: Path) -> None:
    with sandbox(account_file(folder, PREVIEW_NUMBERS)) as line:
        os.environ["SOFTPHONE_SANDBOX"] = line
        desk = opened(folder / "preview")
        field, chance = desk.window.dialler.number.field, random.Random(1)
        taken: list[float] = []
        while len(taken) < KEYSTROKES:
            field.clear()
            for digit in f"+1{chance.choice(AREA_CODES)}{chance.randrange(2_000_000, 9_999_999)}":
                field.insert(digit)
                began = time.perf_counter()
                field.textEdited.emit(field.text())
                taken.append((time.perf_counter() - began) * 1000)
        desk.window.close()
        desk.close()
    print(
        f"a keystroke at {PREVIEW_NUMBERS:,} numbers: median {statistics.median(taken):.2f} ms, "
        f"99th percentile {percentile(taken, 99):.2f} ms, longest {max(taken):.2f} ms"
    )


def main() -> None:
    application = application_with_style(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        measure_refresh(Path(folder))
        measure_preview(Path(folder))
    application.quit()


if __name__ == "__main__":
    main()
