"""What holds for whatever is read: no digit invented, none lost, nobody called who was not written down."""

import unicodedata
from collections import Counter

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from softphone.domain import Destination, EmergencyNumber, NotANumber, read

HOMES = st.sampled_from(["", "US", "GB", "DE", "AT", "FR", "IT", "BR", "AR", "MX", "IN", "JP", "AU", "SM"])
ANYTHING = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="0123456789+-() ./,;pwx#*\n\u202a٠١٢٣４５²½", max_size=40),
    st.text(alphabet="0123456789 -ABCabcEXT.", max_size=24),
    st.from_regex(
        r"(tel:|Tel\. |Mia, )?\+[1-9][0-9 ().-]{6,22}(,,[0-9#*]{1,6}| ext\. ?[0-9]{1,4})?", fullmatch=True
    ),
)
NUMBERS = {
    "US": ("+14155552671", "(415) 555-2671", "415.555.2671", "415-555-2671", "+1 415 555 2671", "4155552671"),
    "GB": ("+442079460018", "020 7946 0018", "+44 (0)20 7946 0018", "(020) 7946 0018"),
    "DE": ("+49301234567", "030 1234567", "030/1234567", "+49 30 1234567", "0049 30 1234567"),
    "FR": ("+33123456789", "01 23 45 67 89", "01.23.45.67.89", "+33 1 23 45 67 89"),
    "BR": ("+5511987654321", "(11) 98765-4321", "11 98765-4321", "+55 11 98765-4321"),
    "MX": ("+525512345678", "55 1234 5678", "+52 1 55 1234 5678", "044 55 1234 5678"),
}  # fmt: skip
NUMBERS_NOBODY_CALLS = (
    "Zimmer 1204", "10115 Berlin", "Suite 400", "CA 94105", "2024-01-15", "15.01.2024", "10:30", "$1,234.56",
    "1.234,56 €", "Order 4155550123", "Ticket #12345678", "IBAN DE89370400440532013000", "360 Fitness",
    "a53055a51212a", "mia4155550123@x.example", "https://x.example/4155550123", "CPF 119.876.543-21", "24/7",
    "SIRET 73282932000074", "Aadhaar 2345 6789 0123", "192.168.10.20", "INV-2024-0815", "Studio 54",
)  # fmt: skip
SERVICES = ("800", "833", "844", "855", "866", "877", "888", "080", "13", "130", "180", "185", "189")
NOISE = st.lists(st.sampled_from(NUMBERS_NOBODY_CALLS), max_size=4)


def reading(text: str, home: str) -> Destination | None:
    try:
        return read(text, home_country=home, countries=("US", "BR"))
    except (NotANumber, EmergencyNumber):
        return None


def digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal())


def is_in_order(wanted: str, there: str) -> bool:
    rest = iter(there)
    return all(each in rest for each in wanted)


@given(text=ANYTHING, home=HOMES)
@example(text="+1415555267²", home="US")
@example(text="½ 4155552671", home="US")
@example(text="011 15 2345-6789", home="AR")
@example(text="886377", home="SM")
@example(text="1.4155552671E+10", home="US")
def test_every_digit_that_is_dialled_was_written_or_is_named(text, home):
    found = reading(text, home)
    if found is None:
        return
    written = phonenumbers.convert_alpha_characters_in_number(text) if found.is_spelt else text
    parsed = phonenumbers.parse(found.number.e164)
    national = found.number.e164.removeprefix(f"+{parsed.country_code}")
    named = any("put in front" in note or "Argentina's mobiles" in note for note in found.notes)
    assert named or is_in_order(national, digits(written))


@given(text=ANYTHING, home=HOMES)
@example(text="+44 (0)20 7946 0018", home="")
@example(text="011 52 1 55 1234 5678", home="US")
@example(text="0 15 11 98765-4321", home="BR")
@example(text="030 123456/57", home="DE")
@example(text="+1 415 555 2671 ext. 12,,34#", home="")
def test_every_letter_and_digit_is_in_the_number_in_the_notes_or_in_the_reason(text, home):
    try:
        found = read(text, home_country=home)
    except EmergencyNumber:
        return
    except NotANumber as refused:
        letters = {each for each in text if each.isalnum() and each.isascii()}
        assert "“" not in refused.what or "…" in refused.what or letters - set("TELtel") <= set(str(refused))
        return
    said = f"{found.number.e164} {' '.join(found.notes)}"
    letters = {each for each in text if each.isalpha() and each.isascii()}
    if not found.is_spelt:
        marks = set("pPwWxXeEtTlL")  # of keys, of an extension, of tel:
        assert letters - marks <= set(said)
    lost = Counter(digits(text)) - Counter(digits(said))
    assert not lost or digits(text).count(found.number.e164[-7:]) > 1


@pytest.mark.parametrize("home", NUMBERS)
@given(data=st.data())
def test_among_what_is_no_number_the_one_number_is_found_or_nothing(home, data):
    e164, *forms = NUMBERS[home]
    before, after = data.draw(NOISE), data.draw(NOISE)
    glue = data.draw(st.sampled_from([", ", "\n", " | ", " · "]))
    text = glue.join([*before, f"Tel. {data.draw(st.sampled_from(forms))}", *after])
    assert read(text, home_country=home).number.e164 == e164


@given(noise=st.lists(st.sampled_from(NUMBERS_NOBODY_CALLS), min_size=1, max_size=5), home=HOMES)
def test_what_is_no_number_calls_nobody(noise, home):
    assert reading(", ".join(noise), home) is None


@given(
    keys=st.from_regex(r"[0-9*#]{1,12}", fullmatch=True),
    pause=st.sampled_from([",", ",,", ";", "p", "w", " p "]),
)
def test_keys_are_kept_whole_and_never_dialled(keys, pause):
    found = read(f"+18885550100{pause}{keys}")
    assert (found.number.e164, found.keys.strip(",")) == ("+18885550100", keys)


@given(
    digits=st.from_regex(r"[0-9]{1,6}", fullmatch=True).filter(lambda digits: digits[:3] not in SERVICES),
    word=st.sampled_from(
        ("BERLIN", "Milano", "LYON", "Fitness", "HOUSTON", "Chicago", "BASEL", "Pizza", "OSLO")
    ),
    form=st.sampled_from(
        ("{digits} {word}", "{word} {digits}", "{digits} {word} St", "{word} {digits}, {word}")
    ),
    home=HOMES,
)
def test_a_postcode_or_a_house_number_beside_a_word_calls_nobody(digits, word, form, home):
    assert reading(form.format(digits=digits, word=word), home) is None
