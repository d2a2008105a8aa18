"""The agent's own telephone line inside the app: its states in words, its trouble, its calls.

Rule 1: a state is what is true now; each has one sentence and, where a person can act, one remedy.
Rule 2: trouble of the microphone is looked up in a table, by the browser's name for it.
Rule 3: only a call that this app asked for is answered by itself; every other one rings and asks.

Source: the names of DOMException that getUserMedia may give,
https://www.w3.org/TR/mediacapture-streams/.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from softphone.domain.errors import NOTHING
from softphone.domain.words import say

CALL_PARAMETER: Final = "call"
CLIENT: Final = "client:"


class LineState(StrEnum):
    OFF = "off"
    NOT_INSTALLED = "not installed"
    NO_LIBRARY = "a system library is missing"
    LEFT_OUT = "left out"  # built without the SDK
    STARTING = "starting"
    READY = "ready"
    NOT_REGISTERED = "not registered"
    RECONNECTING = "reconnecting"
    LOST = "lost during a call"
    NO_MICROPHONE = "no microphone"
    NO_PERMISSION = "no permission"
    BUSY = "busy"  # another program has the microphone


@dataclass(frozen=True, slots=True)
class LineStatus:
    """What is true of the line, for people.

    Attributes:
        what: One sentence.
        remedy: What to do; empty if nothing helps or nothing is needed.
        code: Twilio's error code; 0 if there is none.
    """

    state: LineState
    what: str
    remedy: str = NOTHING
    code: int = 0


_S: Final = LineState
_NETWORK: Final = say("Check the network connection. It is tried again by itself.")

STATUS: Final[dict[LineState, LineStatus]] = {
    state: LineStatus(state, what, remedy)
    for state, what, remedy in (
        (_S.OFF, say("Audio in the app is off: your calls ring at another phone."), NOTHING),
        (
            _S.NOT_INSTALLED,
            say("Audio in the app is not installed."),
            say("Install it with: pip install 'softphone[audio]'. Or choose another phone under Account."),
        ),
        (
            _S.NO_LIBRARY,
            say("A system library that audio in the app needs is missing."),
            say("The log names it. On Debian and Ubuntu, packaging/prepare.sh system installs them all."),
        ),
        (
            _S.LEFT_OUT,
            say("This softphone was built without Twilio's Voice SDK, so it has no audio."),
            say("Build it where npm is installed, or choose another phone under Account."),
        ),
        (_S.STARTING, say("Your line is starting…"), NOTHING),
        (_S.READY, say("Your line is ready."), NOTHING),
        (_S.NOT_REGISTERED, say("Your line is not connected to Twilio."), _NETWORK),
        (_S.RECONNECTING, say("Your line is reconnecting…"), NOTHING),
        (
            _S.LOST,
            say("The connection was lost during the call, and its sound with it."),
            say("It is not known whether the other side still hears. Call again once your line is ready."),
        ),
        (
            _S.NO_MICROPHONE,
            say("There is no microphone."),
            say("Plug in a headset; it is found by itself."),
        ),
        (
            _S.NO_PERMISSION,
            say("The system does not let this app use the microphone."),
            say("Allow it in the system's privacy settings, then call again."),
        ),
        (
            _S.BUSY,
            say("The microphone is in use by another program, or does not answer."),
            say("Close the other program, or choose another microphone under Preferences."),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the SDK or the browser reported.

    Attributes:
        state: What it makes of the line while it lasts.
        needs_token: A new access token may cure it, at once.
        passes: The SDK goes on trying by itself.
    """

    state: LineState
    what: str
    remedy: str = NOTHING
    needs_token: bool = False
    passes: bool = False


# What getUserMedia gave.
MICROPHONE_CAUSES: Final[dict[str, LineState]] = {
    "NotAllowedError": _S.NO_PERMISSION,
    "SecurityError": _S.NO_PERMISSION,
    "NotFoundError": _S.NO_MICROPHONE,
    "OverconstrainedError": _S.NO_MICROPHONE,
    "NotReadableError": _S.BUSY,
    "AbortError": _S.BUSY,
}
MICROPHONE_STATES: Final = frozenset({_S.NO_MICROPHONE, _S.NO_PERMISSION, _S.BUSY})


def microphone_trouble(cause: str, *, has_microphone: bool = True) -> Trouble | None:
    """What the browser says of the microphone; None: nothing.

    Args:
        cause: The name of the browser's exception; empty if there is none.
        has_microphone: Whether any is plugged in: "aborted" is also what a browser without one says.
    """
    state = MICROPHONE_CAUSES.get(cause)
    if state is None:
        return None
    if not has_microphone and state is not _S.NO_PERMISSION:
        state = _S.NO_MICROPHONE
    return trouble_in(state)


def trouble_in(state: LineState) -> Trouble:
    """The state's own words as a trouble."""
    return Trouble(state, STATUS[state].what, STATUS[state].remedy)


def status_of(trouble: Trouble, code: int = 0) -> LineStatus:
    return LineStatus(trouble.state, trouble.what, trouble.remedy, code)


@dataclass(frozen=True, slots=True)
class InvitedCall:
    """A call that rings on the line.

    Attributes:
        sid: Twilio's call SID of this leg.
        caller: Who calls, as Twilio gives it: E.164, or "client:" and a name.
        parameters: What whoever made the call sent along.
    """

    sid: str
    caller: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def call_id(self) -> str:
        """The app's own call that this leg belongs to; empty if none is named."""
        return self.parameters.get(CALL_PARAMETER, "")


def is_own_leg(invited: InvitedCall, asked_for: Collection[str]) -> bool:
    """True for the agent's leg of a call that this app has asked for and not yet got."""
    return bool(invited.call_id) and invited.call_id in asked_for


def rings_in_the_app(endpoint: str) -> bool:
    """Whether a call that rings at ``endpoint`` rings on the line of the app."""
    return endpoint.startswith(CLIENT)


def client_endpoint(agent: str) -> str:
    """The endpoint of an agent's line in the app: "client:Ana_Diaz" of "Ana Diaz"; empty without a name.

    Twilio asks for letters, digits and _ ; . - + work as well.
    """
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "_.+-") else "_" for sign in agent)
    return f"{CLIENT}{name}" if name else ""


def identity_of(endpoint: str) -> str:
    """The name that the line is registered under: "ana" of "client:ana"; empty for other endpoints."""
    return phone_rung(endpoint).removeprefix(CLIENT) if rings_in_the_app(endpoint) else ""


def phone_rung(to: str) -> str:
    """The phone itself, without what a client was told: "client:ana" of "client:ana?call=…"."""
    return to.partition("?")[0] if rings_in_the_app(to) else to


def ringing_endpoint(endpoint: str, call_id: str) -> str:
    """Where Twilio is to ring: a client is told which call it is rung for; other phones are not.

    Source: https://www.twilio.com/docs/voice/api/call-resource (custom parameters of a client).
    """
    return f"{endpoint}?{CALL_PARAMETER}={call_id}" if rings_in_the_app(endpoint) else endpoint
