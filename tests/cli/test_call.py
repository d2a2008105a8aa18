"""``softphone call``: placed, followed to its end, and told by its exit status."""

import json
import os
import signal
import subprocess
import sys

import pytest

PROGRAM = (sys.executable, "-m", "softphone")
CUSTOMER, BUSY, TALKATIVE = "+14155552671", "+13125550142", "+12065550142"


@pytest.fixture
def call(softphone, sandbox):
    def placed(*arguments, **variables):
        return softphone("call", *arguments, SOFTPHONE_SANDBOX=sandbox, **variables)

    return placed


def told(done, leg: str) -> list[str]:
    return [line["status"] for line in done.objects if line["leg"] == leg]


@pytest.fixture(scope="module")
def busy(sandbox, tmp_path_factory) -> subprocess.CompletedProcess:
    """A call to somebody who is busy, as JSON."""
    folder = tmp_path_factory.mktemp("busy")
    return subprocess.run(
        [*PROGRAM, "call", BUSY, "--agent", "ana", "--caller-id", "default", "--json"],
        env={**os.environ, "XDG_DATA_HOME": str(folder), "HOME": str(folder), "SOFTPHONE_SANDBOX": sandbox},
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_a_customer_who_is_busy_was_not_reached(busy):
    last = {line["leg"]: line["status"] for line in map(json.loads, busy.stdout.splitlines())}
    assert (busy.returncode, last) == (1, {"agent": "completed", "customer": "busy"})


def test_every_change_is_one_object_with_the_call_the_leg_and_the_number_shown(busy):
    lines = [json.loads(line) for line in busy.stdout.splitlines()]
    assert {tuple(line) for line in lines} == {("call", "leg", "status", "caller_id", "rule")}
    assert {(line["caller_id"], line["rule"]) for line in lines} == {("+13125550102", "same_area_code")}
    assert len({line["call"] for line in lines}) == 1


def test_people_read_the_call_in_words(call):
    done = call(BUSY, "--agent", "ana")
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("Calling +1 312 555 0142 as +1 312 555 0102\n  Same area code, +1 312\n")
    assert done.out.endswith("  busy\n")


def test_an_agent_who_does_not_answer_reaches_nobody(call):
    done = call(CUSTOMER, "--agent", "away", "--json")
    assert (done.status, told(done, "customer")) == (1, ["not-dialled"])


def test_a_call_that_twilio_refuses_is_said_in_words(call):
    done = call("+15005550003", "--agent", "ana")
    assert done.status == 1
    assert "This account may not call that country or kind of number." in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("hello",), "“hello” is not a telephone number."),
        (("911",), "911 is an emergency number"),
        (("+14155552671", "--caller-id", "+19995550100"), "It is not among the account's numbers (read at "),
        ((), "the following arguments are required: DESTINATION"),
    ],
)
def test_what_cannot_be_called_is_one_line_and_status_two(call, arguments, words):
    done = call(*arguments)
    assert (done.status, done.out, len(done.err.splitlines()), words in done.err) == (2, "", 1, True)


def test_a_caller_id_may_be_chosen_for_this_call(call):
    lines = call("+15005550003", "--agent", "ana", "--caller-id", "+12125550101", "--json").objects
    assert {(line["caller_id"], line["rule"]) for line in lines} == {("+12125550101", "picked")}


def test_a_caller_id_that_the_settings_fix_cannot_be_chosen(call, write):
    settings = write("settings.toml", '[locked.caller_id]\nnumber = "+12125550101"\n')
    done = call(BUSY, "--agent", "ana", "--settings", settings, "--caller-id", "+13125550102")
    assert (done.status, "cannot be chosen here" in done.err) == (2, True)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_the_command_hangs_up_both_phones(start, sandbox, stop):
    process = start("call", TALKATIVE, "--agent", "ana", "--json", SOFTPHONE_SANDBOX=sandbox)
    lines = [json.loads(line) for line in iter(process.stdout.readline, "") if stopped(process, line, stop)]
    assert process.wait(timeout=30) == 0
    assert {line["leg"]: line["status"] for line in lines} == {"agent": "completed", "customer": "completed"}


def stopped(process: subprocess.Popen, line: str, stop: signal.Signals) -> bool:
    """Stops it once the customer talks; True for every line, so that all are kept."""
    if '"customer"' in line and '"in-progress"' in line:
        process.send_signal(stop)
    return True


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("not json", "is not what “softphone sandbox” prints"),
        ("[]", "is not what “softphone sandbox” prints"),
        ('{"url": "http://127.0.0.1:1"}', "is not what “softphone sandbox” prints"),
        (
            '{"url": "http://sandbox.example:80", "account_sid": "AC1", "api_key_sid": "SK1", '
            '"api_key_secret": "s3cret"}',
            "must be on this machine",
        ),
    ],
)
def test_a_sandbox_that_is_none_is_one_line_and_status_two(softphone, line, words):
    done = softphone("call", CUSTOMER, "--agent", "ana", SOFTPHONE_SANDBOX=line)
    assert (done.status, len(done.err.splitlines()), words in done.err) == (2, 1, True)
    assert "s3cret" not in done.err


def test_nobody_signed_in_is_one_line_and_status_two(softphone):
    done = softphone("call", CUSTOMER)
    assert (done.status, done.err.startswith("softphone: Nobody is signed in")) == (2, True)
