"""What a request may say: what is understood, what is taken and never done, and nothing else.

Rule 1: a parameter that this sandbox does not act on is refused: a test must not pass because it was ignored.
Rule 2: what is taken and never done (callbacks, recording) is said once on standard error.
Rule 3: a value is checked as Twilio checks it.

Sources: twilio_api_v2010 and twilio_taskrouter_v1 of Twilio's OpenAPI; docs/api/errors/21206, 21609.
"""

import re
import sys
from collections.abc import Callable, Mapping
from typing import Final

from softphone.sandbox.errors import TwilioError, invalid_parameter
from softphone.sandbox.messages import Request

_PAGING: Final = ("PageSize", "Page", "PageToken")
_CALLBACKS: Final = (
    *("StatusCallback", "StatusCallbackEvent", "StatusCallbackMethod"),
    *("Record", "RecordingChannels", "RecordingTrack", "RecordingStatusCallback"),
    *("RecordingStatusCallbackEvent", "RecordingStatusCallbackMethod", "Trim"),
)
_OF_CALL: Final = (
    *("To", "From", "Url", "Twiml", "ApplicationSid", "Timeout", "TimeLimit"),
    *("SendDigits", "MachineDetection"),
)
_CALL_TAKEN: Final = (
    *_CALLBACKS,
    *("Method", "FallbackUrl", "FallbackMethod", "CallerId", "CallReason", "CallToken", "AsyncAmd"),
    *("AsyncAmdStatusCallback", "AsyncAmdStatusCallbackMethod", "MachineDetectionTimeout"),
    *("SipAuthUsername", "SipAuthPassword"),
)
_IN_CONFERENCE: Final = (
    *("Label", "Muted", "Hold", "Coaching", "CallSidToCoach"),
    *("EndConferenceOnExit", "StartConferenceOnEnter"),
)


def _times(*names: str) -> tuple[str, ...]:
    """Filters of lists: at, before and after."""
    return tuple(f"{name}{sign}" for name in names for sign in ("", "<", ">"))


# Kind of request -> what is acted on, what is taken and never done. A list's filters, a form's fields.
_KNOWN: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "GET IncomingPhoneNumbers": ((*_PAGING, "PhoneNumber", "FriendlyName"), ("Beta", "Origin")),
    "GET OutgoingCallerIds": ((*_PAGING, "PhoneNumber", "FriendlyName"), ()),
    "POST Calls": ((*_OF_CALL, "Status"), _CALL_TAKEN),
    "GET Calls": ((*_PAGING, "To", "From", "Status", "ParentCallSid", *_times("StartTime", "EndTime")), ()),
    "GET Conferences": ((*_PAGING, "FriendlyName", "Status", *_times("DateCreated", "DateUpdated")), ()),
    "POST Conferences": (("Status",), ("AnnounceUrl", "AnnounceMethod")),
    "GET Participants": ((*_PAGING, "Muted", "Hold", "Coaching"), ()),
    "POST Participants": (
        (*_IN_CONFERENCE, "To", "From", "Timeout", "TimeLimit", "MaxParticipants", "EarlyMedia", "Beep"),
        (
            *_CALLBACKS,
            *(
                "HoldUrl",
                "HoldMethod",
                "WaitUrl",
                "WaitMethod",
                "AnnounceUrl",
                "AnnounceMethod",
                "BeepOnExit",
            ),
            *("ConferenceStatusCallback", "ConferenceStatusCallbackMethod", "ConferenceStatusCallbackEvent"),
            *("ConferenceRecord", "ConferenceTrim", "Region", "JitterBufferSize", "CallReason", "CallerId"),
            *("SipAuthUsername", "SipAuthPassword"),
        ),
    ),
    "GET Workers": (
        (*_PAGING, "FriendlyName", "ActivityName", "ActivitySid", "Available", "TargetWorkersExpression"),
        (),
    ),
    "POST Workers": (("FriendlyName", "Attributes", "ActivitySid"), ("RejectPendingReservations",)),
    "GET Activities": ((*_PAGING, "FriendlyName", "Available"), ()),
}
_ADDRESS: Final = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def check(request: Request, kind: str) -> None:
    """Raises TwilioError: something in it is not understood."""
    if kind not in _KNOWN:
        return
    understood, taken = _KNOWN[kind]
    said = request.form if request.method == "POST" else request.query
    for name, value in said.items():
        if name in taken:
            _tell_once(name)
        elif name not in understood:
            raise invalid_parameter(f"{name} is not understood by this sandbox")
        if name in _VALUES:
            _VALUES[name](name, value)


_TOLD: Final[set[str]] = set()


def _tell_once(name: str) -> None:
    if name not in _TOLD:
        _TOLD.add(name)
        print(f"softphone sandbox: {name} is accepted, and never done.", file=sys.stderr)


def _one_of(*words: str) -> Callable[[str, str], None]:
    def check_value(name: str, value: str) -> None:
        if value not in words:
            raise invalid_parameter(f"{name} must be one of {', '.join(words)}: {value}")

    return check_value


def _yes_or_no(name: str, value: str) -> None:
    if value.lower() not in ("true", "false"):
        raise invalid_parameter(f"{name} must be true or false: {value}")


def _address(name: str, value: str) -> None:
    if not _ADDRESS.fullmatch(value):
        raise TwilioError(21609, f"{name} is not a valid URL: {value}")


def _digits(name: str, value: str) -> None:
    if not re.fullmatch(r"[0-9#*wW]{1,32}", value):
        raise TwilioError(21206, f"Invalid {name}: {value}")


_VALUES: Final[Mapping[str, Callable[[str, str], None]]] = {
    "SendDigits": _digits,
    "MachineDetection": _one_of("Enable", "DetectMessageEnd"),
    "Record": _yes_or_no,
    "EarlyMedia": _yes_or_no,
    "AsyncAmd": _yes_or_no,
    "Beep": _one_of("true", "false", "onEnter", "onExit"),
    "StatusCallbackEvent": _one_of("initiated", "ringing", "answered", "completed"),
    **dict.fromkeys(
        ("StatusCallback", "RecordingStatusCallback", "ConferenceStatusCallback", "FallbackUrl", "HoldUrl"),
        _address,
    ),
}
