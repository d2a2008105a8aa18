"""What the rules of a country did to the digits of a text: which were left out, which came in.

Rule: a digit that is dialled and was not written is named, and so is one that was written and is not dialled.
"""

import re
from typing import Final

import phonenumbers

from softphone.domain.numbers.place_names import country_name
from softphone.domain.words import Words, say

_INTERNATIONAL: Final = re.compile(r"00(?:11)?|011|010|810")
_ARGENTINA: Final = 54
_MOBILE_IN_ARGENTINA: Final = "15"


def changed_digits(
    parsed: phonenumbers.PhoneNumber, text: str, *, given_up_in: str = ""
) -> tuple[tuple[Words, ...], tuple[str, ...]]:
    """What to say of the digits that came in or were left out, and the latter.

    Args:
        text: What ``parsed`` was read from.
        given_up_in: The country where what stands in front is no longer dialled.
    """
    national = phonenumbers.national_significant_number(parsed)
    digits = "".join(filter(str.isdecimal, text)).removesuffix(parsed.extension or "")
    if digits.endswith(national):
        head = digits[: len(digits) - len(national)]
        return _of_head(head, str(parsed.country_code), given_up_in, is_abroad=text.startswith("+"))
    if parsed.country_code == _ARGENTINA and national.startswith("9") and _MOBILE_IN_ARGENTINA in digits:
        return (say("15 was read as the 9 of Argentina's mobiles."),), ()
    return _of_tail(national, digits, phonenumbers.region_code_for_number(parsed) or ""), ()


def _of_head(
    head: str, calling_code: str, given_up_in: str, *, is_abroad: bool
) -> tuple[tuple[Words, ...], tuple[str, ...]]:
    """``head``: the digits before the national number."""
    notes: tuple[Words, ...] = ()
    prefix = None if is_abroad else _INTERNATIONAL.match(head)
    if prefix and head[prefix.end() :].startswith(calling_code):
        notes, head = (say("{prefix} was read as +.", prefix=prefix[0]),), head[prefix.end() :]
    trunk = head.removeprefix(calling_code)
    if not trunk:
        return notes, ()
    if given_up_in:
        country = country_name(given_up_in)
        words = say("{digits} is no longer dialled in {country}.", digits=trunk, country=country)
    else:
        words = say("Without the {digits} in front.", digits=trunk)
    return (*notes, words), (trunk,)


def _of_tail(national: str, digits: str, country: str) -> tuple[Words, ...]:
    """The digits that a number was given by its country, as San Marino's 0549."""
    for length in range(1, len(national) - 1):
        if digits.endswith(national[length:]):
            added, name = national[:length], country_name(country)
            words = say(
                "{digits} was put in front, as in calls inside {country}.", digits=added, country=name
            )
            return (words,)
    return ()
