"""A window on a local Twilio of the test's own, with files in a folder of the test's own."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from agent_at_work import AgentAtWork
from PySide6.QtCore import QEvent

from softphone.qt.theme import theme
from softphone.qt.window_wiring import WindowWiring
from softphone.sandbox import Sandbox, default_settings

ANSWERS_AT_ONCE = {"does": "answer", "after_s": 0.0}
EVERYBODY_ANSWERS_AT_ONCE = {
    "destinations": dict.fromkeys(("client:ana", "+12125550142", "+442079460018"), ANSWERS_AT_ONCE)
}


def pytest_configure(config: pytest.Config) -> None:
    """The screen that is none says this of every window and popup; it is not ours to mend."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> None:
    """Nobody's own files, settings or accounts."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("SOFTPHONE_SANDBOX", raising=False)


@pytest.fixture(scope="session", autouse=True)
def look(qapp) -> None:
    qapp.setStyle("Fusion")
    theme()


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "data"


class Clock:
    """Twilio's clock; a test may put it forward."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self._ahead

    def forward(self, seconds: float) -> None:
        self._ahead += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock) -> Iterator[Sandbox]:
    with Sandbox(scenario=EVERYBODY_ANSWERS_AT_ONCE, clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def point_at(monkeypatch) -> Callable[..., None]:
    """Points the window at a sandbox, as the environment of a person would."""

    def pointed(sandbox: Sandbox, **instead: str) -> None:
        monkeypatch.setenv("SOFTPHONE_SANDBOX", json.dumps({**sandbox.credentials, **instead}))

    return pointed


@pytest.fixture
def sit_down(qapp, qtbot, folder) -> Iterator[Callable[..., AgentAtWork]]:
    """Opens a window and gives it to an agent; closed at the end, or when the agent leaves.

    Widgets that were let go are gone, on the thread they live in, before the next test begins.
    """
    with ExitStack() as stack:

        def opened(**options: object) -> AgentAtWork:
            desk = WindowWiring(folder=options.pop("folder", folder), **options)
            agent = AgentAtWork(qtbot, desk)
            stack.callback(agent.leaves)
            agent.arrives()
            return agent

        yield opened
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def agent(sandbox, point_at, sit_down) -> AgentAtWork:
    """Ana at her window, with Acme's numbers in front of her."""
    point_at(sandbox)
    ana = sit_down()
    ana.waits_to_read("43 numbers, refreshed")
    return ana


@pytest.fixture
def settings_file(tmp_path) -> Callable[[str], Path]:
    """A company's settings file with these lines."""

    def written(toml: str) -> Path:
        path = tmp_path / "settings.toml"
        path.write_text(toml, encoding="utf-8")
        return path

    return written


@pytest.fixture
def desk_of(sandbox, point_at, sit_down, tmp_path) -> Callable[..., AgentAtWork]:
    """Opens a desk of Acme's on a machine of its own, for whoever is named."""

    def opened(agent: str, **instead: str) -> AgentAtWork:
        settings = tmp_path / f"{agent}.toml"
        settings.write_text(f'{default_settings()}\n[defaults.agent]\nname = "{agent}"\n', encoding="utf-8")
        point_at(sandbox, **instead)
        person = sit_down(folder=tmp_path / agent, settings_file=settings)
        person.waits_to_read("43 numbers, refreshed")
        return person

    return opened
