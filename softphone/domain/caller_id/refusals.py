"""Numbers of ours that Twilio did not let us show: set aside until they may work again.

Rule: a refused number is never swapped for another silently; it is out of the list, and says why.

Source: Twilio's error dictionary; 21210, 13214: not owned or verified, 21212: not valid,
13247: on a do-not-originate list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from softphone.domain.words import Words, say

SET_ASIDE_FOR_SECONDS: Final = 24 * 3600.0

_REASONS: Final[Mapping[int, Words]] = {
    21210: say("Twilio refused it as a caller ID: this account may not show it."),
    13214: say("Twilio refused it as a caller ID: this account may not show it."),
    21212: say("Twilio refused it as a caller ID: it is not valid."),
    13247: say("Twilio refused it as a caller ID: it is on a do-not-originate list."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Twilio's code, and when it was given (seconds since 1970)."""

    code: int
    at: float


def is_about_caller_id(code: int) -> bool:
    """True when the code refuses the number shown, not the call."""
    return code in _REASONS


def in_force(refusals: Mapping[str, Refusal], now: float) -> dict[str, Words]:
    """E.164 -> why it is set aside, for those that still are."""
    return {
        e164: _REASONS[refusal.code]
        for e164, refusal in refusals.items()
        if refusal.code in _REASONS and now - refusal.at < SET_ASIDE_FOR_SECONDS
    }
