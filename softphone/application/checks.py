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


def e164(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\+[1-9]\d{4,14}", value, re.ASCII):
        raise ValueError(say('a number in E.164, such as "+14155550123"'))
    return value


def sid(prefix: str) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or not value.startswith(prefix):
            raise ValueError(say('an identifier that starts with "{prefix}"', prefix=prefix))
        return value.strip()

    return check


def country(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{2}", value, re.ASCII):
        raise ValueError(say('a country code of two letters, such as "US"'))
    return value


def quiet_hours(value: Any) -> str:
    """When people are to be left alone, in their own time; empty: never."""
    if isinstance(value, str) and (not value or QUIET_HOURS.fullmatch(value)):
        return value
    raise ValueError(say('hours such as "21:00-08:00", or nothing'))


def agent_name(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[\w.@ +-]{1,64}", value):
        raise ValueError(say("a name of up to 64 letters, digits, blanks or . @ + - _"))
    return value.strip()


def endpoint(value: Any) -> str:
    """Where the agent's phone rings."""
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"client:[\w.+-]{1,120}|sips?:[^\s@]+@[^\s@]+|\+[1-9]\d{4,14}", text, re.ASCII):
        return text
    raise ValueError(
        say('a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name')
    )
