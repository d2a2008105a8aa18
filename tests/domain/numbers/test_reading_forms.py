"""Forms in which numbers are written: with keys, by spreadsheets, in links, nationally, and short ones."""

import pytest

from softphone.domain import EmergencyNumber, NotANumber, read

WITH_KEYS = [
    ("US", "+1 888 555 0100;8472913056#", "+18885550100"),
    ("US", "1-888-555-0100 p 8472913056", "+18885550100"),
    ("US", "18885550100w8472913056#", "+18885550100"),
    ("US", "+16465588656,,83412345678#,,,,*123456# US (New York)", "+16465588656"),
    ("US", "4155552671,2125550123", "+14155552671"),
    ("US", "+1 888 555 0100, 8472913056", "+18885550100"),
    ("US", "94105,4155552671", "+14155552671"),
    ("DE", "+49 30 123456,,12#", "+4930123456"),
    ("US", "+1 415 555 2671 ext. 12,,34#", "+14155552671"),
    ("US", "415-555-2671, 5 PM", "+14155552671"),
]


@pytest.mark.parametrize(("home", "text", "e164"), WITH_KEYS)
def test_keys_are_no_second_number(home, text, e164):
    assert read(text, home_country=home).number.e164 == e164


WITH_COMMAS = [
    ("US", "4,155,552,671"),
    ("DE", "1204,50"),
]


@pytest.mark.parametrize(("home", "text"), WITH_COMMAS)
def test_figures_with_commas_are_no_number(home, text):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country=home)
    assert refused.value.choices == ()


LISTS = [
    ("US", "415-555-2671, 212-555-0123"),
    ("US", "Mia,415-555-2671,212-555-0123"),
    ("US", "4155552671\t2125550123"),
    ("US", "4155552671; 2125550123"),
    ("US", "+16465588656,,834# US (New York)\n+13017158592,,834# US (Washington DC)"),
]


@pytest.mark.parametrize(("home", "text"), LISTS)
def test_a_list_of_numbers_is_a_list(home, text):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country=home)
    assert len(refused.value.choices) == 2


OF_SPREADSHEETS = [
    ("US", "4155552671.0", "+14155552671"),
    ("US", "14155552671.0", "+14155552671"),
    ("US", "1.4155552671E+10", "+14155552671"),
    ("US", "Phone 4155552671.0", "+14155552671"),
    ("US", "4155552671.00", "+14155552671"),
    ("DE", "30123456.0", "+4930123456"),
    ("US", '="4155552671"', "+14155552671"),
    ("US", "'4155552671", "+14155552671"),
    ("FR", "01.23.45.67.00", "+33123456700"),
    ("DE", "4,930123456E+9", "+4930123456"),
    ("DE", "4,9301234567E+10", "+49301234567"),
]


@pytest.mark.parametrize(("home", "text", "e164"), OF_SPREADSHEETS)
def test_what_a_spreadsheet_made_of_a_number_is_the_number_again(home, text, e164):
    assert read(text, home_country=home).number.e164 == e164


ROUNDED = [
    ("US", "1.41556E+10"),
]


@pytest.mark.parametrize(("home", "text"), ROUNDED)
def test_what_a_spreadsheet_rounded_is_refused(home, text):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country=home)
    assert refused.value.choices == ()


CAN_EXIST = [
    ("US", "1-800-411-7246", "+18004117246"),
]


@pytest.mark.parametrize(("home", "text", "e164"), CAN_EXIST)
def test_an_exchange_may_be_a_service_code(home, text, e164):
    assert read(text, home_country=home).number.e164 == e164


NEVER_ASSIGNED = [
    ("US", "(123) 456-7890"),
    ("US", "415-123-4567"),
    ("US", "+1 015 555 2671"),
    ("US", "415-055-2671"),
    ("US", "911-555-0100"),
    ("DE", "+1 000 000 0000"),
    ("US", "0000000000"),
    ("US", "Call (000) 000-0000"),
]


@pytest.mark.parametrize(("home", "text"), NEVER_ASSIGNED)
def test_what_the_north_american_plan_has_no_room_for_is_refused(home, text):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country=home)
    assert refused.value.choices == ()


OVER_LINES = [
    ("DE", "030 123456\n10115", "+4930123456"),
    ("US", "+1 415 555\n2671", "+14155552671"),
    ("US", "415-555-2671\n94105", "+14155552671"),
]


@pytest.mark.parametrize(("home", "text", "e164"), OVER_LINES)
def test_lines_are_read_apart_unless_they_are_one_number(home, text, e164):
    assert read(text, home_country=home).number.e164 == e164


