"""kill -9 at 200 random moments of a real process: the next start puts everything right."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bad_day import learn_numbers
from killed import agent, customer
from schedule import Schedule
from truth import Found, call_id_of, problems_of
from virtual_window import Record, VirtualWindow

from softphone.sandbox import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork, which is safe on Linux only")

PROGRAM = Path(__file__).with_name("killed.py")
KILLED = 200
STEPS_AT_MOST = 200
PEOPLE = {
    **{agent(serial): {"after_s": 0.0} for serial in range(KILLED)},
    **{customer(serial): {"after_s": 0.02, "talks_s": 0.15} for serial in range(KILLED)},
}


class Clock:
    """The time of day, which a test may put forward."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        return time.time() + self.ahead


class Machine:
    """What a killed softphone left, started again and followed to the end."""

    def __init__(self, serial: int, folder: Path, sandbox: Sandbox, clock: Clock) -> None:
        schedule, self._record = Schedule(serial, agent(serial), windows=1), Record()
        self._folder, self._sandbox = folder, sandbox
        window = VirtualWindow(0, schedule, sandbox, folder, clock, self._record, lambda _: None)
        self.was_left_open = bool(self._record.left)
        for _ in range(STEPS_AT_MOST):
            if window.steps_at is None:
                break
            clock.ahead += max(0.0, window.steps_at - clock.now())
            window.step()
        self._recents = window.softphone.calls.recent(100)
        self._serial = serial
        window.close()

    @property
    def found(self) -> Found:
        """Once Call has taken effect or a phone was rung, there is a row."""
        own = {agent(self._serial), customer(self._serial)}
        legs = [leg for leg in self._sandbox.snapshot()["legs"] if leg["to"].partition("?")[0] in own]
        record = self._record
        noted = self._folder / "begun"
        record.begun |= {noted.read_text()} - {""} if noted.exists() else set()
        record.begun |= {call_id_of(leg) for leg in legs} | {call.id for call in self._recents}
        if (self._folder / "hung-up").exists():
            record.hung_up |= record.begun
        return Found(self._recents, legs, (), record, agent(self._serial))


@pytest.fixture(scope="module")
def machines() -> Iterator[list[Machine]]:
    memory = Path("/dev/shm")
    clock = Clock()
    with (
        tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name,
        Sandbox(clock=clock.now, scenario={"destinations": PEOPLE}) as sandbox,
    ):
        learn_numbers(Path(name))
        subprocess.run(
            [sys.executable, str(PROGRAM), name, str(KILLED)],
            input=json.dumps(sandbox.credentials),
            text=True,
            check=True,
            timeout=120,
        )
        yield [Machine(serial, Path(name) / str(serial), sandbox, clock) for serial in range(KILLED)]


def test_after_kill_nine_nobody_was_rung_twice_or_left_ringing_and_recents_tell_the_truth(machines):
    problems = {serial: problems_of(machine.found) for serial, machine in enumerate(machines)}
    assert not {serial: told for serial, told in problems.items() if told}


def test_many_of_them_were_killed_in_the_middle_of_a_call(machines):
    assert sum(machine.was_left_open for machine in machines) > KILLED / 4
