"""What the columns of an address book are called, by program and language.

Rule 1: headers are compared without case, accents and punctuation.
Rule 2: a telephone column is recognised by a word in its header, so that "Phone 2 (work)",
        "Teléfono del trabajo" and "Handy privat" need no row of their own.
"""

import re
from enum import Enum, auto
from typing import Final

from softphone.domain.contacts.contact import NumberKind, folded


class Header(Enum):
    FIRST = auto()
    MIDDLE = auto()
    LAST = auto()
    NAME = auto()
    COMPANY = auto()
    NOTE = auto()
    GROUPS = auto()
    PHONE = auto()
    PHONE_LABEL = auto()
    OTHER = auto()


def _words(header: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(header))


def _all_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


# English (Google, Outlook, CRMs), Spanish, Portuguese, French, German, Italian, Dutch, Thai, Chinese, Arabic.
_NAMES: Final = {
    Header.FIRST: (
        "first name, given name, firstname, forename, nombre, nombre de pila, primeiro nome, nome proprio, "
        "prenom, vorname, voornaam, 名, 名字, ชื่อจริง, الاسم الأول"
    ),
    Header.MIDDLE: (
        "middle name, additional name, segundo nombre, nome do meio, deuxieme prenom, "
        "weitere vornamen, zweiter vorname, secondo nome, ชื่อกลาง, الاسم الأوسط"
    ),
    Header.LAST: (
        "last name, family name, lastname, surname, apellido, apellidos, sobrenome, apelido, nom de famille, "
        "nachname, familienname, cognome, achternaam, 姓, 姓氏, นามสกุล, الاسم الأخير, اسم العائلة"
    ),
    Header.NAME: (
        "name, full name, display name, fullname, file as, contact, contact name, customer, customer name, "
        "nombre completo, nombre y apellidos, contacto, cliente, nome, nome completo, contato, nom, "
        "nom complet, nom et prenom, client, vollstandiger name, anzeigename, kontakt, kunde, "
        "nome e cognome, naam, 姓名, 名称, 联系人, 客户, ชื่อ, ชื่อ นามสกุล, ลูกค้า, الاسم, الاسم الكامل, العميل"
    ),
    Header.COMPANY: (
        "company, company name, organization, organisation, organization name, organization 1 name, account, "
        "account name, business, employer, empresa, compania, organizacion, nombre de la empresa, "
        "organizacao, companhia, societe, entreprise, organisme, firma, unternehmen, azienda, societa, "
        "ditta, bedrijf, "
        "公司, 单位, 企业, 公司名称, บริษัท, องค์กร, الشركة, المؤسسة"
    ),
    Header.NOTE: (
        "note, notes, comment, comments, remark, remarks, nota, notas, comentario, comentarios, observacoes, "
        "observaciones, remarques, commentaire, notiz, notizen, bemerkung, bemerkungen, opmerkingen, "
        "备注, 附注, หมายเหตุ, บันทึก, ملاحظات, ملاحظة"
    ),
    Header.GROUPS: "labels, group membership, categories",
}
_BY_NAME: Final = {
    " ".join(_words(name)): column for column, names in _NAMES.items() for name in names.split(",")
}
# Words of languages with blanks between words are matched whole; "phonetic" is no phone.
_PHONE_WORDS: Final = _all_of(
    "phone phones telephone tel mobile cell cellphone cellular fax pager number msisdn e164 "
    "telefono telefonos movil celular telefone telefones telemovel portable telefon telefonnummer "
    "rufnummer handy handynummer mobil mobiltelefon mobilfunk festnetz durchwahl nummer "
    "numero telefonino cellulare telefoon mobiel gsm whatsapp"
)
_PHONE_PARTS: Final = tuple(
    map(
        folded,
        ("电话", "手机", "号码", "传真", "โทร", "มือถือ", "แฟกซ์", "هاتف", "جوال", "موبايل", "فاكس", "رقم"),
    )
)
_NOT_A_PHONE: Final = _all_of(
    "type label phonetic account house street id customer zip postal employee order invoice extension "
    "konto haus hausnummer kunde kundennummer cliente rue commande pedido"
)
# The first row that fits decides: "business fax" is a fax.
_KINDS: Final = (
    (NumberKind.FAX, "fax 传真 แฟกซ์ فاكس pager"),
    (
        NumberKind.MOBILE,
        "mobile cell cellphone cellular movil celular telemovel portable handy handynummer mobil "
        "mobiltelefon mobilfunk cellulare telefonino mobiel gsm whatsapp iphone 手机 移动 มือถือ جوال موبايل",
    ),
    (NumberKind.MAIN, "main primary principal haupt hauptnummer zentrale 总机 الرئيسي"),
    (
        NumberKind.WORK,
        "work business office company trabajo oficina empresa comercial trabalho travail bureau "
        "professionnel geschaftlich arbeit buro dienstlich ufficio lavoro werk 单位 商务 公司 办公 "
        "ที่ทำงาน العمل",
    ),
    (
        NumberKind.HOME,
        "home personal private casa particular residencial domicile privat privatnummer "
        "abitazione thuis 住宅 家庭 บ้าน المنزل",
    ),
)
_KIND_WORDS: Final = tuple((kind, tuple(folded(words).split())) for kind, words in _KINDS)


def column_of(header: str) -> Header:
    """What a column holds, by its header."""
    words = _words(header)
    if column := _BY_NAME.get(" ".join(words)):
        return column
    if "value" not in words and {"type", "label"} & set(words) and "phone" in words:
        return Header.PHONE_LABEL
    if _NOT_A_PHONE.isdisjoint(words) and (
        not _PHONE_WORDS.isdisjoint(words) or any(part in folded(header) for part in _PHONE_PARTS)
    ):
        return Header.PHONE
    return Header.OTHER


def kind_of(text: str) -> NumberKind:
    """Which telephone a header, a label or a vCard type speaks of."""
    plain, words = folded(text), set(_words(text))
    for kind, known in _KIND_WORDS:
        if any(word in words or (not word.isascii() and word in plain) for word in known):
            return kind
    return NumberKind.OTHER
