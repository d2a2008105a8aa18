"""Numbers spelt with the letters of the keypad: 1-800-FLOWERS, 0800 REVERSE.

Rule 1: letters are digits only in the shape that such numbers have, and where they give a valid number.
Rule 2: the network ignores surplus letters (1-800-THE-CRAVE): they are left out.
Rule 3: a name or an address with a number in it is none: "360 Fitness", "Suite 400 SanFran", "69000 LYON".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import phonenumbers

_HEAD: Final = re.compile(r"(?<![\w@/.,])(?<![A-Za-z]-)(?:\+ ?)?\(?\d[\d().\- ]{0,16}(?=[A-Za-z])")
_GROUP: Final = re.compile(r"([-. ]?)([A-Za-z]+|\d+)")
_FEWEST_LETTERS: Final = 3
_LONGEST: Final = 16
_TYPES: Final = phonenumbers.PhoneNumberType
_SPELT_EVERYWHERE: Final = frozenset(
    {_TYPES.TOLL_FREE, _TYPES.SHARED_COST, _TYPES.UAN, _TYPES.PREMIUM_RATE, _TYPES.PERSONAL_NUMBER}
)
_TRUNK: Final = re.compile(r"\+|0|1[-. (]")
_NORTH_AMERICA: Final = 1


@dataclass(frozen=True, slots=True)
class Spelt:
    """A number spelt with letters, and where in the text it stands."""

    number: phonenumbers.PhoneNumber
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A number as far as it was read: its digits, how many of the last are surplus letters, and its shape."""

    digits: str
    letters: str
    last: str
    end: int
    is_joined: bool


def spelt_numbers(text: str, home_country: str, *, is_alone: bool = True) -> Iterator[Spelt]:
    """The numbers in ``text`` that are spelt with letters.

    Args:
        is_alone: Nothing else in the text is a number.
    """
    for head in _HEAD.finditer(text):
        found = _from(head, text, home_country, is_alone)
        if found is not None:
            yield found


def _from(head: re.Match[str], text: str, home_country: str, is_alone: bool) -> Spelt | None:
    start = head.start()
    for word in _growing(head, text):
        if len(word.letters) < _FEWEST_LETTERS:
            continue
        is_whole = is_alone and not text[:start].strip() and not text[word.end :].strip(" ()0123456789.!")
        for surplus in range(len(word.last) if word.last.isalpha() else 1):
            digits = word.digits[: len(word.digits) - surplus]
            parsed = _valid(digits, head[0], home_country)
            if parsed is not None and _has_the_shape(parsed, head[0], word, is_whole, surplus):
                return Spelt(parsed, start, word.end - surplus)
    return None


def _growing(head: re.Match[str], text: str) -> Iterator[_Word]:
    """The number group by group: 1-800-THE, 1-800-THE-CRAVE."""
    digits = "".join(filter(str.isdecimal, head[0]))
    is_joined, letters, end = not head[0].endswith(" "), "", head.end()
    while len(digits) < _LONGEST and (group := _GROUP.match(text, end)):
        is_first = end == head.end()
        if not is_first and not group[1] and group[2].isdecimal() != text[end - 1].isdecimal():
            return  # a53055a: no shape of a number
        is_joined = is_joined and (is_first or group[1] in ("-", "."))
        letters += group[2] if group[2].isalpha() else ""
        digits += "".join(map(_digit, group[2]))
        end = group.end()
        yield _Word(digits, letters, group[2], end, is_joined)


def _digit(character: str) -> str:
    return str(phonenumbers.convert_alpha_characters_in_number(character))


def _valid(digits: str, head: str, home_country: str) -> phonenumbers.PhoneNumber | None:
    plus = "+" if head.lstrip().startswith("+") else ""
    try:
        parsed = phonenumbers.parse(plus + digits, home_country or None)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None


def _has_the_shape(
    parsed: phonenumbers.PhoneNumber, head: str, word: _Word, is_whole: bool, surplus: int
) -> bool:
    """Whether people write numbers so: "360 Fitness" could be one, and is a name."""
    kind, is_loud = phonenumbers.number_type(parsed), word.letters.isupper()
    is_dialled = word.is_joined or _TRUNK.match(head) is not None
    if kind not in _SPELT_EVERYWHERE:
        return parsed.country_code == _NORTH_AMERICA and is_loud and is_dialled
    # "800 BROADWAY" is a street; Australia's 1300 stands alone, as here 1-800 does.
    may_be_alone = is_loud and is_whole and (not surplus or kind != _TYPES.TOLL_FREE)
    return is_dialled or may_be_alone
