"""The telephone numbers that stand in a text among other things: a signature, a ticket, a row of a table.

Rule 1: what only looks like a number is none, and what stands behind a number as keys is none.
Rule 2: valid numbers come first. One that is only possible counts where it is written as a number:
        with +, with its area code set apart, or behind "Tel.".
Rule 3: no part of a longer row of digits is taken for a number of its own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import phonenumbers

from softphone.domain.numbers.keys import Keys, keys_in
from softphone.domain.numbers.places import cannot_exist
from softphone.domain.numbers.texts.lookalikes import (
    PHONE_WORD_BEFORE,
    without_lookalikes,
    without_mixed_words,
)
from softphone.domain.numbers.texts.old_forms import without_given_up
from softphone.domain.numbers.texts.vanity import spelt_numbers

_LENIENCY: Final = phonenumbers.Leniency
_BREAKS: Final = re.compile(r";(?!ext=)|[,|•·]")
_EXTENSION: Final = re.compile(
    r"(?<=\d)[ ,-]{1,3}(?:durchwahl|dw|apparat|app|nebenstelle|nst|poste|ramal|rml|toestel|anexo|int)\b"
    r"[.: ]{0,2}(?=\d{1,7}(?!\d))",
    re.I,
)
_LEFT: Final = re.compile(r"[+\d(][\d().\-/ ]*$")
_RIGHT: Final = re.compile(r"(?P<between>[ .\-/()]*)(?P<digits>\d+)(?P<behind> ?[^\W\d_]|:)?")
_FAR: Final = re.compile(r" {2}| -|- |/|[()]")
_ROW: Final = re.compile(r"(?<![\w+])\+?\(?\d[\d().\- ]{8,22}\d(?!\w)")
_AREA_SET_APART: Final = re.compile(
    r"\+|00|011|0(?:[ .\-/()]*\d){9}|\(\d{1,5}\) ?\d|[2-9]\d\d[-. ][2-9]\d\d[-. ]\d{4}$"
)
_FEWEST_DIGITS: Final = 7
_LONGEST_OTHER_ENDING: Final = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A number in a text.

    Attributes:
        start, end: Where it stands, without its keys.
        tones: The keys behind it, ",,123#"; ``keys`` is where they stand.
        given_up_in: The country whose old form it is; empty for others.
    """

    number: phonenumbers.PhoneNumber
    start: int
    end: int
    tones: str = ""
    keys: Keys | None = None
    given_up_in: str = ""
    is_spelt: bool = False

    @property
    def e164(self) -> str:
        return phonenumbers.format_number(self.number, phonenumbers.PhoneNumberFormat.E164)

    @property
    def whole_end(self) -> int:
        """Where it ends with its keys."""
        return self.keys.end if self.keys else self.end


def numbers_in_text(text: str, home_country: str) -> list[Found]:
    """Every telephone number that stands in ``text``, in order."""
    text = _EXTENSION.sub(_as_extension, text)
    keys = keys_in(text)
    found = _numbers_in(_blanked(text, [(each.start, each.end) for each in keys]), home_country)
    if not found and keys:
        return _numbers_in(text, home_country)
    return [_with_keys(each, keys) for each in found]


def _as_extension(found: re.Match[str]) -> str:
    """ " DW 12" as libphonenumber knows it, in the same length."""
    return " x".ljust(len(found[0]))


def _with_keys(found: Found, keys: list[Keys]) -> Found:
    behind = next((each for each in keys if each.start == found.end), None)
    return replace(found, tones=behind.keys, keys=behind) if behind else found


def _numbers_in(text: str, home_country: str) -> list[Found]:
    text = _BREAKS.sub("\n", without_lookalikes(text))
    found: list[Found] = []
    for find in (_old_forms, _valid_numbers, _spelt):
        rest = _blanked(text, [(each.start, each.end) for each in found])
        found += list(find(rest, home_country, not found))
    found = found or list(_possible_numbers(text, home_country))
    return sorted(found, key=lambda each: each.start)


