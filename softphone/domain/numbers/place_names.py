"""Places as people say them, in English: "California, United States".

Rules: a name is for reading only and never takes part in a decision; what has no
name is shown by its code.
Source of the state names: ISO 3166-2 (US, CA, BR), read 2026-11-22.
"""

from typing import Final

from softphone.domain.numbers.country_names import COUNTRY_NAMES
from softphone.domain.numbers.places import Place
from softphone.domain.words import Words, say

_US: Final = (
    "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|"
    "DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|"
    "KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|"
    "MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|"
    "NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|"
    "PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|"
    "VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming"
)
_CA: Final = (
    "AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|"
    "NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|"
    "SK Saskatchewan|YT Yukon"
)
_BR: Final = (
    "AC Acre|AL Alagoas|AP Amapá|AM Amazonas|BA Bahia|CE Ceará|DF Distrito Federal|ES Espírito Santo|"
    "GO Goiás|MA Maranhão|MT Mato Grosso|MS Mato Grosso do Sul|MG Minas Gerais|PA Pará|PB Paraíba|"
    "PR Paraná|PE Pernambuco|PI Piauí|RJ Rio de Janeiro|RN Rio Grande do Norte|RS Rio Grande do Sul|"
    "RO Rondônia|RR Roraima|SC Santa Catarina|SP São Paulo|SE Sergipe|TO Tocantins"
)
STATE_NAMES: Final[dict[str, str]] = {
    f"{country}-{row[:2]}": row[3:]
    for country, rows in (("US", _US), ("CA", _CA), ("BR", _BR))
    for row in rows.split("|")
}


def country_name(country: str) -> Words:
    """ "DE" -> "Germany"; what has no name stands for itself."""
    return say(COUNTRY_NAMES.get(country, country))


def state_names(states: frozenset[str]) -> Words:
    """{"CA-NS", "CA-PE"} -> "Nova Scotia or Prince Edward Island"."""
    names = [say(STATE_NAMES.get(state, state)) for state in sorted(states)]
    joined = names[0] if names else say("")
    for name in names[1:]:
        joined = say("{one} or {other}", one=joined, other=name)
    return joined


def place_name(place: Place) -> Words:
    """One line for the window: state and country, or what is known instead."""
    country = country_name(place.country)
    if place.toll_free:
        here = not place.country or place.calling_code == 1
        return say("Toll-free") if here else say("Toll-free, {country}", country=country)
    if not place.country:
        return say("+{calling_code}", calling_code=place.calling_code)
    if not place.states:
        return country
    return say("{state}, {country}", state=state_names(place.states), country=country)
