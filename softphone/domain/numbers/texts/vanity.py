"""Numbers spelt with the letters of the keypad: 1-800-FLOWERS, 0800 REVERSE.

Rule 1: letters are digits only in the shape that such numbers have, and where they give a valid number.
Rule 2: the network ignores surplus letters (1-800-THE-CRAVE): they are left out.
Rule 3: a name or an address with a number in it is none: "360 Fitness", "Suite 400 SanFran", "69000 LYON".
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import phonenumbers

_HEAD: Final = re.compile(r"(?<![\w@/.,])(?<![A-Za-z]-)(?:\+ ?)?\(?\d[\d().\- ]{0,16}(?=[A-Za-z])")
_GROUP: Final = re.compile(r"([-. ]?)([A-Za-z]+|\d+)")
_CAPITAL: Final = re.compile(r" [A-Z]")
_FEWEST_LETTERS: Final = 3
_LONGEST: Final = 16
_NORTH_AMERICA: Final = 1
_POSTCODE: Final = re.compile(r"\d{5,6}[- ]")  # "08100 SEDAN"
_TYPES: Final = phonenumbers.PhoneNumberType
_SERVICES: Final = frozenset(
    {_TYPES.TOLL_FREE, _TYPES.SHARED_COST, _TYPES.UAN, _TYPES.PREMIUM_RATE, _TYPES.PERSONAL_NUMBER}
)


@dataclass(frozen=True, slots=True)
class Spelt:
    """A number spelt with letters, and where in the text it stands."""

    number: phonenumbers.PhoneNumber
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """A number as far as it was read.

    Attributes:
        last: Its last group; letters of it may be surplus.
        is_joined: No blank stands before or between the letters.
        is_alone: Nothing else stands in the text.
        is_a_name: Another word has a capital: "0808 Paris Street".
    """

    digits: str
    letters: str
    last: str
    end: int
    is_joined: bool
    is_alone: bool
    is_a_name: bool


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is written in front of the letters, and when such letters are digits."""

    head: re.Pattern[str]
    counts: Callable[[_Word], bool]
    may_have_surplus: bool = True


def _loud(word: _Word) -> bool:
    return word.letters.isupper()


_OF_NORTH_AMERICA: Final = (
    _Shape(re.compile(r"(?:\+ ?1|1[-. (]).*"), lambda word: True),
    _Shape(re.compile(r".*"), lambda word: word.is_joined),
    # "800 FLOWERS"; "800 BROADWAY", with a letter too many, is a street.
    _Shape(
        re.compile(r"\(?8(?:00|33|44|55|66|77|88)\)? "),
        lambda word: _loud(word) and word.is_alone,
        may_have_surplus=False,
    ),
)
_OF_OTHERS: Final = (
    _Shape(
        re.compile(r"(?:\+.*|0 ?)80\d.*"), lambda word: _loud(word) or word.is_joined or not word.is_a_name
    ),
    _Shape(re.compile(r"(?:\+.*|0 ?)(?:8\d\d|700|900|180).*"), lambda word: _loud(word) or word.is_joined),
    # Australia's 1300, Ireland's 1850, 1800 of both: also house numbers.
    _Shape(
        re.compile(r"1(?:300|800|850|890).*"), lambda word: word.is_joined or (_loud(word) and word.is_alone)
    ),
    _Shape(re.compile(r"13[- ]?"), lambda word: _loud(word) and word.is_alone and len(word.letters) == 4),
)


def spelt_numbers(text: str, home_country: str, *, is_alone: bool = True) -> Iterator[Spelt]:
    """The numbers in ``text`` that are spelt with letters.

    Args:
        is_alone: Nothing else in the text is a number.
    """
    for head in _HEAD.finditer(text):
        if _POSTCODE.fullmatch(head[0]):
            continue
        found = _from(head, text, home_country, is_alone)
        if found is not None:
            yield found


def _from(head: re.Match[str], text: str, home_country: str, is_alone: bool) -> Spelt | None:
    for word in _growing(head, text, is_alone):
        if len(word.letters) < _FEWEST_LETTERS:
            continue
        for surplus in range(len(word.last) if word.last.isalpha() else 1):
            parsed = _valid(word.digits[: len(word.digits) - surplus], head[0], home_country)
            if parsed is not None and _has_the_shape(parsed, head[0], word, surplus):
                return Spelt(parsed, head.start(), word.end - surplus)
    return None


def _growing(head: re.Match[str], text: str, is_alone: bool) -> Iterator[_Word]:
    """The number group by group: 1-800-THE, 1-800-THE-CRAVE."""
    digits = "".join(filter(str.isdecimal, head[0]))
    is_joined, letters, end = not head[0].endswith(" "), "", head.end()
    is_first_in_text = is_alone and not text[: head.start()].strip()
    while len(digits) < _LONGEST and (group := _GROUP.match(text, end)):
        is_first = end == head.end()
        if not is_first and not group[1] and group[2].isdecimal() != text[end - 1].isdecimal():
            return  # a53055a: no shape of a number
        is_joined = is_joined and (is_first or group[1] in ("-", "."))
        letters += group[2] if group[2].isalpha() else ""
        digits += "".join(map(_digit, group[2]))
        end = group.end()
        behind = text[end:]
        is_whole = is_first_in_text and not behind.strip(" ()0123456789.!")
        is_a_name = _CAPITAL.search(text, head.end(), end + 2) is not None
        yield _Word(digits, letters, group[2], end, is_joined, is_whole, is_a_name)


def _digit(character: str) -> str:
    return str(phonenumbers.convert_alpha_characters_in_number(character))


def _valid(digits: str, head: str, home_country: str) -> phonenumbers.PhoneNumber | None:
    plus = "+" if head.lstrip().startswith("+") else ""
    try:
        parsed = phonenumbers.parse(plus + digits, home_country or None)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.is_valid_number(parsed) else None


def _has_the_shape(parsed: phonenumbers.PhoneNumber, head: str, word: _Word, surplus: int) -> bool:
    """Whether people write numbers so: "360 Fitness" could be one, and is a name."""
    is_american = parsed.country_code == _NORTH_AMERICA
    if phonenumbers.number_type(parsed) not in _SERVICES and not (is_american and _loud(word)):
        return False
    return any(
        shape.head.fullmatch(head) and shape.counts(word) and (shape.may_have_surplus or not surplus)
        for shape in (_OF_NORTH_AMERICA if is_american else _OF_OTHERS)
    )
