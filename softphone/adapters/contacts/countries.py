"""Which country a cell means: "DE", "Deutschland", "GBR", "44", "+49", "Germany (+49)"."""

import re
from functools import cache, lru_cache
from typing import Final

import phonenumbers

from softphone.adapters.contacts.country_names import WRITTEN_NAMES
from softphone.domain.contacts.contact import folded

_CODE: Final = re.compile(r"(?:\+|00)?\s*(\d{1,3})(?:[- ]?(\d{3}))?(?:\.0)?", re.ASCII)
_CODE_IN_WORDS: Final = re.compile(r"\+\s*(\d{1,3})\b", re.ASCII)
_NOTHING: Final = frozenset({"", "0", "-", "n/a", "na", "none", "null", "nan", "unknown"})


@lru_cache(maxsize=4096)
def country_of(text: str) -> str | None:
    """ISO 3166-1; empty where the cell says nothing, None where it is no country known here."""
    plain = " ".join(text.split())
    if plain.lower() in _NOTHING:
        return ""
    if found := _CODE.fullmatch(plain):
        return _of_calling_code(found[1], found[2] or "")
    upper = plain.upper()
    if upper in WRITTEN_NAMES:
        return upper
    if named := _by_name().get(_compared(plain)) or _by_name().get(_compared(plain.partition("(")[0])):
        return named
    in_words = _CODE_IN_WORDS.search(plain)
    return _of_calling_code(in_words[1], "") if in_words else None


def _of_calling_code(code: str, area_code: str) -> str | None:
    """ "1-242" and "1242" are written for the Bahamas; all of +1 is dialled alike."""
    region = phonenumbers.region_code_for_country_code(int(code)) if not area_code or code == "1" else "ZZ"
    return None if region in ("ZZ", "001") else region


@cache
def _by_name() -> dict[str, str]:
    return {_compared(name): country for country, names in WRITTEN_NAMES.items() for name in names.split("|")}


def _compared(name: str) -> str:
    return " ".join(folded(name).replace(".", " ").replace("’", "'").split())
