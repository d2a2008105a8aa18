"""What is installed here: this program, Python, the system, and everybody else's packages.

Rule: the packages are read from what is installed, never from a list of ours.
"""

import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import PurePosixPath
from typing import Final

from softphone.application.support_bundle import Package

OURS: Final = "softphone"
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_OF_AN_EXTRA: Final = re.compile(r";.*\bextra\b")
_LICENCE_FILE: Final = re.compile(r"(?i)(licen[cs]e|copying|notice|copyright)")
_CLASSIFIER: Final = "License :: "


def versions() -> tuple[tuple[str, str], ...]:
    """This program, Python, sqlite and the system: name and version."""
    return (
        ("softphone", _version_of(OURS)),
        ("Python", f"{platform.python_version()} ({platform.python_implementation()})"),
        ("sqlite", sqlite3.sqlite_version),
        ("system", platform.platform()),
        ("frozen", "yes" if getattr(sys, "frozen", False) else "no"),
    )


def installed_packages() -> tuple[Package, ...]:
    """This program first, then all that it needs and that is installed, by name."""
    found: dict[str, Package] = {}
    waiting = [OURS]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue  # for another platform, or an older Python
        found[key] = _package(installed)
        waiting += _needed_by(installed)
    others = sorted(key for key in found if key != OURS)
    return tuple(found[key] for key in (*found.keys() & {OURS}, *others))


def _version_of(name: str) -> str:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return "?"


def _needed_by(installed: Distribution) -> Iterator[str]:
    for requirement in installed.requires or ():
        name = _NAME.match(requirement)
        if name and not _OF_AN_EXTRA.search(requirement):
            yield name[0]


def _package(installed: Distribution) -> Package:
    told = installed.metadata
    return Package(told["Name"], installed.version, _licence(installed), _licence_text(installed))


def _licence(installed: Distribution) -> str:
    told = installed.metadata
    for key in ("License-Expression", "License"):
        line = (told.get_all(key) or [""])[0].strip()
        if line and "\n" not in line and line != "UNKNOWN":
            return str(line)
    classified = [each for each in told.get_all("Classifier") or () if each.startswith(_CLASSIFIER)]
    return ", ".join(each.rsplit(" :: ", 1)[-1] for each in classified)


def _licence_text(installed: Distribution) -> str:
    texts = []
    for file in installed.files or ():
        if ".dist-info" in str(file) and _LICENCE_FILE.match(PurePosixPath(file).name):
            try:
                texts.append(file.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
    return "\n\n".join(texts)
