"""The record of changed caller IDs as a CSV file, one change a row."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from softphone.adapters.csv_file import harmless, utc, write_table
from softphone.application.caller_id.record import RecordedChange

COLUMNS: Final = ("changed at (UTC)", "agent", "by", "from", "to", "until (UTC)", "pinned", "why")


def write(path: Path, changes: Sequence[RecordedChange]) -> None:
    """Write ``changes`` to ``path``.

    Raises SoftphoneError: the file could not be written; an older one is left as it was.
    """
    write_table(path, COLUMNS, (_row(each) for each in changes))


def _row(recorded: RecordedChange) -> list[str]:
    change = recorded.change
    return [
        utc(change.at),
        harmless(recorded.agent),
        harmless(change.by),
        change.old,
        change.new,
        utc(change.until) if change.until else "",
        "yes" if change.pinned else "",
        harmless(change.why),
    ]
