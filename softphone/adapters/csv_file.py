"""A CSV file that spreadsheets open: UTF-8 with a mark, written whole or not at all.

Rule: no text that a person wrote starts like a formula; a spreadsheet never runs it.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write ``columns`` and ``rows`` to ``path``.

    Raises SoftphoneError: the file could not be written; an older one is left as it was.
    """
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow(columns)
            table.writerows(rows)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SoftphoneError(
            say("{path} could not be written: {error}.", path=path, error=error.strerror),
            remedy=say("Choose another folder."),
        ) from error


def harmless(text: str) -> str:
    """``text`` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def utc(at: float) -> str:
    """Seconds since 1970 as "2026-11-21T10:00:00+00:00"."""
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
