"""What a text says once its writing is plain: ASCII digits, nothing invisible, a line break where cells end.

Rule 1: no digit comes into being: ² and ½ stay what they are, and what a spreadsheet rounded is refused.
Rule 2: accents and vowel signs belong to their letters; only what nobody can see is left out.
"""

import re
import unicodedata
from itertools import groupby
from typing import Final

from softphone.domain.errors import NotANumber
from softphone.domain.words import Words, say

_INVISIBLE: Final = frozenset({"Cf", "Cc", "Co", "Cn"})
_MARKS: Final = frozenset({"Mn", "Me"})  # of a keycap; of a letter they are part of it
_BREAKS: Final = frozenset("\n\r\t\u2028\u2029")
# "4155552671.0", "030 123456.0": no plan ends with a lone 0 after a point.
_FLOAT: Final = re.compile(r"(?<![\d.])(?P<number>\+?\(?\d(?:[ ()-]*\d){5,14})(?P<end>\.00?)(?![\d.])")
_SCIENTIFIC: Final = re.compile(
    r"(?<![\w.])(?P<first>\d)[.,](?P<rest>\d+)E\+?(?P<places>\d{1,2})(?!\w)", re.I
)


def clean(text: str) -> tuple[str, tuple[Words, ...]]:
    """Plain digits and dashes instead of their look-alikes, and nothing invisible."""
    if text.isascii() and text.isprintable():
        return text.strip(), ()
    kept: list[str] = []
    removed = False
    for character in _compatible(text):
        category = unicodedata.category(character)
        if character.isdecimal():
            kept.append(str(unicodedata.decimal(character)))
        elif character in _BREAKS:
            kept.append("\n")
        elif character.isspace():
            kept.append(" ")
        elif category == "Pd":
            kept.append("-")
        elif category in _INVISIBLE or (category in _MARKS and not _is_on_letter(kept)):
            removed = True
        else:
            kept.append(character)
    notes = (say("Invisible characters were left out."),) if removed else ()
    return "".join(kept).strip(), notes


def _compatible(text: str) -> str:
    """NFKC, but for numerals that are no digits: ² would become one."""
    parts = groupby(text, key=lambda character: unicodedata.category(character) == "No")
    return "".join("".join(part) if is_numeral else _nfkc("".join(part)) for is_numeral, part in parts)


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _is_on_letter(kept: list[str]) -> bool:
    return bool(kept) and unicodedata.category(kept[-1])[0] in "LM"


def without_float(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` as it was before a spreadsheet took its numbers for quantities; what was left out.

    Raises NotANumber: the spreadsheet has rounded it.
    """
    if "." not in text and "," not in text:
        return text, ()
    left_out: list[str] = []

    def whole(found: re.Match[str]) -> str:
        left_out.append(found["end"])
        return found["number"]

    text = _SCIENTIFIC.sub(_written_out, text)
    return _FLOAT.sub(whole, text), tuple(left_out)


def _written_out(found: re.Match[str]) -> str:
    """ "1.4155552671E+10" -> "14155552671"."""
    digits, places = found["first"] + found["rest"], int(found["places"])
    if places < 6:
        return found[0]
    if len(digits) != places + 1:
        raise NotANumber(
            say("“{text}” was rounded by a spreadsheet: the last digits are lost.", text=found[0]),
            remedy=say("Look the number up where it came from."),
        )
    return digits
