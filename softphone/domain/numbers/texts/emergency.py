"""Numbers that are never called from here: emergency numbers, crisis lines, short codes.

Rule 1: an emergency number is recognised in the raw digits, however it is dialled: behind the digit for
        an outside line, a country code or an international prefix.
Rule 2: a crisis line is no emergency number; its sentence says what it is.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final

import phonenumbers

from softphone.domain.errors import EmergencyNumber, NotANumber
from softphone.domain.numbers.place_names import country_name
from softphone.domain.words import say

EMERGENCY_ANYWHERE: Final = frozenset({"112", "911", "999", "000"})
LONGEST: Final = 6
_LONGEST_WITH_PREFIXES: Final = 12
_CALLING_CODES: Final = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
_INTERNATIONAL: Final = re.compile(r"\+|00(?:11)?|011|010")
_OUTSIDE_LINE: Final = re.compile(r"([90])[\s\-.,;pw]*(\d[\d\s\-.]*)")
_PLAIN: Final = re.compile(r"\+?[\d\s().\-]+")
_SHORT_CODE: Final = re.compile(r"\d{3}|11\d{1,4}")
_CRISIS_LINES: Final = {
    "988": frozenset({"US", "CA"}),
    "3114": frozenset({"FR"}),
    "188": frozenset({"BR"}),
    "116123": frozenset({"GB", "IE", "DE", "SE", "NO", "BE", "HU", "PL"}),
}
_A_PHONE: Final = say("Use a telephone or mobile phone.")


def refuse_emergency(text: str, home_country: str, countries: Collection[str]) -> None:
    """Raises EmergencyNumber: the digits of ``text`` are one, here, in ``countries`` or where they lead."""
    digits = "".join(filter(str.isdecimal, text))
    if not digits or len(digits) > _LONGEST_WITH_PREFIXES:
        return
    here = {home_country, *countries} - {""}
    for candidate, where in _candidates(text, digits, here, home_country):
        if len(candidate) <= LONGEST and (
            candidate in EMERGENCY_ANYWHERE
            or any(phonenumbers.is_emergency_number(candidate, country) for country in where)
        ):
            raise EmergencyNumber(
                say("{digits} is an emergency number and is not called from here.", digits=candidate),
                remedy=say("Use a telephone or mobile phone, now."),
            )


def _candidates(
    text: str, digits: str, here: set[str], home_country: str
) -> Iterator[tuple[str, Collection[str]]]:
    """The digits that might be an emergency number, each with the countries where."""
    yield digits, here
    without_code = digits.removeprefix(str(phonenumbers.country_code_for_region(home_country)))
    if home_country and phonenumbers.is_emergency_number(without_code, home_country):
        yield without_code, {home_country}
    prefix = _INTERNATIONAL.match(text)
    if prefix:
        abroad = digits[len(prefix[0].removeprefix("+")) :]
        for length in (1, 2, 3):
            if abroad[:length] and (regions := _CALLING_CODES.get(int(abroad[:length]))):
                yield abroad[length:], {*here, *regions} - {phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY}
    outside = _OUTSIDE_LINE.fullmatch(text)
    if outside:
        behind = "".join(filter(str.isdecimal, outside[2]))
        if len(behind) == 3 and (behind != "000" or home_country == "AU"):
            yield behind, {home_country} - {""}


def refuse_short_code(text: str, home_country: str) -> None:
    """Raises NotANumber: ``text`` is a crisis line or a short code of the home country."""
    if len(text) > LONGEST + 3 or not home_country or text[:1] == "+" or not _PLAIN.fullmatch(text):
        return
    digits = "".join(filter(str.isdecimal, text))
    if home_country in _CRISIS_LINES.get(digits, ()):
        raise NotANumber(
            say("{digits} is a crisis line and is not called from here.", digits=digits), remedy=_A_PHONE
        )
    if not _SHORT_CODE.fullmatch(digits) or home_country not in phonenumbers.SUPPORTED_REGIONS:
        return
    if phonenumbers.is_valid_short_number_for_region(phonenumbers.parse(digits, home_country), home_country):
        country = country_name(home_country)
        raise NotANumber(
            say(
                "{digits} is a short code ({country}) and is not called from here.",
                digits=digits,
                country=country,
            ),
            remedy=_A_PHONE,
        )
