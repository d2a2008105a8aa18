"""Twilio's and the network's failures, said in words people can use.

Rule 1: surely not done is only what is proven: the request was never sent, or Twilio itself refused it.
        Everything else after a request that rings a phone means "may be ringing".
Rule 2: Twilio's own 429 means that nothing was done. A gateway's may stand in the place of an answer, so it
        proves nothing of a request that rings a phone.
Rule 3: an unknown code shows Twilio's own message, the code and its page; an HTTP status is no code.
Rule 4: an answer that cannot be read, whatever is odd about it, is no answer.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from twilio.base.exceptions import TwilioException
from twilio.http.response import Response

from softphone.adapters.twilio.errors.sentences import KINDS, SENTENCES
from softphone.adapters.twilio.network.certificates import UnusableCertificates
from softphone.adapters.twilio.network.transport import NoAnswer
from softphone.adapters.twilio.network.trouble import trouble_of, unusable_answer
from softphone.domain.errors import ErrorKind, SoftphoneError
from softphone.domain.words import say

_ADDED_BY_THE_LIBRARY: Final = re.compile(r"^Unable to \w+ (record|page): ")
_PERMISSION: Final = re.compile(r"twilio(?:/[\w-]+){2,}")
_FIRST_CODE: Final = 10_000  # smaller ones are HTTP statuses, which the library puts in their place
_OF_STATUS: Final = {401: 20003, 403: 20006, 404: 20404, 429: 20429, 503: 20503}
_LOOK_FIRST: Final = say("Look at Recents before you call again.")


def page_of(code: int) -> str:
    """Twilio's page about an error code."""
    return f"https://www.twilio.com/docs/api/errors/{code}"


@contextmanager
def plainly(*, rings_a_phone: bool = False, needs: str = "") -> Iterator[None]:
    """Turn failures inside the block into SoftphoneError.

    Args:
        needs: The API key's permission that the request needs, for people.
    """
    try:
        yield
    except SoftphoneError:
        raise
    except UnusableCertificates as error:
        raise trouble_of(error) or _unreachable() from error
    except NoAnswer as error:
        if error.was_sent:
            raise _no_answer(rings_a_phone, unusable_answer(error)) from error
        raise trouble_of(error) or _unreachable() from error
    except TwilioException as error:
        refused = _refusal_of(error)
        if refused is None:
            raise _no_answer(rings_a_phone) from error
        raise _said(refused, rings_a_phone, needs) from error
    except Exception as error:  # Rule 4: the library and we read it as if it were in order
        raise _no_answer(rings_a_phone) from error


class _Refusal:
    """What Twilio, or something in its place, answered instead.

    Attributes:
        code: Twilio's; 0 if it gave none.
        is_twilios: It has the form of Twilio's refusals.
    """

    def __init__(self, status: Any, code: Any, message: Any) -> None:
        self.status = _number(status)
        said = _number(code)
        self.code = said if said >= _FIRST_CODE else 0
        self.is_twilios = bool(self.code)
        self.message = _ADDED_BY_THE_LIBRARY.sub("", str(message or "")).removesuffix(".")


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return 0
    return int(value) if isinstance(value, int) or (value.isascii() and value.isdecimal()) else 0


def _refusal_of(error: TwilioException) -> _Refusal | None:
    """None: there was no answer. A list that was refused has only the response (library 9.13)."""
    if hasattr(error, "status"):
        return _Refusal(error.status, getattr(error, "code", 0), getattr(error, "msg", "") or str(error))
    response = error.args[1] if len(error.args) > 1 else None
    if not isinstance(response, Response):
        return None
    try:
        body = json.loads(response.text)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        return _Refusal(response.status_code, 0, "")
    return _Refusal(response.status_code, body.get("code"), body.get("message"))


def _said(refused: _Refusal, rings_a_phone: bool, needs: str) -> SoftphoneError:
    not_processed = refused.status == 429 and (refused.is_twilios or not rings_a_phone)
    proven = not_processed or (refused.is_twilios and 400 <= refused.status < 500)
    if rings_a_phone and not proven and refused.status < 500:
        return _no_answer(rings_a_phone)
    code = refused.code or _OF_STATUS.get(refused.status, 20500 if refused.status >= 500 else 0)
    if (refused.status, code) == (403, 20003):  # the key is right, and may not do this
        code = 20006
    what, remedy = _words(refused, code, needs)
    in_doubt = rings_a_phone and not proven
    if in_doubt:
        what, remedy = say("{what} A phone may be ringing.", what=what), _LOOK_FIRST
    return SoftphoneError(
        what,
        remedy=remedy,
        call_may_exist=in_doubt,
        not_processed=not_processed,
        code=code,
        kind=_kind(refused, code),
        reference=page_of(code) if refused.code or code in SENTENCES else "",
    )


def _kind(refused: _Refusal, code: int) -> ErrorKind:
    """What it means; a 404 that is not Twilio's own says nothing of a call."""
    kind = KINDS.get(code, ErrorKind.NONE)
    return ErrorKind.NONE if kind is ErrorKind.NOT_FOUND and not refused.is_twilios else kind


def _words(refused: _Refusal, code: int, needs: str) -> tuple[str, str]:
    if code in SENTENCES:
        what, remedy = (say(text) for text in SENTENCES[code])
    elif refused.message and code:
        what = say("Twilio refused: {message} (code {code}).", message=refused.message, code=code)
        remedy = say("Twilio's page about this code says more.")
    else:
        what = say("Twilio refused, without saying why (HTTP {status}).", status=refused.status)
        remedy = say("Try again. If it goes on, tell the person who manages your Twilio account.")
    if KINDS.get(code) is ErrorKind.NO_PERMISSION:
        named = _PERMISSION.search(refused.message)
        needs = named[0] if named else needs
        if needs:
            remedy = say("It needs the permission “{needs}”; an administrator can give it that.", needs=needs)
    return what, remedy


def _unreachable() -> SoftphoneError:
    return SoftphoneError(
        say("Twilio cannot be reached."), remedy=say("Check the network connection, then try again.")
    )


def _no_answer(rings_a_phone: bool, known: SoftphoneError | None = None) -> SoftphoneError:
    if rings_a_phone:
        return SoftphoneError(
            say("Twilio's answer did not arrive, so a phone may be ringing."),
            remedy=_LOOK_FIRST,
            call_may_exist=True,
        )
    return known or SoftphoneError(
        say("Twilio's answer did not arrive or could not be read."),
        remedy=say("Check the network connection, then try again."),
    )
