"""Contacts from vCard 2.1, 3.0 and 4.0, read by vobject.

Rule 1: vobject unfolds, decodes and takes apart; here is only chosen what a softphone keeps.
Rule 2: a card is read line by line of what is kept, so a broken picture or an unknown
        encoding costs that line and not the person.
Rule 3: what vobject logs holds customers' lines: it is silent.
"""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import vobject
from vobject.base import VObjectError, getLogicalLines, textLineToContentLine
from vobject.vcard import VCard3_0

from softphone.adapters.contacts.headers import kind_of
from softphone.domain.contacts.contact import NumberKind, full_name
from softphone.domain.contacts.import_plan import FileCard, Skipped
from softphone.domain.words import say

_KEPT: Final = re.compile(
    r"(?:[\w-]+\.)?(?:FN|N|ORG|TEL|NOTE|EMAIL|NICKNAME|CATEGORIES|VERSION|X-ABLABEL)\s*[;:]", re.I
)
_BEGIN: Final = re.compile(r"\s*BEGIN\s*:\s*VCARD\s*", re.I)
_END: Final = re.compile(r"\s*END\s*:\s*VCARD\s*", re.I)
# What vobject lets through for lines that are broken in one way or another.
_BROKEN: Final = (VObjectError, ValueError, LookupError, AttributeError, TypeError)
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_")

Lines = dict[str, list[Any]]

logging.getLogger(vobject.base.__name__).setLevel(logging.CRITICAL + 1)


def read_vcards(text: str, file: str) -> tuple[list[FileCard], list[Skipped]]:
    """The cards in ``text``, and what of it could not be read."""
    skipped: list[Skipped] = []
    return [_card(line, lines) for line, lines in _cards(text, skipped)], skipped


def _cards(text: str, skipped: list[Skipped]) -> Iterator[tuple[int, Lines]]:
    """Each card's first line (from 1), and those of its lines that are kept, by name."""
    begun, depth, kept = 0, 0, Lines()
    # Counted here: vobject's count is off by one for the first line and after blank ones.
    begins = (at for at, line in enumerate(io.StringIO(text), 1) if _BEGIN.fullmatch(line))
    for content, number in getLogicalLines(io.StringIO(text), allowQP=True):
        if _BEGIN.fullmatch(content):
            line_of_begin = next(begins, number)
            depth += 1
            if depth == 1:
                begun, kept = line_of_begin, {}
        elif _END.fullmatch(content):
            depth -= 1
            if depth == 0:
                yield begun, kept
            depth = max(depth, 0)
        elif depth == 1 and _KEPT.match(content):
            if (line := _line(content)) is not None:
                kept.setdefault(line.name, []).append(line)
            else:
                skipped.append(Skipped(number, say("This line cannot be read."), content.strip()[:40]))
    if depth:
        skipped.append(Skipped(begun, say("The card that begins here has no end.")))
        yield begun, kept


def _line(content: str) -> Any:
    """The line taken apart, with an encoding that fits; None if it cannot be read."""
    before, _, after = content.partition(":")
    without = re.sub(r";CHARSET=[^;:]*", "", before, flags=re.I)
    for attempt in (content, f"{without};CHARSET=WINDOWS-1252:{after}"):
        try:
            line = textLineToContentLine(attempt, None)
            line.parentBehavior = VCard3_0
            line.autoBehavior()
            return line.transformToNative()
        except _BROKEN:
            continue
    return None


def _card(line: int, lines: Lines) -> FileCard:
    labels = {each.group: _plain(each.value) for each in lines.get("X-ABLABEL", []) if each.group}
    numbers = tuple(
        (text, _kind(tel, labels.get(tel.group, "")))
        for tel in lines.get("TEL", [])
        if (text := _plain(tel.value).strip())
    )
    groups = " ".join(_plain(each.value).lower() for each in lines.get("CATEGORIES", []))
    return FileCard(
        line,
        _name(lines),
        numbers,
        _first(lines, "ORG")[0].strip(),
        "\n".join(_plain(each.value).replace("\r\n", "\n") for each in lines.get("NOTE", [])),
        "starred" in groups or "favorite" in groups or "favourite" in groups,
    )


def _name(lines: Lines) -> str:
    """The formatted name, else its parts, else what else there is to call somebody by."""
    parts = lines["N"][0].value if "N" in lines else None
    given, middle, family = (_plain(getattr(parts, part, "")) for part in ("given", "additional", "family"))
    found = _first(lines, "FN")[0].strip() or full_name(given, middle, family)
    if not found and "ORG" not in lines:
        found = _first(lines, "NICKNAME")[0] or _first(lines, "EMAIL")[0]
    return " ".join(found.split())


def _first(lines: Lines, name: str) -> Sequence[str]:
    """The components of a card's first line of this name; one empty one without it."""
    value = lines[name][0].value if name in lines else ""
    return [str(each) for each in value] or [""] if isinstance(value, list) else [str(value)]


def _kind(tel: Any, label: str) -> NumberKind:
    types = [*tel.singletonparams, *tel.params.get("TYPE", [])]
    return kind_of(" ".join((*types, _APPLE_LABEL.sub(r"\1", label))))


def _plain(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
