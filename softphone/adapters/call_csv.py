"""Calls as a CSV file that spreadsheets open: UTF-8 with a mark, one call a row.

Rule: no cell starts like a formula; what a person wrote into a note is never run by a spreadsheet.
"""

import csv
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from softphone.application.ports import RecentCall
from softphone.domain.errors import SoftphoneError
from softphone.domain.narration import outcome_words
from softphone.domain.words import say

COLUMNS: Final = (
    "placed at (UTC)",
    "number",
    "name",
    "shown as",
    "rule",
    "why",
    "outcome",
    "seconds",
    "note",
)
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(path: Path, calls: Sequence[RecentCall], name_of: Callable[[str], str]) -> None:
    """Write ``calls`` to ``path``.

    Raises SoftphoneError: the file could not be written; an older one is left as it was.
    """
    beside = path.with_name(path.name + ".part")
    try:
        with beside.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(COLUMNS)
            rows.writerows(_row(found, name_of) for found in calls)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise SoftphoneError(
            say("{path} could not be written: {error}.", path=path, error=error.strerror),
            remedy=say("Choose another folder."),
        ) from error


def _row(found: RecentCall, name_of: Callable[[str], str]) -> list[str]:
    call = found.call
    return [
        datetime.fromtimestamp(call.placed_at, UTC).isoformat(timespec="seconds"),
        call.destination,
        _harmless(name_of(call.destination)),
        call.caller_id,
        call.rule,
        call.reason,
        outcome_words(call.outcome),
        str(call.duration),
        _harmless(found.note),
    ]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
