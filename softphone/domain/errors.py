"""The one family of errors that people are meant to read.

Rule 1: what happened, then what to do; no blame, no code first.
Rule 2: an error says whether a call may be ringing; nobody redials by themselves after that.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from softphone.domain.words import say

NOTHING = say("")


class ErrorKind(StrEnum):
    """What a refusal means for the one who asked, whatever its code."""

    NONE = "none"
    NOT_FOUND = "not found"  # soon after it came into being: not yet
    LABEL_IN_USE = "label in use"
    OVER = "over"
    NO_PERMISSION = "no permission"
    NOT_SIGNED_IN = "not signed in"
    CALLER_ID_REFUSED = "caller ID refused"  # in this call
    CALLER_ID_NOT_OWNED = "caller ID not owned"
    CALLER_ID_NOT_VALID = "caller ID not valid"
    CALLER_ID_BLOCKED = "caller ID on a do-not-originate list"


class SoftphoneError(Exception):
    """Something a person can understand and usually act on.

    Attributes:
        what: What happened, one sentence, no jargon.
        remedy: What to do next; empty if nothing helps.
        call_may_exist: True when a leg may be ringing although we failed, for
            example a time-out after dialling. Such a request is never repeated.
        not_processed: True when Twilio promised that it did nothing (HTTP 429):
            the request may be made again after a pause.
        code: Twilio's error code; 0 if there is none.
        kind: What the refusal means, whatever its code.
        reference: Where to read more, usually Twilio's page for the code.
    """

    def __init__(
        self,
        what: str,
        *,
        remedy: str = NOTHING,
        call_may_exist: bool = False,
        not_processed: bool = False,
        code: int = 0,
        kind: ErrorKind = ErrorKind.NONE,
        reference: str = "",
    ) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.call_may_exist = call_may_exist
        self.not_processed = not_processed
        self.code = code
        self.kind = kind
        self.reference = reference

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class NotANumber(SoftphoneError):
    """The text is not one telephone number that can be called.

    Attributes:
        choices: The numbers (E.164) that the text holds, where there are several.
        tones: The keys that stand behind each of them (",,123#"), or "".
    """

    choices: tuple[str, ...] = ()
    tones: Mapping[str, str] = MappingProxyType({})


class CalledBefore(SoftphoneError):
    """The number was called a moment ago, or is being called: the agent is asked first."""


class EmergencyNumber(SoftphoneError):
    """The text is an emergency number: never placed from here."""
