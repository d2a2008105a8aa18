"""Whole files as programs and people write them, from the first byte to the contacts that would be kept."""

from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.adapters.contacts.files import read_contact_file
from softphone.application.contacts.address_book import Contacts, ImportPreview, NothingKept
from softphone.domain import SoftphoneError, read
from softphone.domain.contacts.contact import NumberKind

People = list[tuple[str, list[tuple[str, str, str]]]]


@pytest.fixture
def looked_at(tmp_path) -> Callable[..., ImportPreview]:
    def preview(content: str | bytes, home: str = "US", encoding: str = "utf-8", **said) -> ImportPreview:
        path = tmp_path / "people"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding, "replace"))
        ids = count(1)

        def reading(text: str, country: str = "", /):
            return read(text, home_country=country or home)

        contacts = Contacts(NothingKept(), read_contact_file, reading, lambda: str(next(ids)))
        return contacts.preview(path, **said)

    return preview


def people(preview: ImportPreview) -> People:
    return [
        (contact.name, [(each.e164, each.kind.value, each.tones) for each in contact.numbers])
        for contact in preview.plan.contacts
    ]


def left_out(preview: ImportPreview) -> list[tuple[int, str]]:
    return [(skipped.line, skipped.number or skipped.whose) for skipped in preview.plan.skipped]


def columns(preview: ImportPreview) -> dict[str, str]:
    return {each.header: each.taken_as or str(each.why_not) for each in preview.file.columns}