LINKS = [
    ("US", "callto:tel:+14155552671", "+14155552671"),
    ("US", "callto:<+1 415 555 2671>", "+14155552671"),
    ("US", "tel:tel:+14155552671", "+14155552671"),
    ("US", "tel:+14155552671;123#", "+14155552671"),
    ("US", "tel:+14155552671,,123%23", "+14155552671"),
    ("US", "tel:+14155552671p123", "+14155552671"),
    ("US", "tel:+14155552671;isub=9;ext=7", "+14155552671"),
    ("DE", "https://wa.me/14155552671?text=hi", "+14155552671"),
    ("US", "tel:+1-800-FLOWERS", "+18003569377"),
    ("US", "whatsapp:+14155552671", "+14155552671"),
]


@pytest.mark.parametrize(("home", "text", "e164"), LINKS)
def test_links_lead_to_their_number(home, text, e164):
    assert read(text, home_country=home).number.e164 == e164


NATIONAL = [
    ("US", "++14155552671", "+14155552671"),
    ("DE", "00800 1234 5678", "+80012345678"),
    ("GB", "+44 (0)20 7946 0018", "+442079460018"),
    ("RU", "8 (495) 123-45-67", "+74951234567"),
    ("SM", "886377", "+3780549886377"),
    ("NO", "22 12 20 23", "+4722122023"),
    ("US", "011 44 20 7946 0018", "+442079460018"),
    ("BR", "0 15 11 98765-4321", "+5511987654321"),
    ("BR", "0xx11 98765-4321", "+5511987654321"),
    ("US", "½ 4155552671", "+14155552671"),
    ("US", "4️⃣1️⃣5️⃣5️⃣5️⃣5️⃣2️⃣6️⃣7️⃣1️⃣", "+14155552671"),
]


@pytest.mark.parametrize(("home", "text", "e164"), NATIONAL)
def test_national_and_international_forms_are_read(home, text, e164):
    assert read(text, home_country=home).number.e164 == e164


NOT_NATIONAL = [
    ("JM", "523-0123"),
    ("DE", "15.01.2024"),
    ("DE", "2024-01-15"),
    ("DE", "030 123456 030 654321"),
    ("US", "415 555 267²"),
]


@pytest.mark.parametrize(("home", "text"), NOT_NATIONAL)
def test_dates_and_half_numbers_are_refused(home, text):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country=home)
    assert refused.value.choices == ()


EMERGENCY = [
    ("US", "9911"),
    ("US", "9-911"),
    ("US", "9,911"),
    ("DE", "0112"),
    ("DE", "0 112"),
    ("US", "0049112"),
    ("US", "01149112"),
    ("DE", "+49 112"),
    ("DE", "0055190"),
    ("JP", "112"),
    ("BR", "112"),
    ("IN", "112"),
    ("US", "+44 999"),
    ("DE", "00 1 911"),
    ("AU", "0000"),
    ("US", "911#"),
    ("US", "1911"),
    ("DE", "49112"),
    ("US", "tel:911;phone-context=+1"),
]


@pytest.mark.parametrize(("home", "text"), EMERGENCY)
def test_an_emergency_number_is_recognised_however_it_is_dialled(home, text):
    with pytest.raises(EmergencyNumber):
        read(text, home_country=home)


SHORT = [
    ("US", "988"),
    ("US", "411"),
    ("DE", "116117"),
    ("DE", "116 123"),
    ("US", "0000"),
    ("US", "1999"),
]


@pytest.mark.parametrize(("home", "text"), SHORT)
def test_a_short_code_is_no_emergency_and_no_number(home, text):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country=home)
    assert refused.value.choices == ()


SENTENCES = [
    ("US", "988", "988 is a crisis line and is not called from here."),
    ("FR", "3114", "3114 is a crisis line and is not called from here."),
    ("US", "411", "411 is a short code (United States) and is not called from here."),
    ("DE", "116117", "116117 is a short code (Germany) and is not called from here."),
    ("US", "9911", "911 is an emergency number and is not called from here."),
    ("DE", "0049 112", "112 is an emergency number and is not called from here."),
    ("US", "(000) 000-0000", "“(000) 000-0000” cannot exist: no area code or exchange in +1 starts so."),
    ("US", "1.41556E+10", "“1.41556E+10” was rounded by a spreadsheet: the last digits are lost."),
    ("US", "4" * 12, f"“{'4' * 12}” has too many digits."),
]


@pytest.mark.parametrize(("home", "text", "what"), SENTENCES)
def test_a_refusal_says_what_it_is_and_says_it_once(home, text, what):
    with pytest.raises((NotANumber, EmergencyNumber)) as refused:
        read(text, home_country=home)
    assert refused.value.what == what
    assert "digits" not in refused.value.remedy
