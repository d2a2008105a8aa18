"""Contacts out of CSV files as programs really write them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from softphone.adapters.contacts.files import read_contact_file
from softphone.application.contacts.ports import ContactFile
from softphone.domain import SoftphoneError
from softphone.domain.contacts.contact import NumberKind

MOBILE, WORK, HOME, FAX = NumberKind.MOBILE, NumberKind.WORK, NumberKind.HOME, NumberKind.FAX
OTHER = NumberKind.OTHER


@pytest.fixture
def opened(tmp_path) -> Callable[..., ContactFile]:
    def read(content: str | bytes, encoding: str = "utf-8", *, name: str = "friends.csv", read_as: str = ""):
        path: Path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_contact_file(path, read_as)

    return read


@pytest.fixture
def refused(opened) -> Callable[..., str]:
    def read(content: str | bytes, **said) -> str:
        with pytest.raises(SoftphoneError) as refusal:
            opened(content, **said)
        return str(refusal.value)

    return read


def test_google_contacts_are_read_with_labels_stars_and_several_numbers_in_a_cell(opened) -> None:
    file = opened(
        "First Name,Middle Name,Last Name,Phonetic First Name,Organization Name,Notes,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
        'Mia,,Chen,,Acme,"two\nlines",* myContacts ::: * starred,,,Mobile,'
        "+1 415 555 2671 ::: +1 415 555 2672,Work Fax,(415) 555-2673\n"
    )

    (mia,) = file.cards
    assert (mia.line, mia.name, mia.company, mia.note) == (2, "Mia Chen", "Acme", "two\nlines")
    assert mia.is_favourite
    assert mia.numbers == (
        ("+1 415 555 2671", MOBILE),
        ("+1 415 555 2672", MOBILE),
        ("(415) 555-2673", FAX),
    )


def test_the_older_google_export_is_read(opened) -> None:
    file = opened(
        "Name,Given Name,Family Name,Group Membership,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name\n"
        "Mia Chen,Mia,Chen,* myContacts,Work,+14155552671,Acme\n"
    )

    assert [(card.name, card.company, card.numbers) for card in file.cards] == [
        ("Mia Chen", "Acme", (("+14155552671", WORK),))
    ]


def test_an_outlook_export_is_read(opened) -> None:
    file = opened(
        '"Title","First Name","Middle Name","Last Name","Company","Business Street","Business Fax",'
        '"Business Phone","Home Phone","Mobile Phone","Account","Notes"\r\n'
        '"","Jonas","","Weber","Weber GmbH","Street 1","+49 30 901821","+49 30 901820","",'
        '"0151 2345678","","x"\r\n',
        "utf-8-sig",
    )

    (weber,) = file.cards
    assert weber.numbers == (("+49 30 901821", FAX), ("+49 30 901820", WORK), ("0151 2345678", MOBILE))


@pytest.mark.parametrize(
    ("content", "name", "company", "kinds"),
    [
        (
            "Vorname;Nachname;Firma;Telefon geschäftlich;Mobiltelefon;Telefon privat\n"
            "Jörg;Müller;Öl AG;1;2;3\n",
            "Jörg Müller",
            "Öl AG",
            (WORK, MOBILE, HOME),
        ),
        (
            "Nombre;Apellidos;Empresa;Teléfono móvil;Teléfono del trabajo\nJosé;Muñoz;Ñandú;1;2\n",
            "José Muñoz",
            "Ñandú",
            (MOBILE, WORK),
        ),
        (
            "Nom;Prénom;Société;Téléphone (bureau);Tél. mobile\nDupont;Zoé;Dupont SA;1;2\n",
            "Zoé Dupont",
            "Dupont SA",
            (WORK, MOBILE),
        ),
        (
            "Nome,Sobrenome,Empresa,Celular,Telefone comercial\nJoão,Silva,Café,1,2\n",
            "João Silva",
            "Café",
            (MOBILE, WORK),
        ),
        ("姓,名,公司,手机,单位电话\n张,三,某公司,1,2\n", "张三", "某公司", (MOBILE, WORK)),
        ("ชื่อ,นามสกุล,บริษัท,โทรศัพท์มือถือ\nสมชาย,ใจดี,ไทย,1\n", "สมชาย ใจดี", "ไทย", (MOBILE,)),
        ("الاسم;الشركة;الجوال\nأحمد;شركة;1\n", "أحمد", "شركة", (MOBILE,)),
        ("Full Name\tCompany\tPhone Number\nMia Chen\tAcme\t1\n", "Mia Chen", "Acme", (OTHER,)),
    ],
)
def test_headers_are_understood_in_many_languages(opened, content, name, company, kinds) -> None:
    (card,) = opened(content).cards

    assert (card.name, card.company) == (name, company)
    assert tuple(kind for _, kind in card.numbers) == kinds


@pytest.mark.parametrize(
    ("encoding", "is_sure"),
    [("utf-8", True), ("utf-8-sig", True), ("utf-16", True), ("utf-16-le", True), ("cp1252", False)],
)
def test_letters_are_read_in_every_usual_encoding(opened, encoding, is_sure) -> None:
    file = opened("Name;Phone\nJosé Muñoz;+34 600 123 456\n", encoding)

    assert file.cards[0].name == "José Muñoz"
    assert file.is_sure == is_sure


def test_a_person_may_name_the_encoding(opened) -> None:
    file = opened("Name,Phone\nสมชาย,+66 81 234 5678\n", "cp874", read_as="cp874")

    assert file.cards[0].name == "สมชาย"


def test_one_broken_letter_does_not_spoil_the_others(opened) -> None:
    file = opened("Name,Phone\nJosé,1\nMuñoz,2\nZoé,3\n".encode() + b"J\xe9,4\n")

    assert [card.name for card in file.cards] == ["José", "Muñoz", "Zoé", "J�"]
    assert not file.is_sure


def test_excels_line_about_the_delimiter_is_obeyed(opened) -> None:
    file = opened("sep=|\nName|Phone\nMia, the first|+14155552671\n")

    assert [(card.line, card.name) for card in file.cards] == [(3, "Mia, the first")]


def test_a_file_without_headers_is_read_by_what_its_columns_look_like(opened) -> None:
    file = opened("Mia Chen,+1 415 555 2671,hello\nBo,+1 415 555 2672,\n")

    assert [(card.name, card.numbers[0][0]) for card in file.cards] == [
        ("Mia Chen", "+1 415 555 2671"),
        ("Bo", "+1 415 555 2672"),
    ]


def test_a_quotation_mark_left_open_costs_its_own_line_only(opened) -> None:
    file = opened('Name,Phone\nA,1\n"B,2\nC,3\nD "the" E,4\nF,5\n')

    assert [card.name for card in file.cards] == ["A", "C", 'D "the" E', "F"]
    assert [(skipped.line, skipped.whose) for skipped in file.skipped] == [(3, '"B,2')]


def test_a_quotation_mark_left_open_at_the_end_is_said(opened) -> None:
    file = opened('Name,Phone\nA,1\n"B,2\n')

    assert [card.name for card in file.cards] == ["A"]
    assert file.skipped[0].why == "A quotation mark is opened here and not closed."


def test_a_hundred_thousand_rows_are_read(opened) -> None:
    rows = "".join(f"Person {n},+1 415 {2000000 + n}\n" for n in range(100_000))

    assert len(opened("Name,Phone\n" + rows).cards) == 100_000


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "friends.csv is empty."),
        (" \n\n", "friends.csv is empty."),
        ("\ufeff", "friends.csv is empty."),
        (
            "Name,City\nMia,Paris\n",
            "friends.csv, line 1: no column holds telephone numbers. It has: Name, City.",
        ),
        ("\n\nhello\n", "friends.csv, line 3: no column holds telephone numbers. It has: hello."),
        ("Name,Phone\n", "friends.csv has headers in line 1 and no contact below them."),
        ('{"phone": "+14155552671"}', "friends.csv is neither a CSV nor a vCard file."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "friends.csv is neither a CSV nor a vCard file."),
        (b"PK\x03\x04xl/workbook.xml", "friends.csv is a spreadsheet, not a CSV or vCard file."),
    ],
)
def test_what_holds_no_contacts_is_refused_in_one_sentence_that_names_the_file(
    refused, content, sentence
) -> None:
    assert refused(content).startswith(sentence)


def test_a_file_that_is_not_there_is_said(tmp_path) -> None:
    with pytest.raises(SoftphoneError, match=r"gone\.csv cannot be read: No such file or directory\."):
        read_contact_file(tmp_path / "gone.csv")


def test_a_folder_is_said(tmp_path) -> None:
    with pytest.raises(SoftphoneError, match="cannot be read: Is a directory"):
        read_contact_file(tmp_path)
