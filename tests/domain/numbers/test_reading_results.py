"""What a reading has besides the number: every part that is not dialled, and what was assumed."""

import pytest

from softphone.domain import NotANumber, read

KEPT = [
    ("+18885550100,,,8472913056#", ",,,8472913056#", "", ()),
    ("+390212345678,1234567", ",1234567", "", ()),
    ("tel:+14155552671;postd=12345%23", ",12345#", "", ()),
    ("tel:+14155552671;123#", ",123#", "", ()),
    ("tel:+14155552671;postd=pp22", ",,22", "", ()),
    ("tel:+14155552671;isub=9;ext=7?utm=mail", "", "7", ("isub=9", "?utm=mail")),
    ("+1 415 555 2671 ext. 12,,34#", ",,34#", "12", ()),
    ("Mia <+1 415 555 2671>, Acme", "", "", ("Mia", "Acme")),
    ("+49 30 123456/57", "", "", ("/57",)),
    ("+44 (0)20 7946 0018", "", "", ("0",)),
    ("+14155552671.0", "", "", (".0",)),
    ("1-800-THE-CRAVE", "", "", ("E",)),
]


@pytest.mark.parametrize(("text", "tones", "extension", "left_out"), KEPT)
def test_every_part_that_is_not_dialled_is_in_the_result(text, tones, extension, left_out):
    found = read(text, home_country="US")
    assert (found.tones, found.extension, found.left_out) == (tones, extension, left_out)


NOTES = [
    ("MX", "044 55 1234 5678", ("Read with +52, Mexico.", "044 is no longer dialled in Mexico.")),
    ("US", "+52 1 55 1234 5678", ("1 is no longer dialled in Mexico.",)),
    ("GB", "020 7946 0018", ("Read with +44, United Kingdom.", "Without the 0 in front.")),
    ("US", "011 44 20 7946 0018", ("011 was read as +.",)),
    ("AR", "011 15 2345-6789", ("Read with +54, Argentina.", "15 was read as the 9 of Argentina's mobiles.")),
    ("US", "+14155552671,,9#", ("Keys for when they have answered: 9#.",)),
    ("US", "+5511 8765-4321", ("In Brazil this number is +55 11 98765 4321 today.",)),
]


@pytest.mark.parametrize(("home", "text", "notes"), NOTES)
def test_the_rules_of_a_country_are_named(home, text, notes):
    assert read(text, home_country=home).notes == notes


@pytest.mark.parametrize(
    ("text", "number", "instead"),
    [
        ("+55 11 8765-4321", "+551187654321", "+5511987654321"),
        ("+55 11 3123-4567", "+551131234567", ""),
    ],
)
def test_a_number_that_has_a_digit_more_today_is_offered_and_not_dialled_unasked(text, number, instead):
    found = read(text)
    assert (found.number.e164, found.instead) == (number, instead)
    assert found.place.area_code == "11"


def test_a_number_that_is_too_short_today_offers_what_it_has_become():
    with pytest.raises(NotANumber) as refused:
        read("+229 90 12 34 56")
    assert refused.value.what == "In Benin this number is +229 01 90 12 34 56 today."
    assert refused.value.choices == ("+2290190123456",)


def test_each_of_several_numbers_keeps_its_keys():
    with pytest.raises(NotANumber) as refused:
        read("+16465588656,,834# New York\n+13017158592,,835# Washington")
    assert refused.value.tones == {"+16465588656": ",,834#", "+13017158592": ",,835#"}


def test_of_many_numbers_the_first_are_named_and_the_others_counted():
    with pytest.raises(NotANumber) as refused:
        read("\n".join(f"+1415555267{last}" for last in range(8)))
    assert refused.value.what.endswith("+1 415 555 2674 and 3 more.")
    assert len(refused.value.choices) == 8


def test_a_very_long_text_is_refused():
    with pytest.raises(NotANumber, match="too long"):
        read("+14155552671 " * 1000)


def test_the_example_of_the_public_door_is_true():
    found = read("Mia Chen, tel. (415) 555-2671 ext. 7,,12#", home_country="US")
    assert (found.number.e164, found.extension, found.tones) == ("+14155552671", "7", ",,12#")
    assert (found.left_out, found.notes[0]) == (("Mia Chen, tel.",), "Read with +1, United States.")
