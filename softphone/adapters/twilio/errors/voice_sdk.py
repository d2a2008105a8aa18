"""What the error codes of Twilio's Voice SDK mean for the agent's line.

Rule: what the browser says of the microphone goes before the SDK's code above it.

Source: the errors of @twilio/voice-sdk 2.18.5 (lib/twilio/errors/generated.ts).
"""

from dataclasses import replace
from typing import Final

from softphone.domain.line.line_state import LineState, Trouble, microphone_trouble, trouble_in
from softphone.domain.words import say

_ADMIN: Final = say("Ask the person who manages your Twilio account.")
_NETWORK: Final = say("Check the network connection. It is tried again by itself.")
_AGAIN: Final = say("It is tried again by itself.")
_FIREWALL: Final = say("Ask whoever runs your network to allow Twilio's voice media.")


def _not_registered(what: str, remedy: str, *, needs_token: bool = False) -> Trouble:
    return Trouble(LineState.NOT_REGISTERED, what, remedy, needs_token)


_EXPIRED: Final = _not_registered(
    say("The line's access token has expired."),
    say("A new one is asked for by itself. If this stays, look at this computer's clock."),
    needs_token=True,
)
_UNREACHED: Final = Trouble(
    LineState.NOT_REGISTERED, say("Twilio's voice service cannot be reached."), _NETWORK, passes=True
)
_BAD_TOKEN: Final = _not_registered(
    say("Twilio did not accept the line's access token."),
    say("It must be made with a standard API key of this account, or come from your company's token URL."),
)
_NO_MEDIA: Final = Trouble(
    LineState.RECONNECTING, say("The sound cannot get through the network."), _FIREWALL
)

TROUBLES: Final[dict[int, Trouble]] = {
    20101: _BAD_TOKEN,
    20151: _BAD_TOKEN,
    31201: _BAD_TOKEN,
    31202: _BAD_TOKEN,
    31204: _BAD_TOKEN,
    20104: _EXPIRED,
    31205: _EXPIRED,
    31203: _not_registered(say("The Twilio account is not valid or not active."), _ADMIN),
    31105: _not_registered(
        say("Your name cannot be used for a line."),
        say("Choose another name under Account: letters, digits, - and _."),
    ),
    31206: _not_registered(say("Twilio is taking too many requests of this account."), _AGAIN),
    31207: _not_registered(say("The token URL gives tokens that live too long."), _ADMIN),
    31000: _UNREACHED,
    31003: _UNREACHED,
    31005: _UNREACHED,
    31009: _UNREACHED,
    53000: _UNREACHED,
    53001: _UNREACHED,
    53400: _NO_MEDIA,
    53402: _NO_MEDIA,
    53405: replace(_NO_MEDIA, passes=True),
    31401: trouble_in(LineState.NO_PERMISSION),
    31402: trouble_in(LineState.BUSY),
}


def trouble_of(code: int, cause: str = "", *, has_microphone: bool = True) -> Trouble:
    """What a report of the SDK means.

    Args:
        code: Twilio's error code; 0 if there is none.
        cause: The name of the browser's exception below it; empty if there is none.
        has_microphone: Whether any is plugged in.
    """
    if (trouble := microphone_trouble(cause, has_microphone=has_microphone)) is not None:
        return trouble
    if code in TROUBLES:
        return TROUBLES[code]
    return _not_registered(say("Twilio reported an error on your line (code {code}).", code=code), _AGAIN)