CSV_FILES = {
    "google": (
        "US",
        "First Name,Name Prefix,Last Name,Organization Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
        "Phone 2 - Value,Address 1 - Country\n"
        "Ana,Dr,Reyes,Acme,Home Fax,020 7946 0019,Mobile,07700 900123,United Kingdom\n",
        [("Ana Reyes", [("+447700900123", "mobile", ""), ("+442079460019", "fax", "")])],
    ),
    "outlook in German": (
        "US",
        '"Vorname";"Nachname";"Firma";"Fax geschäftlich";"Telefon geschäftlich";"Mobiltelefon";'
        '"Land/Region geschäftlich";"Organisations-Nr."\r\n'
        '"Ana";"Reyes";"Öl AG";"030/123457";"030/123456-0";"0171 2345678";"Deutschland";"4711"\r\n',
        [
            (
                "Ana Reyes",
                [
                    ("+49301234560", "work", ""),
                    ("+491712345678", "mobile", ""),
                    ("+4930123457", "fax", ""),
                ],
            )
        ],
    ),
    "outlook in French": (
        "US",
        "Prénom;Nom;Télécopie (bureau);Téléphone (bureau);Tél. mobile;Pays/Région (bureau)\n"
        "Zoé;Dupont;01 23 45 67 88;01 23 45 67 89;06 12 34 56 78;France\n",
        [
            (
                "Zoé Dupont",
                [("+33123456789", "work", ""), ("+33612345678", "mobile", ""), ("+33123456788", "fax", "")],
            )
        ],
    ),
    "outlook in Spanish": (
        "US",
        "Nombre;Apellidos;Teléfono del trabajo;Móvil;País o región del trabajo\n"
        "José;Muñoz;912345678;612345678;España\n",
        [("José Muñoz", [("+34912345678", "work", ""), ("+34612345678", "mobile", "")])],
    ),
    "outlook in Italian": (
        "IT",
        "Nome;Cognome;Fax (uff.);Telefono (uff.);Cellulare\n"
        "Lia;Rossi;06 6982 1111;06 6982 2222;347 1234567\n",
        [
            (
                "Lia Rossi",
                [
                    ("+390669822222", "work", ""),
                    ("+393471234567", "mobile", ""),
                    ("+390669821111", "fax", ""),
                ],
            )
        ],
    ),
    "outlook in Portuguese": (
        "BR",
        "Nome;Sobrenome;Telefone comercial;Celular\nJoão;Silva;(11) 3333-4445;(11) 98765-4321\n",
        [("João Silva", [("+551133334445", "work", ""), ("+5511987654321", "mobile", "")])],
    ),
    "hubspot": (
        "DE",
        "Record ID,First Name,Last Name,Number of Sessions,Phone Number,Number of Associated Deals\n"
        "101,Ana,Reyes,1234567,030 1234567,3\n",
        [("Ana Reyes", [("+49301234567", "other", "")])],
    ),
    "salesforce": (
        "US",
        "Id,FirstName,LastName,AccountName,Phone,MobilePhone,OtherPhone,Fax,Account.Phone,HasOptedOutOfFax\n"
        "0031,Ana,Reyes,Acme,(415) 555-2671,(415) 555-2672,,(415) 555-2674,(415) 555-0100,0\n",
        [
            (
                "Ana Reyes",
                [
                    ("+14155552671", "other", ""),
                    ("+14155552672", "mobile", ""),
                    ("+14155550100", "other", ""),
                    ("+14155552674", "fax", ""),
                ],
            )
        ],
    ),
    "pipedrive": (
        "US",
        'Person - Name,Person - Phone,Person - Organization\nAna Reyes,"415-555-2671, 415-555-2672",Acme\n',
        [("Ana Reyes", [("+14155552671", "other", ""), ("+14155552672", "other", "")])],
    ),
    "a dialler's leads": (
        "US",
        "list_id,phone_code,phone_number,first_name,last_name,alt_phone\n"
        "101,1,4155552671,Ana,,4155552672\n101,44,2079460018,Bo,,\n",
        [
            ("Ana", [("+14155552671", "other", ""), ("+14155552672", "other", "")]),
            ("Bo", [("+442079460018", "other", "")]),
        ],
    ),
    "a code for each number": (
        "US",
        "Name,Phone 1 Country Code,Phone 1,Phone 2 Country Code,Phone 2\nAna,44,20 7946 0018,49,030 123456\n",
        [("Ana", [("+442079460018", "other", ""), ("+4930123456", "other", "")])],
    ),
    "a country for each kind": (
        "US",
        "First Name,Home Phone,Business Phone,Home Country,Business Country\n"
        "Ana,030 123456,020 7946 0018,Germany,United Kingdom\n",
        [("Ana", [("+4930123456", "home", ""), ("+442079460018", "work", "")])],
    ),
    "a mobile's code says nothing of the others": (
        "US",
        "Name,HomePhone,Mobile Country Code,Mobile\nAna,415-555-2671,44,7700 900123\n",
        [("Ana", [("+14155552671", "home", ""), ("+447700900123", "mobile", "")])],
    ),
    "area codes and extensions apart": (
        "DE",
        "Name;Vorwahl;Rufnummer;Ext\nAna;030;1234567;12\nBo;;0171 2345678;\n",
        [("Ana", [("+49301234567", "other", ",12")]), ("Bo", [("+491712345678", "other", "")])],
    ),
    "a local number with its area code apart": (
        "BR",
        "Nome,DDD,Telefone\nAna,11,98765-4321\nBo,11,3333-4444\n",
        [("Ana", [("+5511987654321", "other", "")]), ("Bo", [("+551133334444", "other", "")])],
    ),
    "columns that name a place alone": (
        "US",
        "Contact ID,Full Name,Work,Home,Cell #\n1,Ana,415-555-2671,415-555-2672,415-555-2673\n",
        [
            (
                "Ana",
                [("+14155552671", "work", ""), ("+14155552672", "home", ""), ("+14155552673", "mobile", "")],
            )
        ],
    ),
    "an ERP's columns": (
        "DE",
        "KUNDENNR;NAME1;TELEFON1;TELEFON2;TELEFAX;HANDY\n"
        "12345678;Ana;030 1234567;;030 1234568;0171 2345678\n",
        [
            (
                "Ana",
                [("+49301234567", "other", ""), ("+491712345678", "mobile", ""), ("+49301234568", "fax", "")],
            )
        ],
    ),
    "the label behind the number": (
        "US",
        "Name,Phone,Phone Type\nAna,415-555-2671,Mobile\n",
        [("Ana", [("+14155552671", "mobile", "")])],
    ),
    "a title above the headers": (
        "US",
        "Our customers 2026,,\n,,\nName,City,Phone\nAna,Paris,415-555-2671\n",
        [("Ana", [("+14155552671", "other", "")])],
    ),
    "no headers": (
        "US",
        "Ana Reyes;+1 415 555 2671;+1 415 555 2672\nBo;+1 415 555 2673;\n",
        [
            ("Ana Reyes", [("+14155552671", "other", ""), ("+14155552672", "other", "")]),
            ("Bo", [("+14155552673", "other", "")]),
        ],
    ),
    "lines end as on old Macs": (
        "US",
        "Name,Phone\rAna,415-555-2671\rBo,415-555-2672\r",
        [("Ana", [("+14155552671", "other", "")]), ("Bo", [("+14155552672", "other", "")])],
    ),
    "in Japanese": (
        "JP",
        "氏名,会社,電話番号,携帯電話\n山田太郎,某社,03-1234-5678,090-1234-5678\n",
        [("山田太郎", [("+81312345678", "other", ""), ("+819012345678", "mobile", "")])],
    ),
    "in Polish": (
        "PL",
        "Imię;Nazwisko;Telefon komórkowy;Numer klienta\nAnna;Nowak;512 345 678;123456789\n",
        [("Anna Nowak", [("+48512345678", "mobile", "")])],
    ),
    "in Swedish": (
        "SE",
        "Förnamn;Efternamn;Mobiltelefon;Telefon arbete\nBo;Lund;070-123 45 67;08-123 456 78\n",
        [("Bo Lund", [("+46701234567", "mobile", ""), ("+46812345678", "work", "")])],
    ),
    "in Hebrew": (
        "IL",
        "שם פרטי,שם משפחה,טלפון נייד\nדן,כהן,050-123-4567\n",
        [("דן כהן", [("+972501234567", "mobile", "")])],
    ),
}


