"""Twilio's and the network's failures, said in words people can use.

Rule 1: each error of the table has its own sentence and says what to do.
Rule 2: after a request that rings a phone, a lost answer or a 5xx means "may be ringing";
        HTTP 429 and a connection that never came about mean that nothing was done.
Rule 3: an unknown code shows Twilio's own message, the code and its page.

Source: Twilio's error dictionary, https://www.twilio.com/docs/api/errors, read 2026-11.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.response import Response

from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

_SIGN_IN: Final = say("Sign in again under Account, with the key of the right account and region.")
_ADMIN: Final = say("Ask the person who manages your Twilio account.")
_CHECK: Final = say("Check the number and call again.")
_OTHER: Final = say("Choose another caller ID.")
_GEO: Final = say("An administrator can allow it under Voice, Geographic permissions in the Twilio Console.")
_WAIT: Final = say("Wait a little, then call again.")
_TRIAL: Final = say("Upgrade the Twilio account, or call a number that is verified in it.")

SENTENCES: Final[dict[int, tuple[str, str]]] = {
    20003: (say("Twilio did not accept the API key."), _SIGN_IN),
    20005: (say("The Twilio account is not active."), _ADMIN),
    10001: (say("The Twilio account is not active or has run out of funds."), _ADMIN),
    20006: (say("The API key may not do this."), say("An administrator can give the key that permission.")),
    70051: (say("The API key may not do this, or it is suspended."), _ADMIN),
    20404: (say("Twilio does not know what was asked for."), say("Refresh the numbers, then try again.")),
    21470: (say("Twilio does not know this account."), say("Check the account SID under Account.")),
    21471: (say("The Twilio account does not exist."), say("Check the account SID under Account.")),
    20429: (say("Twilio is taking too many requests of this account."), _WAIT),
    20503: (say("Twilio is not available at the moment."), _WAIT),
    20500: (say("Twilio had an error of its own."), _WAIT),
    21201: (say("No number to call reached Twilio."), say("Type the number again.")),
    21213: (say("No caller ID reached Twilio."), _OTHER),
    21202: (say("That is a premium number, and Twilio does not call it."), _CHECK),
    21203: (say("This account may not call that country or kind of number."), _GEO),
    21215: (say("This account may not call that country or kind of number."), _GEO),
    13227: (say("This account may not call that country or kind of number."), _GEO),
    32205: (say("This account may not call that country or kind of number."), _GEO),
    21205: (say("The call's instructions could not be used by Twilio."), _ADMIN),
    21218: (say("The call's application could not be used by Twilio."), _ADMIN),
    21210: (say("Twilio does not let this account show that caller ID."), _OTHER),
    21211: (say("Twilio does not take that as a number to call."), _CHECK),
    21212: (say("Twilio does not accept that caller ID."), _OTHER),
    13247: (say("That caller ID is on a do-not-originate list."), _OTHER),
    13214: (say("Twilio does not let this call show that caller ID."), _OTHER),
    21214: (say("That number cannot be reached."), _CHECK),
    21217: (say("That is not a number that can be called."), _CHECK),
    13224: (say("That number is not valid or not supported."), _CHECK),
    13223: (say("That number is not complete: it needs + and the country code."), _CHECK),
    13226: (say("That number's country is not known."), _CHECK),
    21216: (say("Twilio blocks calls to that number."), _ADMIN),
    13225: (say("Twilio blocks calls to that number."), _ADMIN),
    21219: (say("A trial account calls verified numbers only."), _TRIAL),
    573005: (say("A trial account calls verified numbers only."), _TRIAL),
    573002: (say("On a trial account, Twilio fixes which number is shown to whom."), _TRIAL),
    10002: (say("A trial account cannot do this."), say("Upgrade the Twilio account.")),
    10004: (say("The account has as many calls as it may have at once."), _WAIT),
    16020: (say("The conference is full."), _WAIT),
    16021: (say("The account has as many conferences as it may have at once."), _WAIT),
    16022: (say("The call is over already."), say("Call again.")),
    16026: (say("That leg is being called already."), say("Wait for it to answer.")),
    86008: (say("The account has as many calls as it may have at once."), _WAIT),
    21220: (say("That call is over already."), ""),
    22005: (
        say("Twilio's queue of calls is full."),
        say("Stop calling for a while and tell your administrator."),
    ),
    32017: (say("The customer's carrier blocked the call because of the caller ID's reputation."), _OTHER),
    32224: (say("The call was blocked by the rules of that region."), _OTHER),
    32018: (say("The call's instructions are too long."), _ADMIN),
}


_NO_PERMISSION: Final = frozenset({20006, 70051})
_ADDED_BY_THE_LIBRARY: Final = re.compile(r"^Unable to \w+ (record|page): ")


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
    except TwilioRestException as error:
        raise _refused(error, rings_a_phone, needs) from error
    except (requests.ConnectTimeout, requests.exceptions.ProxyError, requests.exceptions.SSLError) as error:
        raise _unreachable() from error
    except requests.ConnectionError as error:
        raise (_unreachable() if _never_connected(error) else _no_answer(rings_a_phone)) from error
    except TwilioException as error:
        raise (_refused_list(error, needs) or _no_answer(rings_a_phone)) from error
    except (requests.RequestException, ValueError) as error:
        raise _no_answer(rings_a_phone) from error


def _refused(error: TwilioRestException, rings_a_phone: bool, needs: str) -> SoftphoneError:
    status, code = int(error.status or 0), int(error.code or 0)
    if not code:
        code = {401: 20003, 403: 20006, 404: 20404, 429: 20429, 503: 20503}.get(
            status, 20500 if status >= 500 else 0
        )
    if (status, code) == (403, 20003):  # the key is right, and may not do this
        code = 20006
    in_doubt = rings_a_phone and status >= 500
    if code in SENTENCES:
        what, remedy = (say(text) for text in SENTENCES[code])
    else:
        message = _ADDED_BY_THE_LIBRARY.sub("", str(error.msg or "")).removesuffix(".")
        what = say("Twilio refused: {message} (code {code}).", message=message, code=code)
        remedy = say("Twilio's page about this code says more.")
    if code in _NO_PERMISSION and needs:
        remedy = say("It needs the permission “{needs}”; an administrator can give it that.", needs=needs)
    if in_doubt:
        what = say("{what} A phone may be ringing.", what=what)
        remedy = say("Look at Recents before you call again.")
    return SoftphoneError(
        what,
        remedy=remedy,
        call_may_exist=in_doubt,
        not_processed=status == 429,
        code=code,
        reference=page_of(code) if code else "",
    )


def _refused_list(error: TwilioException, needs: str) -> SoftphoneError | None:
    """A list that Twilio refused; the library (9.13) keeps only the response then."""
    response = error.args[1] if len(error.args) > 1 else None
    if not isinstance(response, Response):
        return None
    try:
        body = json.loads(response.text)
    except ValueError:
        body = {}
    if not isinstance(body, dict):
        body = {}
    code, message = body.get("code"), str(body.get("message", ""))
    refused = TwilioRestException(
        int(response.status_code), "", message, code if isinstance(code, int) else None
    )
    return _refused(refused, rings_a_phone=False, needs=needs)


def _unreachable() -> SoftphoneError:
    return SoftphoneError(
        say("Twilio cannot be reached."), remedy=say("Check the network connection, then try again.")
    )


def _no_answer(rings_a_phone: bool) -> SoftphoneError:
    if rings_a_phone:
        return SoftphoneError(
            say("Twilio's answer did not arrive, so a phone may be ringing."),
            remedy=say("Look at Recents before you call again."),
            call_may_exist=True,
        )
    return SoftphoneError(
        say("Twilio's answer did not arrive or could not be read."),
        remedy=say("Check the network connection, then try again."),
    )


def _never_connected(error: requests.ConnectionError) -> bool:
    """True when no byte of the request can have reached Twilio."""
    cause = getattr(error.args[0] if error.args else None, "reason", None)
    return type(cause).__name__ in {"NewConnectionError", "NameResolutionError", "ConnectTimeoutError"}
