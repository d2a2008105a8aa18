"""Contacts from vCard 2.1, 3.0 and 4.0, read by vobject.

Rule 1: vobject unfolds, decodes and takes apart; here is only chosen what a softphone keeps.
        Its text values end at a comma, which is a pause in a number: they are read whole here.
Rule 2: a card is read line by line of what is kept, so a broken picture or an unknown
        encoding costs that line and not the person.
Rule 3: a card without END or BEGIN ends or begins where the next one does, and is said;
        an encoded line that does not end costs only itself.
Rule 4: what vobject logs holds customers' lines: it is silent.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import StringIO
from typing import Any, Final

import vobject
from vobject.base import VObjectError, getLogicalLines, textLineToContentLine
from vobject.icalendar import stringToTextValues
from vobject.vcard import VCard3_0

from softphone.adapters.contacts.columns import looks_like_a_number
from softphone.adapters.contacts.headers import Header, column_of, kind_of
from softphone.domain.contacts.contact import NumberKind, full_name
from softphone.domain.contacts.import_plan import FileCard, FileColumn, Skipped
from softphone.domain.words import say

_PROPERTY: Final = re.compile(r"(?:[\w-]+\.)?([A-Z][\w-]*)\s*(?:;.*)?", re.I | re.DOTALL)
_WITHOUT_COLON: Final = re.compile(r"(?:[\w-]+\.)?(?:TEL|FN|N|ORG|NOTE)\b", re.I)
_TAKEN_AS: Final = {
    "FN": "name", "N": "name", "NICKNAME": "name", "EMAIL": "name", "ORG": "company", "TEL": "phone",
    "X-ABLABEL": "label", "NOTE": "note", "CATEGORIES": "favourite",
}  # fmt: skip
_PHONES: Final = (Header.PHONE, Header.PHONE_PERHAPS)  # of the programs' own: X-MS-TEL, X-ASSISTANT-PHONE
_OF_THE_FORMAT: Final = frozenset({"BEGIN", "END", "VERSION"})
_BEGIN: Final = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.I)
_END: Final = re.compile(r"\s*END\s*:\s*VCARD\s*", re.I)
_AGENT: Final = re.compile(r"AGENT\s*(;[^:]*)?:\s*", re.I)
_LINE_END: Final = re.compile(r"\r\n?|\n")
# What vobject lets through for lines that are broken in one way or another.
_BROKEN: Final = (VObjectError, ValueError, LookupError, AttributeError, TypeError)
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_")
_CUSTOM: Final = re.compile(r";X-[\w-]+\([^)]*\)", re.I)  # Android's own labels
_ENCODED: Final = re.compile(r'QUOTED|ENCODING|CHARSET|"', re.I)

Lines = dict[str, list[Any]]

logging.getLogger(vobject.base.__name__).setLevel(logging.CRITICAL + 1)


def read_vcards(text: str) -> tuple[list[FileCard], list[Skipped], list[FileColumn]]:
    """The cards in ``text``, what of it could not be read, and what its properties are taken for."""
    file = _File()
    cards = [_card(line, lines) for line, lines in file.cards(text)]
    return cards, file.skipped, [file.properties[name] for name in sorted(file.properties)]


class _File:
    """A file's lines, put into cards."""

    def __init__(self) -> None:
        self.skipped: list[Skipped] = []
        self.properties: dict[str, FileColumn] = {}
        self._begun, self._depth, self._kept = 0, 0, Lines()

    def cards(self, text: str) -> Iterator[tuple[int, Lines]]:
        """Each card's first line (from 1), and those of its lines that are kept, by name."""
        before = ""
        for number, name, content in _logical_lines(_LINE_END.split(text)):
            if name == "BEGIN" and _BEGIN.fullmatch(content):
                if self._depth and not _AGENT.fullmatch(before):
                    yield self._left_open()
                self._depth += 1
                if self._depth == 1:
                    self._begun, self._kept = number, {}
            elif name == "END" and _END.fullmatch(content):
                self._depth = max(self._depth - 1, 0)
                if self._depth == 0 and self._begun:
                    yield self._begun, self._kept
                    self._begun = 0
            elif self._depth < 2:
                self._take(number, name, content)
            before = content
        if self._begun:
            yield self._left_open()

    def _left_open(self) -> tuple[int, Lines]:
        self.skipped.append(
            Skipped(self._begun, say("The card that begins here has no end."), _name(self._kept))
        )
        whole, self._depth, self._begun = (self._begun, self._kept), 0, 0
        return whole

    def _take(self, number: int, name: str, content: str) -> None:
        """One line, inside a card or where one must have begun."""
        if not name:
            if content.strip() and (not self._begun or _WITHOUT_COLON.match(content)):
                why = say("This line cannot be read.") if self._begun else say("This line is in no card.")
                self.skipped.append(Skipped(number, why, content.strip()))
            return
        if not (taken_as := self._kept_as(name, content)):
            return
        if not self._begun:
            self._begun, self._depth, self._kept = number, 1, {}
            self.skipped.append(Skipped(number, say("The card before this line has no beginning.")))
        if (line := _line(content)) is None:
            self.skipped.append(Skipped(number, say("This line cannot be read."), content.strip()))
        else:
            self._kept.setdefault("TEL" if taken_as == "phone" else name, []).append(line)

    def _kept_as(self, name: str, content: str) -> str:
        """What lines of this name are taken for; empty: they are left out."""
        if name not in self.properties:
            if name in _OF_THE_FORMAT:
                return ""
            is_telephone = name.startswith("X-") and column_of(name) in _PHONES
            is_phone = is_telephone and looks_like_a_number(content.partition(":")[2])
            taken_as = "phone" if is_phone else _TAKEN_AS.get(name, "")
            why = "" if taken_as else say("not kept with a contact")
            self.properties[name] = FileColumn(name, taken_as, why)
        return self.properties[name].taken_as


