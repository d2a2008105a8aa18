"""Who may be called as whom: the checks before a call or a participant is created.

Sources: docs/api/errors/21201 … 21217, docs/iam/test-credentials (the magic numbers).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from softphone.sandbox.account import Account
from softphone.sandbox.errors import TwilioError, invalid_parameter

MAGIC_CALLER = "+15005550006"
INVALID_CALLER = "+15005550001"
MAGIC_DESTINATIONS = {
    "+15005550001": (21217, "Phone number does not appear to be valid: {}"),
    "+15005550002": (21214, "The phone number you are attempting to call, {}, cannot be reached"),
    "+15005550003": (21215, "Account not authorized to call {}. Perhaps you need to enable some permissions"),
    "+15005550004": (21216, "Account not allowed to call {}: it is on Twilio's block list"),
}
E164 = re.compile(r"\+(?!1)[2-9]\d{6,14}|\+1[2-9]\d{9}")
PUNCTUATION = re.compile(r"[\s().\-]")


@dataclass(frozen=True)
class Dial:
    """A call that may be placed; ``caller_sid`` is that of the account's number shown, if it is one."""

    to: str
    caller: str
    caller_sid: str | None


def checked(form: Mapping[str, str], account: Account) -> Dial:
    """What ``To`` and ``From`` come to; raises TwilioError in Twilio's words."""
    to, caller = form.get("To", "").strip(), form.get("From", "").strip()
    if not to:
        raise TwilioError(21201, "No 'To' number is specified")
    if not caller:
        raise TwilioError(21213, "No 'From' number is specified")
    to = _destination(to)
    caller, sid = _caller(caller, to, account)
    return Dial(to, caller, sid)


def whole_seconds(form: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = form.get(name, str(default))
    if not (text.isascii() and text.isdecimal()) or not least <= int(text) <= most:
        raise invalid_parameter(f"{name} must be an integer from {least} to {most}: {text}")
    return int(text)


def _destination(to: str) -> str:
    if to.startswith(("client:", "sip:", "sips:")):
        name = to.partition(":")[2]
        if name and (to.startswith("client:") or "@" in name):
            return to
        raise TwilioError(21211, f"Invalid 'To' address: {to}")
    number = _e164(to)
    if number in MAGIC_DESTINATIONS:
        code, message = MAGIC_DESTINATIONS[number]
        raise TwilioError(code, message.format(to))
    if not E164.fullmatch(number):
        raise TwilioError(21211, f"The phone number you are attempting to call, {to}, is not valid.")
    return number


def _caller(caller: str, to: str, account: Account) -> tuple[str, str | None]:
    number = _e164(caller)
    if number == MAGIC_CALLER:
        return number, None
    if not E164.fullmatch(number) or number == INVALID_CALLER:
        if not to.startswith("+") and re.fullmatch(r"(client:|sip:)?[\w.@+\-]+", caller):
            return caller, None
        raise TwilioError(21212, f"From is not a valid phone number: {caller}")
    held = account.resource_of(number)
    if held is None or held.get("capabilities", {}).get("voice") is False:
        raise TwilioError(
            21210,
            f"The source phone number provided, {number}, is not yet verified for your account. You may "
            "only make calls from phone numbers that you've verified or purchased from Twilio.",
        )
    return number, held["sid"]


def _e164(text: str) -> str:
    """A number as Twilio reads it: without a plus, ten digits are North American."""
    digits = PUNCTUATION.sub("", text)
    if re.fullmatch(r"\d{10}", digits):
        return f"+1{digits}"
    return f"+{digits}" if re.fullmatch(r"\d+", digits) else digits
