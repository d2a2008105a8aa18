"""Telephone numbers: E.164 as soon as they are read, text only when shown."""

from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

_LONGEST_GROUPED = 17
_SHORTER_THAN_A_NUMBER = 9
_WITHOUT_GROUPING = str.maketrans("", "", " -()")
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
    def is_valid(self) -> bool:
        """True where its country's plan is known to have it; a newer range may not be known yet."""
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(self.e164))
        except phonenumbers.NumberParseException:
            return False

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

    Only digits, our own blanks and a leading + are grouped. Anything else is left as it is: a blank that
    somebody typed may belong to a name ("24 7 Fitness").
    """
    kept = text.translate(_WITHOUT_GROUPING)
    if text[-1:].isalpha() and text[:-1] == _as_typed(kept[:-1], home_country):
        return kept if len(kept) <= _SHORTER_THAN_A_NUMBER else text  # "1 (800" becomes a name: "1800F"
    if not text[-1:].isdecimal() or not kept.removeprefix("+").isdecimal():
        return text
    if not kept.isascii() or len(kept) > _LONGEST_GROUPED:
        return text
    if kept != text and _as_typed(kept[:-1], home_country) != text[:-1]:
        return text
    return _as_typed(kept, home_country)


def _as_typed(digits: str, home_country: str) -> str:
    if not digits.removeprefix("+").isdecimal():
        return ""
    formatter = phonenumbers.AsYouTypeFormatter(home_country or "ZZ")
    grouped = ""
    for digit in digits:
        grouped = formatter.input_digit(digit)
    return grouped.replace("-", " ")
