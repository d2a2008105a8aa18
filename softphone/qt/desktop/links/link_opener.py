"""Makes this softphone the program for tel:, callto: and sip: links, and says what it did.

Linux: a desktop entry and the user's mimeapps.list (freedesktop MIME Applications 1.0), which is what
xdg-mime edits, too; it is not installed everywhere. Windows: the entries of the user's registry that
offer it; Windows lets only the person choose, in its Settings. macOS: only an application bundle can
declare links (CFBundleURLTypes), so there is nothing this program could do from inside.
Windows is written with care and untested.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.links import SCHEMES
from softphone.domain.words import say
from softphone.qt.desktop.own_command import exec_line, own_command, windows_line

ENTRY_NAME: Final = "softphone.desktop"
_DEFAULTS: Final = "[Default Applications]"


def why_not() -> str:
    """Why this cannot be done here; empty if it can."""
    if sys.platform == "darwin":
        return say("On macOS the system asks which program opens a link.")
    if os.environ.get("FLATPAK_ID"):
        return say("In a Flatpak the system's settings choose the program for links.")
    return ""


def open_links_here(icon: Path) -> str:
    """Do it; the sentence that tells what was done. Takes a while: belongs in a lane.

    Raises SoftphoneError: a file cannot be written.
    """
    try:
        return _windows(icon) if sys.platform == "win32" else _linux(icon)
    except OSError as error:
        raise SoftphoneError(
            say(
                "The program for links could not be changed: {problem}.", problem=error.strerror or str(error)
            ),
            remedy=say("Choose it in the system's settings."),
        ) from error


def entry(command: list[str], icon: str) -> str:
    """Linux: the desktop entry's text."""
    types = "".join(f"x-scheme-handler/{scheme};" for scheme in SCHEMES)
    return (
        "[Desktop Entry]\nType=Application\nName=Softphone\nGenericName=Softphone\n"
        f"Exec={exec_line(command)} %u\nIcon={icon}\nTerminal=false\nStartupWMClass=softphone\n"
        f"Categories=Network;Telephony;\nMimeType={types}\n"
    )


def with_defaults(text: str) -> str:
    """``mimeapps.list`` with this softphone first for every scheme, all else untouched."""
    ours = {f"x-scheme-handler/{scheme}": f"x-scheme-handler/{scheme}={ENTRY_NAME};" for scheme in SCHEMES}
    kept: list[str] = []
    heading = ""
    for line in text.splitlines():
        heading = line.strip() if line.startswith("[") else heading
        if heading != _DEFAULTS or line.partition("=")[0].strip() not in ours:
            kept.append(line)
    if _DEFAULTS not in kept:
        kept += [_DEFAULTS]
    at = kept.index(_DEFAULTS) + 1
    return "\n".join([*kept[:at], *ours.values(), *kept[at:]]) + "\n"


def _linux(icon: Path) -> str:
    home = Path.home()
    applications = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "applications"
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    applications.mkdir(parents=True, exist_ok=True)
    config.mkdir(parents=True, exist_ok=True)
    (applications / ENTRY_NAME).write_text(entry(own_command(), str(icon)), encoding="utf-8")
    choices = config / "mimeapps.list"
    before = choices.read_text(encoding="utf-8") if choices.exists() else ""
    new = choices.with_name("mimeapps.list.softphone-new")
    new.write_text(with_defaults(before), encoding="utf-8")
    new.replace(choices)
    if indexer := shutil.which("update-desktop-database"):
        subprocess.run([indexer, str(applications)], check=False, capture_output=True, timeout=20)
    return say(
        "tel:, callto: and sip: links now open here. Written: {entry} and {choices}.",
        entry=str(applications / ENTRY_NAME),
        choices=str(choices),
    )


def windows_registry(command: list[str], icon: str) -> dict[str, str]:
    """Windows: values under HKEY_CURRENT_USER, by their path.

    Source: Microsoft, Default Programs; a bare Software\\Classes\\tel would take it from others.
    """
    line = f'{windows_line(command)} "%1"'
    capabilities = r"Software\Softphone\Capabilities"
    values = {
        r"Software\RegisteredApplications\Softphone": capabilities,
        rf"{capabilities}\ApplicationName": "Softphone",
        rf"{capabilities}\ApplicationDescription": "Softphone",
    }
    for scheme in SCHEMES:
        class_ = rf"Software\Classes\Softphone.{scheme}"
        values[rf"{capabilities}\URLAssociations\{scheme}"] = f"Softphone.{scheme}"
        values[rf"{class_}\."] = f"URL:{scheme}"
        values[rf"{class_}\URL Protocol"] = ""
        values[rf"{class_}\DefaultIcon\."] = icon
        values[rf"{class_}\shell\open\command\."] = line
    return values


def _windows(icon: Path) -> str:
    from PySide6.QtCore import QSettings

    registry = QSettings("HKEY_CURRENT_USER", QSettings.Format.NativeFormat)
    for path, value in windows_registry(own_command(), str(icon)).items():
        registry.setValue(path.replace("\\", "/"), value)
    registry.sync()
    return say(
        "Softphone is now among the programs for tel: links. Choose it in Settings, Apps, Default apps."
    )
