"""Contacts from a CSV: of Google, Outlook, a CRM or by hand.

Rule 1: the delimiter is the one under which the first line has the most columns we know.
Rule 2: a file without a first line of headers is read by what its columns look like.
Rule 3: a cell under no header, a second name and an unknown country are listed, never dropped unsaid.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, islice
from typing import Final

import phonenumbers

from softphone.adapters.contacts.columns import (
    Columns,
    PhoneColumn,
    columns_of,
    columns_without_headers,
    looks_like_a_number,
)
from softphone.adapters.contacts.countries import country_of
from softphone.adapters.contacts.headers import Header, column_of, kind_of
from softphone.adapters.csv_rows import Row, Rows
from softphone.domain.contacts.contact import NumberKind, full_name
from softphone.domain.contacts.import_plan import FileCard, FileColumn, FileNumber, Skipped
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import Words, say

_DELIMITERS: Final = ",;\t|"
_LOOKED_AT_FIRST: Final = 60  # lines, to find the headers
_TITLES: Final = 6  # rows among which they are
_LOOKED_AT: Final = 200  # rows, to find out what columns hold
_EXCEL_DELIMITER: Final = re.compile(r"sep=(.)", re.I)
_SEVERAL: Final = " ::: "  # Google's, between values in one cell
_STARRED: Final = re.compile(r"\*\s*starred|^(?:yes|true|1|starred|x)$", re.I)
_GUARDED: Final = re.compile(r"'(?='*[=+\-@\t\r\n])")  # what keeps a spreadsheet from reading a formula

_LONGEST_LOCAL: Final = 9  # digits without an area code: a mobile in São Paulo
_E164: Final = re.compile(r"\+[1-9]\d{4,14}", re.ASCII)
_NAME_PARTS: Final = ("FIRST", "MIDDLE", "LAST", "NAME")

Read = tuple[list[FileCard], list[Skipped], list[FileColumn]]


def read_csv(text: str, file: str, as_numbers: Mapping[str, NumberKind]) -> Read:
    """The rows of ``text``, which stands in ``file``, what of it is no row, and what its columns are.

    Raises SoftphoneError: no column holds telephone numbers, and none can be said to.
    """
    lines = list(io.StringIO(text, newline=""))
    said = _EXCEL_DELIMITER.fullmatch(lines[0].strip())
    delimiter, start = (said[1], 1) if said else (_delimiter(lines), 0)
    at, is_row = _headers(lines[: start + _LOOKED_AT_FIRST], delimiter, start, as_numbers)
    skipped: list[Skipped] = []
    rows = iter(Rows(lines, delimiter, start, skipped, is_row))
    looked_at = list(islice(rows, at + _LOOKED_AT))
    if not looked_at:
        raise _no_numbers(file, start + 1, "")
    first = looked_at[at]
    columns = columns_of(first.cells, looked_at[at + 1 :], as_numbers)
    if not columns.numbers and (guessed := columns_without_headers(looked_at)):
        columns, at = guessed, -1
    elif not columns.numbers and not columns.may_be_numbers:
        raise _no_numbers(file, first.line, ", ".join(filter(None, map(str.strip, first.cells))))
    for above in looked_at[: max(at, 0)]:
        skipped.append(Skipped(above.line, say("This line stands above the headers."), " ".join(above.cells)))
    below = chain(looked_at[at + 1 :], rows)
    cards = [_Card(row, columns, skipped).made() for row in below]
    if not cards and not skipped:
        raise SoftphoneError(
            say("{file} has headers in line {line} and no contact below them.", file=file, line=first.line)
        )
    return cards, skipped, columns.told


def _headers(
    lines: Sequence[str], delimiter: str, start: int, as_numbers: Mapping[str, NumberKind]
) -> tuple[int, Callable[[Sequence[str]], bool]]:
    """Which row holds the headers, and what tells a whole row of this table from a part of a cell.

    It is the first, unless a title stands above one that names a telephone.
    """
    rows = list(Rows(lines, delimiter, start, []))
    found = 0
    for at, row in enumerate(rows[:_TITLES]):
        if any(map(looks_like_a_number, row.cells)):
            break
        if any(column_of(each) is Header.PHONE or each.strip() in as_numbers for each in row.cells):
            found = at
            break
    if not rows:
        return 0, lambda _cells: False
    return found, columns_of(rows[found].cells, rows[found + 1 :], as_numbers).is_row


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
        rows = list(csv.reader((line[:10_000] for line in lines[:10]), delimiter=delimiter))
        widths = [len(row) for row in rows if row]
        known = sum(column_of(header) is not Header.OTHER for header in rows[0]) if rows else 0
        return known, min(widths, default=0)

    return max(_DELIMITERS, key=merit)


class _Card:
    """One row as a contact."""

    def __init__(self, row: Row, columns: Columns, skipped: list[Skipped]) -> None:
        self._row, self._columns, self._skipped = row, columns, skipped
        self._cells = [_unguarded(cell) if "'" in cell else cell.strip() for cell in row.cells]
        self._numbers: list[FileNumber] = []
        self._left_out: list[tuple[str, Words]] = []

    def made(self) -> FileCard:
        for at, phone in self._columns.numbers.items():
            if value := self._cell(at):
                self._take_numbers(value, phone)
        is_listed = bool(self._left_out)
        for value in filter(None, self._cells[len(self._columns.meanings) :]):
            self._left_out.append((value, say("There is no header above this cell.")))
        name = self._name()
        company, *others = self._all("COMPANY") or [""]
        self._left_out += [(each, say("A contact has one company.")) for each in others if each != company]
        self._skipped += [Skipped(self._row.line, why, name or company, text) for text, why in self._left_out]
        note = "\n".join(each.replace("\r\n", "\n") for each in self._all("NOTE"))
        starred = any(_STARRED.search(group) for group in self._all("GROUPS"))
        pinned = next(filter(_E164.fullmatch, self._all("PINNED")), "")
        numbers = tuple(self._numbers)
        return FileCard(self._row.line, name, numbers, company, note, starred, pinned, is_listed)

    def _cell(self, at: int | None) -> str:
        return self._cells[at] if at is not None and at < len(self._cells) else ""

    def _all(self, meaning: str) -> list[str]:
        """The filled cells of what a name of ``Header`` means."""
        positions = self._columns.at.get(meaning)
        return [cell for at in positions if (cell := self._cell(at))] if positions else []

    def _take_numbers(self, value: str, phone: PhoneColumn) -> None:
        label = self._cell(phone.label)
        kind = kind_of(label) if label else NumberKind.OTHER
        kind = phone.kind if kind is NumberKind.OTHER else kind
        is_whole = value.lstrip("=\"'(").startswith(("+", "00"))
        country = "" if is_whole or not phone.countries else self._country(phone, value)
        if country is None:
            return
        for each in filter(None, map(str.strip, value.split(_SEVERAL))):
            number = self._with_its_parts(each, phone, is_whole=is_whole)
            self._numbers.append((number, kind, country) if country else (number, kind))

    def _country(self, phone: PhoneColumn, value: str) -> str | None:
        """The country that the row names for a number; empty: none, None: the number must not be read."""
        for group in phone.countries:
            named = {cell: country_of(cell) for at in group if (cell := self._cell(at))}
            unknown = [cell for cell, country in named.items() if country is None]
            found = {country for country in named.values() if country}
            if unknown:
                why = say("“{country}” is no country that is known here.", country=unknown[0])
                self._left_out.append((value, why))
                return None
            if len(set(map(phonenumbers.country_code_for_region, found))) > 1:
                self._left_out.append((value, say("The row names several countries for it.")))
                return None
            if found:
                return min(found)
        return ""

    def _with_its_parts(self, number: str, phone: PhoneColumn, *, is_whole: bool) -> str:
        """With the area code and the extension that stand in cells of their own."""
        if phone.area_code is None and phone.extension is None:
            return number
        area_code, extension = self._cell(phone.area_code), self._cell(phone.extension)
        digits = re.sub(r"\D", "", number)
        has_it = is_whole or number.startswith("0") or len(digits) > _LONGEST_LOCAL
        if area_code and not has_it:
            number = f"{area_code} {number}"
        return f"{number} ext. {extension.removesuffix('.0')}" if extension else number

    def _name(self) -> str:
        """The parts of a name put together.

        "Nom" beside "Prénom" is the family name, "ชื่อ" beside "นามสกุล" the given one.
        """
        found = [self._all(part) for part in _NAME_PARTS]
        given, middle, family, name = (texts[0] if texts else "" for texts in found)
        if name and not family and given not in name:
            family = name
        elif name and not given and family not in name:
            given = name
        elif name and not (given and family):
            return self._only(" ".join(name.split()), found)
        return self._only(full_name(given, middle, family), found)

    def _only(self, name: str, found: list[list[str]]) -> str:
        """``name``, where all else that is called a name is listed unless it is a part of it."""
        for other in chain.from_iterable(found):
            if other not in name and " ".join(other.split()) not in name:
                self._left_out.append((other, say("A contact has one name.")))
        return name


def _unguarded(cell: str) -> str:
    return _GUARDED.sub("", cell.strip(), count=1) if cell.lstrip().startswith("'") else cell.strip()