def _logical_lines(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Each line with what continues it, unfolded by vobject; before it its number (from 1) and its name."""
    at = 0
    while at < len(lines):
        begun, line = at, lines[at]
        at += 1
        before, colon, _ = line.partition(":")
        name, is_kept, is_encoded = _property(before) if colon else ("", False, False)
        while at < len(lines) and lines[at].startswith((" ", "\t")) and not _is_frame(lines[at]):
            at += 1
        while is_encoded and at < len(lines) and lines[at - 1].endswith("=") and not _is_property(lines[at]):
            at += 1
        whole = line if at - begun == 1 or not is_kept else "\n".join(lines[begun:at])
        whole = whole.removesuffix("=") if is_encoded else whole
        if "\n" in whole:
            whole = "".join(content for content, _ in getLogicalLines(StringIO(whole), allowQP=is_encoded))
        yield begun + 1, name, whole


@lru_cache(maxsize=1024)
def _property(before: str) -> tuple[str, bool, bool]:
    """What stands before a colon: the line's name, if it is kept, and if it may go on behind a "="."""
    found = _PROPERTY.fullmatch(before.strip())
    name = found[1].upper() if found else ""
    is_kept = name in _TAKEN_AS or (name.startswith("X-") and column_of(name) in _PHONES)
    return name, is_kept, is_kept and "QUOTED-PRINTABLE" in before.upper()


def _is_property(line: str) -> bool:
    before, colon, _ = line.partition(":")
    name = _property(before)[0] if colon else ""
    return name in _TAKEN_AS or name in _OF_THE_FORMAT


def _is_frame(line: str) -> bool:
    return bool(_BEGIN.fullmatch(line) or _END.fullmatch(line))


def _line(content: str) -> Any:
    """The line taken apart, with an encoding that fits; None if it cannot be read."""
    before, _, after = content.partition(":")
    if not _ENCODED.search(before):
        head = _head(before)
        return None if head is None else (head, after)
    without = re.sub(r";CHARSET=[^;:]*", "", before, flags=re.I)
    plain = _CUSTOM.sub("", before)
    for attempt in (content, f"{without};CHARSET=WINDOWS-1252:{after}", f"{plain}:{after}"):
        try:
            line = textLineToContentLine(attempt, None)
        except _BROKEN:
            continue
        return line, line.value
    return None


@lru_cache(maxsize=1024)
def _head(before: str) -> Any:
    """A name with its parameters: files have few of them, and each costs as much as a number."""
    try:
        return textLineToContentLine(f"{before}:", None)
    except _BROKEN:
        return None


def _card(line: int, lines: Lines) -> FileCard:
    labels = {head.group: _text(value) for head, value in lines.get("X-ABLABEL", []) if head.group}
    numbers = tuple(
        (text, _kind(head, labels.get(head.group, "")))
        for head, value in lines.get("TEL", [])
        if (text := _text(value).strip())
    )
    groups = " ".join(_text(value).lower() for _, value in lines.get("CATEGORIES", []))
    company = _parts(lines, "ORG")
    return FileCard(
        line,
        _name(lines),
        numbers,
        company[0].strip() if company else "",
        "\n".join(_text(value).replace("\r\n", "\n") for _, value in lines.get("NOTE", [])),
        "starred" in groups or "favorite" in groups or "favourite" in groups,
    )


def _name(lines: Lines) -> str:
    """The formatted name, else its parts, else what else there is to call somebody by."""
    found = _first(lines, "FN").strip()
    if not found:
        family, given, middle = (*_parts(lines, "N"), "", "", "")[:3]
        found = full_name(given.strip(), middle.strip(), family.strip())
    if not found and "ORG" not in lines:
        found = _first(lines, "NICKNAME") or _first(lines, "EMAIL")
    return " ".join(found.split())


def _first(lines: Lines, name: str) -> str:
    """The text of a card's first line of this name; empty without it."""
    return _text(lines[name][0][1]) if name in lines else ""


def _parts(lines: Lines, name: str) -> list[str]:
    """The components of "Reyes;Ana;;;", as vobject takes them apart."""
    if name not in lines:
        return []
    head, value = lines[name][0]
    if "\\" not in value:
        return list(value.split(";"))
    line = textLineToContentLine(f"{head.name}:{value}", None)
    line.parentBehavior = VCard3_0
    line.autoBehavior()
    native = line.transformToNative().value
    parts = [native.family, native.given, native.additional] if name == "N" else native
    return [", ".join(map(str, part)) if isinstance(part, list) else str(part) for part in parts]


def _text(value: str) -> str:
    """A whole text value, unescaped."""
    if "\\" not in value:
        return value
    return str(stringToTextValues(value, listSeparator="\0")[0])


def _kind(head: Any, label: str) -> NumberKind:
    types = [*head.singletonparams, *head.params.get("TYPE", [])]
    return kind_of(" ".join((*types, _APPLE_LABEL.sub(r"\1", label))))
