"""Starting when the agent logs in, hidden.

Linux: an autostart entry (freedesktop Autostart Specification); with a marker, so that an entry
which somebody else wrote is never touched. Windows: the Run key of the user. macOS: a LaunchAgent.
Windows and macOS are written with care and untested there.
"""

import os
import plistlib
import sys
from pathlib import Path
from typing import Final

from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say
from softphone.qt.desktop.own_command import exec_line, own_command, windows_line

HIDDEN: Final = "--hidden"
MARKER: Final = "X-Softphone-Wrote-This=true"
_RUN_KEY: Final = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
_LAUNCH_AGENT: Final = "org.softphone.Softphone"


def start_at_login(on: bool) -> None:
    """Make it so; nothing is written where it is so already.

    Raises SoftphoneError: the file cannot be written.
    """
    try:
        _WAYS.get(sys.platform, _linux)(on)
    except OSError as error:
        raise SoftphoneError(
            say("Starting at login could not be changed: {problem}.", problem=error.strerror or str(error))
        ) from error


def autostart_file() -> Path:
    """Linux."""
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(config) / "autostart" / "softphone.desktop"


def autostart_entry(command: list[str]) -> str:
    """Linux: the entry's text."""
    return (
        "[Desktop Entry]\nType=Application\nName=Softphone\nIcon=softphone\nTerminal=false\n"
        f"Exec={exec_line([*command, HIDDEN])}\nX-GNOME-Autostart-enabled=true\n{MARKER}\n"
    )


def launch_agent_file(home: Path) -> Path:
    """macOS."""
    return home / "Library" / "LaunchAgents" / f"{_LAUNCH_AGENT}.plist"


def launch_agent(command: list[str]) -> bytes:
    """macOS: the property list. Source: launchd.plist(5)."""
    return plistlib.dumps({"Label": _LAUNCH_AGENT, "ProgramArguments": [*command, HIDDEN], "RunAtLoad": True})


def _linux(on: bool) -> None:
    file, entry = autostart_file(), autostart_entry(own_command())
    found = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    if found and MARKER not in found:
        return  # not ours
    if not on:
        file.unlink(missing_ok=True)
    elif _exec_of(found) != _exec_of(entry):
        # Only then: who switched it off in the desktop's own settings keeps that.
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(entry, encoding="utf-8")


def _exec_of(entry: str) -> str:
    return next((line for line in entry.splitlines() if line.startswith("Exec=")), "")


def _macos(on: bool) -> None:
    file, content = launch_agent_file(Path.home()), launch_agent(own_command())
    if not on:
        file.unlink(missing_ok=True)
    elif not file.exists() or file.read_bytes() != content:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _windows(on: bool) -> None:
    from PySide6.QtCore import QSettings

    run = QSettings(_RUN_KEY, QSettings.Format.NativeFormat)
    line = windows_line([*own_command(), HIDDEN])
    if not on:
        run.remove("Softphone")
    elif run.value("Softphone") != line:
        run.setValue("Softphone", line)
    run.sync()


_WAYS: Final = {"darwin": _macos, "win32": _windows}
