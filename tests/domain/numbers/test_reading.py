"""What people type and paste: read rightly, or refused with the reason."""

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from softphone.domain import EmergencyNumber, NotANumber, PhoneNumber, read

E164 = "+14155552671"
LEFT_TO_RIGHT, END_OF_IT, NO_BREAK, NO_WIDTH = "\u202a", "\u202c", "\u00a0", "\u200b"

READ = [
    ("+14155552671", E164, ""),
    ("  +1 415 555 2671 ", E164, ""),
    ("+1 (415) 555-2671", E164, ""),
    ("+1.415.555.2671", E164, ""),
    ("(415) 555-2671", E164, "US"),
    ("415 555 2671", E164, "US"),
    ("1 415 555 2671", E164, "US"),
    ("415\u2011555\u20132671", E164, "US"),
    (f"{LEFT_TO_RIGHT}+1 415 555 2671{END_OF_IT}", E164, ""),
    (f"+1 415{NO_WIDTH} 555 2671", E164, ""),
    (f"+1{NO_BREAK}415{NO_BREAK}555{NO_BREAK}2671", E164, ""),
    ("＋１（４１５）５５５－２６７１", E164, ""),
    ("+١٤١٥٥٥٥٢٦٧١", E164, ""),
    ("+۱۴۱۵۵۵۵۲۶۷۱", E164, ""),
    ("٠٠٤٤٢٠٧٩٤٦٠٠١٨", "+442079460018", ""),
    ("tel:+14155552671", E164, ""),
    ("tel:+1-415-555-2671", E164, ""),
    ("+44 (0)20 7946 0018", "+442079460018", ""),
    ("0044 20 7946 0018", "+442079460018", ""),
    ("0044 20 7946 0018", "+442079460018", "US"),
    ("011 44 20 7946 0018", "+442079460018", "US"),
    ("020 7946 0018", "+442079460018", "GB"),
    ("(11) 98765-4321", "+5511987654321", "BR"),
    ("1-800-FLOWERS", "+18003569377", "US"),
    ("+1 800 FLOWERS", "+18003569377", ""),
    ("Ana Ferreira <+1 415 555 2671>", E164, ""),
    ("+1 415 555 2671\n+1 (415) 555-2671", E164, ""),
]


@pytest.mark.parametrize(("text", "e164", "home"), READ)
def test_one_number_is_read_as_its_e164(text, e164, home):
    assert read(text, home_country=home).number.e164 == e164


NOTES = [
    (E164, "", ()),
    ("415 555 2671", "US", ("Read with +1, United States.",)),
    ("0044 20 7946 0018", "US", ("00 was read as +.",)),
    (f"{LEFT_TO_RIGHT}{E164}", "", ("Invisible characters were left out.",)),
    ("+1 800 FLOWERS", "", ("Letters were read as keypad digits.",)),
    ("+1 415 555 2671 ext. 12", "", ("Extension 12 is not dialled.",)),
    ("Ana: +1 415 555 2671", "", ("Left out: “Ana”.",)),
]


@pytest.mark.parametrize(("text", "home", "notes"), NOTES)
def test_what_was_assumed_or_left_out_is_said(text, home, notes):
    assert read(text, home_country=home).notes == notes


@pytest.mark.parametrize("text", ["+1 415 555 2671 x12", "415-555-2671 ext. 12", "tel:+14155552671;ext=12"])
def test_an_extension_is_kept_and_not_dialled(text):
    destination = read(text, home_country="US")
    assert (destination.number.e164, destination.extension) == (E164, "12")


