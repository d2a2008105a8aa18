"""The number field's reading of its text, and what a paste into it replaces.

Rule 1: what is the name of a contact is never dialled as a number that letters spell.
Rule 2: a paste that is a number takes the place of a number that stands there; a part of one goes where the
        cursor is.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication

from softphone.application.softphone import Softphone
from softphone.domain.errors import EmergencyNumber, NotANumber, SoftphoneError
from softphone.domain.numbers.reading import Destination
from softphone.qt.language import error_words, spoken

People = Callable[[str], list[tuple[str, str]]]  # what was typed -> names and numbers (E.164)
_BEHIND_A_NUMBER: Final = re.compile(r"\s*(?:[,;]|x\s?\d|ext)", re.IGNORECASE)
_FROM_ABROAD: Final = re.compile(r"\s*(?:\+|00)")
_FEWEST_DIGITS: Final = 7
_LONGEST_NOTE: Final = 160


@dataclass(frozen=True, slots=True)
class FieldReading:
    """Attributes:
    choices: Numbers (E.164) to offer instead, each with the keys behind it.
    """

    destination: Destination | None = None
    problem: str = ""
    is_emergency: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


def read_field(text: str, read: Callable[[str], Destination], people_like: People) -> FieldReading:
    """What ``text`` is read as, or why it is no number."""
    try:
        destination = read(text)
    except EmergencyNumber as error:
        return FieldReading(problem=error_words(error), is_emergency=True)
    except NotANumber as error:
        choices = {e164: error.tones.get(e164, "") for e164 in error.choices}
        return FieldReading(problem=error_words(error), choices=choices)
    except SoftphoneError as error:
        return FieldReading(problem=error_words(error))
    if destination.is_spelt:
        people = people_like(text)
        if people and all(e164 != destination.number.e164 for _name, e164 in people):
            words = QCoreApplication.translate(
                "DialModel", "“{text}” is among your contacts: choose it from the list."
            )
            return FieldReading(problem=words.format(text=text.strip()))
    return reading_of(destination)


def reading_of(destination: Destination) -> FieldReading:
    """A number that was read before; what it has become is offered beside it."""
    return FieldReading(destination, choices={destination.instead: ""} if destination.instead else {})


def note_words(destination: Destination | None) -> str:
    """What was assumed or left out, each note no longer than fits; empty if nothing."""
    notes = (spoken(note) for note in destination.notes) if destination else ()
    return " ".join(note if len(note) <= _LONGEST_NOTE else note[:_LONGEST_NOTE] + "…" for note in notes)


def replaces(softphone: Softphone, standing: Destination | None, pasted: str, together: str) -> bool:
    """True when a paste takes the place of what stands in the field.

    Args:
        standing: The whole number that stands there; None where there is none yet.
        together: What the field would hold with the paste put in where the cursor is.
    """
    if _BEHIND_A_NUMBER.match(pasted):
        return False
    digits = sum(map(str.isdecimal, pasted))
    if standing is not None:
        return digits >= _FEWEST_DIGITS or any(map(str.isalpha, pasted))
    alone = read_field(pasted, softphone.read, lambda _: [])
    if alone.destination is None:
        return bool(alone.choices)
    if _FROM_ABROAD.match(pasted) or any(map(str.isalpha, pasted)):
        return True
    whole = read_field(together, softphone.read, lambda _: []).destination
    return whole is None or not whole.number.is_valid
