"""People the agent calls: a contact, and the directory that finds them.

Rule 1: a directory is one immutable value; a change makes a new one.
Rule 2: finding does no I/O and takes a few milliseconds among 50,000 contacts.
Rule 3: accents and case do not matter, and digits match in any format.
Rule 4: where several contacts share a number, the first in the directory's order speaks for it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from softphone.domain.numbers.phone_number import PhoneNumber

_IDEOGRAPHS: Final = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_NUMBER_MARKS: Final = frozenset("+()-./ \u00a0")


class NumberKind(StrEnum):
    MOBILE = "mobile"
    WORK = "work"
    HOME = "home"
    MAIN = "main"
    FAX = "fax"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ContactNumber:
    """Attributes:
    tones: Keys to send once this number answered, as in ``Contact.tones``; an extension is one.
    """

    e164: str
    kind: NumberKind = NumberKind.OTHER
    tones: str = ""

    @property
    def display(self) -> str:
        return PhoneNumber(self.e164).display


@dataclass(frozen=True, slots=True)
class Contact:
    """One person or company.

    Attributes:
        id: Never used twice; empty: not kept yet.
        numbers: At least one; the first is called unless another is asked for.
        caller_id: E.164 of our number that they see; empty: as for everybody.
        tones: Keys to send once they answered: digits, * and #, a comma is a pause;
            for a contact whose numbers have none of their own.
    """

    id: str
    name: str
    numbers: tuple[ContactNumber, ...]
    company: str = ""
    is_favourite: bool = False
    caller_id: str = ""
    tones: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        """What they are called: their name, else the company, else the number."""
        return self.name or self.company or self.numbers[0].display

    def tones_of(self, number: ContactNumber) -> str:
        """The keys to send once ``number`` answered."""
        own = any(each.tones for each in self.numbers)
        return number.tones if own else self.tones

    def number_for(self, text: str) -> ContactNumber:
        """The number that ``text`` asks for by its digits; else the first."""
        digits = _digits(text)
        asked = (number for number in self.numbers if digits and _holds(number.e164, digits))
        return next(asked, self.numbers[0])


@dataclass(frozen=True, slots=True)
class _Entry:
    contact: Contact
    order: tuple[bool, str, str]
    words: str
    digits: str


class ContactIndex:
    """An agent's contacts: favourites first, then by name."""

    def __init__(self, contacts: Iterable[Contact] = ()) -> None:
        self._take([_entry(contact) for contact in contacts])

    def _take(self, entries: list[_Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry.order)
        self._by_number: dict[str, Contact] = {}
        for entry in self._entries:
            for number in entry.contact.numbers:
                self._by_number.setdefault(number.e164, entry.contact)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Contact]:
        return (entry.contact for entry in self._entries)

    def changed(self, kept: Iterable[Contact] = (), *, without: Collection[str] = ()) -> "ContactIndex":
        """This directory with contacts put in, by id, and others taken out."""
        new = {contact.id: _entry(contact) for contact in kept}
        gone = {*without, *new}
        made = ContactIndex()
        made._take([*(entry for entry in self._entries if entry.contact.id not in gone), *new.values()])
        return made

    def of_number(self, e164: str) -> Contact | None:
        """Who answers at ``e164``."""
        return self._by_number.get(e164)

    def matching(self, text: str) -> list[Contact]:
        """The contacts that hold every word of ``text``, or its digits; all of them without text."""
        if _is_number(text):
            digits = _digits(text)
            shorter = digits.lstrip("0") or digits
            return [
                entry.contact for entry in self._entries if shorter in entry.digits or digits in entry.words
            ]
        entries = self._entries
        for word in folded(text).split():
            digits = _digits(word) if _is_number(word) else word
            entries = [entry for entry in entries if word in entry.words or digits in entry.digits]
        return [entry.contact for entry in entries]


def full_name(given: str, middle: str, family: str) -> str:
    """The parts in the order people say them: a Chinese family name goes first, without a blank."""
    parts = [part for part in (given, middle, family) if part]
    if parts and not parts[0].isascii() and all(_IDEOGRAPHS.fullmatch(part) for part in parts):
        return "".join((family, given, middle))
    return " ".join(" ".join(parts).split())


def folded(text: str) -> str:
    """For comparing: no case, no accents, plain digits."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in plain
        if not unicodedata.combining(character)
    )


def _entry(contact: Contact) -> _Entry:
    words = folded(" ".join((contact.name, contact.company, contact.note)))
    digits = " ".join(number.e164[1:] for number in contact.numbers)
    order = (not contact.is_favourite, folded(contact.title), contact.id)
    return _Entry(contact, order, words, digits)


def _is_number(text: str) -> bool:
    marks = _NUMBER_MARKS
    return any(map(str.isdecimal, text)) and all(each.isdecimal() or each in marks for each in text)


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal())


def _holds(e164: str, digits: str) -> bool:
    return digits in e164 or (digits.lstrip("0") or digits) in e164
