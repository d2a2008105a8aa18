"""What has a number's digits and is none: dates, prices, order numbers, rooms, pages, accounts.

Rule 1: each row below says by its shape or by the word in front of it that it is no telephone number.
Rule 2: what has + or an area code in brackets, or stands there as (415) 555-2671 does, is a number
        whatever the word in front of it says.
"""

import re
from typing import Final

_PHONE_WORDS: Final = (
    "telephone|telefone|telefono|teléfono|téléphone|telefon|tel|phone|phn|ph|mobile|mobil|móvil|mob|"
    "handy|cell|celular|cel|fon|fone|fax|direct|direkt|durchwahl|office|büro|bureau|home|work|main|"
    "hotline|whatsapp|wa|rufnummer|call|contact|kontakt|fixe|portable|gsm|電話|携帯|मोबाइल|फ़ोन"
)
_PHONE_LETTERS: Final = "[tmpfdcoh]"
PHONE_WORD_BEFORE: Final = re.compile(
    rf"(?<![^\W\d_])(?:{_PHONE_WORDS}|{_PHONE_LETTERS})(?:[-. ]*(?:no|nr|num|number|nummer))?[.:\s)\-=]*$",
    re.I,
)
_PHONE_WORD_GLUED: Final = re.compile(
    rf"(?<![^\W_])(?:(?:{_PHONE_WORDS})[.:]?|{_PHONE_LETTERS}(?:[.:]|(?=\+)))(?=[+(\d])", re.I
)
_WRITTEN_AS_PHONE: Final = r"\([2-9]\d\d\)|[2-9]\d\d([-.])[2-9]\d\d[-.]\d{4}(?!\d)"

_ID_WORDS: Final = (
    # en
    "order|orders|invoice|ticket|case|ref|reference|account|acct|policy|claim|member|membership|"
    "tracking|serial|sn|imei|iccid|vat|tax|(?-i:EIN)|ssn|nhs|abn|acn|utr|passport|booking|reservation|"
    "confirmation|receipt|quote|contract|license|licence|version|build|lot|sku|upc|ean|isbn|part|"
    "bic|iban|routing|sort code|(?:customer|client|company|meeting|session) (?:no|nr|number|id)|"
    "(?:user|conference|webinar) id|id|ids|pin|passcode|password|code|otp|(?-i:PO)|p\\.o\\.|epoch|"
    "timestamp|transaction|txn|npi|mrn|rma|kvk|nip|dvr|"
    # de
    "bestell(?:ung|nummer|nr)?|best\\.?-?nr|auftrag(?:s\\w*)?|rechnung(?:s\\w*)?|vertrag(?:s\\w*)?|"
    "kunden?-?(?:nr|nummer|id|konto\\w*)|kd\\.?-?nr|vorgang(?:s\\w*)?|aktenzeichen|steuer\\w*|ust\\w*|"
    "hrb|hra|konto\\w*|kto|blz|beleg\\w*|artikel\\w*|art\\.?-?nr|matrikel\\w*|versicherung(?:s\\w*)?|"
    "(?:mitglieds?|personal|zähler|serien)-?(?:nr|nummer)|"
    # fr
    "commande|facture|dossier|contrat|siret|siren|rcs|tva|réf|référence|client n°|numéro de client|"
    # es, pt, it
    "pedido|protocolo|fatura|nota fiscal|nf|nfe|cpf|cnpj|rg|código|senha|matrícula|processo|boleto|nf-e|"
    "factura|cédula|dni|nif|nie|cif|rut|rfc|curp|cuit|cuil|expediente|folio|póliza|referencia|ordine|"
    "fattura|codice|partita iva|p\\.? ?iva|pratica|"
    # in, ja
    "aadhaar|aadhar|gst|gstin|uan|注文番号|会員番号"
)
_PLACE_WORDS: Final = (
    "room|rm|suite|ste|apt|apartment|unit|floor|level|building|bldg|box|zip|zip code|postcode|"
    "postal code|pincode|pin code|zimmer|zi|raum|etage|stock|haus|gebäude|postfach|plz|"
    "salle|bâtiment|cedex|bp|sala|andar|cep|piso|cp|c\\.p\\.|apdo|stanza|scala|cap|platform|"
    "gate|page|seite|chapter|since|seit|year|jahr|founded|copyright|©|〒|郵便番号"
)
_SIGN: Final = r"[\s:.#=\-–/]*(?:(?:no|nr|num|number|nummer|n[º°]|id|code|is|ist|lautet)\b)?[\s:.#=\-–º°]*"
_DIGITS_OF_ID: Final = r"(?:\d{1,4}(?: (?!0)\d{1,4})+(?! ?\d)|\d[\d./-]*)"
_MONEY: Final = r"USD|EUR|GBP|BRL|MXN|ARS|INR|JPY|CHF|CAD|AUD|CNY|Rs\.?|R\$|[$€£¥₹]"
_NOT_BEHIND_AREA: Final = r"(?<![\d)] )(?<![\d)/+-])"
_OCTET: Final = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"

