"""One press, one call, for commands that run beside each other; and what a killed one leaves."""

import json
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

CUSTOMER, TALKATIVE = "+14155552671", "+12065550142"
IS_BEING_CALLED = "is being called already. Use --again to call all the same."


@pytest.fixture
def call(start, sandbox):
    """Starts ``softphone call`` and returns at once."""

    def begun(*arguments: str) -> subprocess.Popen:
        return start("call", *arguments, "--agent", "ana", "--json", SOFTPHONE_SANDBOX=sandbox)

    return begun


@pytest.fixture
def run(softphone, sandbox):
    """Runs ``softphone call`` to its end."""

    def ended(*arguments: str):
        return softphone("call", *arguments, "--agent", "ana", "--json", SOFTPHONE_SANDBOX=sandbox)

    return ended


def read_until(process: subprocess.Popen, leg: str, status: str) -> dict[str, str]:
    """The line that tells so of a leg."""
    for line in iter(process.stdout.readline, ""):
        told = json.loads(line)
        if (told["leg"], told["status"]) == (leg, status):
            return told
    raise AssertionError(f"{leg} was never {status}: {process.stderr.read()}")


def kept(home: dict[str, str]) -> list[dict[str, object]]:
    """The calls on this machine's disk, the oldest first."""
    (path,) = Path(home["HOME"]).rglob("softphone.sqlite")
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT details, outcome FROM call ORDER BY placed_at").fetchall()
    database.close()
    return [json.loads(details) | {"outcome": outcome} for details, outcome in rows]


@pytest.fixture
def both(call, home, sandbox) -> list[tuple[int, str, str]]:
    """Two commands at the same instant, to the same number: status, output and words of each."""
    processes = [call(CUSTOMER) for _ in range(2)]
    told = [process.communicate(timeout=60) for process in processes]
    ended = [(process.returncode, *said) for process, said in zip(processes, told, strict=True)]
    return sorted(ended, key=lambda each: each[0])


def test_of_two_commands_at_once_one_calls_and_one_asks(both, home):
    [(first, _, _), (second, said, question)] = both
    assert (first, second, said, IS_BEING_CALLED in question) == (0, 1, "", True)
    assert [details["outcome"] for details in kept(home)] == ["talked"]


def test_the_same_number_at_once_again_is_a_question(run):
    run("+13125550142", "--caller-id", "default")
    again = run("+13125550142", "--caller-id", "default")
    assert (again.status, "Use --again to call all the same." in again.err) == (1, True)


def test_who_says_again_calls_again(run, home):
    run(CUSTOMER)
    assert run(CUSTOMER, "--again").status == 0
    assert [details["outcome"] for details in kept(home)] == ["talked", "talked"]


def test_after_a_while_the_same_number_is_no_question(run, home):
    run(CUSTOMER)
    (path,) = Path(home["HOME"]).rglob("softphone.sqlite")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE call SET placed_at = placed_at - 16")
    database.close()
    assert run(CUSTOMER).status == 0


@pytest.fixture
def killed(call) -> str:
    """The id of a call whose command was killed as the customer talked."""
    process = call(CUSTOMER)
    told = read_until(process, "customer", "in-progress")
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=30)
    return told["call"]


def test_what_a_killed_command_left_has_its_true_end_after_the_next_call(killed, run, home):
    for _ in range(5):  # the customer still talks for a second
        run("+13125550142", "--caller-id", "+19995550100")
        left = next(details for details in kept(home) if details["id"] == killed)
        if left["outcome"] != "open":
            break
    assert (left["outcome"], left["duration"]) == ("talked", 1)


def test_a_command_beside_another_leaves_its_call_alone(call, run, home):
    talking = call(TALKATIVE)
    told = read_until(talking, "customer", "in-progress")
    run("+13125550142", "--caller-id", "default")
    assert {details["id"]: details["outcome"] for details in kept(home)}[told["call"]] == "open"
    talking.send_signal(signal.SIGTERM)
    assert talking.wait(timeout=30) == 0
