"""Reads what a person typed or pasted as one telephone number, or says why not.

Rule 1: emergency numbers are recognised first, in the raw digits, and never become a call.
Rule 2: nothing is guessed between several numbers, and nothing is dropped without saying so: what is
        left out of a text stands in the result, in its notes and, as keys, in its tones.
Rule 3: a number without + is read in the home country, and the reading says so.
Rule 4: typed alone, "possible" is enough (right length for its country): new number ranges open before
        anybody's metadata knows them. Among other text valid numbers come first. A number that only works
        locally is refused, and so is one that its plan leaves no room for.
Rule 5: no digit comes from anywhere but the text and the rules of its country, and those are named.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

import phonenumbers

from softphone.domain.errors import NotANumber
from softphone.domain.numbers.links import link_in
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.place_names import country_name
from softphone.domain.numbers.places import Place, cannot_exist, place_of_parsed
from softphone.domain.numbers.texts import not_read
from softphone.domain.numbers.texts.emergency import LONGEST, refuse_emergency, refuse_short_code
from softphone.domain.numbers.texts.lookalikes import is_lookalike
from softphone.domain.numbers.texts.national_rules import changed_digits
from softphone.domain.numbers.texts.numbers_in_text import Found, numbers_in_text
from softphone.domain.numbers.texts.old_forms import grown, without_given_up
from softphone.domain.numbers.texts.text_cleaning import clean, without_float
from softphone.domain.words import Words, say

LONGEST_TEXT: Final = 10_000
_LONGEST_E164: Final = 1 + 15  # ITU-T E.164
_PLAIN: Final = re.compile(r"\+?[\d\s().\-]+")
_REASONS: Final = phonenumbers.ValidationResult
_AROUND: Final = " ,;:|\"'\n"
_BRACKETS: Final = ("()", "<>", "[]")


@dataclass(frozen=True, slots=True)
class Destination:
    """Whom to call: the number and its facts, computed once.

    Attributes:
        extension: Digits that were written behind it; not dialled.
        notes: What was assumed or left out while reading, for people.
        tones: Keys that were written behind it, to be sent once they answer: digits, * and #; a comma is
            a pause.
        left_out: Every part of the text that is neither dialled nor one of the keys, in its order.
        instead: The number (E.164) that this one has become since: to be offered, never dialled unasked.
        is_spelt: Letters were read as keypad digits.
    """

    number: PhoneNumber
    place: Place
    extension: str = ""
    notes: tuple[Words, ...] = ()
    tones: str = ""
    left_out: tuple[str, ...] = ()
    instead: str = ""
    is_spelt: bool = False

    @property
    def keys(self) -> str:
        """What may be sent once they answer: the extension, then the keys behind it."""
        return self.extension + self.tones


def read(text: str, *, home_country: str = "", countries: Collection[str] = ()) -> Destination:
    """Read ``text`` ("(415) 555-0123", "tel:+44 20 7946 0018", a signature …) as the number field does.

    What is not dialled is in the result: ``extension``, ``tones``, ``left_out``, and said in ``notes``.

    Args:
        home_country: ISO 3166-1, for text without +; empty: + is needed.
        countries: Further countries whose emergency numbers are recognised.

    Raises:
        EmergencyNumber: the digits are an emergency number.
        NotANumber: no number, several (then ``choices`` has them), or one that cannot be called.
    """
    if text[:1] == "+" and text[1:].isdecimal() and text.isascii() and len(text) > LONGEST + 2:
        return _e164(text) or _told(_plain(text, home_country, ()))
    if len(text) > LONGEST_TEXT:
        raise NotANumber(say("The text is too long."), remedy=say("Paste the number alone."))
    cleaned, notes = clean(text)
    refuse_emergency(cleaned, home_country, countries)
    refuse_short_code(cleaned, home_country)
    if not cleaned:
        raise not_read.nothing_given()
    cleaned, left_out = _of_link(cleaned)
    if left_out is not None:
        refuse_emergency(cleaned, home_country, countries)
    if cleaned[0] in "*#":
        raise not_read.a_code()
    cleaned, floats = without_float(cleaned)
    is_plain = _PLAIN.fullmatch(cleaned) and "\n" not in cleaned
    destination = (_plain if is_plain else _among_other_text)(cleaned, home_country, notes)
    return _told(destination, (*floats, *(left_out or ())))


def _e164(text: str) -> Destination | None:
    """What is an E.164 number already: the way of every click and of most keystrokes. None: read on."""
    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return None
    if f"+{parsed.country_code}{phonenumbers.national_significant_number(parsed)}" != text:
        return None
    if not _is_possible(parsed) or cannot_exist(parsed) or len(text) > _LONGEST_E164:
        return None
    if without_given_up(parsed) is not None or grown(parsed)[0]:
        return None
    return Destination(PhoneNumber(text), place_of_parsed(parsed))


def _is_possible(parsed: phonenumbers.PhoneNumber) -> bool:
    """Not only inside its own town, as libphonenumber's is_possible_number() allows."""
    return bool(phonenumbers.is_possible_number_with_reason(parsed) == _REASONS.IS_POSSIBLE)


