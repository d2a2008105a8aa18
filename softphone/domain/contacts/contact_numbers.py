"""What one cell of a contact list says: its numbers, the keys behind them, and what is left over.

Rule 1: every character is in a number, in its tones, in its kind, or in ``left_out`` with a reason.
Rule 2: keys behind a pause and extensions are tones, never a second number.
Rule 3: a second number counts where it is whole; what may be the end of one (``/78``) is not guessed.
Rule 4: digits that a spreadsheet rounded away are gone: such a number is refused.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol
from urllib.parse import unquote

import phonenumbers

from softphone.domain.contacts.contact import ContactNumber, NumberKind
from softphone.domain.contacts.number_labels import kind_of_label
from softphone.domain.contacts.number_runs import (
    KEYS,
    RUN,
    SHORTEST,
    WAITING,
    apart,
    behind_area_code,
    digits_in,
    tones_behind,
)
from softphone.domain.errors import NotANumber, SoftphoneError
from softphone.domain.numbers.reading import Destination
from softphone.domain.words import Words, say

LONGEST_TONES: Final = 64
_LONGEST: Final = 500  # characters of a cell; a longer one is a note, or an attack
_SIMPLE: Final = re.compile(r"\+?\(?\+?\d(?:[\d ().\-]*\d\)?)?", re.ASCII)
_FLOAT: Final = re.compile(r"(\+?\d+)[.,]0+", re.ASCII)
_SCIENTIFIC: Final = re.compile(r"\+?\d(?:[.,](\d+))?E\+?(\d+)", re.ASCII | re.I)
_FORMULA: Final = re.compile(r'=?"([^"]*)"|[\'=]([+(\d].*)', re.DOTALL)
_WRAPPERS: Final = ("=", '"', "'")
_LINK: Final = re.compile(r"<?\s*(?:tel|callto):(?://)?\s*(.*?)\s*>?", re.I | re.DOTALL)
# Between whole numbers; a word only where a number follows.
_BETWEEN: Final = re.compile(
    r"\s*(?:[\n\r|•·]|:::)\s*|\s+(?:or|and|oder|und|ou|et|y|o|e|&)\s+(?=[+(\d])|(?<=\d)[ \t]+(?=\+\d)", re.I
)
_TONES_OF_A_LINK: Final = {"ext": ",", "postd": ""}  # RFC 3966, RFC 2806; what stands before them
_LEFT_OUT_NOTE: Final = "Left out"
_HIDDEN: Final = re.compile(r"[ \-.]?(?:\*{2,}|x{2,}|[•…?]+|\.{3,})[*x•…?\d \-.]*", re.I)
_PAUSES_ALONE: Final = re.compile(r"[,;]{2,}")
_MASKED: Final = re.compile(r"\d[ \-.]?(?:\*{2,}|x{2,}|[•?]{2,})", re.I)
_HIDDEN_WORDS: Final = say("Some of its digits are hidden.")
_EDGES: Final = " \t\r\n:;,.()<>[]{}\"'-/\\|"


class ReadsNumbers(Protocol):
    def __call__(self, text: str, country: str = "", /) -> Destination:
        """Read one number, in ``country`` (ISO 3166-1) where it is given. Raises SoftphoneError."""


@dataclass(slots=True)
class Cell:
    """What a cell holds.

    Attributes:
        left_out: What is in no number, as it stands there, and why.
    """

    numbers: list[ContactNumber] = field(default_factory=list)
    left_out: list[tuple[str, Words]] = field(default_factory=list)


def numbers_in_cell(text: str, kind: NumberKind, read: ReadsNumbers, country: str = "") -> Cell:
    """The numbers of a cell such as "(415) 555-2671 x12 / Mobile: 415-555-2672"."""
    cell = _Reader(kind, read, country)
    plain = _cleaned(text)
    plain = _unwrapped(plain) if plain[:1] in _WRAPPERS else plain
    if plain.endswith("0") and (simple := _FLOAT.fullmatch(plain)) is not None:
        plain = simple[1]
    if len(plain) > _LONGEST:
        cell.leave(plain, say("This is too long for a telephone number."))
        return cell.cell
    if _SIMPLE.fullmatch(plain) and cell.takes(plain, ""):
        return cell.cell
    rounded = _SCIENTIFIC.fullmatch(plain)
    if rounded is not None:
        cell.take_rounded(plain, rounded)
    elif (link := _LINK.fullmatch(plain)) is not None:
        cell.take_link(link[1])
    else:
        for piece in _pieces(plain):
            cell.take_piece(piece)
    return cell.cell


def _cleaned(text: str) -> str:
    """Plain digits and dashes instead of their look-alikes, and nothing invisible."""
    if text.isascii():
        return text.strip()
    kept = []
    for each in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(each)
        if category == "Nd":
            each = str(unicodedata.decimal(each))
        elif category == "Pd" or each == "\u2212":
            each = "-"
        elif category == "Zs":
            each = " "
        elif category == "Cf":
            continue
        kept.append(each)
    return "".join(kept).strip()


def _unwrapped(text: str) -> str:
    """Without what spreadsheets are told a text by: ="0301234567", '+49…."""
    found = _FORMULA.fullmatch(text)
    return (found[1] if found[1] is not None else found[2]).strip() if found else text