@pytest.mark.parametrize("name", CSV_FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_of_each_program_is_read(looked_at, name, encoding) -> None:
    home, content, expected = CSV_FILES[name]

    assert people(looked_at(content, home, encoding)) == expected


def test_colleagues_behind_one_switchboard_stay_apart_with_their_extensions(looked_at) -> None:
    preview = looked_at(
        "First Name,Last Name,Company,Phone\nAna,Reyes,Acme,415-555-0100 x101\n"
        "Bo,Lund,Acme,415-555-0100 x102\nCy,Ng,Acme,(415) 555-0100 ext. 103\n"
    )

    assert people(preview) == [
        ("Ana Reyes", [("+14155550100", "other", ",101")]),
        ("Bo Lund", [("+14155550100", "other", ",102")]),
        ("Cy Ng", [("+14155550100", "other", ",103")]),
    ]


def test_a_number_of_an_unknown_country_is_not_called_at_home(looked_at) -> None:
    preview = looked_at("Name,Country,Phone\nAna,Narnia,415 555 2671\nBo,Narnia,+1 415 555 2672\n")

    assert people(preview) == [("Bo", [("+14155552672", "other", "")])]
    assert left_out(preview) == [(2, "415 555 2671")]


def test_a_column_under_another_name_is_named_and_can_be_taken(looked_at) -> None:
    content = "Policy Number,Name,Phone\n4155559999,Ana,415-555-2671\n"

    assert columns(looked_at(content)) == {
        "Policy Number": "its cells look like telephone numbers, but its header does not say so",
        "Name": "name",
        "Phone": "phone",
    }
    assert people(looked_at(content, as_numbers={"Policy Number": NumberKind.MOBILE})) == [
        ("Ana", [("+14155559999", "mobile", ""), ("+14155552671", "other", "")])
    ]


def test_a_cell_under_no_header_a_second_company_and_a_second_name_are_listed(looked_at) -> None:
    preview = looked_at("Name,Company,Account Name,Full Name,Phone\nAna,Acme,Globex,Bo,+14155552671,,123#\n")

    assert people(preview) == [("Ana", [("+14155552671", "other", "")])]
    assert left_out(preview) == [(2, "123#"), (2, "Bo"), (2, "Globex")]


def card(*lines: str, end: bool = True) -> str:
    return "\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, *(["END:VCARD"] if end else ()), ""))


ANA, BO, CY = (
    card("FN:Ana", "TEL:+14155552671"),
    card("FN:Bo", "TEL:+14155552672"),
    card("FN:Cy", "TEL:+14155552673"),
)


@pytest.mark.parametrize(
    ("content", "names", "listed"),
    [
        (ANA + BO.replace("END:VCARD\n", "") + CY, ["Ana", "Bo", "Cy"], [(6, "Bo")]),
        (ANA + BO.removeprefix("BEGIN:VCARD\n") + CY, ["Ana", "Bo", "Cy"], [(7, "")]),
        (ANA + "\n\n" + BO.replace("\n", "\r\n") + CY.replace("\n", "\r"), ["Ana", "Bo", "Cy"], []),
        ((ANA + BO + CY).replace("\n", "\r"), ["Ana", "Bo", "Cy"], []),
        (ANA.replace("FN:Ana", "FN:Ana\nAGENT:\n" + BO.strip()), ["Ana"], []),
        (
            card("FN:Ana", "TEL:+14155552671", "NOTE;ENCODING=QUOTED-PRINTABLE:call=") + BO,
            ["Ana", "Bo"],
            [],
        ),
        (
            card("FN:Ana", "TEL:+14155552671", "PHOTO;ENCODING=b:AAAA", " AAAA", "AA==") + BO,
            ["Ana", "Bo"],
            [],
        ),
    ],
)
def test_an_unclosed_construct_of_a_card_costs_only_itself(looked_at, content, names, listed) -> None:
    preview = looked_at(content)

    assert [name for name, _ in people(preview)] == names
    assert left_out(preview) == listed


def test_one_missing_end_among_a_thousand_cards_costs_nobody(looked_at) -> None:
    cards = [card(f"FN:Person {n}", f"TEL:+1415{2000000 + n}", end=n != 3) for n in range(1000)]

    preview = looked_at("".join(cards))

    assert len(preview.plan.new) == 1000
    assert left_out(preview) == [(16, "Person 3")]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (
            (
                "item1.TEL:+14155552671",
                "item1.X-ABLabel:_$!<HomeFAX>!$_",
                "item2.TEL:+14155552672",
                "item2.X-ABLabel:_$!<Mobile>!$_",
            ),
            [("+14155552672", "mobile", ""), ("+14155552671", "fax", "")],
        ),
        (
            ("TEL;TYPE=FAX,WORK:+14155552671", "TEL;TYPE=work:+14155552672 x12"),
            [("+14155552672", "work", ",12"), ("+14155552671", "fax", "")],
        ),
        (("TEL;TYPE=CELL:+14155550100,,123#",), [("+14155550100", "mobile", ",,123#")]),
        (("TEL:+14155550100\\,\\,123#",), [("+14155550100", "other", ",,123#")]),
        (("TEL;VALUE=uri:tel:+1-415-555-0100;ext=5",), [("+14155550100", "other", ",5")]),
        (("X-MS-TEL;TYPE=VOICE,COMPANY:+14155552671",), [("+14155552671", "work", "")]),
        (
            ("TEL;X-Custom(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=C3=BC=72=6F):415 555 2671",),
            [("+14155552671", "other", "")],
        ),
        (("TEL;TYPE=WORK:+1 415", "  555 2671"), [("+14155552671", "work", "")]),
    ],
)
def test_the_numbers_of_a_card_are_read_with_their_keys(looked_at, lines, numbers) -> None:
    preview = looked_at(card("FN:Ana", *lines))

    assert people(preview) == [("Ana", numbers)]
    assert left_out(preview) == []


