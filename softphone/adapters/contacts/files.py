"""Contacts out of a file that another program exported: CSV or vCard.

Rule 1: the content decides what a file is, not its name.
Rule 2: letters are read as UTF-8 or UTF-16 where they are; else as Windows-1252, and that is said,
        because nobody can know; a person may then name another encoding.
Rule 3: an error names the file; a part that cannot be read names its line and costs only itself.
"""

import codecs
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from softphone.application.contacts.ports import ContactFile
from softphone.domain.contacts.contact import NumberKind
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

LARGEST_FILE: Final = 256 * 1024 * 1024
# UTF-32 before UTF-16: its mark begins with the other's.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FORMATS: Final = "{[<%"  # JSON, XML and HTML, PDF
_BEGINS_VCARD: Final = re.compile(r"(?:^|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.I)
_PREAMBLE: Final = 2000  # characters in which the first card begins
_SPREADSHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_contact_file(
    path: Path, encoding: str = "", as_numbers: Mapping[str, NumberKind] | None = None
) -> ContactFile:
    """The contacts in ``path``; the port ContactFiles."""
    # Imported here: vobject is slow to import and wanted once in a long while.
    from softphone.adapters.contacts.csv_contacts import read_csv
    from softphone.adapters.contacts.vcards import read_vcards

    content = _content(path)
    text, read_as, is_sure = _text(path, content, encoding)
    if not text.strip():
        raise SoftphoneError(say("{file} is empty.", file=path.name), remedy=_EXPORT_AGAIN)
    if _BEGINS_VCARD.search(text[:_PREAMBLE]):
        cards, skipped, columns = read_vcards(text)
    elif text.lstrip()[0] in _OTHER_FORMATS:
        raise _neither(path)
    else:
        cards, skipped, columns = read_csv(text, path.name, as_numbers or {})
    return ContactFile(cards, read_as, is_sure, skipped, columns)


_EXPORT_AGAIN: Final = say("Export the contacts as CSV or vCard (.vcf), and choose that file.")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SoftphoneError(
                say("{file} is larger than 256 MB.", file=path.name),
                remedy=say("Export the contacts without pictures, or in several files."),
            )
        return path.read_bytes()
    except OSError as error:
        raise SoftphoneError(
            say("{file} cannot be read: {reason}.", file=path.name, reason=error.strerror or error),
            remedy=say("Check that it is there and that you may open it."),
        ) from error


def _text(path: Path, content: bytes, encoding: str) -> tuple[str, str, bool]:
    """The text, how it was read, and whether that is certain."""
    if content.startswith(_SPREADSHEETS):
        raise SoftphoneError(
            say("{file} is a spreadsheet, not a CSV or vCard file.", file=path.name),
            remedy=say("Open it, save it as CSV UTF-8, and choose that file."),
        )
    if encoding:
        return content.decode(encoding, errors="replace").lstrip("\ufeff"), encoding, True
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return content.decode(marked, errors="replace"), marked.removesuffix("-sig"), True
    unmarked = _utf16_without_mark(content)
    if unmarked:
        return content.decode(unmarked, errors="replace"), unmarked, True
    if b"\0" in content:
        raise _neither(path)
    try:
        return content.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        return _not_quite_utf8(content)


def _utf16_without_mark(content: bytes) -> str:
    """Every second byte of Latin text in UTF-16 is a zero."""
    start = content[:2000]
    zeros = start[0::2].count(0), start[1::2].count(0)
    if max(zeros) * 4 < len(start) or min(zeros) * 8 > len(start) or max(zeros) == 0:
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _not_quite_utf8(content: bytes) -> tuple[str, str, bool]:
    """UTF-8 with a few broken places, if most of its letters are; else Windows-1252."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(not each.isascii() for each in text) - broken
    if whole > broken:
        return text, "utf-8", False
    return content.decode("cp1252", errors="replace"), "cp1252", False


def _neither(path: Path) -> SoftphoneError:
    return SoftphoneError(
        say("{file} is neither a CSV nor a vCard file.", file=path.name), remedy=_EXPORT_AGAIN
    )