def _pieces(text: str) -> Iterator[str]:
    return filter(str.strip, _BETWEEN.split(text))


class _Reader:
    """One cell while it is read."""

    def __init__(self, kind: NumberKind, read: ReadsNumbers, country: str) -> None:
        self._kind, self._read_number, self._country = kind, read, country
        self.cell = Cell()

    def takes(self, text: str, tones: str, kind: NumberKind | None = None) -> bool:
        """Read ``text`` as one number; False, and nothing said, where it holds several."""
        try:
            read = self._read_without_plus(text)
        except NotANumber as error:
            if error.choices or apart(text):
                return False
            self.leave(text, error.what)
            return True
        except SoftphoneError as error:
            self.leave(text, error.what)
            return True
        for note in read.notes:
            if getattr(note, "template", "").startswith(_LEFT_OUT_NOTE):
                self.leave(str(note.values.get("text", note)), say("This is no part of the number."))
        tones = tones or (f",{read.extension}" if read.extension else "")
        kind = self._kind if kind in (None, NumberKind.OTHER) else kind
        self.cell.numbers.append(ContactNumber(read.number.e164, kind, tones))
        return True

    def _read(self, text: str) -> Destination:
        return self._read_number(text, self._country) if self._country else self._read_number(text)

    def _read_without_plus(self, text: str) -> Destination:
        """4915112345678 lost its + in a spreadsheet, where that makes it a mobile or the only number."""
        read = self._read(text)
        if text.isdecimal() and text.startswith(str(read.place.calling_code)) and _lost_its_plus(text, read):
            return self._read(f"+{text}")
        return read

    def take_rounded(self, text: str, rounded: re.Match[str]) -> None:
        """1.4155552671E+10 still has every digit; 4.91512E+12 has not."""
        digits = "".join(filter(str.isdecimal, text.upper().partition("E")[0]))
        if len(digits) == int(rounded[2]) + 1:
            self.takes(digits, "")
        else:
            self.leave(text, say("A spreadsheet has rounded this number: digits are missing."))

    def take_link(self, rest: str) -> None:
        """RFC 3966: the number and its parameters."""
        number, *parameters = unquote(rest, errors="replace").split(";")
        tones = ""
        for parameter in parameters:
            name, _, value = parameter.strip().partition("=")
            if name.lower() == "phone-context" and value.startswith("+") and not number.startswith("+"):
                number = f"{value} {number}"
            elif name.lower() in _TONES_OF_A_LINK and KEYS.fullmatch(value.strip("pPwW,")):
                tones += _TONES_OF_A_LINK[name.lower()] + value.translate(WAITING)
            elif parameter.strip():
                self.leave(f";{parameter}", say("This is no part of the number."))
        if not tones and RUN.fullmatch(number.strip()) is None:
            self.take_piece(number)
        elif not self.takes(number.strip(), tones):
            self.leave(number, say("There are several numbers."))

    def take_piece(self, piece: str) -> None:
        """A part of the cell that holds numbers with words, pauses and extensions around them."""
        runs = list(RUN.finditer(piece))
        if not any(digits_in(run[0]) >= SHORTEST for run in runs):
            joined = _with_area_code(piece, runs)
            if joined is None:
                self._take_whole(piece)
                return
        self._take_runs(piece)

    def _take_whole(self, piece: str) -> None:
        """Letters for digits, a short number, or none at all: for the reading to judge."""
        text = piece.strip()
        if _MASKED.search(text):
            self.leave(text, _HIDDEN_WORDS)
        elif not self.takes(text, ""):
            self.leave(text, say("There are several numbers."))

    def _take_runs(self, piece: str) -> None:
        at, label, first = 0, "", ""
        while (run := RUN.search(piece, at)) is not None:
            gap, number, end = piece[at : run.start()], run[0], run.end()
            if slash := behind_area_code(piece, run):
                number, end = f"{run[0]} {slash[1]}", slash.end()
            label = self._labelled(gap, label)
            if label and digits_in(number) <= 2 and piece[end:].lstrip().startswith(":"):
                at = end  # "Tel 1: …"
                continue
            if digits_in(number) < SHORTEST or (first and not _is_whole(number, first)):
                self.leave(f"{'/' if '/' in gap else ''}{number}", _why_not_whole(number))
                at = end
                continue
            if hidden := _HIDDEN.match(piece, end):
                self.leave(number + hidden[0], _HIDDEN_WORDS)
                at = hidden.end()
                continue
            tones, end = tones_behind(piece, end, number)
            kind, end = (kind_of_label(label), end) if label else _kind_behind(piece, end)
            self._take_run(number, tones, kind)
            at, label, first = end, "", first or number
        self._labelled(piece[at:], "", is_last=True)

    def _take_run(self, number: str, tones: str, kind: NumberKind | None) -> None:
        if len(tones) > LONGEST_TONES:
            self.leave(tones, say("These are too many keys to send."))
            tones = ""
        if self.takes(number, tones, kind):
            return
        for half in apart(number) or [number]:
            if not self.takes(half, tones if half is number else "", kind):
                self.leave(half, say("There are several numbers."))

    def _labelled(self, gap: str, label: str, *, is_last: bool = False) -> str:
        """The label in ``gap`` for the number behind it; other words are left out and said."""
        words = gap.strip(_EDGES)
        if not words:
            if _PAUSES_ALONE.search(gap):
                self.leave(gap, say("No keys stand behind these pauses."))
            return label
        if not is_last and kind_of_label(words) is not None:
            return words
        self.leave(words, say("This is no part of the number."))
        return label

    def leave(self, text: str, why: str) -> None:
        """List ``text`` as left out."""
        self.cell.left_out.append((text.strip(), why if isinstance(why, Words) else say("{why}", why=why)))


