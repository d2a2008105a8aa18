"""What each of Twilio's error codes means to a person, and to the one who asked.

Rule: a code has its own sentence and says what to do.

Source: Twilio's error dictionary, https://www.twilio.com/docs/api/errors, read 2026-11. What the
dictionary has of 20010 and 21264 was not to be read; their sentences say no more than is known.
"""

from typing import Final

from softphone.domain.errors import ErrorKind
from softphone.domain.words import say

_SIGN_IN: Final = say("Sign in again under Account, with the key of the right account and region.")
_ADMIN: Final = say("Ask the person who manages your Twilio account.")
_CHECK: Final = say("Check the number and call again.")
_OTHER: Final = say("Choose another caller ID.")
_GEO: Final = say("An administrator can allow it under Voice, Geographic permissions in the Twilio Console.")
_WAIT: Final = say("Wait a little, then call again.")
_UPDATE: Final = say("A newer version of this program may know better; tell its makers.")
_TRIAL: Final = say("Upgrade the Twilio account, or call a number that is verified in it.")

SENTENCES: Final[dict[int, tuple[str, str]]] = {
    20003: (say("Twilio did not accept the API key."), _SIGN_IN),
    20005: (say("The Twilio account is not active."), _ADMIN),
    10001: (say("The Twilio account is not active or has run out of funds."), _ADMIN),
    20006: (say("The API key may not do this."), say("An administrator can give the key that permission.")),
    70051: (say("The API key may not do this."), _ADMIN),
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
    20403: (say("The Twilio account is suspended."), _ADMIN),
    20010: (say("The Twilio account may not do this at present."), _ADMIN),
    10005: (say("Calling is switched off for this Twilio account."), _ADMIN),
    20004: (say("Twilio does not offer what was asked for."), _UPDATE),
    90002: (
        say("That is the SID of something else, not of a Twilio account."),
        say("The account SID begins with AC; the key's, with SK, has a field of its own."),
    ),
    21226: (say("SIP is not switched on for this Twilio account."), _ADMIN),
    21264: (say("Twilio does not accept that caller ID for this call."), _OTHER),
    21265: (say("A short code cannot be called."), _CHECK),
    21266: (say("The number called and the number shown are the same."), _OTHER),
}

KINDS: Final[dict[int, ErrorKind]] = {
    **dict.fromkeys((20404,), ErrorKind.NOT_FOUND),
    **dict.fromkeys((16026,), ErrorKind.LABEL_IN_USE),
    **dict.fromkeys((21220, 16022), ErrorKind.OVER),
    **dict.fromkeys((20006, 70051), ErrorKind.NO_PERMISSION),
    **dict.fromkeys((20003,), ErrorKind.NOT_SIGNED_IN),
    **dict.fromkeys((21210, 13214), ErrorKind.CALLER_ID_NOT_OWNED),
    **dict.fromkeys((21212,), ErrorKind.CALLER_ID_NOT_VALID),
    **dict.fromkeys((13247,), ErrorKind.CALLER_ID_BLOCKED),
    **dict.fromkeys((21264,), ErrorKind.CALLER_ID_REFUSED),
}