def _old_forms(text: str, home_country: str, _is_alone: bool) -> Iterator[Found]:
    for row in _ROW.finditer(text):
        try:
            parsed = phonenumbers.parse(row[0], home_country or None)
        except phonenumbers.NumberParseException:
            continue
        now = None if phonenumbers.is_valid_number(parsed) else without_given_up(parsed)
        if now is not None:
            yield Found(now[0], row.start(), row.end(), given_up_in=now[1])


def _valid_numbers(text: str, home_country: str, _is_alone: bool) -> Iterator[Found]:
    matches = [
        _without_other_ending(each, text, home_country)
        for each in _matches(text, home_country, _LENIENCY.VALID)
    ]
    spans = [(each.start, each.end) for each in matches]
    for each in matches:
        others = _blanked(text, [span for span in spans if span != (each.start, each.end)])
        if _is_no_part(others, each) and (_is_long(text, each) or _is_named(text, each)):
            yield each


def _spelt(text: str, home_country: str, is_alone: bool) -> Iterator[Found]:
    for each in spelt_numbers(text, home_country, is_alone=is_alone):
        yield Found(each.number, each.start, each.end, is_spelt=True)


def _possible_numbers(text: str, home_country: str) -> Iterator[Found]:
    text = without_mixed_words(text)
    for each in _matches(text, home_country, _LENIENCY.POSSIBLE):
        is_marked = _AREA_SET_APART.match(text, each.start, each.end) or _is_named(text, each)
        if is_marked and _is_long(text, each) and _is_no_part(text, each) and not cannot_exist(each.number):
            yield each


def _is_long(text: str, found: Found) -> bool:
    """Shorter ones exist ("1010 Wien" could be one), and are rooms, postcodes and houses mostly."""
    return sum(map(str.isdecimal, text[found.start : found.end])) >= _FEWEST_DIGITS


def _is_named(text: str, found: Found) -> bool:
    """A + or a word says that it is a telephone number."""
    return text[found.start] == "+" or PHONE_WORD_BEFORE.search(text, 0, found.start) is not None


def _matches(text: str, home_country: str, leniency: int) -> list[Found]:
    matcher = phonenumbers.PhoneNumberMatcher(text, home_country or None, leniency=leniency)
    return [Found(each.number, each.start, each.end) for each in matcher]


def _without_other_ending(found: Found, text: str, home_country: str) -> Found:
    """ "030 123456/57": the number, and another ending that is none of its digits."""
    base, slash, ending = text[found.start : found.end].rpartition("/")
    if not slash or sum(map(str.isdecimal, ending)) > _LONGEST_OTHER_ENDING:
        return found
    try:
        parsed = phonenumbers.parse(base, home_country or None)
    except phonenumbers.NumberParseException:
        return found
    if not phonenumbers.is_valid_number(parsed):
        return found
    return Found(parsed, found.start, found.start + len(base.rstrip()))


def _is_no_part(text: str, found: Found) -> bool:
    """False where digits beside it say that it is a part of something longer (Rule 3)."""
    written = text[found.start : found.end]
    before = _LEFT.search(text, max(0, found.start - 30), found.start)
    if before is not None and any(map(str.isdecimal, before[0])):
        if "+" in before[0]:
            return False
        is_of_its_own = written[0] in "+(" or " " not in written or re.search(r"[-.]", written)
        if not is_of_its_own or (before[0][0] == "0" and written[0] not in "+("):
            return False
    behind = _RIGHT.match(text, found.end)
    if behind is None or behind["behind"] or found.number.extension:
        return True
    return bool(_FAR.search(behind["between"])) or len(behind["digits"]) > _LONGEST_OTHER_ENDING


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` in its length, with line breaks in the place of ``spans``."""
    for start, end in spans:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text