def _lost_its_plus(text: str, read: Destination) -> bool:
    try:
        with_plus = phonenumbers.parse(f"+{text}")
    except phonenumbers.NumberParseException:
        return False
    if phonenumbers.number_type(with_plus) == phonenumbers.PhoneNumberType.MOBILE:
        return True
    as_read = phonenumbers.parse(read.number.e164)
    return phonenumbers.is_valid_number(with_plus) and not phonenumbers.is_valid_number(as_read)


def _with_area_code(piece: str, runs: list[re.Match[str]]) -> re.Match[str] | None:
    return next((found for run in runs if (found := behind_area_code(piece, run))), None)


def _is_whole(number: str, first: str) -> bool:
    """A second number that can be dialled as the first one can, area code and all."""
    digits = digits_in(number)
    if number.startswith(("+", "00")):
        return digits > SHORTEST
    if number.lstrip("(").startswith("0"):
        return digits >= SHORTEST
    return digits >= 10 or digits == digits_in(first)


def _why_not_whole(number: str) -> Words:
    if digits_in(number) < SHORTEST:
        return say("This may be the end of a second number, or an extension. It is not guessed.")
    return say("This may be a second number without its area code. It is not guessed.")


_BEHIND: Final = re.compile(r"\s*[(\[]([^)\]\d]*)[)\]]|\s+([^\W\d_]+)(?=\s*(?:$|[,;/]))")


def _kind_behind(piece: str, end: int) -> tuple[NumberKind | None, int]:
    """The kind that "(mobile)" behind a number names."""
    found = _BEHIND.match(piece, end)
    kind = kind_of_label(found[1] or found[2] or "") if found else None
    return (kind, found.end()) if found and kind is not None else (None, end)
