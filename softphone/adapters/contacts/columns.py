"""What the columns of a table of contacts hold: by their headers, and by what stands in them.

Rule 1: a column that is not taken is named with the reason; one that looks like telephone numbers
        can be taken when a person says so.
Rule 2: a country beside a number decides how it is read: a calling code before a country's name,
        a column of the number's own kind before another.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from softphone.adapters.contacts.headers import Header, column_of, kind_of
from softphone.adapters.csv_rows import Row
from softphone.domain.contacts.contact import NumberKind
from softphone.domain.contacts.import_plan import FileColumn
from softphone.domain.contacts.number_labels import label_words
from softphone.domain.words import say

_NUMBER_LIKE: Final = re.compile(
    r"""\s*["'=]*(?:[a-z]{1,10}[.:]\s*|tel:)?[+(]*\d[\d\s().+/,;*#\-\u00a0\u2010-\u2015]{5,}\d*"""
    r"(?:\s*;?\s*(?:x|ext|durchwahl|dw|app)\.?\s*\d+|[pw;][\d*#pw;,]+)?\s*(?:\([a-z ]+\))?[\"']*\s*",
    re.I,
)
_DATE_OR_AMOUNT: Final = re.compile(
    r"\s*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d+[.,]\d{1,6})(?:[T ].*)?\s*",
    re.ASCII,
)
_LONGEST: Final = 100  # characters
_DIGITS_OF_A_NUMBER: Final = range(7, 17)
_LOOKS: Final = say("its cells look like telephone numbers, but its header does not say so")
_NOT_KEPT: Final = say("not kept with a contact")
_NO_NUMBERS: Final = say("its cells do not look like telephone numbers")
_COUNTRIES: Final = (Header.CALLING_CODE, Header.COUNTRY)


def looks_like_a_number(cell: str) -> bool:
    """A telephone number by its shape; no date, no amount."""
    if (
        len(cell) > _LONGEST
        or not _NUMBER_LIKE.fullmatch(cell)
        or (_DATE_OR_AMOUNT.fullmatch(cell) and not cell.rstrip().endswith(".0"))
    ):
        return False
    return (
        sum(map(str.isdecimal, re.split(r"[,;/x]", cell, maxsplit=1)[0])) in _DIGITS_OF_A_NUMBER
        or "/" in cell
    )


@dataclass(frozen=True, slots=True)
class PhoneColumn:
    """A column of numbers, and the columns that say something of it, by their positions.

    Attributes:
        countries: Groups; the first in which a cell is filled decides.
    """

    kind: NumberKind
    label: int | None = None
    area_code: int | None = None
    extension: int | None = None
    countries: Sequence[Sequence[int]] = ()


@dataclass(slots=True)
class Columns:
    """All columns of one table.

    Attributes:
        numbers: Those of numbers, by position.
        at: The positions of the others by what they hold, by name: an enum is slow to look up.
    """

    meanings: list[Header]
    headers: Sequence[str]
    told: list[FileColumn] = field(default_factory=list)
    numbers: dict[int, PhoneColumn] = field(default_factory=dict)
    at: dict[str, list[int]] = field(default_factory=dict)

    @property
    def may_be_numbers(self) -> bool:
        return any(each.may_be_phone for each in self.told)

    def is_row(self, cells: Sequence[str]) -> bool:
        """A whole line of this table: as wide as its headers, with a number where one belongs."""
        return len(cells) == len(self.meanings) > 1 and any(
            looks_like_a_number(cells[at]) for at in self.numbers
        )


def columns_of(headers: Sequence[str], rows: Sequence[Row], as_numbers: Mapping[str, NumberKind]) -> Columns:
    """What each column holds; ``rows`` are the first ones below the headers."""
    shares = [_number_like(at, rows) for at in range(len(headers))]
    meanings = [column_of(header) for header in headers]
    has_telephone = any(
        meaning is Header.PHONE or (meaning is Header.PHONE_PERHAPS and share)
        for meaning, share in zip(meanings, shares, strict=True)
    )
    found = Columns(meanings, headers)
    for at, (header, share) in enumerate(zip(headers, shares, strict=True)):
        meaning, why = meanings[at], _NOT_KEPT
        if header.strip() in as_numbers:
            meaning = Header.PHONE
        elif meaning is Header.PHONE_PERHAPS or (meaning is Header.NUMBER and not has_telephone):
            meaning, why = (Header.PHONE, why) if share else (Header.OTHER, _NO_NUMBERS)
        elif meaning is Header.NUMBER or (meaning is Header.OTHER and share):
            meaning, why = Header.OTHER, _LOOKS if share else _NOT_KEPT
        meanings[at] = meaning
        taken_as = str(meaning.value[0])
        told = header.strip() or say("column {position}", position=at + 1)
        found.told.append(FileColumn(told, taken_as, "" if taken_as else why, why is _LOOKS and not taken_as))
    _relate(found, as_numbers)
    return found


