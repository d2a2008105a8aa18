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
