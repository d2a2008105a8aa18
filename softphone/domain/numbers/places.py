"""Where a number lives: country, area code, states, and whether it is toll-free.

Rule 1: country, area code and type are libphonenumber's; states are our own table's
        (``area_codes``), because its geocoder names cities and leaves area codes out.
Rule 2: a +1 toll-free number belongs to every +1 country, though libphonenumber says US.
Rule 3: a +1 area code that is newer than the installed metadata is read from our table.
Rule 4: a +1 mobile has the area code that its first three digits are, also where the metadata knows it
        for a mobile (Jamaica's). A mobile token (Argentina's 9) is no part of an area code; a Brazilian
        number has its two-digit area code also where the metadata does not know the number.
Rule 5: a state carries its country (``US-AL``, ``BR-AL``): Alabama and Alagoas never meet.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import phonenumbers

from softphone.domain.numbers.area_codes import AS_OF, BR, CA, US
from softphone.domain.numbers.phone_number import PhoneNumber

NORTH_AMERICA: Final = 1
NORTH_AMERICAN_TOLL_FREE: Final = frozenset({"800", "833", "844", "855", "866", "877", "888"})
BRAZIL: Final = 55
# What places are made from: one that was kept is to be made anew when this has changed.
RULES_AS_OF: Final = "2026-12-01"  # to be changed with any rule above
SOURCES: Final = f"phonenumbers {phonenumbers.__version__}, area codes {AS_OF}, rules {RULES_AS_OF}"
# 800, 883 and others belong to no country; every other calling code stands for one where nobody names it.
INTERNATIONAL_NETWORKS: Final = frozenset(
    code
    for code, countries in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()
    if countries == (phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY,)
)
# Whose numbering plan a territory or neighbour is in; for callers its numbers are the nearest after its own.
PLAN_OF: Final = {
    **dict.fromkeys(("PR", "GU", "VI", "AS", "MP"), "US"),
    **dict.fromkeys(("GG", "JE", "IM"), "GB"),
    **dict.fromkeys(("VA", "SM"), "IT"),
}
# San Marino's numbers are also Italy's +39 0549: one area under two calling codes.
_AREAS_OF_ANOTHER: Final = {(378, "0549"): (39, "0549")}
_MOBILE: Final = phonenumbers.PhoneNumberType.MOBILE
_TOLL_FREE: Final = phonenumbers.PhoneNumberType.TOLL_FREE
_NON_GEOGRAPHIC: Final = phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY
_GEOGRAPHIC_IN_NORTH_AMERICA: Final = frozenset(
    {phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE, _MOBILE}
)
_NEVER_FIRST_IN_NORTH_AMERICA: Final = "01"  # of an area code and of an exchange
_SERVICES_IN_NORTH_AMERICA: Final = "11"  # 211 to 911 are services, never area codes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number is.

    Attributes:
        calling_code: 1, 44, 55, …
        country: ISO 3166-1, e.g. "CA"; empty for international networks and
            where nobody knows. +1 alone is not a country.
        area_code: Digits after the calling code; empty for toll-free numbers and
            for numbers whose plan has none.
        states: ISO 3166-2 codes, e.g. {"CA-NS", "CA-PE"}; empty outside US, CA, BR.
        toll_free: Free for the caller.
    """

    calling_code: int
    country: str = ""
    area_code: str = ""
    states: frozenset[str] = frozenset()
    toll_free: bool = False

    @property
    def area(self) -> tuple[int, str] | None:
        """What two numbers of one area have in common: calling code and area code; None without one."""
        own = (self.calling_code, self.area_code)
        return _AREAS_OF_ANOTHER.get(own, own) if self.area_code else None

    @property
    def plan(self) -> str:
        """The country whose numbering plan it is in: US for Puerto Rico, mostly its own; may be empty."""
        return PLAN_OF.get(self.country, self.country)


def _states_by_area_code() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for country, table in (("US", US), ("CA", CA), ("BR", BR)):
        for state, area_codes in table.items():
            for area_code in area_codes.split():
                found.setdefault((country, area_code), set()).add(f"{country}-{state}")
    return {key: frozenset(states) for key, states in found.items()}


