"""Softphones in processes of their own, and a desktop of the test's own for them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from softphones import PROGRAM, Services, running, until, xdo


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts a softphone; killed at the end."""
    with ExitStack() as stack:

        def started(*arguments: str, **variables: str) -> subprocess.Popen:
            return stack.enter_context(
                running(*PROGRAM, *arguments, env={**os.environ, **variables}, stderr=subprocess.PIPE)
            )

        yield started


@pytest.fixture
def run() -> Callable[..., subprocess.CompletedProcess]:
    """Runs a softphone to its end."""

    def ran(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
        environment = {**os.environ, **variables}
        return subprocess.run(
            [*PROGRAM, *arguments], env=environment, capture_output=True, text=True, timeout=30, check=False
        )

    return ran


@pytest.fixture
def data(home) -> Path:
    """The folder that softphones of this test share."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "softphone"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def bus(monkeypatch) -> Iterator[None]:
    """A session bus of the test's own."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed")
    command = ("dbus-daemon", "--session", "--nofork", "--print-address")
    with running(*command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield


@pytest.fixture
def services(bus) -> Iterator[Services]:
    program = str(Path(__file__).with_name("desktop_services.py"))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with running(sys.executable, program, **pipes) as process:
        services = Services(process)
        services.told("ready")
        yield services


@pytest.fixture
def screen(monkeypatch) -> Iterator[str]:
    """An X server of the test's own, with a window manager."""
    for name in ("Xvfb", "xdotool", "openbox"):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")
    reading, writing = os.pipe()
    # Without -noreset it begins anew when its last client leaves, and turns away who comes just then.
    command = (
        *("Xvfb", "-displayfd", str(writing), "-screen", "0", "1200x900x24", "-nolisten", "tcp", "-noreset"),
    )
    with running(*command, pass_fds=(writing,), stderr=subprocess.DEVNULL):
        os.close(writing)
        with os.fdopen(reading) as told:
            display = f":{told.readline().strip()}"
        monkeypatch.setenv("DISPLAY", display)
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        # Its number is told before it lets everybody in.
        until(lambda: xdo("xprop", "-root"), "the X server")
        with running("openbox", stderr=subprocess.DEVNULL):
            until(lambda: "_NET_SUPPORTING_WM_CHECK" in xdo("xprop", "-root"), "the window manager")
            yield display
