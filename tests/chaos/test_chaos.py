"""Thousands of bad days: whatever goes wrong, nobody is rung twice and Recents tell the truth.

A failure names its seed; that schedule alone, with all that was found:

    python tests/chaos/bad_day.py SEED

SOFTPHONE_CHAOS_SEEDS=1:3000 runs more than the usual ones, or others.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from schedule import drawn

PROGRAM = Path(__file__).with_name("bad_day.py")
FIRST, LAST = (int(text) for text in os.environ.get("SOFTPHONE_CHAOS_SEEDS", "1:1000").split(":"))
# A reset before the handshake gives an SSLSocket without a peer, which nobody gets to close.
WARNINGS = ("-W", "error", "-W", "ignore:unclosed <ssl.SSLSocket:ResourceWarning")
AT_ONCE = min(4, os.cpu_count() or 1)


@pytest.fixture(scope="module")
def told() -> str:
    """What the runs of all schedules had to say, one line for each that went wrong."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, *WARNINGS, str(PROGRAM), f"{FIRST + serial}:{LAST}:{AT_ONCE}"],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
            )
            for serial in range(AT_ONCE)
        ]
        return "".join(process.communicate()[0] for process in processes)


def test_no_schedule_breaks_a_promise(told):
    wrong = [line for line in told.splitlines() if not line.endswith("schedules")]
    assert not wrong, "\n".join([*wrong, str(drawn(int(wrong[0].split()[1].rstrip(":"))))])


def test_every_schedule_was_run(told):
    counts = [int(line.split()[0]) for line in told.splitlines() if line.endswith("schedules")]
    assert sum(counts) == LAST - FIRST + 1


@pytest.mark.parametrize("seed", [1, 7, 1500])
def test_a_seed_is_one_schedule(seed):
    assert drawn(seed) == drawn(seed)
