"""Contacts out of vCards as phones, Outlook, Google and Apple write them."""

from collections.abc import Callable

import pytest

from softphone.adapters.contacts.files import read_contact_file
from softphone.application.contacts.ports import ContactFile
from softphone.domain.contacts.contact import NumberKind

MOBILE, WORK, HOME, FAX = NumberKind.MOBILE, NumberKind.WORK, NumberKind.HOME, NumberKind.FAX


@pytest.fixture
def opened(tmp_path) -> Callable[..., ContactFile]:
    def read(*lines: str, encoding: str = "utf-8") -> ContactFile:
        path = tmp_path / "people.vcf"
        path.write_bytes("\r\n".join((*lines, "")).encode(encoding))
        return read_contact_file(path)

    return read


def test_version_2_1_is_read_with_quoted_printable_and_bare_types(opened) -> None:
    file = opened(
        "BEGIN:VCARD",
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mu=C3=B1oz;Jos=C3=A9;;;",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 =",
        "Mu=C3=B1oz",
        "TEL;CELL;PREF:+34 600 123 456",
        "TEL;WORK;FAX:+34 91 123 45 67",
        "NOTE;ENCODING=QUOTED-PRINTABLE:call=0D=0Aback",
        "END:VCARD",
    )

    (jose,) = file.cards
    assert (jose.line, jose.name, jose.note) == (1, "José Muñoz", "call\nback")
    assert jose.numbers == (("+34 600 123 456", MOBILE), ("+34 91 123 45 67", FAX))


def test_version_3_is_read_with_folded_lines_and_apples_labels(opened) -> None:
    file = opened(
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Weber;Jonas;;;",
        "FN:Jonas",
        "  Weber",
        "ORG:Weber GmbH;Sales",
        "item1.TEL;type=pref:+49 30 901820",
        "item1.X-ABLabel:_$!<Work>!$_",
        "TEL;type=CELL;type=VOICE:+49 151 23456789",
        "NOTE:one\\, two\\nthree",
        "END:VCARD",
    )

    (weber,) = file.cards
    assert (weber.name, weber.company, weber.note) == ("Jonas Weber", "Weber GmbH", "one, two\nthree")
    assert weber.numbers == (("+49 30 901820", WORK), ("+49 151 23456789", MOBILE))


def test_version_4_is_read_with_telephone_links(opened) -> None:
    file = opened(
        "BEGIN:VCARD",
        "VERSION:4.0",
        "FN:Mia Chen",
        'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-415-555-2671;ext=55',
        "CATEGORIES:starred,friends",
        "END:VCARD",
    )

    (mia,) = file.cards
    assert mia.numbers == (("tel:+1-415-555-2671;ext=55", HOME),)
    assert mia.is_favourite


def test_a_card_without_a_formatted_name_is_called_by_what_there_is(opened) -> None:
    card = ("BEGIN:VCARD", "VERSION:3.0")
    file = opened(
        *(*card, "N:Chen;Mia;;;", "END:VCARD"),
        *(*card, "N:张;三;;;", "END:VCARD"),
        *(*card, "ORG:Acme", "END:VCARD"),
        *(*card, "EMAIL:mia@acme.example", "END:VCARD"),
    )

    assert [(each.name, each.company) for each in file.cards] == [
        ("Mia Chen", ""),
        ("张三", ""),
        ("", "Acme"),
        ("mia@acme.example", ""),
    ]


def test_a_broken_picture_does_not_cost_the_person(opened) -> None:
    file = opened(
        "BEGIN:VCARD", "VERSION:3.0", "FN:Mia", "PHOTO;ENCODING=b:@@@", "TEL:+14155552671", "END:VCARD"
    )

    assert [each.name for each in file.cards] == ["Mia"]
    assert file.skipped == []


def test_letters_without_a_named_encoding_are_read_as_windows_writes_them(opened) -> None:
    file = opened(
        "BEGIN:VCARD",
        "VERSION:2.1",
        "N;ENCODING=QUOTED-PRINTABLE:Mu=F1oz;Jos=E9;;;",
        "TEL:+34600123456",
        "END:VCARD",
    )

    assert file.cards[0].name == "José Muñoz"


def test_cards_are_known_by_their_first_line(opened) -> None:
    card = ("BEGIN:VCARD", "VERSION:3.0", "FN:Mia", "END:VCARD")

    assert [each.line for each in opened(*card, *card, "", *card).cards] == [1, 5, 10]


def test_a_card_that_has_no_end_is_taken_and_said(opened) -> None:
    file = opened("BEGIN:VCARD", "VERSION:3.0", "FN:Mia", "TEL:+14155552671")

    assert [each.name for each in file.cards] == ["Mia"]
    assert [(each.line, each.why) for each in file.skipped] == [(1, "The card that begins here has no end.")]


def test_nothing_of_a_broken_line_is_logged(opened, caplog, capfd) -> None:
    opened("BEGIN:VCARD", "VERSION:3.0", "FN:Mia", "TEL +14155552671", "TEL", "TEL;:", "END:VCARD")

    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


def test_utf_16_is_read(opened) -> None:
    assert opened("BEGIN:VCARD", "FN:José", "END:VCARD", encoding="utf-16").cards[0].name == "José"
