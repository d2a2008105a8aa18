"""What the columns of an address book are called, by program and language.

Rule 1: headers are compared without case, accents and punctuation; FirstName is "first name".
Rule 2: a telephone column is recognised by a word in its header, so that "Phone 2 (work)",
        "Teléfono del trabajo" and "Handy privat" need no row of their own.
Rule 3: "number" alone says nothing: of sessions, of a policy, of an order. Where a header leaves
        doubt (``PHONE_PERHAPS``), what stands in the column decides.
"""

from enum import Enum
from functools import lru_cache
from typing import Final

from softphone.domain.contacts.contact import folded
from softphone.domain.contacts.number_labels import (
    KIND_WORDS,
    TELEPHONE_WORDS,
    kind_of,
    known_words,
    label_words,
)

__all__ = ["PINNED_HEADER", "Header", "column_of", "kind_of"]


class Header(Enum):
    """The value is what a person is told that a column was taken as."""

    FIRST = "name", "first"
    MIDDLE = "name", "middle"
    LAST = "name", "last"
    NAME = "name", ""
    COMPANY = "company", ""
    NOTE = "note", ""
    GROUPS = "favourite", ""
    PHONE = "phone", ""
    PHONE_PERHAPS = "phone", "perhaps"
    NUMBER = "phone", "number"  # "Number" and nothing else
    PHONE_LABEL = "label", ""
    EXTENSION = "extension", ""
    COUNTRY = "country", ""
    CALLING_CODE = "country", "code"
    AREA_CODE = "area code", ""
    PINNED = "pinned caller ID", ""
    OTHER = "", ""