_STATES: Final = _states_by_area_code()
_NO_STATES: Final[frozenset[str]] = frozenset()


def place_of(number: PhoneNumber) -> Place:
    """The facts of ``number``; about 50 µs: compute once, then keep."""
    return place_of_parsed(phonenumbers.parse(number.e164))


def place_of_parsed(parsed: phonenumbers.PhoneNumber) -> Place:
    """The facts of a number that libphonenumber has read already."""
    calling_code = parsed.country_code or 0
    if calling_code == NORTH_AMERICA:
        return _place_in_north_america(parsed)
    country = phonenumbers.region_code_for_number(parsed) or ""
    if country == _NON_GEOGRAPHIC:
        country = ""
    if phonenumbers.number_type(parsed) == _TOLL_FREE:
        return Place(calling_code, country, toll_free=True)
    area_code = _area_code(parsed)
    if calling_code == BRAZIL and not area_code:
        country, area_code = _brazilian_by_length(parsed)
    return Place(calling_code, country, area_code, _STATES.get((country, area_code), _NO_STATES))


def _brazilian_by_length(parsed: phonenumbers.PhoneNumber) -> tuple[str, str]:
    """Country and area code of a number as long as Brazil's are; 300, 500 and 800 are no area codes."""
    digits = phonenumbers.national_significant_number(parsed)
    has_one = len(digits) in (10, 11) and ("BR", digits[:2]) in _STATES
    return "BR", digits[:2] if has_one else ""


def _place_in_north_america(parsed: phonenumbers.PhoneNumber) -> Place:
    digits = str(parsed.national_number)
    if digits[:3] in NORTH_AMERICAN_TOLL_FREE:
        return Place(NORTH_AMERICA, "US", toll_free=True)
    country = phonenumbers.region_code_for_number(parsed)
    if country is None:
        return _place_newer_than_metadata(digits)
    # Every geographic +1 number has a three-digit area code, mobiles too; libphonenumber gives none
    # to those that it knows as mobiles (Jamaica's, not those of the US). Its own way of finding an
    # area code takes three times as long.
    area_code = digits[:3] if phonenumbers.number_type(parsed) in _GEOGRAPHIC_IN_NORTH_AMERICA else ""
    return Place(NORTH_AMERICA, country, area_code, _STATES.get((country, area_code), _NO_STATES))


def cannot_exist(parsed: phonenumbers.PhoneNumber) -> bool:
    """True for a +1 number that the plan leaves no room for: it would ring nobody but the agent."""
    if parsed.country_code != NORTH_AMERICA:
        return False
    digits = phonenumbers.national_significant_number(parsed)
    return len(digits) == 10 and (
        digits[0] in _NEVER_FIRST_IN_NORTH_AMERICA
        or digits[3] in _NEVER_FIRST_IN_NORTH_AMERICA
        or digits[1:3] == _SERVICES_IN_NORTH_AMERICA
    )


def _place_newer_than_metadata(digits: str) -> Place:
    area_code = digits[:3]
    if len(digits) == 10 and digits[3] in "23456789":
        for country in ("US", "CA"):
            if states := _STATES.get((country, area_code)):
                return Place(NORTH_AMERICA, country, area_code, states)
    return Place(NORTH_AMERICA)


def _area_code(parsed: phonenumbers.PhoneNumber) -> str:
    length = phonenumbers.length_of_geographical_area_code(parsed)
    if not length:
        return ""
    token = phonenumbers.country_mobile_token(parsed.country_code or 0)
    is_mobile = token and phonenumbers.number_type(parsed) == _MOBILE
    area_code = phonenumbers.national_significant_number(parsed)[:length]
    return area_code.removeprefix(token) if is_mobile else area_code


@lru_cache(maxsize=1)
def area_codes_of_states() -> dict[str, tuple[str, ...]]:
    """ISO 3166-2 code -> its area codes, e.g. for a filter by state."""
    turned: dict[str, list[str]] = {}
    for (_country, area_code), states in sorted(_STATES.items()):
        for state in states:
            turned.setdefault(state, []).append(area_code)
    return {state: tuple(codes) for state, codes in turned.items()}
