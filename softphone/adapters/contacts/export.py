"""An agent's contacts as a CSV file that every address book reads, and our own import to the last key.

Rule 1: what is written is read again as it was: names, kinds, tones, notes, favourites, pins.
Rule 2: keys are written as RFC 3966's ``postd``, so that no program takes them for a second number.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from softphone.adapters.contacts.headers import PINNED_HEADER
from softphone.adapters.csv_file import write_table
from softphone.domain.contacts.contact import Contact, ContactNumber

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n]")  # the import takes one ' away again


def write(path: Path, contacts: Iterable[Contact]) -> None:
    """Write ``contacts`` to ``path``.

    Raises SoftphoneError: the file could not be written; an older one is left as it was.
    """
    all_of_them = list(contacts)
    most = max((len(contact.numbers) for contact in all_of_them), default=1)
    columns = ["Name", "Company", "Notes", "Favourite", PINNED_HEADER]
    for position in range(1, most + 1):
        columns += [f"Phone {position} - Label", f"Phone {position} - Value"]
    write_table(path, columns, (_row(contact, most) for contact in all_of_them))


def _row(contact: Contact, most: int) -> list[str]:
    row = [
        *map(_harmless, (contact.name, contact.company, contact.note)),
        "yes" if contact.is_favourite else "",
        contact.caller_id,
    ]
    for number in contact.numbers:
        row += [number.kind, _written(number, contact.tones_of(number))]
    return row + [""] * (2 * (most - len(contact.numbers)))


def _written(number: ContactNumber, tones: str) -> str:
    return f"tel:{number.e164};postd={tones}" if tones else number.e164


def _harmless(text: str) -> str:
    """As ``csv_file.harmless``, in a form that can be undone."""
    return f"'{text}" if _FORMULA.match(text) else text
