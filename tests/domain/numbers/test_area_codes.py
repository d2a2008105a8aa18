"""The area tables against the numbering plans that `phonenumbers` knows."""

from collections import Counter

import phonenumbers
import pytest

from softphone.domain.numbers.area_codes import BR, CA, US

GEOGRAPHIC = {
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
}
EXCHANGES = range(200, 1000, 7)  # close enough together to meet the numbers of every area
SHARED_IN_CANADA = {"782": {"NS", "PE"}, "902": {"NS", "PE"}, "867": {"NT", "NU", "YT"}}
SHARED_IN_BRAZIL = {"61": {"DF", "GO"}, "42": {"PR", "SC"}, "96": {"AP", "PA"}}
TOLL_FREE = {"800", "833", "844", "855", "866", "877", "888"}
US_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND "
    "OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC"
)
CA_PROVINCES = "AB BC MB NB NL NS NT NU ON PE QC SK YT"
BR_STATES = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO"


def codes_of(table: dict[str, str]) -> set[str]:
    return {code for codes in table.values() for code in codes.split()}


def states_of(table: dict[str, str], code: str) -> set[str]:
    return {state for state, codes in table.items() if code in codes.split()}


def is_geographic(calling_code: int, national_number: str) -> bool:
    number = phonenumbers.PhoneNumber(country_code=calling_code, national_number=int(national_number))
    return phonenumbers.number_type(number) in GEOGRAPHIC


def country_of(code: str) -> str | None:
    """The country whose plan has geographic numbers in this +1 area code, or None."""
    for exchange in EXCHANGES:
        number = phonenumbers.PhoneNumber(country_code=1, national_number=int(f"{code}{exchange}0123"))
        if phonenumbers.number_type(number) in GEOGRAPHIC:
            return phonenumbers.region_code_for_number(number)
    return None


@pytest.fixture(scope="module")
def countries() -> dict[str, str | None]:
    return {str(code): country_of(str(code)) for code in range(200, 1000)}


@pytest.mark.parametrize(("country", "table"), [("US", US), ("CA", CA)])
def test_every_geographic_area_code_of_the_country_is_in_its_table(country, table, countries):
    known = {code for code, owner in countries.items() if owner == country}
    assert len(known) > 40
    assert known - codes_of(table) == set()


@pytest.mark.parametrize(("country", "table"), [("US", US), ("CA", CA)])
def test_no_area_code_in_a_table_belongs_to_another_country(country, table, countries):
    foreign = {code: countries[code] for code in codes_of(table) if countries[code] not in {country, None}}
    assert foreign == {}


def test_an_area_code_is_never_in_the_us_and_in_canada():
    assert codes_of(US) & codes_of(CA) == set()


@pytest.mark.parametrize(
    ("table", "expected"), [(US, {}), (CA, SHARED_IN_CANADA), (BR, SHARED_IN_BRAZIL)], ids=["US", "CA", "BR"]
)
def test_only_the_codes_known_to_be_shared_are_in_more_than_one_state(table, expected):
    count = Counter(code for codes in table.values() for code in codes.split())
    shared = {code: states_of(table, code) for code, times in count.items() if times > 1}
    assert shared == expected


@pytest.mark.parametrize("table", [US, CA, BR], ids=["US", "CA", "BR"])
def test_the_codes_of_a_state_are_written_in_ascending_order_each_once(table):
    for state, codes in table.items():
        assert codes == " ".join(sorted(set(codes.split()))), state


def test_the_us_table_has_the_fifty_states_and_the_district_of_columbia_and_no_territory():
    assert set(US) == set(US_STATES.split())
    assert len(US) == 51


def test_the_canadian_table_has_the_thirteen_provinces_and_territories():
    assert set(CA) == set(CA_PROVINCES.split())
    assert len(CA) == 13


def test_the_brazilian_table_has_the_twenty_seven_federative_units():
    assert set(BR) == set(BR_STATES.split())
    assert len(BR) == 27


def test_every_state_has_an_area_code():
    for table in (US, CA, BR):
        assert all(codes.split() for codes in table.values())


def test_area_codes_in_north_america_have_three_digits_and_start_with_two_to_nine():
    for code in codes_of(US) | codes_of(CA):
        assert code.isascii() and code.isdecimal() and len(code) == 3 and code[0] in "23456789", code


def test_area_codes_in_brazil_have_two_digits_without_a_zero():
    for code in codes_of(BR):
        assert code.isascii() and code.isdecimal() and len(code) == 2 and "0" not in code, code


def test_the_brazilian_table_has_exactly_the_sixty_seven_codes_in_use():
    accepted = {
        str(code)
        for code in range(10, 100)
        for subscriber in ("32345678", "961234567")
        if is_geographic(55, f"{code}{subscriber}")
    }
    assert len(accepted) == 67
    assert codes_of(BR) == accepted


def test_toll_free_codes_are_in_no_table():
    assert (codes_of(US) | codes_of(CA)) & TOLL_FREE == set()


def test_codes_without_a_place_are_in_no_table():
    easily_recognised = {f"{first}{digit}{digit}" for first in range(2, 10) for digit in range(10)}
    assert (codes_of(US) | codes_of(CA)) & easily_recognised == set()


@pytest.mark.parametrize(
    ("table", "code", "states"),
    [
        (US, "415", {"CA"}),
        (US, "212", {"NY"}),
        (US, "713", {"TX"}),
        (US, "202", {"DC"}),
        (US, "457", {"LA"}),
        (US, "465", {"NY"}),
        (CA, "905", {"ON"}),
        (CA, "257", {"BC"}),
        (CA, "902", {"NS", "PE"}),
        (CA, "782", {"NS", "PE"}),
        (CA, "867", {"NT", "NU", "YT"}),
        (BR, "11", {"SP"}),
        (BR, "42", {"PR", "SC"}),
        (BR, "61", {"DF", "GO"}),
        (BR, "86", {"PI"}),
        (BR, "96", {"AP", "PA"}),
    ],
)
def test_the_state_of_a_well_known_area_code(table, code, states):
    assert states_of(table, code) == states
