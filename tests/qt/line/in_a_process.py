"""Runs a file of checks in a process of its own.

Rule: WebEngine takes its flags from the environment, once for each process.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from softphone.domain.line.line_state import LineState
from softphone.qt.line.engine import what_is_missing

HERE: Final = Path(__file__).parent
SECONDS_AT_MOST: Final = 300
# What WebEngine says of a screen, a graphics card and a sound card that are not there.
NOISE: Final = (
    "RHI",
    "QRhi",
    "GPUInfo",
    "Sandboxing",
    "ulkan",
    "Couldn't load",
    "Couldn't resolve",
    "pa_context",
    "capturing",
)
ALWAYS: Final = (
    "--autoplay-policy=no-user-gesture-required",
    '--host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"',
)
_WHY: Final = {
    LineState.NOT_INSTALLED: "the extra is not installed: pip install 'softphone[audio]'",
    LineState.LEFT_OUT: "the SDK is not there: packaging/prepare.sh line",
}


def why_not() -> str:
    """Why no line can be opened here; empty if one can."""
    missing = what_is_missing()
    if missing is not None:
        return _WHY[missing]
    return "" if importlib.util.find_spec("aiortc") else _WHY[LineState.NOT_INSTALLED]


def skipped(reason: str) -> pytest.MarkDecorator:
    """Skips for a reason, if there is one; where the checks are required they run, and say it."""
    is_required = os.environ.get("SOFTPHONE_LINE_TESTS") == "required"
    return pytest.mark.skipif(bool(reason) and not is_required, reason=reason)


def all_hold(checks: str, flags: tuple[str, ...] = (), **environment: str) -> None:
    """Args:
    checks: The file, without its ending.
    flags: Of Chromium, besides those that are always there.
    environment: Of the process, besides this one's.
    """
    surroundings = os.environ | {
        "PYTEST_ADDOPTS": "",  # they are for this run, not for that one
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_CHROMIUM_FLAGS": " ".join([*ALWAYS, *flags]),
        "PULSE_SERVER": "unix:/nowhere",
        **environment,
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE / f"{checks}.py")]
    options = ["-o", "python_files=checks_*.py", "-o", "qt_log_ignore=" + "\n".join(NOISE)]
    done = subprocess.run(
        [*command, *options],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=SECONDS_AT_MOST,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
