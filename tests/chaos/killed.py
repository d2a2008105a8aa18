"""Starts softphones that place a call, and kills each with kill -9 at a random moment.

    python tests/chaos/killed.py FOLDER COUNT     (the sandbox's credentials on standard input)

Rule 1: everything is imported once; each softphone is a fork of this process, which has neither
        threads nor connections.
Rule 2: softphone N works in FOLDER/N, for agent N, with customer N; it notes what was promised:
        "begun" and the call's id once Call has taken effect, "hung-up" as Hang up is pressed.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random
from threading import Event

# The proxy that the windows go through lives beside the tests of the network.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "network"))

from schedule import Schedule
from virtual_window import Record, VirtualWindow

AT_ONCE = 8
LIVES_AT_MOST_SECONDS = 0.7
LOOKS_EVERY_SECONDS = 0.01
HANGS_UP = 0.4


class RealTime:
    @staticmethod
    def now() -> float:
        return time.time()


class Elsewhere:
    """The sandbox of another process."""

    def __init__(self, credentials: dict[str, str]) -> None:
        self.credentials = credentials


def agent(serial: int) -> str:
    return f"client:agent{serial}"


def customer(serial: int) -> str:
    return f"+1212555{1000 + serial}"


def lives(serial: int) -> float:
    """Seconds until softphone N is killed."""
    return Random(serial).uniform(0.0, LIVES_AT_MOST_SECONDS)


def work(serial: int, folder: Path, credentials: dict[str, str]) -> None:
    """One call, looked at all the time; sometimes hung up on the way."""
    record = Record()
    schedule = Schedule(serial, agent(serial), windows=1)
    window = VirtualWindow(0, schedule, Elsewhere(credentials), folder, RealTime(), record, lambda _: None)
    chance = Random(serial)
    hangs_up_at = time.time() + chance.uniform(0.0, 0.5) if chance.random() < HANGS_UP else float("inf")
    window.press("call", customer(serial))
    (folder / "begun").write_text("".join(record.begun))
    while window.is_open:
        if time.time() > hangs_up_at:
            (folder / "hung-up").touch()
            window.hang_up()
        window.step()
        Event().wait(LOOKS_EVERY_SECONDS)


def start(serial: int, folder: Path, credentials: dict[str, str]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        work(serial, folder, credentials)
    finally:
        os._exit(0)


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    credentials = json.loads(sys.stdin.read())
    for first in range(0, count, AT_ONCE):
        running: dict[float, int] = {}
        for serial in range(first, min(first + AT_ONCE, count)):
            (folder / str(serial)).mkdir()
            pid = start(serial, folder / str(serial), credentials)
            running[time.time() + lives(serial)] = pid
        for moment in sorted(running):
            Event().wait(max(0.0, moment - time.time()))
            os.kill(running[moment], signal.SIGKILL)
        for pid in running.values():
            os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
