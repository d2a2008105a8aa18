"""Access tokens for the line in the app, made here from the API key.

Rule 1: a token lives ten minutes, may only receive calls, and is kept in memory alone.
Rule 2: the key must be a standard key (or the main one): Twilio takes no tokens that a restricted
        key signed. Where agents have none, the company's token URL makes them (``token_url``).

Source: https://www.twilio.com/docs/iam/access-tokens
"""

from softphone.adapters.twilio.client import Credentials
from softphone.adapters.twilio.regions import Region
from softphone.application.line.line_access import TOKEN_LIVES_SECONDS, AccessToken


class KeyTokens:
    """Signs with the API key."""

    def __init__(self, credentials: Credentials) -> None:
        self._key = credentials

    def token(self, identity: str) -> AccessToken:
        from twilio.jwt import access_token
        from twilio.jwt.access_token.grants import VoiceGrant

        made = access_token.AccessToken(
            self._key.account_sid,
            self._key.api_key_sid,
            self._key.api_key_secret,
            identity=identity,
            ttl=int(TOKEN_LIVES_SECONDS),
            region=None if self._key.region is Region.US1 else self._key.region.value,
        )
        made.add_grant(VoiceGrant(incoming_allow=True))
        return AccessToken(str(made.to_jwt()), TOKEN_LIVES_SECONDS)