def test_a_comma_that_is_not_escaped_ends_no_name_and_no_note(looked_at) -> None:
    (ana,) = looked_at(card("FN:Reyes, Ana", "NOTE:call, then wait", "TEL:+14155552671")).plan.new

    assert (ana.name, ana.note) == ("Reyes, Ana", "call, then wait")


CSV_LIKE = st.lists(
    st.sampled_from([*'",;\t\n\r1+x', "Name", "Phone", "Country", "415-555-2671", "DE"]), max_size=60
)
CARD_LIKE = st.lists(
    st.sampled_from(
        [
            "BEGIN:VCARD",
            "END:VCARD",
            "FN:Ana",
            "TEL:+14155552671",
            "TEL;;:x",
            "NOTE;QUOTED-PRINTABLE:a=",
            " b",
            "AGENT:",
            "ORG:a\\",
            "N:;",
            "item1.X-ABLabel:_$!<Fax>!$_",
            "TEL",
            ":",
            ";",
            'TEL;TYPE="',
            "",
        ]
    ),
    max_size=30,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(CSV_LIKE.map("".join), CARD_LIKE.map("\n".join), st.text(max_size=60)))
def test_no_file_breaks_the_import(looked_at, text) -> None:
    try:
        preview = looked_at(text)
    except SoftphoneError as error:
        assert error.what
    else:
        assert all(contact.numbers for contact in preview.plan.contacts)