_PATTERNS: Final = (
    r"(?<!\w)(?:https?://|www\.)(?!wa\.me/)\S+",  # wa.me/14155552671 is a number's own page
    r"(?<![^\s<>(),;:])[^\s<>(),;:@]{1,99}@[\w-]+\.[\w.-]+",
    r"(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])",
    r"(?<!\w)(?-i:[A-Z]{2})\d{2}(?: ?(?-i:[A-Z0-9]{4})){3,7}(?: ?(?-i:[A-Z0-9]{1,3}))?(?!\w)",  # an IBAN
    r"(?<![\d./+-])(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![./-]?\d)",
    r"(?<![\d./+-])(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)?\d\d)(?![./-]?\d)",
    r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
    r"(?<![\d:.])(?:[01]?\d|2[0-4])[:h][0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?!\d)",
    r"(?<![\d.+-])(?!00)\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?!\d)",  # a card
    rf"(?<![\d.+]){_OCTET}(?:\.{_OCTET}){{3}}(?!\.?\d)",
    r"(?<!\d)\d{3}\.\d{3}\.\d{3}-\d\d(?!\d)",  # CPF
    r"(?<!\d)\d\d\.\d{3}\.\d{3}/\d{4}-\d\d(?!\d)",  # CNPJ
    rf"{_NOT_BEHIND_AREA}\d{{3}}-\d\d-\d{{4}}(?![\d-])",  # SSN
    rf"{_NOT_BEHIND_AREA}\d{{5}}-\d{{3}}(?![\d-])",  # CEP; 030 12345-678 is a number
    rf"(?:(?<!\w)(?:{_MONEY}))\s?\d[\d.,']*",
    rf"(?<![\d.,'])\d[\d.,']*\s?(?:%|(?:{_MONEY})(?!\w))",
    r"(?<!\d)(?<!\d )[#№]\s?\d[\d-]*",
    rf"(?<![^\W_])(?<!\w-)(?<!\d[. ])(?!(?:{_PHONE_WORDS})[-_])"
    r"(?-i:(?:[A-Z]+-)*[A-Z]{2,})\d*[-_/]\d[\d-]*",  # INV-2024-0815
    rf"(?<![^\W_])(?<!caller )(?:{_ID_WORDS}){_SIGN}(?!{_WRITTEN_AS_PHONE}){_DIGITS_OF_ID}",
    rf"(?<![^\W_])(?:{_PLACE_WORDS}){_SIGN}(?!{_WRITTEN_AS_PHONE})\d[\d./-]*",
)
_LOOKALIKES: Final = tuple(re.compile(pattern, re.I) for pattern in _PATTERNS)
_MIXED: Final = re.compile(r"(?<!\w)\w*(?:[^\W\d_]\d|\d[^\W\d_])\w*")


def without_lookalikes(text: str) -> str:
    """``text`` in its length, with line breaks where something only looks like a number."""
    for pattern in _LOOKALIKES:
        text = pattern.sub(_as_breaks, text)
    return _PHONE_WORD_GLUED.sub(_as_blanks, text)


def is_lookalike(text: str) -> bool:
    """True where all of ``text`` only looks like a number, by its own shape ("15.01.2024")."""
    return not text.isdecimal() and not without_lookalikes(text).strip()


def without_mixed_words(text: str) -> str:
    """``text`` in its length, without words of letters and digits ("a53055a51212a")."""
    return _MIXED.sub(_as_breaks, text)


def _as_breaks(found: re.Match[str]) -> str:
    return "\n" * len(found[0])


def _as_blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])