def columns_without_headers(rows: Sequence[Row]) -> Columns | None:
    """Numbers where most cells look like numbers; the name is the first column of words."""
    width = max(len(row.cells) for row in rows)
    meanings = []
    for at in range(width):
        cells = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at]]
        if _number_like(at, rows):
            meanings.append(Header.PHONE)
        elif Header.NAME not in meanings and any(any(map(str.isalpha, cell)) for cell in cells):
            meanings.append(Header.NAME)
        else:
            meanings.append(Header.OTHER)
    # A first line that looks like no number is a header nobody knows, not a contact.
    first = rows[0].cells
    at = meanings.index(Header.PHONE) if Header.PHONE in meanings else -1
    if at < 0 or at >= len(first) or not any(map(str.isdecimal, first[at])):
        return None
    found = Columns(meanings, [""] * width)
    for position, meaning in enumerate(meanings, 1):
        taken_as = str(meaning.value[0])
        told = say("column {position}", position=position)
        found.told.append(FileColumn(told, taken_as, "" if taken_as else _NOT_KEPT))
    _relate(found, {})
    return found


def _number_like(at: int, rows: Sequence[Row]) -> bool:
    cells = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at].strip()]
    return bool(cells) and sum(map(looks_like_a_number, cells)) * 2 > len(cells)


def _relate(found: Columns, as_numbers: Mapping[str, NumberKind]) -> None:
    """Tell each column of numbers which others speak of it."""
    meanings, headers = found.meanings, found.headers
    phones = [at for at, meaning in enumerate(meanings) if meaning is Header.PHONE]

    def nearest(meaning: Header, phone: int) -> int | None:
        """The column of ``meaning`` that has this one as its own: the next before it, else behind it."""
        own = {}
        for at in (at for at, each in enumerate(meanings) if each is meaning):
            before, behind = [each for each in phones if each < at], [each for each in phones if each > at]
            comes_first = meaning is not Header.EXTENSION and bool(behind)
            own[(behind[0] if comes_first else (before or behind)[-1 if before else 0])] = at
        return own.get(phone)

    for at, meaning in enumerate(meanings):
        found.at.setdefault(meaning.name, []).append(at)
    for at in phones:
        kind = as_numbers.get(headers[at].strip(), kind_of(headers[at]))
        label = _label(found, at)
        found.numbers[at] = PhoneColumn(
            kind,
            label,
            nearest(Header.AREA_CODE, at),
            nearest(Header.EXTENSION, at),
            _countries(found, at, kind),
        )


def _label(found: Columns, phone: int) -> int | None:
    """The column beside it that says which telephone it is: Google's before it, others' behind it."""
    beside = [
        at
        for at in (phone - 1, phone + 1)
        if 0 <= at < len(found.meanings) and found.meanings[at] is Header.PHONE_LABEL
    ]
    place = _ordinal(found.headers[phone])
    return min(beside, key=lambda at: _ordinal(found.headers[at]) != place, default=None)


def _countries(found: Columns, phone: int, kind: NumberKind) -> list[list[int]]:
    """The columns of countries that may speak of ``phone``, the likeliest first.

    A calling code is of one number: the mobile's says nothing of the telephone at home.
    """
    groups: dict[tuple[bool, bool, bool], list[int]] = {}
    place = _ordinal(found.headers[phone])
    for at, meaning in enumerate(found.meanings):
        if meaning not in _COUNTRIES:
            continue
        header_kind, header_place = kind_of(found.headers[at]), _ordinal(found.headers[at])
        is_code = meaning is Header.CALLING_CODE
        is_of_another = header_kind not in (kind, NumberKind.OTHER) or header_place not in (place, "")
        if not (is_code and is_of_another):
            rank = not is_code, header_kind is not kind, header_place != place
            groups.setdefault(rank, []).append(at)
    return [groups[rank] for rank in sorted(groups)]


def _ordinal(header: str) -> str:
    return "".join(word for word in label_words(header) if word.isdecimal())
