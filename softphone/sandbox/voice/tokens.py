"""Access tokens, read as Twilio reads them.

Rule 1: a token is good when this account's API key signed it, it lets its client be called, and it
        has not expired by the sandbox's clock.
Rule 2: a refusal has the code that Twilio's gateway sends; the SDK shows 20101 and 20104 for it.

Source: https://www.twilio.com/docs/iam/access-tokens
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from jwt.types import Options

BAD, EXPIRED = 31204, 31205
# What is checked here by the sandbox's clock, which need not be this machine's.
BY_ITSELF: Options = {
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
    "verify_aud": False,
}


@dataclass(frozen=True)
class Ticket:
    """What a good token says: the client's name, and for how many seconds it is still good."""

    client: str
    seconds: int


class TokenRefused(Exception):
    """A token that is not taken; ``code`` as the gateway sends it."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Tokens:
    """Reads tokens of one account's API key; ``clock`` gives seconds since 1970."""

    def __init__(self, account_sid: str, api_key_sid: str, secret: str, clock: Callable[[], float]) -> None:
        self._account_sid, self._api_key_sid = account_sid, api_key_sid
        self._secret, self._clock = secret, clock
        self._seen: set[str] = set()
        self._expired: set[str] = set()

    def read(self, token: object) -> Ticket:
        """Raises TokenRefused."""
        claims = self._claims(token)
        client = _client(claims)
        expires = claims.get("exp")
        if not client or not isinstance(expires, int | float):
            raise TokenRefused(BAD, "The token lets nobody be called")
        self._seen.add(str(token))
        left = expires - self._clock()
        if left <= 0 or token in self._expired:
            raise TokenRefused(EXPIRED, "AccessTokenExpired")
        return Ticket(client, int(left))

    def expire_seen(self) -> None:
        """Every token that was ever shown here is expired from now on."""
        self._expired |= self._seen

    def _claims(self, token: object) -> Mapping[str, Any]:
        try:
            claims = jwt.decode(str(token), self._secret, algorithms=["HS256"], options=BY_ITSELF)
        except jwt.InvalidTokenError as invalid:
            raise TokenRefused(BAD, f"AccessTokenInvalid: {invalid}") from None
        if claims.get("iss") != self._api_key_sid or claims.get("sub") != self._account_sid:
            raise TokenRefused(BAD, "AccessTokenInvalid: of another API key or account")
        return claims


def _client(claims: Mapping[str, Any]) -> str:
    """The name under which the token lets somebody be called; "" where it does not."""
    grants = claims.get("grants")
    voice = grants.get("voice") if isinstance(grants, Mapping) else None
    incoming = voice.get("incoming") if isinstance(voice, Mapping) else None
    if not isinstance(incoming, Mapping) or incoming.get("allow") is not True:
        return ""
    identity = grants.get("identity") if isinstance(grants, Mapping) else None
    return identity if isinstance(identity, str) else ""
