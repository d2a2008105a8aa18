"""The part of TwiML that a softphone sends, read into a list of verbs.

Known: Response with Say, Play, Pause, Hangup, and Dial of one Conference or of Number, Client
and Sip. Twilio would accept the call and stumble when it is answered; the sandbox refuses at
once, with the code that Twilio would log (12100 no XML, 12200 not a verb it knows).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from softphone.sandbox.errors import TwilioError

MAX_CHARACTERS = 4000
LETTERS_SPOKEN_A_SECOND = 15
SECONDS_OF_A_TONE = 0.4
SECONDS_OF_A_SOUND = 5.0


@dataclass(frozen=True)
class Wait:
    """Say, Play and Pause: nothing that matters here but the time they take."""

    seconds: float


@dataclass(frozen=True)
class PlayDigits:
    """Keypad tones that the line hears; "w" is a pause of half a second."""

    digits: str

    @property
    def seconds(self) -> float:
        return sum(0.5 if digit in "wW" else SECONDS_OF_A_TONE for digit in self.digits)


@dataclass(frozen=True)
class Hangup:
    """Ends the call."""


@dataclass(frozen=True)
class DialConference:
    """Join the conference ``name``; ``options`` are the element's attributes as written."""

    name: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DialEndpoints:
    """Ring all ``endpoints`` at once; the first who answers is connected."""

    endpoints: tuple[str, ...]
    caller_id: str | None
    rings_at_most: float


Verb = Wait | PlayDigits | Hangup | DialConference | DialEndpoints


def parse(text: str) -> list[Verb]:
    """The verbs of a TwiML document, in order; raises TwilioError."""
    if len(text) > MAX_CHARACTERS:
        raise TwilioError(32018, f"Twiml parameter exceeds the maximum of {MAX_CHARACTERS} characters")
    try:
        response = ElementTree.fromstring(text.strip())
    except ElementTree.ParseError as broken:
        raise TwilioError(12100, f"Document parse failure: {broken}") from None
    if response.tag != "Response":
        raise TwilioError(12100, "Document parse failure: the root element must be Response")
    return [_verb(element) for element in response]


def _verb(element: ElementTree.Element) -> Verb:
    text = "".join(element.itertext()).strip()
    match element.tag:
        case "Say":
            return Wait(len(text) / LETTERS_SPOKEN_A_SECOND)
        case "Play":
            digits = element.get("digits")
            return Wait(SECONDS_OF_A_SOUND) if digits is None else _digits(digits)
        case "Pause":
            return Wait(_number(element, "length", 1.0))
        case "Hangup":
            return Hangup()
        case "Dial":
            return _dial(element)
    raise TwilioError(12200, f"Schema validation warning: Response does not take {element.tag} here")


def _digits(digits: str) -> PlayDigits:
    if not re.fullmatch(r"[0-9*#wWA-D]+", digits):
        raise TwilioError(12200, f"Schema validation warning: Play cannot press {digits!r}")
    return PlayDigits(digits)


def _dial(element: ElementTree.Element) -> Verb:
    conference = element.find("Conference")
    if conference is not None:
        return DialConference("".join(conference.itertext()).strip(), dict(conference.attrib))
    endpoints = [_endpoint(noun) for noun in element]
    if element.text and element.text.strip():
        endpoints.append(element.text.strip())
    if not endpoints:
        raise TwilioError(12200, "Schema validation warning: Dial has nobody to dial")
    return DialEndpoints(tuple(endpoints), element.get("callerId"), _number(element, "timeout", 30.0))


def _endpoint(noun: ElementTree.Element) -> str:
    text = "".join(noun.itertext()).strip()
    match noun.tag:
        case "Number" | "Sip":
            return text
        case "Client":
            return f"client:{noun.findtext('Identity') or text}"
    raise TwilioError(12200, f"Schema validation warning: Dial does not take {noun.tag} here")


def _number(element: ElementTree.Element, name: str, default: float) -> float:
    text = element.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()):
        raise TwilioError(12200, f"Schema validation warning: {name} must be a number, not {text!r}")
    return float(text)
