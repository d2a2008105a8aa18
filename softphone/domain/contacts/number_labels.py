"""Which telephone a label speaks of: "Mobile", "HomeFAX", "Telefon geschäftlich", "Tel. (mobil)".

Rule 1: labels are compared without case, accents and punctuation; HomeFax, home_fax and homefax are one.
Rule 2: what is called a fax anywhere in a label is a fax.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from softphone.domain.contacts.contact import NumberKind, folded

# Where one word of "MobilePhone", "HomeFAXNumber", "Phone2" and "phone_2" ends and the next begins.
_BOUNDARY: Final = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
_WORD: Final = re.compile(r"[^\W_]+")
_WHOLE: Final = re.compile(r"(iPhone|WhatsApp)|E\.?164", re.I)


def known_words(rows: Iterable[str]) -> frozenset[str]:
    """The words of a table's rows, as labels are compared."""
    return frozenset(word for row in rows for word in folded(row).split())


# The first row that fits decides: "business fax" is a fax.
_KINDS: Final = (
    (
        NumberKind.FAX,
        "fax telefax faks faxnr facsimile telecopie факс φαξ 传真 傳真 ファックス 팩스 แฟกซ์ فاكس פקס pager",
    ),
    (
        NumberKind.MOBILE,
        "mobile cell cellphone cellular mob movil celular telemovel portable handy mobil matkapuhelin "
        "mobiltelefon mobilfunk cellulare telefonino mobiel mobiele mobilni komorka komorkowy kom gsm "
        "whatsapp "
        "iphone "
        "cep ponsel hp мобильный моб сотовый κινητο נייד 手机 手機 移动 行動 携帯 휴대폰 휴대전화 "
        "มือถือ جوال موبايل",
    ),
    (
        NumberKind.MAIN,
        "main primary principal haupt hauptnummer zentrale switchboard centrale centralita 总机 الرئيسي",
    ),
    (
        NumberKind.WORK,
        "work business office company direct direkt durchwahl ddi trabajo oficina empresa comercial "
        "trabalho "
        "travail bureau professionnel geschaftlich geschafts geschaft firmen dienst arbeit buro "
        "dienstlich firma ufficio uff lavoro werk "
        "zakelijk arbete arbets tyo służbowy praca рабочий раб 单位 商务 公司 办公 会社 勤務先 회사 "
        "ที่ทำงาน العمل",
    ),
    (
        NumberKind.HOME,
        "home personal private casa particular residencial domicile privat privatnummer prive "
        "abitazione thuis hem koti dom domowy ev домашний дом 住宅 家庭 自宅 집 บ้าน المنزل",
    ),
)
_OF_KIND: Final = tuple((kind, known_words([words])) for kind, words in _KINDS)
# Scripts that are written without blanks, or with their articles joined on.
_PARTS: Final = tuple(
    (kind, part) for kind, words in _OF_KIND for part in words if not part.isascii() and len(part) > 1
)
KIND_WORDS: Final = frozenset().union(*(words for _, words in _OF_KIND))
TELEPHONE_WORDS: Final = known_words(
    (
        "phone phones telephone ph tel telf tlf tfno msisdn landline voicemail iphone",
        "telefono telefonos telefone telefones telefon telefone telefoni telefonu telefonnummer "
        "telefonszam "
        "rufnummer rufnr ruf fon festnetz telefonino telefoon puhelin puhelinnumero telepon fixe fijo fixo",
        "телефон телефона тел τηλεφωνο τηλ טלפון phonenumber callback",
    )
)
_FILLERS: Final = known_words(
    ("number numbers nr no num numero nummer numer nomor numara value der die das",)
)
# A label of one letter, as business cards have it: "T +49 …", "m: …".
_LETTERS: Final = {
    "m": NumberKind.MOBILE,
    "c": NumberKind.MOBILE,
    "f": NumberKind.FAX,
    "w": NumberKind.WORK,
    "o": NumberKind.WORK,
    "h": NumberKind.HOME,
    "t": NumberKind.OTHER,
    "p": NumberKind.OTHER,
}


@lru_cache(maxsize=4096)
def label_words(label: str) -> tuple[str, ...]:
    """ "HomeFAX 2", "home_fax_2" -> ("home", "fax", "2"); compounds of known words are taken apart."""
    spaced = _WHOLE.sub(lambda found: f" {(found[1] or 'msisdn').lower()} ", label)
    words = _WORD.findall(folded(_BOUNDARY.sub(" ", spaced)))
    return tuple(part for word in words for part in _parts(word))


@lru_cache(maxsize=4096)
def kind_of(label: str) -> NumberKind:
    """Which telephone a header, a label or a vCard type speaks of."""
    plain, words = folded(label), frozenset(label_words(label))
    for kind, known in _OF_KIND:
        if not known.isdisjoint(words) or any(part in plain for each, part in _PARTS if each is kind):
            return kind
    return NumberKind.OTHER


def kind_of_label(text: str) -> NumberKind | None:
    """Which telephone ``text`` beside a number speaks of; None if it is something else than a label."""
    words = label_words(text)
    if len(words) == 1 and words[0] in _LETTERS:
        return _LETTERS[words[0]]
    if words and all(word in KIND_WORDS or word in TELEPHONE_WORDS or word in _FILLERS for word in words):
        return kind_of(text)
    return None


def _parts(word: str) -> tuple[str, ...]:
    """A compound as its words, "mobilnummer" -> ("mobil", "nummer"); else the word itself."""
    if word in _COMPOUNDED or not word.isascii() or len(word) > 40:
        return (word,)
    return _taken_apart(word) or (word,)


def _taken_apart(word: str) -> tuple[str, ...]:
    if not word:
        return ()
    for length in range(len(word), 1, -1):
        if word[:length] in _COMPOUNDED:
            rest = _taken_apart(word[length:])
            if rest or length == len(word):
                return (word[:length], *rest)
    return ()


_IN_COMPOUNDS: Final = known_words(("kunden company account contact direct code country area auto",))
_SHORT: Final = frozenset({"nr", "no", "hp"})
_COMPOUNDED: Final = frozenset(
    word
    for word in KIND_WORDS | TELEPHONE_WORDS | _FILLERS | _IN_COMPOUNDS
    if len(word) > 2 or word in _SHORT
)
