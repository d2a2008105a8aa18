"""Contacts from a CSV: of Google, Outlook, a CRM or by hand.

Rule 1: the delimiter is the one under which the first line has the most columns we know.
Rule 2: a quotation mark that is never closed costs its own line, not the rest of the file.
Rule 3: a file without a first line of headers is read by what its columns look like.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from softphone.adapters.contacts.headers import Header, column_of, kind_of
from softphone.domain.contacts.contact import NumberKind, full_name
from softphone.domain.contacts.import_plan import FileCard, Skipped
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

_DELIMITERS: Final = ",;\t|"
_LONGEST_ROW: Final = 100  # lines; a note may be long, a quotation mark left open is longer
_LOOKED_AT: Final = 50  # rows, to find out what columns hold
_LOOKS_LIKE_A_NUMBER: Final = re.compile(
    r"\s*(tel:)?[+(\d][\d\s().+/\-]{5,24}(;?\s*(x|ext)\.?\s*\d+)?\s*", re.I
)
_EXCEL_DELIMITER: Final = re.compile(r"sep=(.)", re.I)
_SEVERAL: Final = " ::: "  # Google's, between values in one cell
_STARRED: Final = "* starred"


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Sequence[str]


def read_csv(text: str, file: str) -> tuple[list[FileCard], list[Skipped]]:
    """The rows of ``text``, which stands in ``file``, and the lines that are no rows.

    Raises SoftphoneError: no column holds telephone numbers.
    """
    lines = list(io.StringIO(text, newline=""))
    said = _EXCEL_DELIMITER.fullmatch(lines[0].strip())
    above = 1 if said else 0
    delimiter = said[1] if said else _delimiter(lines)
    skipped: list[Skipped] = []
    rows = _rows(lines, delimiter, above, skipped)
    first = next(rows, None)
    looked_at = list(islice(rows, _LOOKED_AT))
    if first is None:
        raise _no_numbers(file, above + 1, "")
    columns = [column_of(header) for header in first.cells]
    if Header.PHONE not in columns:
        columns = _columns_without_headers([first, *looked_at])
        if Header.PHONE not in columns:
            raise _no_numbers(file, first.line, ", ".join(filter(None, map(str.strip, first.cells))))
        looked_at.insert(0, first)
        headers: Sequence[str] = [""] * len(columns)
    else:
        headers = first.cells
    cards = [_card(row, columns, headers) for row in (*looked_at, *rows)]
    if not cards and not skipped:
        raise SoftphoneError(
            say("{file} has headers in line {line} and no contact below them.", file=file, line=first.line)
        )
    return cards, skipped


def _no_numbers(file: str, line: int, found: str) -> SoftphoneError:
    shortened = found if len(found) <= 60 else found[:59] + "…"
    return SoftphoneError(
        say("{file}, line {line}: no column holds telephone numbers.", file=file, line=line)
        if not found
        else say(
            "{file}, line {line}: no column holds telephone numbers. It has: {found}.",
            file=file,
            line=line,
            found=shortened,
        ),
        remedy=say("Name the column with the numbers “Phone”, and choose the file again."),
    )


def _delimiter(lines: Sequence[str]) -> str:
    """Judged by the headers; where none is known, by the columns of the first lines."""

    def merit(delimiter: str) -> tuple[int, int]:
        rows = list(csv.reader(lines[:10], delimiter=delimiter))
        widths = [len(row) for row in rows if row]
        known = sum(column_of(header) is not Header.OTHER for header in rows[0]) if rows else 0
        return known, min(widths, default=0)

    return max(_DELIMITERS, key=merit)


def _rows(lines: Sequence[str], delimiter: str, start: int, skipped: list[Skipped]) -> Iterator[_Row]:
    """Every row that is not blank, with the line on which it begins (from 1)."""
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), delimiter=delimiter)
        begun = start
        for cells in reader:
            end = start + reader.line_num
            if _is_left_open(lines, begun, end, delimiter):
                break
            if any(map(str.strip, cells)):
                yield _Row(begun + 1, cells)
            begun = end
        else:
            return
        why = say("A quotation mark is opened here and not closed.")
        skipped.append(Skipped(begun + 1, why, lines[begun].strip()[:40]))
        start = begun + 1


def _is_left_open(lines: Sequence[str], begun: int, end: int, delimiter: str) -> bool:
    if end - begun > _LONGEST_ROW:
        return True
    if end - begun == 1 and end < len(lines):
        return False
    try:
        list(csv.reader(lines[begun:end], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return end - begun > 1 or "end of data" in str(error)
    return False


def _columns_without_headers(rows: Sequence[_Row]) -> list[Header]:
    """Numbers where most cells look like numbers; the name is the first column of words."""
    width = max(len(row.cells) for row in rows)
    columns = []
    for position in range(width):
        cells = [row.cells[position] for row in rows if position < len(row.cells) and row.cells[position]]
        numbers = sum(bool(_LOOKS_LIKE_A_NUMBER.fullmatch(cell)) for cell in cells)
        if cells and numbers * 2 > len(cells):
            columns.append(Header.PHONE)
        elif Header.NAME not in columns and any(any(map(str.isalpha, cell)) for cell in cells):
            columns.append(Header.NAME)
        else:
            columns.append(Header.OTHER)
    # A first line that looks like no number is a header nobody knows, not a contact.
    first = rows[0].cells
    at = columns.index(Header.PHONE) if Header.PHONE in columns else -1
    if at >= 0 and (at >= len(first) or not any(map(str.isdecimal, first[at]))):
        return []
    return columns


def _card(row: _Row, columns: Sequence[Header], headers: Sequence[str]) -> FileCard:
    cells: dict[Header, list[str]] = {column: [] for column in Header}
    numbers: list[tuple[str, NumberKind]] = []
    label = ""
    for column, header, cell in zip(columns, headers, row.cells, strict=False):
        value = cell.strip()
        if column is Header.PHONE_LABEL:
            label = value
        elif column is Header.PHONE:
            kind = kind_of(f"{header} {label}")
            numbers += [(each.strip(), kind) for each in value.split(_SEVERAL) if each.strip()]
            label = ""
        elif value:
            cells[column].append(value)
    return FileCard(
        row.line,
        _name({column: values[0] for column, values in cells.items() if values}),
        tuple(numbers),
        next(iter(cells[Header.COMPANY]), ""),
        "\n".join(cells[Header.NOTE]),
        any(_STARRED in group.lower() for group in cells[Header.GROUPS]),
    )


def _name(cells: Mapping[Header, str]) -> str:
    """The parts of a name put together.

    "Nom" beside "Prénom" is the family name, "ชื่อ" beside "นามสกุล" the given one.
    """
    given, family, name = (cells.get(column, "") for column in (Header.FIRST, Header.LAST, Header.NAME))
    if name and not family and given not in name:
        family = name
    elif name and not given and family not in name:
        given = name
    elif name and not (given and family):
        return " ".join(name.split())
    return full_name(given, cells.get(Header.MIDDLE, ""), family)