REFUSED = [
    ("", "US", "No number was given."),
    (" \t\u00a0", "US", "No number was given."),
    (f"{LEFT_TO_RIGHT}{END_OF_IT}", "US", "No number was given."),
    ("4" * 40, "US", f"“{'4' * 40}” has too many digits."),
    ("+" + "4" * 40, "", f"“+{'4' * 38}…” has too many digits."),
    ("+49 10000000000000", "", "“+49 10000000000000” has too many digits."),
    ("10000000000000", "DE", "“10000000000000” has too many digits."),
    ("+1 415 555 26", "", "“+1 415 555 26” has too few digits."),
    ("555-2671", "US", "“555-2671” has no area code."),
    ("415 555 2671", "", "“415 555 2671” has no country code."),
    ("+999 12345678", "", "“+999 12345678” does not start with a country code that exists."),
    ("hello", "US", "“hello” is not a telephone number."),
    ("+", "", "“+” is not a telephone number."),
    ("sip:ana@acme.example", "US", "“sip:ana@acme.example” is not a telephone number."),
    ("*67 415 555 2671", "US", "Codes with * or # cannot be dialled."),
    ("#31#", "US", "Codes with * or # cannot be dialled."),
    ("415-555-2671, 212-555-0123", "US", "There are several numbers: +1 415 555 2671, +1 212 555 0123."),
    ("4155552671 2125550123", "US", "There are several numbers: +1 415 555 2671, +1 212 555 0123."),
    ("+14155552671 or +442079460018", "", "There are several numbers: +1 415 555 2671, +44 20 7946 0018."),
]


@pytest.mark.parametrize(("text", "home", "what"), REFUSED)
def test_what_is_no_single_number_is_refused_with_its_reason(text, home, what):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country=home)
    assert refused.value.what == what


@pytest.mark.parametrize(("text", "home", "what"), REFUSED)
def test_a_refusal_says_what_to_do(text, home, what):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country=home)
    assert refused.value.remedy


EMERGENCY = [
    ("911", ""),
    ("9-1-1", ""),
    (" 9 1 1 ", ""),
    ("112", ""),
    ("999", ""),
    ("000", ""),
    ("９１１", ""),
    ("٩١١", ""),
    (f"{LEFT_TO_RIGHT}911{END_OF_IT}", ""),
    ("tel:911", ""),
    ("call 911 now", ""),
    ("+1 911", "US"),
    ("+1 911", ""),
    ("+1911", "DE"),
    ("+44 999", "US"),
    ("+49112", ""),
    ("190", "BR"),
    ("110", "DE"),
]


@pytest.mark.parametrize(("text", "home"), EMERGENCY)
def test_an_emergency_number_is_recognised_in_the_raw_digits(text, home):
    with pytest.raises(EmergencyNumber):
        read(text, home_country=home)


def test_the_emergency_numbers_of_the_accounts_other_countries_are_recognised():
    with pytest.raises(EmergencyNumber):
        read("110", home_country="US", countries=("DE",))


def test_a_number_that_begins_like_an_emergency_number_is_none():
    assert read("+49 112 345678", home_country="DE").number.e164 == "+49112345678"


def test_a_number_newer_than_anybodys_metadata_is_read():
    number = phonenumbers.parse("+14555550123")
    assert not phonenumbers.is_valid_number(number)
    assert read("+1 455 555 0123").number.e164 == "+14555550123"


ANYTHING = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789+-() .x#*;=\u202a\u00a0٠١٢٣４５", max_size=40),
    st.from_regex(r"\+[1-9][0-9 ().-]{0,25}", fullmatch=True),
)


@given(text=ANYTHING, home=st.sampled_from(["", "US", "GB", "BR", "DE", "IT"]))
@example(text="+", home="US")
@example(text="\ud800", home="US")
@example(text="0" * 250, home="IT")
@example(text="+800 1234 5678", home="")
def test_any_text_is_a_destination_or_is_refused_in_words(text, home):
    try:
        destination = read(text, home_country=home, countries=("US", "BR"))
    except (NotANumber, EmergencyNumber):
        return
    digits = destination.number.e164.removeprefix("+")
    assert destination.number.e164[0] == "+" and digits.isascii() and digits.isdecimal() and len(digits) <= 15


@given(e164=st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_what_is_shown_reads_as_the_same_number_again(e164):
    try:
        number = read(e164).number
    except NotANumber:
        return
    assert read(number.display).number == number


@given(text=ANYTHING)
def test_what_is_read_reads_as_itself_again(text):
    try:
        number = read(text, home_country="US").number
    except (NotANumber, EmergencyNumber):
        return
    assert read(number.e164).number == PhoneNumber(number.e164)
