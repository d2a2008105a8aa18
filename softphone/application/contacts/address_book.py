"""An agent's contacts: kept, changed, and taken over from files.

Rule 1: the directory is swapped whole after the disk has the change; readers see old or new.
Rule 2: a file is only looked at by ``preview``; nothing of it is kept before ``take``.
Rule 3: a pinned caller ID counts for a call only where the agent may pick it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final

from softphone.application.contacts.ports import ContactFile, ContactFiles, ContactStore
from softphone.application.softphone import Softphone
from softphone.domain.caller_id.policy import Decision
from softphone.domain.contacts.contact import Contact, ContactIndex, ContactNumber, NumberKind
from softphone.domain.contacts.contact_numbers import LONGEST_TONES, ReadsNumbers
from softphone.domain.contacts.import_plan import ImportPlan, plan_import
from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.reading import Destination
from softphone.domain.words import say

PINNED_FOR_CONTACT: Final = say("Pinned for this contact")


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file looked at, and what taking it over would do."""

    path: Path
    file: ContactFile
    plan: ImportPlan


@dataclass(frozen=True, slots=True)
class Draft:
    """A contact as a person typed it; numbers are text."""

    name: str
    numbers: Sequence[tuple[str, NumberKind]]
    company: str = ""
    tones: str = ""
    note: str = ""


class Contacts:
    """One agent's contacts.

    Args:
        read: Reads a number as the number field would, or in another country.
    """

    def __init__(
        self,
        store: ContactStore,
        files: ContactFiles,
        read: ReadsNumbers,
        new_id: Callable[[], str],
    ) -> None:
        self._store, self._files, self._read, self._new_id = store, files, read, new_id
        self._changing = Lock()
        self._directory = ContactIndex()

    @property
    def directory(self) -> ContactIndex:
        """What is known now; reading it does no I/O."""
        return self._directory

    def load(self) -> None:
        """Take over what the disk has."""
        with self._changing:
            self._directory = ContactIndex(self._store.all())

    def keep(self, contacts: Sequence[Contact]) -> None:
        """Add contacts, or put them in the place of those with their ids."""
        with self._changing:
            self._store.keep(contacts)
            self._directory = self._directory.changed(contacts)

    def remove(self, contact: Contact) -> None:
        """Let one contact go; ``keep`` brings it back."""
        with self._changing:
            self._store.remove([contact.id])
            self._directory = self._directory.changed(without=[contact.id])

    def made(self, draft: Draft, of: Contact | None = None) -> Contact:
        """The contact that a draft describes, a new one or ``of`` changed; not kept yet.

        Raises SoftphoneError: there is no number, or one that cannot be read; the tones are none.
        """
        known, tones = of or Contact(self._new_id(), "", ()), _tones(draft.tones)
        numbers = self._typed(draft, known)
        if not numbers:
            raise SoftphoneError(say("A contact needs a telephone number."), remedy=say("Type or paste one."))
        if any(number.tones for number in numbers):
            if tones != known.tones:
                numbers[0] = replace(numbers[0], tones=tones)
            tones = numbers[0].tones
        return replace(
            known,
            name=" ".join(draft.name.split()),
            company=" ".join(draft.company.split()),
            numbers=tuple(numbers),
            tones=tones,
            note=draft.note.strip(),
        )

    def preview(
        self, path: Path, encoding: str = "", as_numbers: Mapping[str, NumberKind] | None = None
    ) -> ImportPreview:
        """What a CSV or vCard file holds and what importing it would do; nothing is kept.

        Raises SoftphoneError: the file is none of these, or nothing in it can be called.
        """
        file = self._files(path, encoding, as_numbers)
        plan = plan_import(file.cards, self._directory, self._read, self._new_id)
        skipped = sorted((*file.skipped, *plan.skipped), key=lambda each: each.line)
        return ImportPreview(path, file, replace(plan, skipped=tuple(skipped)))

    def reading(self, read: ReadsNumbers) -> "Contacts":
        """The same contacts, where numbers are read in another way."""
        return Contacts(self._store, self._files, read, self._new_id)

    def rehearsal(self) -> "Contacts":
        """These contacts where nothing reaches the disk: to see what several files would do in turn."""
        tried = Contacts(NothingKept(tuple(self._directory)), self._files, self._read, self._new_id)
        tried.load()
        return tried

    def take(self, plan: ImportPlan) -> None:
        """Keep what a preview showed."""
        self.keep(plan.contacts)

    def _typed(self, draft: Draft, known: Contact) -> list[ContactNumber]:
        """The numbers of a draft; one that was there keeps its tones."""
        there = list(known.numbers)
        typed: dict[tuple[str, str], ContactNumber] = {}
        for text, kind in draft.numbers:
            if not text.strip():
                continue
            read = self._read(text)
            tones = f",{read.extension}" if read.extension else ""
            before = next((each for each in there if each.e164 == read.number.e164), None)
            if before is not None and not tones:
                there.remove(before)
                tones = before.tones
            typed[read.number.e164, tones] = ContactNumber(read.number.e164, kind, tones)
        return list(typed.values())


@dataclass(frozen=True, slots=True)
class NothingKept:
    """A store that stays as it is."""

    contacts: Sequence[Contact] = ()

    def all(self) -> Sequence[Contact]:
        return self.contacts

    def keep(self, contacts: Sequence[Contact]) -> None:
        """Not here."""

    def remove(self, ids: Collection[str]) -> None:
        """Not here."""


def decide_for_contact(
    softphone: Softphone, destination: Destination, pinned: str
) -> tuple[Destination, Decision]:
    """What a call shows to a contact with a pinned caller ID, and the destination with what to note.

    A pin that is not allowed now is said and not used: then it is decided as for anybody.

    Args:
        pinned: E.164; empty: none.
    """
    if not pinned or not softphone.pick.is_the_agents:
        return destination, softphone.decide(destination)
    decision = softphone.decide(destination, pick=pinned)
    if decision.can_call:
        return destination, replace(decision, words=PINNED_FOR_CONTACT)
    note = say("Pinned for this contact, but: {problem}", problem=decision.words)
    noted = replace(destination, notes=(*destination.notes, note))
    return noted, softphone.decide(noted)


def _tones(text: str) -> str:
    tones = "".join(text.split())
    if not re.fullmatch(r"[\d*#,]*", tones, re.ASCII) or len(tones) > LONGEST_TONES:
        raise SoftphoneError(
            say("“{text}” cannot be sent as tones.", text=text.strip()),
            remedy=say("Use digits, * and #; a comma is a short pause."),
        )
    return tones
