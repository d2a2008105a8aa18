"""Softphones in processes of their own, what the desktop was told, and what is on the screen."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

PROGRAM = (sys.executable, "-m", "softphone")
PATIENCE_S = 15


def until(is_so: Callable[[], Any], what: str = "it") -> Any:
    """Wait for something outside this process; there is nobody to tell us when."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if found := is_so():
            return found
        threading.Event().wait(0.05)
    pytest.fail(f"waited {PATIENCE_S} s in vain for {what}")


@contextmanager
def running(*command: str, **options: Any) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(command, text=True, **options)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


class Services:
    """The desktop's services (desktop_services.py) and what they were told."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self._process.stdout:
            self._lines.put(line)

    def told(self, key: str) -> Any:
        """The next thing under ``key``."""
        end = time.monotonic() + PATIENCE_S
        while (left := end - time.monotonic()) > 0:
            try:
                what = json.loads(self._lines.get(timeout=left))
            except queue.Empty:
                break
            if key in what:
                return what[key]
        pytest.fail(f"the desktop was told nothing of {key!r}")

    def does(self, line: str) -> None:
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def own(self, name: str) -> None:
        self.does(f"own {name}")
        self.told("owns")


def xdo(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout


def visible_windows() -> list[str]:
    """Our windows that are on the screen."""
    return xdo("xdotool", "search", "--onlyvisible", "--name", "Softphone").split()
