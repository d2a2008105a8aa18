"""One cell of a contact list: every number of it, its keys, and every character that is left over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain import read
from softphone.domain.contacts.contact import NumberKind
from softphone.domain.contacts.contact_numbers import Cell, numbers_in_cell

ANA, BO, SWITCHBOARD = "+14155552671", "+14155552672", "+14155550100"
SUFFIX = "This may be the end of a second number, or an extension. It is not guessed."


def cell(text: str, home: str = "US", kind: NumberKind = NumberKind.WORK, country: str = "") -> Cell:
    def reading(text: str, country: str = "", /):
        return read(text, home_country=country or home)

    return numbers_in_cell(text, kind, reading, country)


def numbers(found: Cell) -> list[str]:
    return [number.e164 for number in found.numbers]


@pytest.mark.parametrize(
    ("text", "tones"),
    [
        ("415-555-0100 x101", ",101"),
        ("415-555-0100x101", ",101"),
        ("(415) 555-0100 ext. 103", ",103"),
        ("415-555-0100, ext 7", ",7"),
        ("415 555 0100 #101", ",101"),
        ("415-555-0100 Durchwahl 12", ",12"),
        ("tel:+1-415-555-0100;ext=55", ",55"),
        ("tel:+1-415-555-0100;postd=12345%23", "12345#"),
        ("+14155550100,,123#", ",,123#"),
        ("+14155550100,,,8472913056#", ",,,8472913056#"),
        ("+14155550100,,847 291 3056#", ",,8472913056#"),
        ("+14155550100;123#", ",123#"),
        ("+14155550100p123w4#", ",123,4#"),
        ("+14155550100,,*67#", ",,*67#"),
        ("+14155550100,1234567", ",1234567"),
    ],
)
def test_extensions_pauses_and_keys_are_tones_and_never_a_second_number(text, tones) -> None:
    found = cell(text)

    assert [(number.e164, number.tones) for number in found.numbers] == [(SWITCHBOARD, tones)]
    assert found.left_out == []


@pytest.mark.parametrize(
    "text",
    [
        "415-555-2671, 415-555-2672",
        "415-555-2671,415-555-2672",
        "415-555-2671;415-555-2672",
        "415-555-2671 / 415-555-2672",
        "415-555-2671/415-555-2672",
        "415-555-2671 | 415-555-2672",
        "415-555-2671\n415-555-2672",
        "415-555-2671 or 415-555-2672",
        "415-555-2671 ::: 415-555-2672",
        "4155552671,4155552672",
        "4155552671 4155552672",
        "415-555-2671 415-555-2672",
        "+14155552671 +14155552672",
        "(415) 555-2671 & (415) 555-2672",
    ],
)
def test_a_second_number_in_a_cell_is_a_second_number(text) -> None:
    found = cell(text)

    assert numbers(found) == [ANA, BO]
    assert found.left_out == []


@pytest.mark.parametrize(
    ("text", "number", "left_out"),
    [
        ("030 1234567/78", "+49301234567", [("/78", SUFFIX)]),
        ("030/1234567/78", "+49301234567", [("/78", SUFFIX)]),
        ("030 1234567, 78", "+49301234567", [("78", SUFFIX)]),
        (
            "030 1234567/7654321",
            "+49301234567",
            [("/7654321", "This may be a second number without its area code. It is not guessed.")],
        ),
        (
            "030 1234567 (nach 17 Uhr)",
            "+49301234567",
            [
                ("nach", "This is no part of the number."),
                ("17", SUFFIX),
                ("Uhr", "This is no part of the number."),
            ],
        ),
        ("030 1234567,,,", "+49301234567", [(",,,", "No keys stand behind these pauses.")]),
        ("030 1234567 Frau Meier", "+49301234567", [("Frau Meier", "This is no part of the number.")]),
    ],
)
def test_what_is_no_number_is_listed_with_its_reason(text, number, left_out) -> None:
    found = cell(text, "DE")

    assert numbers(found) == [number]
    assert found.left_out == left_out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("030/1234567", ["+49301234567"]),
        ("02151/1234", ["+4921511234"]),
        ("+49 (0)30 / 1234567", ["+49301234567"]),
        ("0171/2345678, 0172/3456789", ["+491712345678", "+491723456789"]),
        ("0171/2345678,0172/3456789", ["+491712345678", "+491723456789"]),
        ("0171/2345678 oder 0172/3456789", ["+491712345678", "+491723456789"]),
        ("030 1234567  0151 23456789", ["+49301234567", "+4915123456789"]),
        ("030 / 123 45 67 - 0", ["+493012345670"]),
        ("T +49 30 1234567", ["+49301234567"]),
        ("０３０ １２３４５６７", ["+49301234567"]),
        ("\u202d030 1234567\u202c", ["+49301234567"]),
    ],
)
def test_a_slash_behind_an_area_code_joins(text, expected) -> None:
    found = cell(text, "DE")

    assert numbers(found) == expected
    assert found.left_out == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("30123456.0", "+4930123456"),
        ("4930123456.0", "+4930123456"),
        ("4915112345678.0", "+4915112345678"),
        ("4915112345678", "+4915112345678"),
        ('="0301234567"', "+49301234567"),
        ("'+49301234567", "+49301234567"),
        ("=+49301234567", "+49301234567"),
        ("4.9301234567E10", "+49301234567"),
    ],
)
def test_what_spreadsheets_do_to_numbers_is_undone(text, number) -> None:
    assert numbers(cell(text, "DE")) == [number]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("4.91512E+12", "A spreadsheet has rounded this number: digits are missing."),
        ("+49 30 1234***", "Some of its digits are hidden."),
        ("+49 30 12345...", "Some of its digits are hidden."),
        ("030-1234-xxxx", "Some of its digits are hidden."),
        ("n/a", "“n/a” is not a telephone number."),
    ],
)
def test_digits_that_are_gone_are_not_made_up(text, why) -> None:
    found = cell(text, "DE")

    assert numbers(found) == []
    assert found.left_out == [(text, why)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Mobile: 415-555-2671 / Work: 415-555-2672", ["mobile", "work"]),
        ("415-555-2671 (mobile), 415-555-2672 (fax)", ["mobile", "fax"]),
        ("m 415-555-2671, f 415-555-2672", ["mobile", "fax"]),
        ("(W) 415-555-2671 (C) 415-555-2672", ["work", "mobile"]),
        ("415-555-2671 w415-555-2672", ["home", "work"]),
        ("Tel 1: 415-555-2671, Fax: 415-555-2672", ["home", "fax"]),
    ],
)
def test_a_label_beside_a_number_is_its_kind(text, kinds) -> None:
    found = cell(text, kind=NumberKind.HOME)

    assert [number.kind.value for number in found.numbers] == kinds
    assert found.left_out == []


def test_the_rows_country_decides_how_a_national_number_is_read() -> None:
    assert numbers(cell("020 7946 0018", "US", country="GB")) == ["+442079460018"]
    assert numbers(cell("+33 1 23 45 67 89", "US", country="GB")) == ["+33123456789"]


def test_a_cell_as_long_as_a_book_is_left_out_whole_and_at_once() -> None:
    text = "415-555-2671x1" + "x1" * 100_000

    assert cell(text).left_out == [(text, "This is too long for a telephone number.")]


@given(st.text(st.sampled_from("0123456789 -()/,;.:x#*+pwAz&|\n\u202dé"), max_size=80))
def test_every_digit_of_a_cell_is_in_a_number_in_its_tones_or_left_out(text) -> None:
    found = cell(text)

    kept = "".join(number.e164 + number.tones for number in found.numbers)
    listed = "".join(left_out for left_out, _ in found.left_out)
    for digit in "0123456789":
        # +1 and the trunk's 1 are the country's, and a number that stands twice is one.
        assert text.count(digit) <= (kept + listed).count(digit) or digit in "01"
