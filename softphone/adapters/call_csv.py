"""Calls as a CSV file, one call a row."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from softphone.adapters.csv_file import harmless, utc, write_table
from softphone.application.ports import RecentCall
from softphone.domain.calls.narration import outcome_words

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


def write(path: Path, calls: Sequence[RecentCall], name_of: Callable[[str], str]) -> None:
    """Write ``calls`` to ``path``.

    Raises SoftphoneError: the file could not be written; an older one is left as it was.
    """
    write_table(path, COLUMNS, (_row(found, name_of) for found in calls))


def _row(found: RecentCall, name_of: Callable[[str], str]) -> list[str]:
    call = found.call
    return [
        utc(call.placed_at),
        call.destination,
        harmless(name_of(call.destination)),
        call.caller_id,
        call.rule,
        call.reason,
        outcome_words(call.outcome),
        str(call.duration),
        harmless(found.note),
    ]
