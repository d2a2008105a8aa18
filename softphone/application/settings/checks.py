"""What a setting's value may be: each check returns the value, or says what was expected.

Rule: ValueError holds what was expected, after "It should be …"; never what was given.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from softphone.domain.words import say

Value = str | bool
Check = Callable[[Any], Value]

QUIET_HOURS: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(say("true or false"))
    return value


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some values.

    Attributes:
        words: Each value, with the words that people read.
    """

    words: Mapping[str, str]

    def __call__(self, value: Any) -> str:
        if not isinstance(value, str) or value not in self.words:
            raise ValueError(" or ".join(f'"{word}"' for word in self.words))
        return value


def one_of(*values: str, **words: str) -> OneOf:
    """Each value with its words; a value without words is its own word."""
    return OneOf({**{value: value for value in values}, **words})


@dataclass(frozen=True, slots=True)
class TextCheck:
    """Text of a certain shape.

    Attributes:
        pattern: What the whole text, without blanks around it, must match.
        expected: That in words, after "It should be …".
        is_ascii: Digits and letters are ASCII's alone.
    """

    pattern: str
    expected: str
    is_ascii: bool = True

    def __call__(self, value: Any) -> str:
        text = value.strip() if isinstance(value, str) else ""
        flags = re.ASCII if self.is_ascii else re.UNICODE
        if not isinstance(value, str) or not re.fullmatch(self.pattern, text, flags):
            raise ValueError(self.expected)
        return text


def sid(prefix: str) -> TextCheck:
    """An identifier of Twilio's."""
    return TextCheck(f"{prefix}.*", say('an identifier that starts with "{prefix}"', prefix=prefix))


e164: Final = TextCheck(r"\+[1-9]\d{4,14}", say('a number in E.164, such as "+14155550123"'))
country: Final = TextCheck(r"[A-Z]{2}", say('a country code of two letters, such as "US"'))
# When people are to be left alone, in their own time; empty: never.
quiet_hours: Final = TextCheck(f"({QUIET_HOURS.pattern})?", say('hours such as "21:00-08:00", or nothing'))
agent_name: Final = TextCheck(
    r"[\w.@ +-]{1,64}", say("a name of up to 64 letters, digits, blanks or . @ + - _"), is_ascii=False
)
# Where the agent's phone rings.
endpoint: Final = TextCheck(
    r"client:[\w.+-]{1,120}|sips?:[^\s@]+@[^\s@]+|\+[1-9]\d{4,14}",
    say('a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name'),
)
# An address that is only ever asked encrypted; empty: none.
https_url: Final = TextCheck(
    r"(https://[^\s/@]+(/\S*)?)?", say('an address that starts with "https://", or nothing')
)
percent: Final = TextCheck(r"\d{1,2}|100", say('a whole number from "0" to "100"'))


def device_name(value: Any) -> str:
    """A microphone or speaker; empty: as the system is set."""
    if isinstance(value, str) and len(value) <= 500 and value.isprintable():
        return value
    raise ValueError(say("the name of a device, or nothing"))
