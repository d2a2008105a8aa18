"""Why a text is not read as a number: what is wrong, once, and what to do about it."""

from collections.abc import Iterable
from typing import Final

import phonenumbers

from softphone.domain.errors import NotANumber
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.place_names import country_name
from softphone.domain.words import Words, say

_REASONS: Final = phonenumbers.ValidationResult
_KINDS: Final = phonenumbers.NumberParseException
_SHOWN_AT_MOST: Final = 5
_LONGEST_SHOWN: Final = 40

_LENGTH_WORDS: Final = {
    _REASONS.TOO_LONG: (say("“{text}” has too many digits."), say("Check the number.")),
    _REASONS.TOO_SHORT: (say("“{text}” has too few digits."), say("Check the number.")),
    _REASONS.IS_POSSIBLE_LOCAL_ONLY: (say("“{text}” has no area code."), say("Type the area code, too.")),
    _REASONS.INVALID_LENGTH: (say("“{text}” does not have a number's length."), say("Check the number.")),
    _REASONS.INVALID_COUNTRY_CODE: (
        say("“{text}” does not start with a country code that exists."),
        say("Start with + and the country code, as in +1 or +44."),
    ),
}
_LENGTH_OF: Final = {
    _KINDS.TOO_LONG: _REASONS.TOO_LONG,
    _KINDS.TOO_SHORT_NSN: _REASONS.TOO_SHORT,
    _KINDS.TOO_SHORT_AFTER_IDD: _REASONS.TOO_SHORT,
}


def nothing_given() -> NotANumber:
    return NotANumber(say("No number was given."), remedy=say("Type or paste a number."))


def a_code() -> NotANumber:
    what, remedy = say("Codes with * or # cannot be dialled."), say("Type the telephone number alone.")
    return NotANumber(what, remedy=remedy)


def wrong_length(text: str, reason: int) -> NotANumber:
    """``reason`` is libphonenumber's."""
    what, remedy = _LENGTH_WORDS[reason]
    return NotANumber(say(what, text=shortened(text)), remedy=say(remedy))


def never_assigned(text: str) -> NotANumber:
    """A +1 number that the plan leaves no room for."""
    return NotANumber(
        say("“{text}” cannot exist: no area code or exchange in +1 starts so.", text=shortened(text)),
        remedy=say("Check the number."),
    )


def has_grown(instead: str, country: str) -> NotANumber:
    """``instead``: the number (E.164) that it has become in ``country``."""
    error = NotANumber(grown_words(instead, country), remedy=say("Choose it to call it."))
    error.choices = (instead,)
    return error


def grown_words(instead: str, country: str) -> Words:
    today, name = PhoneNumber(instead).display, country_name(country)
    return say("In {country} this number is {number} today.", country=name, number=today)


def no_number(
    text: str, home_country: str = "", error_type: int = phonenumbers.NumberParseException.NOT_A_NUMBER
) -> NotANumber:
    """``error_type`` is what libphonenumber could not parse."""
    if error_type in _LENGTH_OF:
        return wrong_length(text, _LENGTH_OF[error_type])
    if error_type == _KINDS.INVALID_COUNTRY_CODE and not text.startswith("+") and not home_country:
        _, remedy = _LENGTH_WORDS[_REASONS.INVALID_COUNTRY_CODE]
        return NotANumber(say("“{text}” has no country code.", text=shortened(text)), remedy=say(remedy))
    if error_type == _KINDS.INVALID_COUNTRY_CODE:
        return wrong_length(text, _REASONS.INVALID_COUNTRY_CODE)
    return NotANumber(
        say("“{text}” is not a telephone number.", text=shortened(text)),
        remedy=say("Type it as on a phone, or with + and the country code."),
    )


def several(numbers: Iterable[tuple[str, str]]) -> NotANumber:
    """``numbers``: each as E.164, with the keys that stand behind it."""
    tones: dict[str, str] = {}
    for e164, keys in numbers:
        tones[e164] = tones.get(e164) or keys
    shown = [PhoneNumber(e164).display for e164 in tones]
    listed, more = ", ".join(shown[:_SHOWN_AT_MOST]), len(shown) - _SHOWN_AT_MOST
    what = (
        say("There are several numbers: {numbers} and {count} more.", numbers=listed, count=more)
        if more > 0
        else say("There are several numbers: {numbers}.", numbers=listed)
    )
    error = NotANumber(what, remedy=say("Choose the one you want to call."))
    error.choices, error.tones = tuple(tones), tones
    return error


def shortened(text: str) -> str:
    """One line that fits into a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
