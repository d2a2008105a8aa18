"""What an import would do: worked out whole before anything is kept.

Rule 1: nothing is lost: what is there stays, and what is left out is listed with its line and reason.
Rule 2: identity is person and number, never a number alone. Two entries are one person when they
        share a number and have the same name; accents make another name, case and blanks do not.
Rule 3: an entry without a name joins who alone has its numbers, unless the companies differ.
Rule 4: what the agent set (name, favourite, pinned caller ID) is never changed by a file.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from softphone.domain.contacts.contact import Contact, ContactIndex, ContactNumber, NumberKind
from softphone.domain.contacts.contact_numbers import ReadsNumbers, numbers_in_cell
from softphone.domain.words import Words, say

# The text, what it is called, and the country (ISO 3166-1) that its line names, if it does.
FileNumber = tuple[str, NumberKind] | tuple[str, NumberKind, str]


@dataclass(frozen=True, slots=True)
class FileCard:
    """What a file says of one contact.

    Attributes:
        line: Where it begins, from 1.
        is_listed: A number of it is listed as left out already.
    """

    line: int
    name: str
    numbers: tuple[FileNumber, ...]
    company: str = ""
    note: str = ""
    is_favourite: bool = False
    caller_id: str = ""
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file, or a property of its cards.

    Attributes:
        taken_as: "phone", "name", "company" …; empty: it is left out.
        why_not: Why it is left out.
        may_be_phone: Its cells look like telephone numbers, though its header does not say so.
    """

    header: str
    taken_as: str
    why_not: Words | str = ""
    may_be_phone: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of a file that will not be taken.

    Attributes:
        whose: The contact's name; empty if nobody knows.
        number: The text in question as it stands in the file; empty: all of the line.
    """

    line: int
    why: str
    whose: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Attributes:
    found: Entries in the file.
    new: Contacts that are not there yet.
    changed: Contacts that are there and get a number or a detail more.
    already_there: Entries that say nothing new.
    merged: Entries that were put together with another entry of the file.
    kept_apart: Entries that share a number with somebody of another name.
    lines: By a contact's id, the lines of the file that it is made of.
    """

    found: int
    new: tuple[Contact, ...]
    changed: tuple[Contact, ...]
    already_there: int
    merged: int
    skipped: tuple[Skipped, ...]
    kept_apart: int = 0
    lines: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """What would be kept."""
        return (*self.new, *self.changed)


def plan_import(
    cards: Iterable[FileCard],
    directory: ContactIndex,
    read: ReadsNumbers,
    new_id: Callable[[], str],
) -> ImportPlan:
    """What taking ``cards`` over would do to ``directory``."""
    plan = _Plan(directory, read, new_id)
    plan.take(cards)
    return plan.made()


