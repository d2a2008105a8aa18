"""What opens an agent's line in the app: who makes its tokens, and where it is served.

Rule: beside a sandbox a token is signed with the sandbox's own key and goes to this machine alone.
"""

from typing import TYPE_CHECKING, Any

from softphone.application.line import Gateway, LineAccess
from softphone.domain.line import identity_of, rings_in_the_app

if TYPE_CHECKING:
    from softphone.adapters.twilio.client import Credentials, TwilioAccount
    from softphone.application.line_test import LineTests


def gateway(url: Any, certificate: Any) -> Gateway | None:
    """Where a sandbox serves lines; None where it does not, or not on this machine."""
    address = str(url).removeprefix("wss://").partition("/")[0]
    if not certificate or not address.startswith("127.0.0.1:"):
        return None
    return Gateway(address, str(certificate))


def line_tests(account: "TwilioAccount") -> "LineTests":
    """What rings the line for a test; loaded when somebody tests it."""
    from softphone.adapters.twilio.line_tests import TwilioLineTests

    return TwilioLineTests(account)


def line_access(
    endpoint: str, key: "Credentials", served: Gateway | None, token_url: str
) -> LineAccess | None:
    """None: the agent's calls ring at another phone, or at a sandbox that serves no lines."""
    if not rings_in_the_app(endpoint) or (key.sandbox_url and served is None):
        return None
    from softphone.adapters.twilio.access_token import KeyTokens
    from softphone.adapters.twilio.token_url import UrlTokens

    tokens = UrlTokens(token_url) if token_url and not key.sandbox_url else KeyTokens(key)
    return LineAccess(identity_of(endpoint), tokens, served)
