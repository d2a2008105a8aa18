"""Two supervisors, the agent and somebody else's program write one worker at once, each a process."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.taskrouter.worker_text import FLEX_KEY, KEY, kept_in
from softphone.adapters.twilio.taskrouter.workers import TwilioWorkers
from softphone.application.caller_id.worker_directory import Worker
from softphone.sandbox import Sandbox

PROGRAM = Path(__file__).with_name("at_the_same_time.py")
CHANGES, COUNTED = 8, 150
EVERYBODY = {"sam": CHANGES, "kim": CHANGES, "ana": CHANGES, "other": COUNTED}


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> tuple[dict[str, list[str]], Worker]:
    """What became of everybody's changes, and ana's worker after them."""
    folder = tmp_path_factory.mktemp("machines")
    with Sandbox() as sandbox, ExitStack() as stack:
        running = {who: stack.enter_context(program(who, times, folder)) for who, times in EVERYBODY.items()}
        for process in running.values():
            process.stdin.write(json.dumps(sandbox.credentials))
            process.stdin.close()
        said = {who: process.stdout.read().splitlines() for who, process in running.items()}
        assert [process.wait(timeout=60) for process in running.values()] == [0] * len(running)
        key = sandbox.credentials
        account = TwilioAccount(
            Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"], key["url"])
        )
        worker = TwilioWorkers(account, key["workspace_sid"]).find("ana")
        account.close()
    return said, worker


def program(who: str, times: int, folder: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), who, str(times), str(folder / who)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "HOME": str(folder), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
    )


def test_nothing_of_the_other_program_is_lost(told):
    attributes = json.loads(told[1].attributes)
    assert (attributes["counter"], attributes["full_name"]) == (COUNTED, "Ana Ferreira")


def test_everybody_got_something_done_and_knows_what(told):
    said, _ = told
    for who in ("sam", "kim", "ana"):
        assert len(said[who]) == CHANGES
        assert set(said[who]) <= {"changed", "failed", "as before"}
        assert "changed" in said[who]


def test_each_change_was_made_over_the_one_before_it(told):
    rows = kept_in(told[1].attributes).record
    assert len(rows) > CHANGES / 2
    assert [row.old for row in rows[1:]] == [row.new for row in rows[:-1]]


def test_the_last_of_the_record_is_in_force_and_what_flex_shows(told):
    attributes = json.loads(told[1].attributes)
    last = kept_in(told[1].attributes).record[-1]
    assert attributes[KEY]["caller_id"] == attributes[FLEX_KEY] == last.new
    assert attributes[KEY]["by"] == last.by
