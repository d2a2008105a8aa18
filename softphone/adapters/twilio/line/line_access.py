"""What opens an agent's line in the app: who makes its tokens, and where it is served.

Rule 1: beside a sandbox a token is signed with the sandbox's own key and goes to this machine alone.
Rule 2: a sandbox says by itself where it serves lines, at /sandbox/voice, without credentials.
"""

from typing import TYPE_CHECKING, Any, Final

from softphone.adapters.twilio.errors.voice_sdk import trouble_of
from softphone.application.line.line_access import Gateway, LineAccess
from softphone.domain.line.line_state import identity_of, rings_in_the_app

if TYPE_CHECKING:
    from softphone.adapters.twilio.client import TwilioAccount
    from softphone.application.line.test_call import LineTests

_AT_ONCE_SECONDS: Final = 2.0


def line_access(endpoint: str, account: "TwilioAccount", token_url: str) -> LineAccess | None:
    """None: the agent's calls ring at another phone, or at a sandbox that serves no lines."""
    if not rings_in_the_app(endpoint):
        return None
    key = account.credentials
    served = _gateway_of(key.sandbox_url) if key.sandbox_url else None
    if key.sandbox_url and served is None:
        return None
    from softphone.adapters.twilio.line.access_token import KeyTokens
    from softphone.adapters.twilio.line.token_url import UrlTokens
    from softphone.adapters.twilio.regions import EDGES

    tokens = UrlTokens(token_url) if token_url and not key.sandbox_url else KeyTokens(key)
    edge = "" if key.sandbox_url else EDGES.get(key.region, "")
    return LineAccess(identity_of(endpoint), tokens, trouble_of, served, lambda: _tests(account), edge)


def _tests(account: "TwilioAccount") -> "LineTests":
    """Loaded when somebody tests the line."""
    from softphone.adapters.twilio.line.line_tests import TwilioLineTests

    return TwilioLineTests(account)


def _gateway_of(sandbox_url: str) -> Gateway | None:
    """Where a sandbox serves lines; None where it does not, or not on this machine."""
    import requests

    with requests.Session() as session:
        session.trust_env = False  # as for every request to a sandbox: no proxy comes between
        try:
            answer = session.get(f"{sandbox_url}/sandbox/voice", timeout=_AT_ONCE_SECONDS)
            told: Any = answer.json() if answer.ok else None
        except (requests.RequestException, ValueError):
            return None
    return gateway(told.get("url"), told.get("certificate")) if isinstance(told, dict) else None


def gateway(url: object, certificate: object) -> Gateway | None:
    """What a sandbox says of its lines, if that is on this machine."""
    address = str(url).removeprefix("wss://").partition("/")[0]
    if not certificate or not address.startswith("127.0.0.1:"):
        return None
    return Gateway(address, str(certificate))
