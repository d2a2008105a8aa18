"""What an import would do: worked out whole before anything is kept.

Rule 1: nothing is lost: what is there stays, and what is left out is listed with its line and reason.
Rule 2: two entries are one person when they share a number and have one name, or one of them
        has none, or their numbers are the same; a shared switchboard alone joins nobody.
Rule 3: what the agent set (name, favourite, pinned caller ID) is never changed by a file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from softphone.domain.contacts.contact import Contact, ContactIndex, ContactNumber, NumberKind, folded
from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.reading import Destination
from softphone.domain.words import say


@dataclass(frozen=True, slots=True)
class FileCard:
    """What a file says of one contact; ``line`` counts from 1."""

    line: int
    name: str
    numbers: tuple[tuple[str, NumberKind], ...]
    company: str = ""
    note: str = ""
    is_favourite: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of a file that will not be taken.

    Attributes:
        whose: The contact's name; empty if nobody knows.
        number: The number in question as it stands in the file; empty: all of the line.
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
    """

    found: int
    new: tuple[Contact, ...]
    changed: tuple[Contact, ...]
    already_there: int
    merged: int
    skipped: tuple[Skipped, ...]

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """What would be kept."""
        return (*self.new, *self.changed)


def plan_import(
    cards: Iterable[FileCard],
    directory: ContactIndex,
    read: Callable[[str], Destination],
    new_id: Callable[[], str],
) -> ImportPlan:
    """What taking ``cards`` over would do to ``directory``.

    Args:
        read: Reads a number; raises SoftphoneError with the reason.
    """
    plan = _Plan(directory, read, new_id)
    for card in cards:
        plan.take(card)
    return plan.made()


class _Plan:
    def __init__(
        self, directory: ContactIndex, read: Callable[[str], Destination], new_id: Callable[[], str]
    ) -> None:
        self._read, self._new_id = read, new_id
        self._before = {contact.id: contact for contact in directory}
        self._now = dict(self._before)
        self._at_number: dict[str, list[str]] = {}
        for contact in directory:
            self._note_numbers(contact)
        self._touched: set[str] = set()
        self._found = self._already_there = self._merged = 0
        self._skipped: list[Skipped] = []

    def take(self, card: FileCard) -> None:
        self._found += 1
        said = self._said(card)
        if said is None:
            return
        known = self._same_person(said)
        if known is None:
            self._keep(replace(said, id=self._new_id()))
            return
        joined = _joined(known, said)
        if known.id not in self._before or known.id in self._touched:
            self._merged += 1
        elif joined == known:
            self._already_there += 1
        if joined != known:
            self._keep(joined)

    def made(self) -> ImportPlan:
        touched = [self._now[each] for each in self._now if each in self._touched]
        new = tuple(contact for contact in touched if contact.id not in self._before)
        changed = tuple(contact for contact in touched if contact.id in self._before)
        return ImportPlan(self._found, new, changed, self._already_there, self._merged, tuple(self._skipped))

    def _said(self, card: FileCard) -> Contact | None:
        """The card as a contact without an id; None if there is nothing to call."""
        numbers: dict[str, ContactNumber] = {}
        extensions: dict[str, str] = {}
        for text, kind in card.numbers:
            try:
                read = self._read(text)
            except SoftphoneError as error:
                self._skip(card, error.what, text)
            else:
                e164 = read.number.e164
                numbers.setdefault(e164, ContactNumber(e164, kind))
                extensions.setdefault(e164, read.extension)
        if not card.numbers:
            self._skip(card, say("There is no telephone number."))
        if not numbers:
            return None
        ordered = _callable_first(numbers.values())
        extension = extensions[ordered[0].e164]
        tones = f",{extension}" if extension else ""
        return Contact("", card.name, ordered, card.company, card.is_favourite, "", tones, card.note)

    def _skip(self, card: FileCard, why: str, number: str = "") -> None:
        self._skipped.append(Skipped(card.line, why, card.name or card.company, number))

    def _same_person(self, said: Contact) -> Contact | None:
        for number in said.numbers:
            for known_id in self._at_number.get(number.e164, ()):
                if _are_one(self._now[known_id], said):
                    return self._now[known_id]
        return None

    def _keep(self, contact: Contact) -> None:
        self._now[contact.id] = contact
        self._touched.add(contact.id)
        self._note_numbers(contact)

    def _note_numbers(self, contact: Contact) -> None:
        for number in contact.numbers:
            there = self._at_number.setdefault(number.e164, [])
            if contact.id not in there:
                there.append(contact.id)


def _callable_first(numbers: Iterable[ContactNumber]) -> tuple[ContactNumber, ...]:
    """A fax is not what a click should call."""
    return tuple(sorted(numbers, key=lambda number: number.kind is NumberKind.FAX))


def _are_one(known: Contact, said: Contact) -> bool:
    if not known.name or not said.name or folded(known.name) == folded(said.name):
        return True
    return {number.e164 for number in known.numbers} == {number.e164 for number in said.numbers}


def _joined(known: Contact, said: Contact) -> Contact:
    have = {number.e164 for number in known.numbers}
    added = tuple(number for number in said.numbers if number.e164 not in have)
    notes = [known.note]
    if said.note and said.note not in known.note:
        notes.append(said.note)
    if said.name and known.name and folded(said.name) != folded(known.name) and said.name not in known.note:
        notes.append(said.name)
    return replace(
        known,
        name=known.name or said.name,
        company=known.company or said.company,
        numbers=_callable_first((*known.numbers, *added)),
        tones=known.tones or said.tones,
        note="\n".join(filter(None, notes)),
    )
