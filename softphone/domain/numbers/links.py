"""Reads a link that stands for a telephone: what to put into the number field for it.

Rule 1: a link only says what to read; whether that is a number is for ``reading`` to say.
Rule 2: nothing in a link but its number is used: no headers, passwords, hosts or tones.
Rule 3: what has no number in it is refused in one sentence.
"""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from softphone.domain.errors import NotANumber
from softphone.domain.words import say

LONGEST: Final = 500
SCHEMES: Final = ("tel", "callto", "sip", "sips")
_SCHEME: Final = re.compile(r"\s*<?\s*([A-Za-z][A-Za-z0-9+.-]*):(.*?)>?\s*", re.DOTALL)
_DIALLED: Final = re.compile(r"[+\d(][\d\s().+-]*", re.ASCII)
_GLOBAL_CONTEXT: Final = re.compile(r"\+[\d.()-]+", re.ASCII)
_NOTHING_LEFT: Final = " ,;"


def text_to_dial(text: str) -> str:
    """What a link, or a text that is none, puts into the number field.

    "tel:+1-415-555-2671;ext=7" -> "+1-415-555-2671 ext. 7"; a text that is no link stays as it is.

    Raises NotANumber: a link that names a person, another kind of link, or a very long text.
    """
    if len(text) > LONGEST:
        raise NotANumber(say("The link is too long for a telephone number."))
    text = text.encode(errors="replace").decode()  # what a command line was given may be no text at all
    found = _SCHEME.fullmatch(text)
    if found is None:
        return text.strip()
    scheme, rest = found[1].lower(), found[2]
    if scheme in _READERS:
        return _READERS[scheme](unquote(rest.removeprefix("//"), errors="replace"))
    if rest.startswith("//"):
        raise NotANumber(
            say("“{scheme}:” links do not lead to a telephone.", scheme=scheme[:20]),
            remedy=say("Links that start with tel:, callto: or sip: do."),
        )
    return text.strip()


def _tel(rest: str) -> str:
    """RFC 3966; with "//", which many web pages write."""
    number, *parameters = rest.split(";")
    return _with_parameters(number.split("?")[0], parameters)


def _callto(rest: str) -> str:
    """Skype's form; with "?call" behind it."""
    number, *parameters = rest.split(";")
    number = number.split("?")[0].strip().strip("/")
    _refuse_a_name(number)
    return _with_parameters(number, parameters)


def _sip(rest: str) -> str:
    """RFC 3261 with the number in the user part, whose own parameters are RFC 3966's."""
    user, at, host = rest.split("?")[0].rpartition("@")
    number, *parameters = (user if at else host).split(";")
    number = number.partition(":")[0].strip()
    _refuse_a_name(number)
    return _with_parameters(number, parameters)


def _refuse_a_name(user: str) -> None:
    if user and not _DIALLED.fullmatch(user):
        raise NotANumber(
            say("“{name}” is not a telephone number.", name=user[:40]),
            remedy=say("Only telephone numbers can be called from here."),
        )


def _with_parameters(number: str, parameters: list[str]) -> str:
    number = number.strip(_NOTHING_LEFT)
    if not number:
        raise NotANumber(say("The link has no number in it."))
    named = dict(parameter.strip().lower().partition("=")[::2] for parameter in parameters)
    context = named.get("phone-context", "").strip()
    if not number.startswith("+") and _GLOBAL_CONTEXT.fullmatch(context):
        number = f"{context} {number}"
    extension = named.get("ext", "").strip()
    return f"{number} ext. {extension}" if extension else number


_READERS: Final[dict[str, Callable[[str], str]]] = {"tel": _tel, "callto": _callto, "sip": _sip, "sips": _sip}