def _of_link(text: str) -> tuple[str, tuple[str, ...] | None]:
    """What a telephone link says to read, and what it has besides; any other text as it is, and None."""
    link = link_in(text)
    return (text, None) if link is None else (link.to_read, link.left_out)


def read_exactly(text: str, *, home_country: str = "", countries: Collection[str] = ()) -> Destination:
    """The digits of ``text`` as E.164, with nothing assumed, added or taken away.

    For numbers that libphonenumber does not believe in. Raises as ``read`` does.
    """
    cleaned, notes = clean(text)
    refuse_emergency(cleaned, home_country, countries)
    digits = "".join(filter(str.isdecimal, cleaned))
    if not re.fullmatch(r"[1-9]\d{4,14}", digits) or not _PLAIN.fullmatch(cleaned):
        raise NotANumber(
            say("“{text}” cannot be dialled exactly as typed.", text=not_read.shortened(text)),
            remedy=say("Type the country code and the number, 5 to 15 digits in all."),
        )
    number = PhoneNumber(f"+{digits}")
    notes = (*notes, say("Exactly as typed: nothing was assumed."))
    try:
        place = place_of_parsed(phonenumbers.parse(number.e164))
    except phonenumbers.NumberParseException:
        place = Place(0)
    return Destination(number, place, notes=notes)


def _plain(text: str, home_country: str, notes: tuple[Words, ...]) -> Destination:
    """A text of digits and what stands between them."""
    line = " ".join(text.split())
    if line.startswith("00") and len(line) > LONGEST:
        line, notes = "+" + line[2:], (*notes, say("00 was read as +."))
    try:
        parsed = phonenumbers.parse(line, home_country or None)
    except phonenumbers.NumberParseException as error:
        if (inside := _inside(text, home_country, notes)) is not None:
            return inside
        raise not_read.no_number(text, home_country, error.error_type) from error
    if is_lookalike(line):
        raise not_read.no_number(text)
    if phonenumbers.is_valid_number(parsed):
        return _dialled(parsed, line, home_country, notes)
    now = without_given_up(parsed)
    if now is not None:
        return _dialled(now[0], line, home_country, notes, given_up_in=now[1])
    inside = _inside(text, home_country, notes)
    if inside is not None and not _is_possible(parsed):
        return inside
    return _dialled(parsed, line, home_country, notes)


def _dialled(
    parsed: phonenumbers.PhoneNumber,
    text: str,
    home_country: str,
    notes: tuple[Words, ...],
    given_up_in: str = "",
) -> Destination:
    """The number in ``text``, with what the rules of its country changed."""
    changed, left_out = changed_digits(parsed, text, given_up_in=given_up_in)
    is_from_abroad = any("prefix" in note.values for note in changed)
    assumed = () if is_from_abroad else _assumed_country(text, parsed, home_country)
    return replace(_checked(parsed, text, (*notes, *assumed, *changed)), left_out=left_out)


