"""A shift: 200 calls in a row. Memory after the first ten and at the end; the idle window's CPU.

    python tests/benchmarks/shift.py

The sandbox runs in a process of its own; everybody answers at once and talks for 0.2 s.
Memory is the process's resident set, after a garbage collection.
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gui_refresh import run_until
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from softphone.qt.app import application_with_style
from softphone.qt.window_wiring import WindowWiring

CALLS, FIRST = 200, 10
IDLE_SECONDS = 10.0
CUSTOMERS = tuple(f"+1212555{serial:04}" for serial in range(100, 120))


def scenario(folder: Path) -> Path:
    rows = ['[destinations."client:ana"]\ndoes = "answer"\nafter_s = 0.0\n']
    for number in CUSTOMERS:
        rows.append(f'[destinations."{number}"]\ndoes = "answer"\nafter_s = 0.0\ntalks_s = 0.2\n')
    path = folder / "scenario.toml"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@contextmanager
def sandbox(folder: Path) -> Iterator[str]:
    """A sandbox in another process; the line it prints."""
    command = [sys.executable, "-m", "softphone", "sandbox", "--scenario", str(scenario(folder))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline()
        process.communicate()


def resident_megabytes() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def call(desk: WindowWiring, number: str) -> None:
    """A call from the typed number to its end."""
    field = desk.window.dialler.number.field
    field.show_number("")
    QTest.keyClicks(field, number)
    run_until(lambda: desk.dial.can_call, seconds=10)
    QTest.keyClick(field, Qt.Key.Key_Return)
    run_until(lambda: not desk.call.is_open, seconds=30)


def measure_calls(desk: WindowWiring) -> None:
    began, after_first = time.monotonic(), 0.0
    for n in range(CALLS):
        call(desk, CUSTOMERS[n % len(CUSTOMERS)])
        if n + 1 == FIRST:
            after_first = resident_megabytes()
    at_end = resident_megabytes()
    more = (at_end / after_first - 1) * 100
    print(f"{CALLS} calls in {time.monotonic() - began:.0f} s, {desk.recents.rowCount()} in Recents")
    memory = f"{after_first:.1f} MB after {FIRST} calls, {at_end:.1f} MB at the end"
    print(f"memory: {memory}: {more:+.1f} % (target: at most +5 %)")


def measure_idle(desk: WindowWiring) -> None:
    run_until(lambda: False, seconds=1.0)
    cpu, wall = time.process_time(), time.monotonic()
    loop = QEventLoop()
    QTimer.singleShot(int(IDLE_SECONDS * 1000), loop.quit)
    loop.exec()
    share = (time.process_time() - cpu) / (time.monotonic() - wall) * 100
    print(f"idle for {IDLE_SECONDS:.0f} s, window open: {share:.2f} % of one CPU")


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)
    application = application_with_style(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["HOME"] = name
        with sandbox(Path(name)) as line:
            os.environ["SOFTPHONE_SANDBOX"] = line
            desk = WindowWiring(folder=Path(name) / "data")
            desk.window.show()
            desk.session.start()
            run_until(lambda: desk.session.refreshed_at > 0 and desk.caller_ids.rowCount() > 1)
            measure_idle(desk)
            measure_calls(desk)
            measure_idle(desk)
            desk.window.close()
            desk.close()
    application.quit()


if __name__ == "__main__":
    main()
