"""The command line in a process of its own, in a home of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PROGRAM = (sys.executable, "-m", "softphone")
NOT_INHERITED = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "SOFTPHONE_SANDBOX")


@dataclass(frozen=True)
class Done:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def home(tmp_path) -> dict[str, str]:
    """An environment without a screen, a keyring and anybody's data."""
    return {**inherited(), **in_a_home_of_its_own(tmp_path)}


@pytest.fixture
def softphone(home) -> Callable[..., Done]:
    """Runs ``softphone`` with arguments; more variables as keywords."""

    def run(*arguments: object, stdin: bytes = b"", **variables: str) -> Done:
        done = subprocess.run(
            [*PROGRAM, *map(os.fspath, arguments)],
            input=stdin,
            env={**home, **variables},
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def _listens_to_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def start(home) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts ``softphone`` with pipes, and leaves the rest to the test."""
    with ExitStack() as stack:

        def started(*arguments: object, **variables: str) -> subprocess.Popen:
            process = subprocess.Popen(
                [*PROGRAM, *map(os.fspath, arguments)],
                env={**home, **variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                # Whoever runs the tests in the background has SIGINT ignored, and so would this process.
                preexec_fn=_listens_to_interrupts,
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield started


@pytest.fixture
def write(tmp_path) -> Callable[[str, object], Path]:
    """Writes a file: text, bytes, or anything else as JSON."""

    def written(name: str, content: object) -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return written


@pytest.fixture
def account(write) -> Path:
    """San Francisco, New York, London, a toll-free number, and one that cannot carry calls."""
    rows = ["+14155550100", "+12125550101", "+442079460100", "+18005550199", "+15035550121"]
    numbers = [
        {
            "sid": f"PN{serial:032x}",
            "phone_number": e164,
            "friendly_name": f"Line {e164[-4:]}",
            "capabilities": {"voice": e164 != "+15035550121", "sms": True},
            "date_created": f"Mon, 01 Jan 2024 00:00:{serial:02d} +0000",
        }
        for serial, e164 in enumerate(rows)
    ]
    return write("account.json", {"incoming_phone_numbers": numbers})


@contextmanager
def running_sandbox(scenario: Path, text: str) -> Iterator[str]:
    """A sandbox in a process of its own; the line that it printed."""
    scenario.write_text(text)
    command = [*PROGRAM, "sandbox", "--scenario", str(scenario)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process.stdout.readline()
        process.communicate()


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory) -> Iterator[str]:
    """A sandbox that runs while the tests do; the line that it printed."""
    people = {
        "+14155552671": 'does = "answer"\nafter_s = 0.1\ntalks_s = 1.0',
        "+13125550142": 'does = "busy"\nafter_s = 0.1',
        "client:away": 'does = "reject"\nafter_s = 0.1',
    }
    text = "\n".join(f'[destinations."{who}"]\n{does}' for who, does in people.items())
    with running_sandbox(tmp_path_factory.mktemp("sandbox") / "scenario.toml", text) as line:
        yield line


@pytest.fixture(scope="session", autouse=True)
def under_way(tmp_path_factory, sandbox) -> Iterator[dict[str, subprocess.Popen]]:
    """Commands that take long by nature, started when the first test begins."""
    folder = tmp_path_factory.mktemp("under_way")
    fault = '[[faults]]\nrequest = "POST Calls"\nevery = 1\ndoes = "request lost"\n'
    with running_sandbox(folder / "scenario.toml", fault) as void, ExitStack() as stack:

        def begun(name: str, *arguments: str, **variables: str) -> subprocess.Popen:
            process = subprocess.Popen(
                [*PROGRAM, *arguments],
                env={**inherited(), **in_a_home_of_its_own(folder / name), **variables},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                preexec_fn=_listens_to_interrupts,
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        call = ("call", "+14155552671", "--agent", "ana", "--json")
        processes = {
            "a whole call": begun("whole", *call, SOFTPHONE_SANDBOX=sandbox),
            "the tour": begun("tour", "--sandbox"),
            "a call into the void": begun("void", *call[:-1], SOFTPHONE_SANDBOX=void),
        }
        for line in iter(processes["a call into the void"].stdout.readline, ""):
            if "may be ringing" in line:
                break
        processes["a call into the void"].send_signal(signal.SIGINT)
        for line in iter(processes["a call into the void"].stderr.readline, ""):
            if "hanging up" in line:
                break
        processes["a call into the void"].send_signal(signal.SIGINT)
        yield processes


def inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}


def in_a_home_of_its_own(folder: Path) -> dict[str, str]:
    return {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