_NAMES: Final = {
    Header.FIRST: (
        "first name, given name, firstname, forename, nombre, nombre de pila, primeiro nome, nome proprio, "
        "prenom, vorname, voornaam, fornamn, fornavn, etunimi, jmeno, imie, keresztnev, prenume, имя, "
        "ονομα, "
        "名, 名字, 이름, tên, nama depan, ชื่อจริง, الاسم الأول, שם פרטי"
    ),
    Header.MIDDLE: (
        "middle name, additional name, middle initial, segundo nombre, nome do meio, deuxieme prenom, "
        "weitere vornamen, zweiter vorname, secondo nome, отчество, ชื่อกลาง, الاسم الأوسط"
    ),
    Header.LAST: (
        "last name, family name, lastname, surname, apellido, apellidos, sobrenome, apelido, nom de "
        "famille, "
        "nachname, familienname, zuname, cognome, achternaam, efternamn, efternavn, etternavn, sukunimi, "
        "prijmeni, nazwisko, vezeteknev, soyad, soyadi, фамилия, επωνυμο, 姓, 姓氏, 성, họ, nama belakang, "
        "นามสกุล, الاسم الأخير, اسم العائلة, שם משפחה"
    ),
    Header.NAME: (
        "name, full name, display name, fullname, file as, contact, contact name, contact person, "
        "customer, "
        "customer name, client name, person, person name, lead name, caller name, nombre completo, "
        "nombre y apellidos, contacto, cliente, nome, nome completo, contato, nom, nom complet, "
        "nom et prenom, client, vollstandiger name, anzeigename, kontakt, kunde, kundenname, "
        "ansprechpartner, "
        "nome e cognome, naam, namn, navn, nimi, nev, ad, adi, ad soyad, isim, imie i nazwisko, nume, фио, "
        "姓名, 名称, 联系人, 客户, 氏名, 名前, 성명, ho va ten, nama, ชื่อ, ชื่อ นามสกุล, ลูกค้า, الاسم, "
        "الاسم الكامل, العميل, שם, שם מלא"
    ),
    Header.COMPANY: (
        "company, company name, organization, organisation, organization name, organization 1 name, "
        "account, "
        "account name, business, business name, employer, empresa, compania, organizacion, "
        "nombre de la empresa, organizacao, companhia, societe, entreprise, organisme, firma, firmenname, "
        "unternehmen, azienda, societa, ditta, bedrijf, foretag, virksomhed, yritys, spolecnost, ceg, "
        "sirket, "
        "companie, associated company, компания, организация, εταιρεια, 会社, 会社名, 회사, cong ty, "
        "perusahaan, "
        "公司, 单位, 企业, 公司名称, บริษัท, องค์กร, الشركة, المؤسسة, חברה"
    ),
    Header.NOTE: (
        "note, notes, comment, comments, remark, remarks, nota, notas, comentario, comentarios, "
        "observacoes, "
        "observaciones, remarques, commentaire, notiz, notizen, bemerkung, bemerkungen, opmerkingen, "
        "anteckningar, notater, muistiinpanot, poznamka, uwagi, заметки, примечание, "
        "备注, 附注, 備考, メモ, 메모, หมายเหตุ, บันทึก, ملاحظات, ملاحظة"
    ),
    Header.GROUPS: "labels, group membership, categories, favourite, favorite, starred",
    Header.COUNTRY: (
        "country, country region, country name, country code, countrycode, iso, iso country, iso "
        "country code, "
        "country iso, home country, business country, work country, other country, mailing country, "
        "billing country, home country region, business country region, other country region, "
        "address 1 country, address 2 country, home address country, work address country, land, land "
        "region, "
        "landercode, landerkennzeichen, pays, pays region, pais, pais region, paese, nazione, kraj, zeme, "
        "ulke, maa, страна, χωρα, 国, 国家, 国家 地区, 國家, 국가, quoc gia, negara, ประเทศ, الدولة, "
        "البلد, ארץ, מדינה"
    ),
    Header.CALLING_CODE: (
        "phone code, phone country code, phone country, country phone code, country calling code, "
        "calling code, "
        "country dial code, dial code, dialling code, dialing code, dialcode, isd, isd code, idd, cc, "
        "international code, telephone country code, mobile country code, phone prefix, country prefix, "
        "landervorwahl, landesvorwahl, landvorwahl, indicatif, indicatif pays, codigo de pais, codigo "
        "pais, "
        "codigo do pais, prefijo internacional, prefisso internazionale, landnummer, landsnummer, "
        "phone number country code, 区号 国家, 国番号, 国家代码, 국가번호"
    ),
    Header.AREA_CODE: (
        "area code, phone area code, areacode, vorwahl, ortsvorwahl, std code, city code, ddd, netnummer, "
        "riktnummer, prefijo, prefisso, codigo de area, codice area, 市外局番, 区号, 지역번호"
    ),
    Header.EXTENSION: (
        "extension, ext, extn, phone extension, phone ext, work extension, work ext, business extension, "
        "office extension, telephone extension, durchwahl, nebenstelle, poste, anexo, interno, ramal, "
        "分机, 分机号, 内線, 내선"
    ),
}
# Of our own export alone: elsewhere a caller ID is who called.
PINNED_HEADER: Final = "Pinned caller ID (Softphone)"
_BY_NAME: Final = {" ".join(label_words(PINNED_HEADER)): Header.PINNED} | {
    " ".join(label_words(name)): column for column, names in _NAMES.items() for name in names.split(",")
}
_TELEPHONES: Final = TELEPHONE_WORDS | known_words(
    (
        "mobile mob cell cellphone cellular movil celular telemovel portable handy mobil mobiltelefon "
        "mobilfunk "
        "cellulare mobiel gsm whatsapp matkapuhelin mobilni komorka komorkowy ponsel hp cep iphone "
        "switchboard",
        "мобильный сотовый κινητο נייד",
        "fax telefax faks facsimile telecopie факс φαξ pager",
    )
)
# Of scripts that are written without blanks, or with their articles joined on.
_TELEPHONE_PARTS: Final = tuple(
    folded(
        "电话|電話|手机|手機|传真|傳真|携帯|ファックス|ファクス|전화|휴대폰|팩스|"
        "โทร|มือถือ|แฟกซ์|هاتف|جوال|موبايل|فاكس|điện thoại|di động"
    ).split("|")
)
# What may stand beside a telephone without making it anything else.
_COUNTRIES: Final = known_words(("country countries land pays pais paese nazione kraj страна",))
_BESIDE_A_COUNTRY: Final = KIND_WORDS | known_words(
    (
        "region name code iso address mailing billing shipping postal other otro autre andere weitere "
        "o or or of "
        "del de du di da la le des residence lieferung rechnung adresse",
    )
)
# What a CRM puts before the name of a column: "Person - Name", "Contact First Name".
_OWNERS: Final = frozenset({"person", "contact", "lead", "customer", "client", "prospect"})
_BESIDE: Final = (
    KIND_WORDS
    | known_words(
        (
            "asst car auto radio number numbers nr no num numero nummer numer nomor numara value other "
            "alt alternate "
            "alternative "
            "secondary second additional contact person assistant customer client account owner agent lead "
            "billing shipping mailing day daytime evening night emergency callback line direct "
            "preferred best",
            "de del la le du da do des der di della el otro outro autre sonstige weitere weiteres "
            "weiterer kunden kunde "
            "andere "
            "sonstiges pro altro altra ander annan anden cliente",
        )
    )
) - {"com"}
_NOT_A_PHONE: Final = known_words(
    (
        "type types label phonetic id ids imei imsi pin puk serial model device os version app "
        "platform date time "
        "timezone zone count counts calls call status verified verification valid validity consent opt "
        "opted out "
        "carrier provider operator network charge charges bill plan minutes duration cost area region "
        "country code "
        "score rank source tag tags hash url link street house zip postal extension ext haus "
        "hausnummer strasse "
        "typ art datum anzahl tipo fecha cantidad data datum",
    )
)
_NUMBER_WORDS: Final = known_words(("number numbers nr no num numero nummer numer nomor numara",))
_NUMBERED: Final = (Header.NAME, Header.COMPANY, Header.NOTE)  # NAME1, Company 2
# "Home", "Work": telephones where numbers stand below them.
_BARE_KINDS: Final = known_words(
    ("home work office private personal direct direkt privat casa trabajo main",)
)
# "Contact number", "Work no.": of a person, so of a telephone; "Business number" is a tax office's.
_OF_A_PERSON: Final = known_words(
    (
        "contact contacto contato kontakt work home office private personal direct direkt main primary "
        "other "
        "alternate alternative alt secondary emergency callback dial call caller dialed dialled called "
        "principal to "
        "privat casa trabajo oficina reach best",
    )
)


