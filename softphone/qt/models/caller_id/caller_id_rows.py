"""The rows of the caller-ID list and how typing finds them; no Qt but for the words.

Rule 1: what is searched is made once, when the numbers change, never on a keystroke.
Rule 2: each word that was typed must be in the row: in its label, number, place, country or tags.
Rule 3: digits match in any format; with + they match from the start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication

from softphone.application.caller_id.inventory import Inventory
from softphone.application.ports import Shelf
from softphone.domain.caller_id.policy import why_not
from softphone.domain.numbers.account import OwnNumber
from softphone.domain.numbers.place_names import place_name
from softphone.qt.language import spoken

RECENT_AT_MOST = 4


class RowKind(Enum):
    NUMBER = auto()
    DEFAULT = auto()
    HEADING = auto()


class Searchable(Protocol):
    """What typing finds: ``words`` in lower case, and ``digits``."""

    @property
    def words(self) -> str: ...

    @property
    def digits(self) -> str: ...


_S = TypeVar("_S", bound=Searchable)


@dataclass(frozen=True, slots=True)
class Row:
    """Attributes:
    pick: E.164 or "default"; empty for a heading.
    problem: Why the agent may not show it; empty if they may.
    words: Lower case, searched as text.
    digits: Searched as digits.
    """

    pick: str
    label: str
    number: str = ""
    place: str = ""
    tags: str = ""
    problem: str = ""
    words: str = ""
    digits: str = ""
    kind: RowKind = RowKind.NUMBER


def rows_of(inventory: Inventory) -> list[Row]:
    """One row for each number of the account, in account order."""
    return [_row(own, inventory) for own in inventory.account]


def rows_not_hidden(inventory: Inventory) -> list[Row]:
    """The same, without verified numbers where the agent is to see none of them."""
    shows_verified = inventory.policy.include_verified
    return [_row(own, inventory) for own in inventory.account if shows_verified or not own.verified]


def heading(words: str) -> Row:
    return Row("", words, kind=RowKind.HEADING)


def arranged(rows: Sequence[Row], shelf: Shelf) -> list[Row]:
    """Unfiltered: pinned, recent, all that the agent may show."""
    by_pick = {row.pick: row for row in rows if row.pick in shelf.pinned or row.pick in shelf.recent}
    pinned = [row for row in rows if row.pick in shelf.pinned]
    recent = [by_pick[e164] for e164 in shelf.recent if e164 in by_pick and e164 not in shelf.pinned]
    allowed = [row for row in rows if not row.problem]
    if not pinned and not recent:
        return allowed
    return [
        *_under(_tr("Pinned"), pinned),
        *_under(_tr("Recent"), recent[:RECENT_AT_MOST]),
        *_under(_tr("All numbers"), allowed),
    ]


def matching(rows: Iterable[Row], text: str) -> list[Row]:
    """The rows that hold ``text``; those that the agent may not show come last, with the reason."""
    found = rows_with(rows, text)
    closed = [row for row in found if row.problem]
    return [row for row in found if not row.problem] + _under(_tr("Not for you to show"), closed)


def match_span(shown: str, text: str) -> tuple[int, int]:
    """Where ``shown`` (a label or a number) holds what was typed: start and length; (0, 0) nowhere."""
    for needle in text.lower().split():
        at = shown.lower().find(needle)
        if at >= 0:
            return at, len(needle)
    digits = "".join(filter(str.isdecimal, text))
    positions = [position for position, character in enumerate(shown) if character.isdecimal()]
    at = "".join(shown[position] for position in positions).find(digits) if digits else -1
    if at < 0:
        return 0, 0
    return positions[at], positions[at + len(digits) - 1] - positions[at] + 1


def rows_with(rows: Iterable[_S], text: str) -> list[_S]:
    """The rows that hold ``text``; one plain pass for each word: ten thousand rows take a millisecond."""
    digits = "".join(filter(str.isdecimal, text))
    is_number = bool(digits) and not any(character.isalpha() for character in text)
    if is_number and text.lstrip().startswith("+"):
        return [row for row in rows if row.digits.startswith(digits)]
    found = rows = list(rows)
    for word in text.lower().split():
        found = [row for row in found if word in row.words]
    if is_number:
        by_words = {id(row) for row in found}
        found = [row for row in rows if digits in row.digits or id(row) in by_words]
    return found


def _under(words: str, rows: Sequence[Row]) -> list[Row]:
    return [heading(words), *rows] if rows else []


def _row(own: OwnNumber, inventory: Inventory) -> Row:
    place, number = spoken(place_name(own.place)), own.number.display
    mine = inventory.pool.ring_groups.dedicated_lines.get(own.e164) == inventory.pool.agent
    tags = {_tr("your own line"): mine, _tr("verified only"): own.verified}
    tag_words = ", ".join(tag for tag, holds in tags.items() if holds)
    problem = spoken(why_not(own.e164, inventory.pool, inventory.policy) or "")
    states = " ".join(sorted(own.place.states))
    words = " ".join((own.label, place, own.place.country, states, number, own.e164, tag_words)).lower()
    return Row(own.e164, own.label, number, place, tag_words, problem, words, own.e164[1:])


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallerIdRows", text)
