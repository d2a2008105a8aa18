"""Numbers of ours that Twilio did not let us show: set aside until they may work again.

Rule: a refused number is never swapped for another silently; it is out of the list, and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from softphone.domain.errors import ErrorKind
from softphone.domain.words import Words, say

SET_ASIDE_FOR_SECONDS: Final = 24 * 3600.0

_REASONS: Final[Mapping[str, Words]] = {
    ErrorKind.CALLER_ID_NOT_OWNED: say("Twilio refused it as a caller ID: this account may not show it."),
    ErrorKind.CALLER_ID_NOT_VALID: say("Twilio refused it as a caller ID: it is not valid."),
    ErrorKind.CALLER_ID_BLOCKED: say("Twilio refused it as a caller ID: it is on a do-not-originate list."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Twilio meant, and when it was said (seconds since 1970)."""

    kind: str
    at: float


def is_about_caller_id(kind: str) -> bool:
    """True when the number shown is refused, not the call."""
    return kind in _REASONS


def in_force(refusals: Mapping[str, Refusal], now: float) -> dict[str, Words]:
    """E.164 -> why it is set aside, for those that still are."""
    return {
        e164: _REASONS[refusal.kind]
        for e164, refusal in refusals.items()
        if refusal.kind in _REASONS and now - refusal.at < SET_ASIDE_FOR_SECONDS
    }
