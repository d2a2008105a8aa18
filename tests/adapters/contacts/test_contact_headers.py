"""What columns are called, in many programs and languages; and what is no telephone."""

import pytest

from softphone.adapters.contacts.countries import country_of
from softphone.adapters.contacts.headers import Header, column_of, kind_of


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("MobilePhone", "mobile"),
        ("mobile_phone", "mobile"),
        ("MOBILEPHONE", "mobile"),
        ("BusinessPhone", "work"),
        ("BUSINESSPHONE", "work"),
        ("HomePhone2", "home"),
        ("HomeFAX", "fax"),
        ("fax_number", "fax"),
        ("Telefonnr.", "other"),
        ("Tel.-Nr.", "other"),
        ("Tel. (mobil)", "mobile"),
        ("Telefon geschäftlich", "work"),
        ("Mobilnr.", "mobile"),
        ("Handynummer privat", "mobile"),
        ("Rufnummer", "other"),
        ("Geschäftstelefon", "work"),
        ("Privattelefon", "home"),
        ("Telefon (Zentrale)", "main"),
        ("Weiteres Telefon", "other"),
        ("Account.Phone", "other"),
        ("AssistantPhone", "other"),
        ("Phone 1 - Value", "other"),
        ("Phone#", "other"),
        ("Ph No", "other"),
        ("Mob.", "mobile"),
        ("alt_phone", "other"),
        ("Callback Phone", "other"),
        ("Número de teléfono", "other"),
        ("Móvil", "mobile"),
        ("Teléfono del trabajo", "work"),
        ("Numéro de téléphone", "other"),
        ("Télécopie (bureau)", "fax"),
        ("Tél. mobile", "mobile"),
        ("Telefono (uff.)", "work"),
        ("Cellulare", "mobile"),
        ("Celular", "mobile"),
        ("Telefone residencial", "home"),
        ("Telefoonnummer", "other"),
        ("Mobiele telefoon", "mobile"),
        ("Telefon arbete", "work"),
        ("Hemtelefon", "home"),
        ("Tlf.", "other"),
        ("Matkapuhelin", "mobile"),
        ("Telefonszám", "other"),
        ("Telefon komórkowy", "mobile"),
        ("Numer telefonu", "other"),
        ("Cep Telefonu", "mobile"),
        ("Мобильный телефон", "mobile"),
        ("Рабочий телефон", "work"),
        ("Τηλέφωνο", "other"),
        ("Κινητό", "mobile"),
        ("טלפון נייד", "mobile"),
        ("الجوال", "mobile"),
        ("電話番号", "other"),
        ("携帯電話", "mobile"),
        ("手机", "mobile"),
        ("单位电话", "work"),
        ("전화번호", "other"),
        ("No. HP", "mobile"),
        ("E164", "other"),
        ("โทรศัพท์มือถือ", "mobile"),
    ],
)
def test_a_telephone_is_known_by_its_header(header, kind) -> None:
    assert column_of(header) is Header.PHONE
    assert kind_of(header).value == kind


@pytest.mark.parametrize(
    "header",
    [
        "Number of Sessions",
        "Number of Associated Deals",
        "Policy Number",
        "Order number",
        "Customer No",
        "Kundennummer",
        "Customer Number",
        "Account No.",
        "Invoice no",
        "Ticket Number",
        "Record ID",
        "House number",
        "Number of phone calls",
        "Last Phone Call",
        "Phone Verified",
        "Mobile Device ID",
        "HasOptedOutOfFax",
        "Phonetic First Name",
        "DoNotCall",
        "Company number",
        "Business Number",
        "Social Security Number",
        "Passport No",
        "Zip Code",
        "E-mail Address",
        "Business Street",
        "Numer klienta",
        "客户编号",
        "Caller ID",
    ],
)
def test_what_only_has_a_number_is_no_telephone(header) -> None:
    assert column_of(header) is Header.OTHER


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("phone_code", Header.CALLING_CODE),
        ("Mobile Country Code", Header.CALLING_CODE),
        ("Ländervorwahl", Header.CALLING_CODE),
        ("country_code", Header.COUNTRY),
        ("Country/Region", Header.COUNTRY),
        ("Land/Region geschäftlich", Header.COUNTRY),
        ("Pays/Région (bureau)", Header.COUNTRY),
        ("País o región del trabajo", Header.COUNTRY),
        ("Address 1 - Country", Header.COUNTRY),
        ("Mailing Country", Header.COUNTRY),
        ("Vorwahl", Header.AREA_CODE),
        ("Phone Ext", Header.EXTENSION),
        ("FirstName", Header.FIRST),
        ("last_name", Header.LAST),
        ("AccountName", Header.COMPANY),
        ("Person - Organization", Header.COMPANY),
        ("Contact Number", Header.PHONE_PERHAPS),
        ("Nr.", Header.NUMBER),
    ],
)
def test_what_stands_beside_a_telephone_is_known(header, column) -> None:
    assert column_of(header) is column


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("44", "GB"),
        ("+44", "GB"),
        ("0044", "GB"),
        ("44.0", "GB"),
        ("GB", "GB"),
        ("gb", "GB"),
        ("UK", "GB"),
        ("GBR", "GB"),
        ("United Kingdom", "GB"),
        ("England", "GB"),
        ("Vereinigtes Königreich", "GB"),
        ("Germany (+49)", "DE"),
        ("Deutschland", "DE"),
        ("Alemania", "DE"),
        ("1", "US"),
        ("U.S.A.", "US"),
        ("1-242", "US"),
        ("México", "MX"),
        ("日本", "JP"),
        ("", ""),
        ("-", ""),
        ("n/a", ""),
        ("Narnia", None),
        ("XX", None),
        ("999", None),
    ],
)
def test_a_country_is_known_by_name_code_or_calling_code(text, country) -> None:
    assert country_of(text) == country