@lru_cache(maxsize=4096)
def column_of(header: str) -> Header:
    """What a column holds, by its header."""
    words = label_words(header)
    if column := _BY_NAME.get(" ".join(words)):
        return column
    if len(words) > 1 and words[0] in _OWNERS and (column := _BY_NAME.get(" ".join(words[1:]))):
        return column
    bare = tuple(word for word in words if not word.isdecimal())
    if bare and len(bare) < len(words) and (column := _BY_NAME.get(" ".join(bare))) in _NUMBERED:
        return column
    given = set(bare)
    if not bare:
        return Header.OTHER
    if given & _COUNTRIES and given <= _COUNTRIES | _BESIDE_A_COUNTRY:
        return Header.COUNTRY
    has_telephone = not _TELEPHONES.isdisjoint(given) or any(
        part in folded(header) for part in _TELEPHONE_PARTS
    )
    if "value" not in given and {"type", "label"} & given and "phone" in given:
        return Header.PHONE_LABEL
    if has_telephone and not _NOT_A_PHONE.isdisjoint(given):
        return _beside_a_telephone(given)
    if has_telephone:
        is_plain = all(each in _TELEPHONES or each in _BESIDE or not each.isascii() for each in bare)
        return Header.PHONE if is_plain else Header.PHONE_PERHAPS
    if given <= _NUMBER_WORDS:
        return Header.NUMBER
    if (given <= _NUMBER_WORDS | _OF_A_PERSON and given & _NUMBER_WORDS) or given <= _BARE_KINDS:
        return Header.PHONE_PERHAPS
    return Header.OTHER


def _beside_a_telephone(given: set[str]) -> Header:
    """ "Mobile country code", "Business phone ext.": parts of a telephone number."""
    if given & {"extension", "ext"}:
        return Header.EXTENSION
    if "code" in given and "country" in given:
        return Header.CALLING_CODE
    if "code" in given and "area" in given:
        return Header.AREA_CODE
    return Header.OTHER
