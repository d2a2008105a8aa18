"""Digits dialled exactly as they were typed; and the numbers to choose among where there are several."""

import pytest

from softphone.domain import EmergencyNumber, NotANumber, read
from softphone.domain.numbers.reading import read_exactly

EXACTLY = [
    ("+999 12345678", "+99912345678"),
    ("4155552671", "+4155552671"),
    ("(415) 555-2671", "+4155552671"),
    ("+44 (0)20 7946 0018", "+4402079460018"),
    ("+44 20 7946 00", "+4420794600"),
    ("\u202a+1 212 555 0142\u202c", "+12125550142"),
    ("＋１２１２５５５０１４２", "+12125550142"),
    ("12345", "+12345"),
    ("123456789012345", "+123456789012345"),
]


@pytest.mark.parametrize(("text", "e164"), EXACTLY)
def test_the_digits_are_dialled_as_they_stand_there(text, e164):
    destination = read_exactly(text, home_country="US")
    assert destination.number.e164 == e164
    assert destination.notes[-1] == "Exactly as typed: nothing was assumed."


@pytest.mark.parametrize(
    "text",
    ["1234", "1234567890123456", "0044 20 7946 0018", "hello", "", "*31#", "1-800-FLOWERS", "+1 + 2345678"],
)
def test_what_cannot_be_dialled_as_it_stands_there_says_what_is_wanted(text):
    with pytest.raises(NotANumber) as refused:
        read_exactly(text, home_country="US")
    assert "cannot be dialled exactly as typed" in refused.value.what
    assert refused.value.remedy == "Type the country code and the number, 5 to 15 digits in all."


@pytest.mark.parametrize(
    "text", ["911", "+911", "+1 911", "9 1 1", "９１１", "\u202a911\u202c", "112", "+44 999"]
)
def test_emergency_numbers_are_refused_exactly_as_well(text):
    with pytest.raises(EmergencyNumber):
        read_exactly(text, home_country="US")


def test_the_emergency_numbers_of_the_accounts_countries_are_refused_exactly_as_well():
    with pytest.raises(EmergencyNumber):
        read_exactly("+55 190", home_country="US", countries={"BR"})


def test_a_number_that_exists_keeps_its_place():
    assert read_exactly("+14155552671").place.country == "US"


def test_several_numbers_are_offered_in_the_order_in_which_they_stand_there_each_once():
    with pytest.raises(NotANumber) as refused:
        read("+44 20 7946 0018, (212) 555-0142 or +1 212 555 0142", home_country="US")
    assert refused.value.choices == ("+442079460018", "+12125550142")


@pytest.mark.parametrize("text", ["hello", "+1 212", ""])
def test_there_is_nothing_to_choose_where_there_are_not_several(text):
    with pytest.raises(NotANumber) as refused:
        read(text, home_country="US")
    assert refused.value.choices == ()