class _Plan:
    def __init__(self, directory: ContactIndex, read: ReadsNumbers, new_id: Callable[[], str]) -> None:
        self._read, self._new_id = read, new_id
        self._before = {contact.id: contact for contact in directory}
        self._now = dict(self._before)
        self._at_number: dict[str, list[str]] = {}
        self._names_at: dict[str, set[str]] = {}
        for contact in directory:
            self._note_numbers(contact)
            self._note_name(contact)
        self._lines: dict[str, list[int]] = {}
        self._touched: set[str] = set()
        self._found = self._already_there = self._merged = self._kept_apart = 0
        self._skipped: list[Skipped] = []

    def take(self, cards: Iterable[FileCard]) -> None:
        """Those with names first: who has none must know how many persons share its number."""
        said = []
        for card in cards:
            self._found += 1
            if (contact := self._said(card)) is not None:
                said.append((card.line, contact))
                self._note_name(contact)
        for line, contact in sorted(said, key=lambda each: not each[1].name):
            self._take(line, contact)

    def made(self) -> ImportPlan:
        touched = [self._now[each] for each in self._now if each in self._touched]
        touched.sort(key=lambda contact: self._lines[contact.id][0])
        new = tuple(contact for contact in touched if contact.id not in self._before)
        changed = tuple(contact for contact in touched if contact.id in self._before)
        counts = self._already_there, self._merged
        lines = {each: sorted(lines) for each, lines in self._lines.items() if each in self._touched}
        return ImportPlan(self._found, new, changed, *counts, tuple(self._skipped), self._kept_apart, lines)

    def _take(self, line: int, said: Contact) -> None:
        known = self._same_person(said)
        if known is None:
            known = joined = _with_id(said, self._new_id())
            self._kept_apart += self._shares_a_number(said)
        else:
            joined = _joined(known, said)
            if known.id not in self._before:
                favourite = known.is_favourite or said.is_favourite
                joined = replace(joined, is_favourite=favourite, caller_id=known.caller_id or said.caller_id)
            if known.id not in self._before or known.id in self._touched:
                self._merged += 1
            elif joined == known:
                self._already_there += 1
        self._lines.setdefault(known.id, []).append(line)
        if joined != known or known.id not in self._now:
            self._keep(joined)

    def _said(self, card: FileCard) -> Contact | None:
        """The card as a contact without an id; None if there is nothing to call."""
        numbers: dict[tuple[str, str], ContactNumber] = {}
        for text, kind, *country in card.numbers:
            cell = numbers_in_cell(text, kind, self._read, *country)
            for number in cell.numbers:
                _put(numbers, number)
            for left_out, why in cell.left_out:
                self._skip(card, why, left_out)
        if not card.numbers and not card.is_listed:
            self._skip(card, say("There is no telephone number."))
        if not numbers:
            return None
        ordered = _callable_first(numbers.values())
        tones = ordered[0].tones
        return Contact(
            "", card.name, ordered, card.company, card.is_favourite, card.caller_id, tones, card.note
        )

    def _skip(self, card: FileCard, why: str, text: str = "") -> None:
        self._skipped.append(Skipped(card.line, why, card.name or card.company, text))

    def _same_person(self, said: Contact) -> Contact | None:
        sharing = {
            each: self._now[each] for number in said.numbers for each in self._at_number.get(number.e164, ())
        }
        if not sharing:
            return None
        named = [known for known in sharing.values() if _same_name(known.name) == _same_name(said.name)]
        if said.name and named:
            return named[0]
        fits = [known for known in sharing.values() if _may_be_one(known, said)]
        return (
            fits[0] if fits and (not self._shares_a_number(said) or not (fits[0].name or said.name)) else None
        )

    def _shares_a_number(self, contact: Contact) -> bool:
        return any(len(self._names_at.get(number.e164, ())) > 1 for number in contact.numbers)

    def _keep(self, contact: Contact) -> None:
        self._now[contact.id] = contact
        self._touched.add(contact.id)
        self._note_numbers(contact)

    def _note_numbers(self, contact: Contact) -> None:
        for number in contact.numbers:
            there = self._at_number.setdefault(number.e164, [])
            if contact.id not in there:
                there.append(contact.id)

    def _note_name(self, contact: Contact) -> None:
        if contact.name:
            for number in contact.numbers:
                self._names_at.setdefault(number.e164, set()).add(_same_name(contact.name))


def _with_id(said: Contact, contact_id: str) -> Contact:
    """As ``replace``, which takes as long as reading the number does."""
    return Contact(
        contact_id,
        said.name,
        said.numbers,
        said.company,
        said.is_favourite,
        said.caller_id,
        said.tones,
        said.note,
    )


def _put(numbers: dict[tuple[str, str], ContactNumber], number: ContactNumber) -> None:
    """The same number twice is one; what says most of it counts, and a fax last."""
    key = number.e164, number.tones
    there = numbers.get(key)
    if there is None or _says_less(there.kind, number.kind):
        numbers[key] = number


def _says_less(kind: NumberKind, other: NumberKind) -> bool:
    vague = (NumberKind.FAX, NumberKind.OTHER)
    return kind in vague and other is not NumberKind.FAX and kind is not other


def _callable_first(numbers: Iterable[ContactNumber]) -> tuple[ContactNumber, ...]:
    """A fax is not what a click should call."""
    return tuple(sorted(numbers, key=lambda number: number.kind is NumberKind.FAX))


def _same_name(name: str) -> str:
    """Equal for names that differ in case and blanks only: Hoa and Hòa are two persons."""
    plain = name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
    return " ".join(plain.split())


def _may_be_one(known: Contact, said: Contact) -> bool:
    """One of them has no name, and nothing speaks against their being one."""
    if known.name and said.name:
        return False
    if known.company and said.company and _same_name(known.company) != _same_name(said.company):
        return False
    return bool(_dialled(known) & _dialled(said))


def _dialled(contact: Contact) -> set[tuple[str, str]]:
    return {(number.e164, contact.tones_of(number)) for number in contact.numbers}


def _joined(known: Contact, said: Contact) -> Contact:
    """``known`` with what ``said`` says besides."""
    have = _dialled(known) | {(number.e164, number.tones) for number in known.numbers}
    added = tuple(number for number in said.numbers if (number.e164, number.tones) not in have)
    numbers = known.numbers
    if any(number.tones for number in added):
        numbers = tuple(replace(number, tones=known.tones_of(number)) for number in numbers)
    numbers = _callable_first((*numbers, *added))
    other_company = said.company if known.company else ""
    notes = [known.note]
    notes += [each for each in (said.note, other_company) if each not in f"{known.note}\n{known.company}"]
    return replace(
        known,
        name=known.name or said.name,
        company=known.company or said.company,
        numbers=numbers,
        tones=numbers[0].tones if any(number.tones for number in numbers) else known.tones,
        note="\n".join(filter(None, notes)),
    )