def _checked(parsed: phonenumbers.PhoneNumber, text: str, notes: tuple[Words, ...]) -> Destination:
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    instead, country = grown(parsed)
    if reason != _REASONS.IS_POSSIBLE:
        raise not_read.has_grown(instead, country) if instead else not_read.wrong_length(text, reason)
    if cannot_exist(parsed):
        raise not_read.never_assigned(text)
    number = PhoneNumber(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
    if len(number.e164) > _LONGEST_E164:  # libphonenumber lets Germany's be longer
        raise not_read.wrong_length(text, _REASONS.TOO_LONG)
    extension = parsed.extension or ""
    if extension:
        notes = (*notes, say("Extension {extension} is not dialled.", extension=extension))
    if instead:
        notes = (*notes, not_read.grown_words(instead, country))
    return Destination(number, place_of_parsed(parsed), extension, notes, instead=instead)


def _assumed_country(text: str, parsed: phonenumbers.PhoneNumber, home_country: str) -> tuple[Words, ...]:
    if "+" in text or not home_country:
        return ()
    if parsed.country_code != phonenumbers.country_code_for_region(home_country):
        return ()
    calling_code, country = parsed.country_code, country_name(home_country)
    return (say("Read with +{calling_code}, {country}.", calling_code=calling_code, country=country),)


def _among_other_text(text: str, home_country: str, notes: tuple[Words, ...]) -> Destination:
    found = numbers_in_text(text, home_country)
    if not found and "\n" in text and _PLAIN.fullmatch(text):
        return _plain(text, home_country, notes)  # one number, broken over lines
    if len({each.e164 for each in found}) > 1:
        raise not_read.several((each.e164, each.tones) for each in found)
    if not found:
        raise _why_none(text, home_country)
    return _found_alone(found, text, home_country, notes)


def _found_alone(found: list[Found], text: str, home_country: str, notes: tuple[Words, ...]) -> Destination:
    """The one number of a text; it may stand there more than once."""
    first = found[0]
    written = text[first.start : first.end]
    if first.is_spelt:
        written = phonenumbers.convert_alpha_characters_in_number(written)
        notes = (*notes, say("Letters were read as keypad digits."))
    read = _dialled(first.number, written, home_country, notes, first.given_up_in)
    tones = next((each.tones for each in found if each.tones), "")
    left_out = (*read.left_out, *_around(found, text))
    return replace(read, tones=tones, left_out=left_out, is_spelt=first.is_spelt)


def _around(found: list[Found], text: str) -> tuple[str, ...]:
    """The parts of ``text`` beside the numbers in it."""
    parts, end = [], 0
    for each in found:
        parts.append(text[end : each.start])
        end = each.whole_end
    return tuple(part for part in map(_stripped, (*parts, text[end:])) if part)


def _stripped(part: str) -> str:
    """In one line, without the marks that held it and the number together."""
    part = " ".join(part.split()).strip(_AROUND)
    for opens, closes in _BRACKETS:
        if part.count(opens) != part.count(closes):
            part = part.strip(opens + closes + _AROUND)
    return part.strip("()<>[]" + _AROUND) if not any(map(str.isalnum, part)) else part


def _why_none(text: str, home_country: str) -> NotANumber:
    if any(map(str.isalpha, text)):
        return not_read.no_number(text)
    try:
        parsed = phonenumbers.parse(text, home_country or None)
    except phonenumbers.NumberParseException as error:
        return not_read.no_number(text, home_country, error.error_type)
    if cannot_exist(parsed):
        return not_read.never_assigned(text)
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    return not_read.no_number(text) if reason == _REASONS.IS_POSSIBLE else not_read.wrong_length(text, reason)


def _inside(text: str, home_country: str, notes: tuple[Words, ...]) -> Destination | None:
    """The one number among more digits than it has ("+1 415 555 2671 2024-01-15"); None without one."""
    found = numbers_in_text(text, home_country)
    if len({each.e164 for each in found}) > 1:
        raise not_read.several((each.e164, each.tones) for each in found)
    return _found_alone(found, text, home_country, notes) if found else None


def _told(read: Destination, more_left_out: tuple[str, ...] = ()) -> Destination:
    """With a note for what was left out, and one for the keys."""
    left_out, notes = (*read.left_out, *more_left_out), read.notes
    named = {note.values.get("digits") for note in notes}
    unsaid = [part for part in left_out if part not in named]
    if unsaid:
        notes = (*notes, say("Left out: “{text}”.", text=" · ".join(unsaid)))
    told = replace(read, notes=notes, left_out=left_out) if notes != read.notes else read
    return _with_tones(told, read.tones) if read.tones else told


def with_tones(read: Destination, tones: str) -> Destination:
    """``read`` with the keys that are kept for it, where it has none of its own, and a note that says so."""
    return _with_tones(read, tones) if tones and not read.tones else read


def _with_tones(read: Destination, tones: str) -> Destination:
    words = say("Keys for when they have answered: {keys}.", keys=tones.strip(","))
    return replace(read, tones=tones, notes=(*read.notes, words))
