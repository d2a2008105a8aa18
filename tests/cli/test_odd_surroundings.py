"""What a script, a service manager or a tired person does to a command: a sentence, never a traceback."""

import json
import os
import signal
import subprocess
import sys

import pytest

from softphone.sandbox import Sandbox

CUSTOMER, TALKATIVE = "+14155552671", "+12065550142"
ALIVE = {"queued", "ringing", "in-progress"}


@pytest.fixture
def twilio():
    with Sandbox(scenario={"destinations": {CUSTOMER: {"after_s": 0.1, "talks_s": 0.3}}}) as running:
        yield running


def alive(twilio) -> list[str]:
    return [leg["to"] for leg in twilio.snapshot()["legs"] if leg["status"] in ALIVE]


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-", "2>&-", "<&-"])
def test_closed_streams_change_nothing_about_a_call(home, twilio, closed):
    command = f'"$0" -m softphone call {CUSTOMER} --agent ana --json {closed}'
    status = subprocess.run(
        ["sh", "-c", command, sys.executable],
        env={**home, "SOFTPHONE_SANDBOX": json.dumps(twilio.credentials)},
        timeout=60,
        check=False,
    ).returncode
    assert (status, len(twilio.snapshot()["legs"]), alive(twilio)) == (0, 2, [])


def test_a_gateways_429_after_the_work_was_done_rings_nobody_again(softphone, twilio):
    fault = {"request": "POST Calls", "nth": 1, "does": "body", "status": 429}
    twilio.add_fault({**fault, "body": '{"error": "quota exceeded"}'})
    softphone("call", CUSTOMER, "--agent", "ana", SOFTPHONE_SANDBOX=json.dumps(twilio.credentials))
    rung = [leg["to"].partition("?")[0] for leg in twilio.snapshot()["legs"]]
    assert rung == ["client:ana", CUSTOMER]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["call", CUSTOMER], 1), (["choose", CUSTOMER], 130), (["settings", "show"], 130)],
)
def test_ctrl_c_while_a_command_waits_for_a_file_is_no_traceback(start, tmp_path, arguments, status):
    pipe = tmp_path / "settings.toml"
    os.mkfifo(pipe)
    process = start(*arguments, "--settings", pipe)
    with pipe.open("w"):  # from here on the command reads
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert (process.returncode, told) == (status, "")


def test_a_file_without_an_end_is_one_sentence(softphone):
    done = softphone("choose", CUSTOMER, "--settings", "/dev/zero", "--account", "/dev/zero")
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "it is larger than 16 MB" in done.err


@pytest.mark.parametrize("name", [os.fsdecode(b"\xff"), "a" * 121, "ana\nbo"])
def test_an_agent_of_no_possible_name_is_told(softphone, name):
    done = softphone("call", CUSTOMER, "--agent", name)
    assert done.status == 2
    assert "an agent's name is printable and at most 120 letters" in done.err
    assert "Traceback" not in done.err


def test_a_call_that_a_killed_run_left_is_said_and_can_be_ended(start, softphone, twilio):
    asked = {"SOFTPHONE_SANDBOX": json.dumps(twilio.credentials)}
    killed = start("call", TALKATIVE, "--agent", "ana", "--json", **asked)
    for line in iter(killed.stdout.readline, ""):
        if json.loads(line)["leg"] == "customer" and json.loads(line)["status"] == "in-progress":
            break
    killed.kill()
    killed.wait()
    later = softphone("call", CUSTOMER, "--agent", "ana", **asked)
    assert "An earlier call to +1 206 555 0142 is still on. To end it: softphone --hang-up" in later.err
    ended = softphone("--hang-up", **asked)
    assert (ended.status, alive(twilio)) == (0, [])
    again = softphone("--hang-up", **asked)
    assert (again.status, again.err) == (
        2,
        "softphone: Softphone is not open, so there is no call to hang up.\n",
    )
