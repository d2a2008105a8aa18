"""Forms of numbers that their country has given up, and which people still write.

Rule 1: what is left out is said.
Rule 2: a digit that would have to be added is only offered, never added.

Sources, read 2026-12-01: IFT (Mexico, 3 August 2019: 044, 045, 01 and the 1 of +52 1 are gone), AGCOM
(Italy, 2001: mobiles lost their 0), Anatel (Brazil, 2012 to 2016: nine digits for mobiles), ARCEP Benin
(30 November 2024: 01 before all numbers).
"""

import re
from dataclasses import dataclass
from typing import Final

import phonenumbers


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A form whose first digits are no longer dialled; ``written`` has the national digits."""

    calling_code: int
    country: str
    written: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grown:
    """Numbers that got a digit more: ``now`` is what to dial for what is ``written``."""

    calling_code: int
    country: str
    written: re.Pattern[str]
    now: str


_GIVEN_UP: Final = (
    GivenUp(52, "MX", re.compile(r"(?:1|01|044|045|521)([2-9]\d{9})")),
    GivenUp(39, "IT", re.compile(r"0(3\d{8,9})")),
)
_GROWN: Final = (
    Grown(55, "BR", re.compile(r"([1-9]\d)([6-9]\d{7})"), r"\g<1>9\2"),
    Grown(229, "BJ", re.compile(r"(\d{8})"), r"01\1"),
)


def without_given_up(parsed: phonenumbers.PhoneNumber) -> tuple[phonenumbers.PhoneNumber, str] | None:
    """The number as it is dialled now, and its country; None if it is no old form."""
    for form in _GIVEN_UP:
        if parsed.country_code != form.calling_code:
            continue
        found = form.written.fullmatch(phonenumbers.national_significant_number(parsed))
        if found:
            now = phonenumbers.parse(f"+{form.calling_code}{found[1]}")
            now.extension = parsed.extension
            if phonenumbers.is_valid_number(now):
                return now, form.country
    return None


def grown(parsed: phonenumbers.PhoneNumber) -> tuple[str, str]:
    """What to dial for a number that has a digit more now (E.164), and its country; empty for others."""
    for form in _GROWN:
        if parsed.country_code != form.calling_code:
            continue
        digits = phonenumbers.national_significant_number(parsed)
        if form.written.fullmatch(digits):
            now = phonenumbers.parse(f"+{form.calling_code}{form.written.sub(form.now, digits)}")
            if phonenumbers.is_valid_number(now):
                return phonenumbers.format_number(now, phonenumbers.PhoneNumberFormat.E164), form.country
    return "", ""
