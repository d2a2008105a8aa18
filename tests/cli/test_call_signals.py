"""Whatever ends ``softphone call`` or the window, and whenever: no telephone is left ringing."""

import json
import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from softphone.sandbox import Sandbox

CUSTOMER = "+12065550142"
ALIVE = {"queued", "ringing", "in-progress"}
PHONES = {"client:ana": {"after_s": 0.3}, CUSTOMER: {"after_s": 1.0}}


@pytest.fixture(autouse=True)
def as_in_a_terminal():
    """A program inherits an ignored SIGHUP; the whole test run may itself be under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def twilio():
    with Sandbox(scenario={"destinations": PHONES}) as running:
        yield running


@pytest.fixture
def call(start, twilio):
    """Starts ``softphone call`` to the customer."""

    def begun(*more: str, **variables: str) -> subprocess.Popen:
        line = json.dumps(twilio.credentials)
        return start("call", CUSTOMER, "--agent", "ana", "--json", *more, SOFTPHONE_SANDBOX=line, **variables)

    return begun


def read_until(process: subprocess.Popen, leg: str, status: str) -> None:
    for line in iter(process.stdout.readline, ""):
        told = json.loads(line)
        if (told["leg"], told["status"]) == (leg, status):
            return
    raise AssertionError(f"{leg} was never {status}: {process.stderr.read()}")


def alive(twilio) -> list[str]:
    return [leg["to"] for leg in twilio.snapshot()["legs"] if leg["status"] in ALIVE]


STAGES = [("agent", "queued"), ("agent", "in-progress"), ("customer", "queued"), ("customer", "in-progress")]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no SIGHUP")
@pytest.mark.parametrize("stage", STAGES, ids="-".join)
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_nobody_ringing_at_any_stage(call, twilio, stage, number):
    process = call()
    read_until(process, *stage)
    begun = time.monotonic()
    process.send_signal(number)
    process.communicate(timeout=30)
    assert (alive(twilio), time.monotonic() - begun < 6) == ([], True)
    assert process.returncode == (0 if stage == ("customer", "in-progress") else 1)


def test_a_terminal_that_is_gone_keeps_no_telephone_ringing(call, twilio):
    """Its output goes nowhere, and then the hang-up comes."""
    process = call()
    read_until(process, "agent", "queued")
    process.stdout.close()
    process.stderr.close()
    process.send_signal(signal.SIGHUP)
    process.wait(timeout=30)
    assert alive(twilio) == []


def test_under_nohup_a_call_goes_on_without_its_terminal(call, twilio):
    def begun() -> subprocess.Popen:
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            return call()
        finally:
            signal.signal(signal.SIGHUP, before)

    process = begun()
    read_until(process, "customer", "in-progress")
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert alive(twilio) == []


@pytest.mark.parametrize("kind", ["POST Calls", "POST Participants"])
def test_a_signal_while_an_answer_does_not_come_ends_what_was_rung(call, twilio, kind):
    twilio.add_fault({"request": kind, "nth": 1, "does": "slow", "delay_s": 8.0})
    process = call()
    legs = 1 if kind == "POST Calls" else 2
    until = time.monotonic() + 20
    while len(twilio.snapshot()["legs"]) < legs and time.monotonic() < until:
        pass
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert (alive(twilio), time.monotonic() - begun < 5) == ([], True)


def test_a_signal_while_the_disk_is_held_ends_the_call_and_says_that_it_is_not_written(call, twilio, home):
    process = call()
    read_until(process, "customer", "in-progress")
    (path,) = Path(home["HOME"]).rglob("softphone.sqlite")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    other.close()
    assert (alive(twilio), process.returncode) == ([], 0)
    assert "How the call ended is not written down." in err


def test_a_call_ends_after_its_minutes(call, twilio):
    process = call("--max-minutes", "0.05")
    out, err = process.communicate(timeout=30)
    last = {line["leg"]: line["status"] for line in map(json.loads, out.splitlines())}
    assert (alive(twilio), process.returncode, last["customer"]) == ([], 0, "completed")
    assert err == "softphone: hanging up …\n"


@pytest.mark.parametrize("text", ["0", "-1", "soon", "inf"])
def test_minutes_that_are_none_are_refused(softphone, text):
    done = softphone("call", CUSTOMER, "--max-minutes", text)
    assert (done.status, len(done.err.splitlines())) == (2, 1)


def test_looks_that_fail_say_so_once_and_never_tell_to_call_again(call, twilio):
    process = call()
    read_until(process, "customer", "in-progress")
    for _ in range(3):
        twilio.add_fault({"request": "GET Participants", "nth": 1, "does": "503"})
    twilio.add_fault({"request": "GET Participants", "every": 1, "does": "503"})
    until = time.monotonic() + 8
    while sum(each.status == 503 for each in twilio.requests) < 2 and time.monotonic() < until:
        pass
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (err.count("Looking again."), "call again" in err, process.returncode) == (1, False, 0)


def test_the_window_ends_its_call_when_the_session_does(start, twilio, home):
    """SIGTERM, as at a logout: a real process with a window."""
    line = json.dumps(twilio.credentials)
    program = (
        "import sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from softphone.qt import app\n"
        "opened = app._open\n"
        "def and_call(*arguments):\n"
        "    close = opened(*arguments)\n"
        "    desk = next(o for o in __import__('gc').get_objects() if type(o).__name__ == 'WindowWiring')\n"
        "    desk.session.changed.connect(lambda: None)\n"
        "    def place():\n"
        "        if desk.session.softphone is None or not desk.session.softphone.inventory.refreshed_at:\n"
        "            QTimer.singleShot(100, place)\n"
        "            return\n"
        f"        desk.dial.take('{CUSTOMER}')\n"
        "        desk.dial.call()\n"
        "    place()\n"
        "    return close\n"
        "app._open = and_call\n"
        "sys.argv = ['softphone']\n"
        "from softphone.__main__ import main\n"
        "sys.exit(main())\n"
    )
    environment = {**home, "QT_QPA_PLATFORM": "offscreen", "SOFTPHONE_SANDBOX": line}
    process = subprocess.Popen(
        [os.environ.get("PYTHON", __import__("sys").executable), "-c", program],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + 30
        while len(twilio.snapshot()["legs"]) < 2 and time.monotonic() < until:
            pass
        assert len(twilio.snapshot()["legs"]) == 2
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    finally:
        process.kill()
    assert alive(twilio) == []
