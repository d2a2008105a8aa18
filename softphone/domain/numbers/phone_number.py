"""Telephone numbers: E.164 as soon as they are read, text only when shown."""

from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

_INTERNATIONAL = phonenumbers.PhoneNumberFormat.INTERNATIONAL


@dataclass(frozen=True, slots=True, order=True)
class PhoneNumber:
    """One telephone number, e.g. ``PhoneNumber("+14155550123")``.

    Attributes:
        e164: "+", calling code, national number; at most 15 digits (ITU-T E.164).
    """

    e164: str

    @property
    def display(self) -> str:
        """Grouped as people read it: "+1 415 555 0123"."""
        return _grouped(self.e164)

    @property
    def redacted(self) -> str:
        """For logs and bug reports: only the last two digits."""
        return "…" + self.e164[-2:]

    def __str__(self) -> str:
        return self.e164


@lru_cache(maxsize=4096)
def _grouped(e164: str) -> str:
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, _INTERNATIONAL).replace("-", " ")


def grouped_while_typing(text: str, home_country: str) -> str:
    """``text`` as far as it was typed, grouped for reading: "+1 415 555 2".

    Only digits, blanks and a leading + are grouped; anything else is left as it is.
    """
    kept = text.replace(" ", "").replace("-", "").replace("(", "").replace(")", "")
    if not kept.removeprefix("+").isdecimal() or not kept.isascii() or len(kept) > 17:
        return text
    formatter = phonenumbers.AsYouTypeFormatter(home_country or "ZZ")
    grouped = text
    for character in kept:
        grouped = formatter.input_digit(character)
    return grouped.replace("-", " ")
