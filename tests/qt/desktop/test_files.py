"""The files that the desktop reads: autostart, links, the package's own entry."""

import os
import plistlib
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path, PurePosixPath

import pytest

from softphone.qt.desktop.links.link_opener import entry, open_links_here, windows_registry, with_defaults
from softphone.qt.desktop.own_command import exec_line, own_command, windows_line
from softphone.qt.desktop.start_at_login import (
    autostart_entry,
    autostart_file,
    launch_agent,
    launch_agent_file,
    start_at_login,
)

PACKAGING = Path(__file__).parents[3] / "packaging" / "linux"


def entry_of(text: str) -> dict[str, str]:
    parser = ConfigParser(interpolation=None, delimiters="=", strict=False)
    parser.optionxform = str
    parser.read_string(text)
    return dict(parser["Desktop Entry"])


def test_starting_at_login_writes_an_entry_that_starts_hidden_and_takes_it_away_again() -> None:
    start_at_login(True)

    written = entry_of(autostart_file().read_text())
    assert written["Type"] == "Application"
    assert written["Exec"].endswith(" --hidden")
    assert own_command()[0] in written["Exec"]

    start_at_login(False)
    assert not autostart_file().exists()


def test_an_entry_that_somebody_else_wrote_is_left_alone() -> None:
    autostart_file().parent.mkdir(parents=True)
    autostart_file().write_text("[Desktop Entry]\nExec=softphone --other\n")

    start_at_login(True)
    start_at_login(False)

    assert autostart_file().read_text() == "[Desktop Entry]\nExec=softphone --other\n"


def test_an_entry_switched_off_in_the_desktops_settings_stays_off() -> None:
    start_at_login(True)
    switched_off = autostart_file().read_text().replace("enabled=true", "enabled=false")
    autostart_file().write_text(switched_off)

    start_at_login(True)

    assert autostart_file().read_text() == switched_off


def test_an_appimage_and_a_flatpak_are_started_from_outside(monkeypatch) -> None:
    monkeypatch.setenv("APPIMAGE", "/home/ana/My Apps/Softphone.AppImage")
    assert autostart_entry(own_command()).splitlines()[5] == (
        'Exec="/home/ana/My Apps/Softphone.AppImage" --hidden'
    )
    monkeypatch.delenv("APPIMAGE")
    monkeypatch.setenv("FLATPAK_ID", "org.example.Softphone")
    assert own_command() == ["flatpak", "run", "org.example.Softphone"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["softphone", "--hidden"], "softphone --hidden"),
        (["/opt/a b/softphone"], '"/opt/a b/softphone"'),
        (["/opt/100%/softphone"], "/opt/100%%/softphone"),
        (['/opt/a"b'], '"/opt/a\\\\"b"'),
    ],
)
def test_an_exec_line_is_quoted_as_the_specification_says(words, line) -> None:
    assert exec_line(words) == line


def test_on_macos_it_is_a_launch_agent() -> None:
    assert launch_agent_file(PurePosixPath("/Users/ana")) == PurePosixPath(
        "/Users/ana/Library/LaunchAgents/org.softphone.Softphone.plist"
    )
    assert plistlib.loads(launch_agent(["/Applications/Softphone"])) == {
        "Label": "org.softphone.Softphone",
        "ProgramArguments": ["/Applications/Softphone", "--hidden"],
        "RunAtLoad": True,
    }


def test_on_windows_every_word_is_in_quotes() -> None:
    assert windows_line([r"C:\Program Files\Softphone\softphone.exe", "--hidden"]) == (
        r'"C:\Program Files\Softphone\softphone.exe" "--hidden"'
    )


def test_on_windows_links_are_offered_and_taken_from_nobody() -> None:
    values = windows_registry([r"C:\Softphone\softphone.exe"], r"C:\Softphone\softphone.ico")

    assert values[r"Software\Classes\Softphone.tel\shell\open\command\."] == (
        r'"C:\Softphone\softphone.exe" "%1"'
    )
    assert values[r"Software\Softphone\Capabilities\URLAssociations\tel"] == "Softphone.tel"
    assert not [path for path in values if path.startswith(r"Software\Classes\tel")]


def test_links_open_here_after_an_entry_and_the_users_choices_were_written() -> None:
    choices = Path(os.environ["XDG_CONFIG_HOME"]) / "mimeapps.list"
    choices.parent.mkdir(parents=True, exist_ok=True)
    choices.write_text(
        "[Added Associations]\nx-scheme-handler/tel=kdeconnect.desktop;\n\n"
        "[Default Applications]\ntext/html=firefox.desktop\nx-scheme-handler/tel=kdeconnect.desktop\n"
    )

    words = open_links_here(Path("/icons/softphone.svg"))

    written = Path(os.environ["XDG_DATA_HOME"]) / "applications" / "softphone.desktop"
    assert str(written) in words
    assert str(choices) in words
    assert entry_of(written.read_text())["Exec"].endswith(" %u")
    assert choices.read_text() == (
        "[Added Associations]\nx-scheme-handler/tel=kdeconnect.desktop;\n\n"
        "[Default Applications]\nx-scheme-handler/tel=softphone.desktop;\n"
        "x-scheme-handler/callto=softphone.desktop;\nx-scheme-handler/sip=softphone.desktop;\n"
        "x-scheme-handler/sips=softphone.desktop;\ntext/html=firefox.desktop\n"
    )


def test_choosing_twice_is_choosing_once() -> None:
    once = with_defaults("")
    assert with_defaults(once) == once


def test_the_menu_says_what_it_did(agent) -> None:
    action = next(
        action
        for menu in agent.window.menuBar().actions()
        for action in menu.menu().actions()
        if action.text() == "Make this the app for &tel: links"
    )

    action.trigger()

    agent.waits_to_read("tel:, callto: and sip: links now open here. Written: ")
    agent.clicks("OK")


def test_the_packages_entry_offers_the_same_links_as_the_one_written_here() -> None:
    packaged = entry_of((PACKAGING / "softphone.desktop").read_text())

    ours = entry_of(entry(["softphone"], "softphone"))
    assert {key: packaged[key] for key in ours} == ours
    assert packaged["Actions"] == "from-clipboard;hang-up;"


KEYS_OF_VERSION_1_0 = {
    "Type",
    "Name",
    "GenericName",
    "Comment",
    "Exec",
    "Icon",
    "Terminal",
    "StartupWMClass",
    "StartupNotify",
    "Categories",
    "Keywords",
    "MimeType",
    "Actions",
}


def test_the_packages_entry_has_keys_that_every_validator_knows() -> None:
    """Desktop Entry Specification 1.0, and keys of its own kind with X-."""
    packaged = entry_of((PACKAGING / "softphone.desktop").read_text())
    assert {key for key in packaged if not key.startswith("X-")} <= KEYS_OF_VERSION_1_0
    assert all(packaged[key].endswith(";") for key in ("Categories", "Keywords", "MimeType", "Actions"))


def test_the_metainfo_launches_the_entry() -> None:
    root = ET.parse(PACKAGING / "softphone.metainfo.xml").getroot()
    assert root.findtext("launchable") == "softphone.desktop"
