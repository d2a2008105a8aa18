"""Reads what a person typed or pasted as one telephone number, or says why not.

Rule 1: emergency numbers are recognised first, in the raw digits, and never become a call.
Rule 2: nothing is guessed between several numbers, and nothing is dropped without saying so.
Rule 3: a number without + is read in the home country, and the reading says so.
Rule 4: "possible" is enough (right length for its country): new number ranges open before
        anybody's metadata knows them. A number that only works locally is refused.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import phonenumbers

from softphone.domain.errors import EmergencyNumber, NotANumber
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.place_names import country_name
from softphone.domain.numbers.places import Place, place_of_parsed
from softphone.domain.words import Words, say

EMERGENCY_ANYWHERE: Final = frozenset({"112", "911", "999", "000"})
_LONGEST_EMERGENCY: Final = 6
_LONGEST_E164: Final = 1 + 15  # ITU-T E.164
_CALLING_CODES: Final = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.keys()
_PLAIN: Final = re.compile(r"\+?[\d\s().\-]+")
_INVISIBLE: Final = frozenset({"Cf", "Cc", "Mn", "Me", "Co", "Cn"})
_REASONS: Final = phonenumbers.ValidationResult
_KEYPAD_LETTERS: Final = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Destination:
    """Whom to call: the number and its facts, computed once.

    Attributes:
        extension: Digits that were written behind it; not dialled.
        notes: What was assumed or left out while reading, for people.
    """

    number: PhoneNumber
    place: Place
    extension: str = ""
    notes: tuple[Words, ...] = ()


def read(text: str, *, home_country: str = "", countries: Collection[str] = ()) -> Destination:
    """Read ``text`` ("(415) 555-0123", "tel:+44 20 7946 0018", a signature …).

    Args:
        home_country: ISO 3166-1, for text without +; empty: + is needed.
        countries: Further countries whose emergency numbers are recognised.

    Raises:
        EmergencyNumber: the digits are an emergency number.
        NotANumber: no number, several, or one that cannot be called.
    """
    if text[:1] == "+" and text[1:].isdecimal() and text.isascii() and len(text) > _LONGEST_EMERGENCY + 2:
        return _plain(text, home_country, ())
    cleaned, notes = _clean(text)
    _refuse_emergency(cleaned, home_country, countries)
    if not cleaned:
        raise NotANumber(say("No number was given."), remedy=say("Type or paste a number."))
    if cleaned[0] in "*#":
        raise NotANumber(
            say("Codes with * or # cannot be dialled."), remedy=say("Type the telephone number alone.")
        )
    if _PLAIN.fullmatch(cleaned):
        return _plain(cleaned, home_country, notes)
    return _among_other_text(cleaned, home_country, notes)


def read_exactly(text: str, *, home_country: str = "", countries: Collection[str] = ()) -> Destination:
    """The digits of ``text`` as E.164, with nothing assumed, added or taken away.

    For numbers that libphonenumber does not believe in. Raises as ``read`` does.
    """
    cleaned, notes = _clean(text)
    _refuse_emergency(cleaned, home_country, countries)
    digits = "".join(filter(str.isdecimal, cleaned))
    if not re.fullmatch(r"[1-9]\d{4,14}", digits) or not _PLAIN.fullmatch(cleaned):
        raise NotANumber(
            say("“{text}” cannot be dialled exactly as typed.", text=_shortened(text)),
            remedy=say("Type the country code and the number, 5 to 15 digits in all."),
        )
    number = PhoneNumber(f"+{digits}")
    notes = (*notes, say("Exactly as typed: nothing was assumed."))
    try:
        place = place_of_parsed(phonenumbers.parse(number.e164))
    except phonenumbers.NumberParseException:
        place = Place(0)
    return Destination(number, place, notes=notes)


def _clean(text: str) -> tuple[str, tuple[Words, ...]]:
    """Plain digits and dashes instead of their look-alikes, and nothing invisible."""
    if text.isascii() and text.isprintable():
        return text.strip(), ()
    kept: list[str] = []
    removed = False
    for character in unicodedata.normalize("NFKC", text):
        if character.isdecimal():
            kept.append(str(unicodedata.decimal(character)))
        elif character.isspace():
            kept.append("\n" if character in "\n\r\u2028\u2029" else " ")
        elif unicodedata.category(character) == "Pd":
            kept.append("-")
        elif unicodedata.category(character) in _INVISIBLE:
            removed = True
        else:
            kept.append(character)
    notes = (say("Invisible characters were left out."),) if removed else ()
    return "".join(kept).strip(), notes


def _refuse_emergency(cleaned: str, home_country: str, countries: Collection[str]) -> None:
    digits = "".join(filter(str.isdecimal, cleaned))
    if not digits or len(digits) > _LONGEST_EMERGENCY + 3:
        return
    candidates = {digits}
    if cleaned.startswith("+"):
        candidates |= {digits[n:] for n in (1, 2, 3) if int(digits[:n]) in _CALLING_CODES}
    for candidate in candidates:
        if candidate in EMERGENCY_ANYWHERE or any(
            phonenumbers.is_emergency_number(candidate, country)
            for country in {home_country, *countries} - {""}
        ):
            raise EmergencyNumber(
                say("{digits} is an emergency number and is not called from here.", digits=candidate),
                remedy=say("Use a telephone or mobile phone, now."),
            )


def _plain(text: str, home_country: str, notes: tuple[Words, ...]) -> Destination:
    line = " ".join(text.split())
    if line.startswith("00") and len(line) > _LONGEST_EMERGENCY:
        line, notes = "+" + line[2:], (*notes, say("00 was read as +."))
    try:
        parsed = phonenumbers.parse(line, home_country or None)
    except phonenumbers.NumberParseException as error:
        _refuse_several(text, home_country)
        raise _not_a_number(text, home_country, error.error_type) from error
    return _destination(parsed, line, home_country, notes)


def _destination(
    parsed: phonenumbers.PhoneNumber, text: str, home_country: str, notes: tuple[Words, ...]
) -> Destination:
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason != _REASONS.IS_POSSIBLE:
        _refuse_several(text, home_country)
        raise _wrong_length(text, reason)
    number = PhoneNumber(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    if len(number.e164) > _LONGEST_E164:  # libphonenumber lets Germany's be longer
        raise _wrong_length(text, _REASONS.TOO_LONG)
    if text[0] != "+":
        notes = (*notes, *_assumed_country(text, parsed, home_country))
    if parsed.extension:
        notes = (*notes, say("Extension {extension} is not dialled.", extension=parsed.extension))
    return Destination(number, place_of_parsed(parsed), parsed.extension or "", notes)


def _assumed_country(text: str, parsed: phonenumbers.PhoneNumber, home_country: str) -> tuple[Words, ...]:
    if "+" in text or not home_country:
        return ()
    if parsed.country_code != phonenumbers.country_code_for_region(home_country):
        return ()
    calling_code, country = parsed.country_code, country_name(home_country)
    return (say("Read with +{calling_code}, {country}.", calling_code=calling_code, country=country),)


def _among_other_text(text: str, home_country: str, notes: tuple[Words, ...]) -> Destination:
    found = numbers_in(text, home_country)
    if len({_e164(match.number) for match in found}) > 1:
        raise _several(found)
    if found:
        left_out = " ".join((text[: found[0].start] + " " + text[found[0].end :]).split())
        left_out = left_out.removeprefix("tel:").removeprefix("callto:").strip(" ,;:<>()[]\"'")
        if left_out:
            notes = (*notes, say("Left out: “{text}”.", text=_shortened(left_out)))
        return _destination(found[0].number, found[0].raw_string, home_country, notes)
    if len(_KEYPAD_LETTERS.findall(text)) < 3:
        raise _not_a_number(text, home_country, phonenumbers.NumberParseException.NOT_A_NUMBER)
    try:
        parsed = phonenumbers.parse(text, home_country or None)
    except phonenumbers.NumberParseException as error:
        raise _not_a_number(text, home_country, error.error_type) from error
    return _destination(parsed, text, home_country, (*notes, say("Letters were read as keypad digits.")))


def numbers_in(text: str, home_country: str) -> list[phonenumbers.PhoneNumberMatch]:
    """Every telephone number that stands in ``text``, in order."""
    return list(
        phonenumbers.PhoneNumberMatcher(text, home_country or None, leniency=phonenumbers.Leniency.POSSIBLE)
    )


def _e164(parsed: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _refuse_several(text: str, home_country: str) -> None:
    found = numbers_in(text, home_country)
    if len({_e164(match.number) for match in found}) > 1:
        raise _several(found)


def _several(found: list[phonenumbers.PhoneNumberMatch]) -> NotANumber:
    numbers = dict.fromkeys(PhoneNumber(_e164(match.number)).display for match in found)
    error = NotANumber(
        say("There are several numbers: {numbers}.", numbers=", ".join(list(numbers)[:5])),
        remedy=say("Choose the one you want to call."),
    )
    error.choices = tuple(dict.fromkeys(_e164(match.number) for match in found))
    return error


def _not_a_number(text: str, home_country: str, error_type: int) -> NotANumber:
    kinds = phonenumbers.NumberParseException
    if error_type == kinds.TOO_LONG:
        return _wrong_length(text, _REASONS.TOO_LONG)
    if error_type in (kinds.TOO_SHORT_NSN, kinds.TOO_SHORT_AFTER_IDD):
        return _wrong_length(text, _REASONS.TOO_SHORT)
    if error_type == kinds.INVALID_COUNTRY_CODE:
        if text.startswith("+") or home_country:
            what = say("“{text}” does not start with a country code that exists.", text=_shortened(text))
        else:
            what = say("“{text}” has no country code.", text=_shortened(text))
        return NotANumber(what, remedy=say("Start with + and the country code, as in +1 or +44."))
    return NotANumber(
        say("“{text}” is not a telephone number.", text=_shortened(text)),
        remedy=say("Type it as on a phone, or with + and the country code."),
    )


_LENGTH_WORDS: Final = {
    _REASONS.TOO_LONG: (
        say("“{text}” has too many digits."),
        say("Check the number: some digits are too many."),
    ),
    _REASONS.TOO_SHORT: (
        say("“{text}” has too few digits."),
        say("Check the number: some digits are missing."),
    ),
    _REASONS.IS_POSSIBLE_LOCAL_ONLY: (say("“{text}” has no area code."), say("Type the area code, too.")),
    _REASONS.INVALID_LENGTH: (
        say("“{text}” does not have a number's length."),
        say("Check the number's digits."),
    ),
    _REASONS.INVALID_COUNTRY_CODE: (
        say("“{text}” does not start with a country code that exists."),
        say("Start with + and the country code, as in +1 or +44."),
    ),
}


def _wrong_length(text: str, reason: int) -> NotANumber:
    what, remedy = _LENGTH_WORDS[reason]
    return NotANumber(say(what, text=_shortened(text)), remedy=say(remedy))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
