"""Where numbers live."""

import phonenumbers
import pytest

from softphone.domain import PhoneNumber, Place, place_of
from softphone.domain.numbers.place_names import STATE_NAMES, country_name, place_name
from softphone.domain.numbers.places import area_codes_of_states

EXCHANGES = (200, 210, 222, 234, 250, 345, 468, 523, 555, 617, 700, 765, 872, 987)
NEWER_THAN_THE_METADATA = [
    (state, code)
    for state, codes in area_codes_of_states().items()
    for code in codes
    if state[:2] != "BR" and not phonenumbers.region_code_for_number(phonenumbers.parse(f"+1{code}5550123"))
]


def area_codes_of(code: int, find) -> dict[str, str]:
    """E.164 -> area code, for numbers in all parts of one +1 area that the metadata knows."""
    numbers = [phonenumbers.parse(f"+1{code}{exchange}0123") for exchange in EXCHANGES]
    known = [number for number in numbers if phonenumbers.region_code_for_number(number)]
    return {f"+1{number.national_number}": find(number) for number in known}


def the_long_way(number: phonenumbers.PhoneNumber) -> str:
    """libphonenumber's; it gives no area code to what it knows as a mobile (Jamaica's), and callers do."""
    is_mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    length = 3 if is_mobile else phonenumbers.length_of_geographical_area_code(number)
    return str(number.national_number)[:length]


@pytest.mark.parametrize("code", range(200, 1000))
def test_our_quick_way_to_a_north_american_area_code_agrees_with_the_long_one(code):
    ours = area_codes_of(code, lambda number: place_of(PhoneNumber(f"+1{number.national_number}")).area_code)
    assert ours == area_codes_of(code, the_long_way)


def test_the_metadata_knows_most_area_codes():
    assert sum(bool(area_codes_of(code, the_long_way)) for code in range(200, 1000)) > 400


@pytest.mark.parametrize(
    ("e164", "place"),
    [
        ("+14155550123", Place(1, "US", "415", frozenset({"US-CA"}))),
        ("+12025550123", Place(1, "US", "202", frozenset({"US-DC"}))),
        ("+17875550123", Place(1, "PR", "787")),
        ("+18765230123", Place(1, "JM", "876")),
        ("+18762101234", Place(1, "JM", "876")),
        ("+16582101234", Place(1, "JM", "658")),
        ("+441481960194", Place(44, "GG", "1481")),
        ("+441534822333", Place(44, "JE", "1534")),
        ("+441624822333", Place(44, "IM", "1624")),
        ("+3780549886377", Place(378, "SM", "0549")),
        ("+551187654321", Place(55, "BR", "11", frozenset({"BR-SP"}))),
        ("+19025550123", Place(1, "CA", "902", frozenset({"CA-NS", "CA-PE"}))),
        ("+17825550123", Place(1, "CA", "782", frozenset({"CA-NS", "CA-PE"}))),
        ("+18675550123", Place(1, "CA", "867", frozenset({"CA-YT", "CA-NT", "CA-NU"}))),
        ("+19055550123", Place(1, "CA", "905", frozenset({"CA-ON"}))),
        ("+5582978225622", Place(55, "BR", "82", frozenset({"BR-AL"}))),
        ("+442079460018", Place(44, "GB", "20")),
        ("+447400123456", Place(44, "GB")),
        ("+493090182000", Place(49, "DE", "30")),
        ("+74955550121", Place(7, "RU", "495")),
        ("+77273555555", Place(7, "KZ", "727")),
        ("+448081570155", Place(44, "GB", toll_free=True)),
        ("+80012345678", Place(800, toll_free=True)),
        ("+883510000000091", Place(883)),
        ("+5561991234567", Place(55, "BR", "61", frozenset({"BR-DF", "BR-GO"}))),
        ("+556191234567", Place(55, "BR", "61", frozenset({"BR-DF", "BR-GO"}))),
        ("+5542991234567", Place(55, "BR", "42", frozenset({"BR-PR", "BR-SC"}))),
        ("+5596991234567", Place(55, "BR", "96", frozenset({"BR-AP", "BR-PA"}))),
        ("+5586991234567", Place(55, "BR", "86", frozenset({"BR-PI"}))),
        ("+541123456789", Place(54, "AR", "11")),
        ("+5491123456789", Place(54, "AR", "11")),
        ("+5493514123456", Place(54, "AR", "351")),
        ("+390669812345", Place(39, "VA", "06")),
        ("+390612345678", Place(39, "IT", "06")),
        ("+447700900123", Place(44)),
    ],
)
def test_the_facts_of_a_number(e164, place):
    assert place_of(PhoneNumber(e164)) == place


def test_san_marino_is_in_italys_0549():
    assert (
        place_of(PhoneNumber("+3780549886377")).area
        == place_of(PhoneNumber("+390549886377")).area
        == (39, "0549")
    )


@pytest.mark.parametrize(
    ("e164", "plan"),
    [
        ("+17875550123", "US"), ("+16715550123", "US"), ("+13405550123", "US"), ("+16845550123", "US"),
        ("+14165550123", "CA"), ("+441481960194", "GB"), ("+390669812345", "IT"), ("+12995550123", ""),
    ],
)  # fmt: skip
def test_a_territory_is_in_the_plan_of_its_country(e164, plan):
    assert place_of(PhoneNumber(e164)).plan == plan


@pytest.mark.parametrize("code", ["800", "833", "844", "855", "866", "877", "888"])
def test_a_north_american_toll_free_number_has_neither_area_code_nor_state(code):
    assert place_of(PhoneNumber(f"+1{code}5550123")) == Place(1, "US", toll_free=True)


@pytest.mark.parametrize(("state", "code"), NEWER_THAN_THE_METADATA)
def test_an_area_code_newer_than_the_metadata_is_read_from_our_table(state, code):
    assert place_of(PhoneNumber(f"+1{code}5550123")) == Place(1, state[:2], code, frozenset({state}))


def test_a_north_american_number_that_nobody_knows_has_no_country():
    assert place_of(PhoneNumber("+12995550123")) == Place(1)


def test_a_number_that_cannot_exist_is_not_put_into_a_state_by_its_first_digits():
    assert place_of(PhoneNumber("+14150550123")) == Place(1)


def test_the_area_codes_of_a_state_are_all_of_them():
    assert area_codes_of_states()["CA-NS"] == ("782", "902")


def test_every_state_of_the_tables_has_a_name():
    assert area_codes_of_states().keys() == STATE_NAMES.keys()


@pytest.mark.parametrize(
    ("e164", "words"),
    [
        ("+14155550123", "California, United States"),
        ("+19025550123", "Nova Scotia or Prince Edward Island, Canada"),
        ("+442079460018", "United Kingdom"),
        ("+18005550123", "Toll-free"),
        ("+80012345678", "Toll-free"),
        ("+883510000000091", "+883"),
    ],
)
def test_a_place_is_named_as_people_say_it(e164, words):
    assert place_name(place_of(PhoneNumber(e164))) == words


@pytest.mark.parametrize("country", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_every_country_of_the_metadata_has_a_name(country):
    assert country_name(country) != country
