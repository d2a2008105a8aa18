"""The rows of a CSV text, whatever is wrong with its quotation marks.

Rule 1: a quotation mark that is never closed, or only in the middle of another row's cell,
        costs its own line, not the rest of the file.
Rule 2: each line is looked at a fixed number of times: odd marks cost no more than even ones.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from softphone.domain.contacts.import_plan import Skipped
from softphone.domain.words import say

_LONGEST_ROW: Final = 1000  # lines; a note may be long, a quotation mark left open is longer
_SHOWN: Final = 2000  # characters of a line that is no row
_QUOTED: Final = re.compile(r'"(?:[^"]++|"")*+"')
_REST_OF_QUOTED: Final = re.compile(r'(?:[^"]++|"")*+"')
_NEVER: Final = -1
_LEFT_OPEN: Final = say("A quotation mark is opened here and not closed.")


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, and the line (from 1) on which they begin."""

    line: int
    cells: Sequence[str]


class Rows:
    """The rows of ``lines`` that are not blank, one after the other.

    Args:
        start: The first line to read, from 0.
        skipped: Takes the lines that are no rows.
        is_row: Whether cells are a whole row, and no part of a longer cell.
    """

    def __init__(
        self,
        lines: Sequence[str],
        delimiter: str,
        start: int,
        skipped: list[Skipped],
        is_row: Callable[[Sequence[str]], bool] = lambda _cells: False,
    ) -> None:
        self._is_row = is_row
        self._lines, self._delimiter, self._at, self._skipped = lines, delimiter, start, skipped
        self._unquoted = re.compile(f"[^{re.escape(delimiter)}\r\n]*+")
        self._opening = f'{delimiter}"'
        self._closed_on: dict[int, int] = {}  # line inside a quoted cell -> line on which its row ends

    def __iter__(self) -> Iterator[Row]:
        while self._at < len(self._lines):
            begun = self._at
            cells = self._row_at(begun)
            if cells is None:
                self._skipped.append(Skipped(begun + 1, _LEFT_OPEN, self._lines[begun].strip()[:_SHOWN]))
                self._at = begun + 1
            elif any(map(str.strip, cells)):
                yield Row(begun + 1, cells)

    def _row_at(self, begun: int) -> Sequence[str] | None:
        """The cells of the row that begins here, and ``_at`` behind it; None where it never ends."""
        line = self._lines[begun]
        self._at = begun + 1
        if not line.startswith('"') and self._opening not in line:
            return line.rstrip("\r\n").split(self._delimiter)
        if self._ends_closed(line, 0, strict=False) is not None:
            return self._cells(begun, begun)
        end = self._end_of_quoted(begun + 1)
        if end == _NEVER or end - begun > _LONGEST_ROW or self._swallows_rows(begun, end):
            return None
        self._at = end + 1
        return self._cells(begun, end)

    def _cells(self, begun: int, end: int) -> Sequence[str] | None:
        try:
            return next(csv.reader(self._lines[begun : end + 1], delimiter=self._delimiter), [])
        except csv.Error:  # a cell of more than 128 kB
            return None

    def _ends_closed(self, line: str, at: int, *, strict: bool) -> bool | None:
        """True: the line ends outside a quoted cell; False: a mark closed where none may; None: open."""
        while True:
            if line.startswith('"', at):
                quoted = _QUOTED.match(line, at)
                if quoted is None:
                    return None
                at = quoted.end()
            rest = self._unquoted.match(line, at)
            assert rest is not None
            if strict and at and line[at - 1] == '"' and rest[0].strip():
                return False
            if not line.startswith(self._delimiter, rest.end()):
                return True
            at = rest.end() + 1

    def _end_of_quoted(self, line: int) -> int:
        """The line that closes the quoted cell in which ``line`` begins; ``_NEVER`` if none does."""
        passed, end = [], _NEVER
        while line < len(self._lines):
            if line in self._closed_on:
                end = self._closed_on[line]
                break
            passed.append(line)
            text = self._lines[line]
            closing = _REST_OF_QUOTED.match(text)
            if closing is not None:
                closed = self._closes(text, closing.end())
                if closed is not None:
                    end = line if closed else _NEVER
                    break
            line += 1
        self._closed_on.update(dict.fromkeys(passed, end))
        return end

    def _closes(self, text: str, at: int) -> bool | None:
        """As ``_ends_closed``, behind the mark that closes a cell of an earlier line."""
        rest = self._unquoted.match(text, at)
        assert rest is not None
        if rest[0].strip():
            return False
        if not text.startswith(self._delimiter, rest.end()):
            return True
        return self._ends_closed(text, rest.end() + 1, strict=True)

    def _swallows_rows(self, begun: int, end: int) -> bool:
        """A cell that holds whole rows of this very file was opened by mistake."""
        before_its_end = self._lines[begun:end]
        return any(self._is_row(line.rstrip("\r\n").split(self._delimiter)) for line in before_its_end)
