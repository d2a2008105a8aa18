"""The company's settings file: TOML at a fixed path, read with the line of every key.

Rule 1: the machine-wide path is fixed; no environment variable moves it.
Rule 2: tomllib alone decides what is TOML; lines are found by giving it one statement at a time.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from softphone.adapters.bounded_read import read_at_most
from softphone.application.settings.company import Company, Problem, company_from

_ENDS_A_VALUE: Final = re.compile(r'[\]}]|"""|\'\'\'')
_WHERE_IN_ERROR: Final = re.compile(r"\(at line (\d+), column \d+\)")


_MEGABYTES_AT_MOST: Final = 16  # 100,000 numbers in ring groups have 2


def machine_wide_path() -> Path:
    """Where this platform keeps the file.

    Windows and macOS are written with care and untested.
    """
    if sys.platform == "win32":
        return _program_data() / "Softphone" / "settings.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Softphone/settings.toml")
    return Path("/etc/softphone/settings.toml")


def read_settings(path: Path) -> tuple[Company, str]:
    """The settings in ``path``, and their text.

    A file that cannot be read is a Company with that problem, and no text.
    """
    try:
        content = read_at_most(path, _MEGABYTES_AT_MOST)
        text = content.decode("utf-8-sig")
    except OSError as error:
        return _unreadable(path, 1, f"cannot be read ({error.strerror})", "a readable file"), ""
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _unreadable(path, line, "is not UTF-8 text", "TOML in UTF-8"), ""
    return company_from_text(text, str(path)), text


def company_from_text(text: str, file: str) -> Company:
    """The settings in ``text``, which stands in ``file``."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _WHERE_IN_ERROR.search(str(error))
        line = int(where[1]) if where else text.count("\n") + 1
        what = _WHERE_IN_ERROR.sub("", str(error)).replace("(at end of document)", "").strip()
        return _unreadable(Path(file), line, f"is not TOML: {what}", "TOML")
    except RecursionError:
        return _unreadable(Path(file), 1, "is nested too deeply", "TOML")
    lines: dict[tuple[str, ...], int] = {}

    def line_of(path: tuple[str, ...]) -> int:
        if not lines:
            lines.update(_lines(text))
        return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 1)

    return company_from(tables, file, line_of)


def _unreadable(path: Path, line: int, what: str, expected: str) -> Company:
    return Company(problems=(Problem(str(path), line, "file", what, expected),))


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """The line on which each key path begins."""
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for line, is_header, statement in _statements(text):
        paths = list(_paths(statement))
        if is_header:
            table = max(paths, key=len, default=())
            paths = [table[:length] for length in range(1, len(table) + 1)]
        else:
            paths = [(*table, *path) for path in paths]
        for path in paths:
            found.setdefault(path, line)
    return found


def _statements(text: str) -> Iterator[tuple[int, bool, dict[str, Any]]]:
    """Each statement of a valid TOML text: its first line, is it a [header], what tomllib makes of it."""
    begun, waiting = 0, ""
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        if not waiting and (not line.strip() or line.lstrip().startswith("#")):
            continue
        first = not waiting
        begun = number if first else begun
        waiting += line
        if not first and not _ENDS_A_VALUE.search(line):
            continue
        try:
            statement = tomllib.loads(waiting)
        except tomllib.TOMLDecodeError:
            continue
        is_header = waiting.lstrip().startswith("[")
        waiting = ""
        yield begun, is_header, statement


def _paths(statement: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in statement.items():
        yield (*above, key)
        if isinstance(value, dict):
            yield from _paths(value, (*above, key))


def _program_data() -> Path:
    """%ProgramData% from the known folder, not from the variable. Untested."""
    import ctypes

    buffer = ctypes.create_unicode_buffer(260)
    common_application_data = 0x0023
    shell32 = ctypes.windll.shell32  # type: ignore[attr-defined,unused-ignore]  # Windows only
    shell32.SHGetFolderPathW(None, common_application_data, None, 0, buffer)
    return Path(buffer.value or "C:/ProgramData")
