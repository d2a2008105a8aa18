"""The command that starts this softphone, for files that the desktop reads later."""

import os
import sys
from pathlib import Path

_NEEDS_QUOTES = set(" \t\n\"'\\><~|&;$*?#()`")


def own_command() -> list[str]:
    """The words of the command: an AppImage and a Flatpak are started from outside themselves."""
    if appimage := os.environ.get("APPIMAGE"):
        return [appimage]
    if flatpak := os.environ.get("FLATPAK_ID"):
        return ["flatpak", "run", flatpak]
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name("softphone.exe" if sys.platform == "win32" else "softphone")
    return [str(script)] if script.exists() else [sys.executable, "-m", "softphone"]


def exec_line(words: list[str]) -> str:
    """The words as a desktop entry's Exec takes them.

    Source: Desktop Entry Specification 1.5, The Exec key.
    """
    return " ".join(map(_exec_word, words))


def _exec_word(word: str) -> str:
    word = word.replace("%", "%%")
    if not _NEEDS_QUOTES.intersection(word):
        return word
    for character in '\\"`$':
        word = word.replace(character, f"\\{character}")
    # The entry's own escaping comes on top of the Exec key's.
    return '"' + word.replace("\\", "\\\\") + '"'


def windows_line(words: list[str]) -> str:
    """The words as the Windows registry takes them: each in quotes, as paths have blanks."""
    return " ".join(f'"{word}"' for word in words)
