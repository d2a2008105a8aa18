import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
import requests

RUN = """
import sys
from softphone.sandbox.command import run_until_stdin_closes as run
port, account, scenario = sys.argv[1:]
sys.exit(run(int(port), account or None, scenario or None, sys.stdin, sys.stdout))
"""


@pytest.fixture
def launch():
    """Starts the command; whatever is left of it at the end is ended."""
    running = []

    def launched(port="0", account="", scenario="", stdin=subprocess.PIPE):
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(port), str(account), str(scenario)],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield launched
    for process in running:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


def test_the_first_line_is_what_a_client_needs_and_it_works(launch):
    told = json.loads(launch().stdout.readline())

    answer = requests.get(
        f"{told['url']}/2010-04-01/Accounts/{told['account_sid']}/IncomingPhoneNumbers.json",
        auth=(told["api_key_sid"], told["api_key_secret"]),
        timeout=5,
    )

    assert len(answer.json()["incoming_phone_numbers"]) == 42


def test_the_end_of_its_input_ends_it(launch):
    process = launch()
    process.stdout.readline()

    process.stdin.close()

    assert process.wait(5) == 0
    assert process.stderr.read() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("stdin", [subprocess.PIPE, subprocess.DEVNULL])
def test_a_signal_ends_it(launch, number, stdin):
    process = launch(stdin=stdin)
    process.stdout.readline()

    os.kill(process.pid, number)

    assert process.wait(5) == 0
    assert process.stderr.read() == ""


def test_without_a_pipe_it_does_not_end_by_itself(launch):
    process = launch(stdin=subprocess.DEVNULL)
    process.stdout.readline()

    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)


def test_it_plays_the_account_and_the_scenario_of_its_files(launch, tmp_path):
    account, scenario = tmp_path / "account.json", tmp_path / "scenario.toml"
    account.write_text('{"incoming_phone_numbers": [{"phone_number": "+14155550100"}]}')
    scenario.write_text('[[faults]]\nrequest = "GET IncomingPhoneNumbers"\nnth = 1\ndoes = "503"\n')
    told = json.loads(launch(account=account, scenario=scenario).stdout.readline())
    path = f"{told['url']}/2010-04-01/Accounts/{told['account_sid']}/IncomingPhoneNumbers.json"
    auth = (told["api_key_sid"], told["api_key_secret"])

    first, second = (requests.get(path, auth=auth, timeout=5) for _ in range(2))

    assert first.status_code == 503
    assert [each["phone_number"] for each in second.json()["incoming_phone_numbers"]] == ["+14155550100"]


@pytest.mark.parametrize(
    ("which", "text", "said"),
    [
        ("account", '{\n"incoming_phone_numbers": [}', "{file}:2: not JSON"),
        ("account", "[]", "{file}: expected an object"),
        ("account", '{"incoming_phone_numbers": [{}]}', "{file}: incoming_phone_numbers: an entry has no"),
        ("scenario", "\n\nfaults = [", "{file}:3: not TOML"),
        ("scenario", "[destination]", "{file}: unknown key destination"),
    ],
)
def test_a_file_it_cannot_work_with_is_named_in_one_line(launch, tmp_path, which, text, said):
    file = tmp_path / "file"
    file.write_text(text)

    process = launch(**{which: file})

    assert process.wait(5) == 2
    (line,) = process.stderr.read().splitlines()
    assert line.startswith(said.format(file=file))
    assert process.stdout.read() == ""


def test_a_file_that_is_not_there_is_named(launch, tmp_path):
    process = launch(account=tmp_path / "missing.json")

    assert process.wait(5) == 2
    assert "missing.json: cannot be read: No such file" in process.stderr.read()


def test_a_taken_port_is_said_in_one_line(launch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = launch(port=port)

        assert process.wait(5) == 2
        (line,) = process.stderr.read().splitlines()
        assert line.startswith(f"Port {port} on 127.0.0.1 cannot be used")


def test_it_is_there_quickly(launch):
    begun = time.monotonic()

    launch().stdout.readline()

    assert time.monotonic() - begun < 3
