"""Reads a link that stands for a telephone: what to put into the number field for it.

Rule 1: a link only says what to read; whether that is a number is for ``reading`` to say.
Rule 2: what is dialled is the number; keys (";postd=", ",,123#") are kept beside it, and whatever else a
        telephone link has is said. Of a SIP address only the number counts: it may hold a password.
Rule 3: what has no number in it is refused in one sentence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from softphone.domain.errors import NotANumber
from softphone.domain.numbers.keys import normal, with_keys
from softphone.domain.words import say

LONGEST: Final = 500
SCHEMES: Final = ("tel", "callto", "sip", "sips")
_IN_TEXTS: Final = ("tel", "callto")  # a SIP address in a text is mostly a person's
_SCHEME: Final = re.compile(r"\s*<?\s*([A-Za-z][A-Za-z0-9+.-]*):(.*?)>?\s*", re.DOTALL)
_CHAT: Final = re.compile(
    r"\s*https?://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?(\d{7,15})(.*)", re.DOTALL
)
_DIALLED: Final = re.compile(r"[+\d(][\d\s().+-]*", re.ASCII)
_KEYS_BEHIND: Final = re.compile(r"(?<=\d)[ ]*[,pw][\d*#,pw ]*$", re.ASCII | re.I)
_KEYS: Final = re.compile(r"[\d*#,pw]*[\d*#]", re.ASCII | re.I)
_GLOBAL_CONTEXT: Final = re.compile(r"\+[\d.()-]+", re.ASCII)
_NOTHING_LEFT: Final = " ,;<>"


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says.

    Attributes:
        text: The number as it stands there, with its extension.
        tones: Keys to send once they have answered, ",,123#".
        left_out: What else it has: parameters, a query.
    """

    text: str
    tones: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def to_read(self) -> str:
        """Number and keys as ``reading`` knows them."""
        return with_keys(self.text, self.tones)


def text_to_dial(text: str) -> str:
    """What a link, or a text that is none, puts into the number field.

    "tel:+1-415-555-2671;ext=7" -> "+1-415-555-2671 ext. 7"; a text that is no link stays as it is.

    Raises NotANumber: a link that names a person, another kind of link, or a very long text.
    """
    return link_to_dial(text).text


def link_to_dial(text: str) -> Link:
    """As ``text_to_dial``, with the keys and what is left out."""
    if len(text) > LONGEST:
        raise NotANumber(say("The link is too long for a telephone number."))
    text = text.encode(errors="replace").decode()  # what a command line was given may be no text at all
    link = _link(text, SCHEMES)
    if link is not None:
        return link
    found = _SCHEME.fullmatch(text)
    if found is not None and found[2].startswith("//"):
        raise NotANumber(
            say("“{scheme}:” links do not lead to a telephone.", scheme=found[1].lower()[:20]),
            remedy=say("Links that start with tel:, callto: or sip: do."),
        )
    return Link(text.strip())


def link_in(text: str) -> Link | None:
    """The telephone link that ``text`` is as a whole; None if it is none.

    Raises NotANumber: it has no number in it.
    """
    return _link(text, _IN_TEXTS) if ":" in text and len(text) <= LONGEST and "\n" not in text else None


def _link(text: str, schemes: tuple[str, ...]) -> Link | None:
    chat = _CHAT.fullmatch(text)
    if chat is not None:
        return Link(f"+{chat[1]}", left_out=tuple(filter(None, [chat[2].strip()])))
    found = _SCHEME.fullmatch(text)
    if found is None or found[1].lower() not in schemes:
        return None
    rest = unquote(found[2].removeprefix("//"), errors="replace")
    inner = _SCHEME.fullmatch(rest)  # callto:tel:+1…
    if inner is not None and inner[1].lower() in SCHEMES:
        return _READERS[inner[1].lower()](inner[2].removeprefix("//"))
    return _READERS[found[1].lower()](rest)


def _tel(rest: str) -> Link:
    """RFC 3966; with "//", which many web pages write."""
    written, query, behind = rest.partition("?")
    number, *parameters = written.split(";")
    return _with_parameters(number, parameters, (query + behind,) if behind else ())


def _callto(rest: str) -> Link:
    """Skype's form; with "?call" behind it."""
    written, _, behind = rest.partition("?")
    number, *parameters = written.split(";")
    number = number.strip().strip("/<>")
    _refuse_a_name(_KEYS_BEHIND.sub("", number))
    said = behind not in ("", "call", "chat")
    return _with_parameters(number, parameters, (f"?{behind}",) if said else ())


def _sip(rest: str) -> Link:
    """RFC 3261 with the number in the user part, whose own parameters are RFC 3966's."""
    user, at, host = rest.split("?")[0].rpartition("@")
    number, *parameters = (user if at else host).split(";")
    number = number.partition(":")[0].strip()
    _refuse_a_name(number)
    link = _with_parameters(number, parameters, ())
    return Link(link.text, link.tones)


def _refuse_a_name(user: str) -> None:
    if user and not _DIALLED.fullmatch(user):
        raise NotANumber(
            say("“{name}” is not a telephone number.", name=user[:40]),
            remedy=say("Only telephone numbers can be called from here."),
        )


def _with_parameters(number: str, parameters: list[str], left_out: tuple[str, ...]) -> Link:
    behind = _KEYS_BEHIND.search(number)
    tones = normal(behind[0]) if behind else ""
    number = _KEYS_BEHIND.sub("", number).strip(_NOTHING_LEFT)
    if not number:
        raise NotANumber(say("The link has no number in it."))
    extension, context, rest = "", "", []
    for parameter in filter(None, map(str.strip, parameters)):
        name, equals, value = (part.strip() for part in parameter.partition("="))
        keys = value if name.lower() == "postd" else "" if equals else name
        if name.lower() == "ext" and value:
            extension = value
        elif name.lower() == "phone-context" and _GLOBAL_CONTEXT.fullmatch(value):
            context = value
        elif _KEYS.fullmatch(keys):
            tones += normal(keys)
        else:
            rest.append(parameter)
    if not number.startswith("+") and context:
        number = f"{context} {number}"
    text = f"{number} ext. {extension}" if extension else number
    return Link(text, tones, (*rest, *left_out))


_READERS: Final[dict[str, Callable[[str], Link]]] = {
    "tel": _tel,
    "callto": _callto,
    "sip": _sip,
    "sips": _sip,
}
