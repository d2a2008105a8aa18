"""Access tokens from a URL that the company runs, for agents without a standard API key.

Rule 1: https only, and no redirect is followed: a token is never asked for in the clear.
Rule 2: the URL gets the agent's name and no credential of ours; who may ask is the company's to
        check, by its network or a client certificate.
Rule 3: errors name the server, never the whole URL or the token.

The request: POST, form field ``identity``. The answer: JSON, ``{"token": "…"}``.
"""

import base64
import binascii
import json
import time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from softphone.application.line.line_access import TOKEN_LIVES_SECONDS, AccessToken
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

TIMEOUT_SECONDS: Final = 10.0
_LONGEST_ANSWER: Final = 16_384  # bytes; a token has about 600
_ADMIN: Final = say("Tell whoever runs your company's token URL.")
_NETWORK: Final = say("Check the network connection. It is tried again by itself.")


class UrlTokens:
    """Args:
    authorities: A file of certificate authorities to trust in place of the system's.

    Raises SoftphoneError: it is not an https URL.
    """

    def __init__(self, url: str, authorities: Path | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname:
            raise SoftphoneError(
                say("The token URL does not start with https://."),
                remedy=say("An administrator can correct it in the company's settings."),
            )
        self._url, self._server = url, parts.hostname
        self._authorities = authorities

    def token(self, identity: str) -> AccessToken:
        jwt = self._read(self._asked(identity))
        return AccessToken(jwt, lives_for(jwt, time.time()))

    def _asked(self, identity: str) -> bytes:
        import requests

        verify = str(self._authorities) if self._authorities else True
        try:
            with requests.post(
                self._url,
                data={"identity": identity},
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
                verify=verify,
                stream=True,
            ) as answer:
                if answer.status_code != requests.codes.ok:
                    raise self._refused(answer.status_code)
                return bytes(next(answer.iter_content(_LONGEST_ANSWER), b""))
        except requests.exceptions.SSLError as error:
            what = say("The certificate of {server} is not trusted.", server=self._server)
            raise SoftphoneError(what, remedy=_ADMIN) from error
        except requests.RequestException as error:
            what = say("{server} did not answer when asked for a token.", server=self._server)
            raise SoftphoneError(what, remedy=_NETWORK) from error

    def _refused(self, status: int) -> SoftphoneError:
        return SoftphoneError(
            say("{server} gave no token (HTTP {status}).", server=self._server, status=status), remedy=_ADMIN
        )

    def _read(self, body: bytes) -> str:
        try:
            jwt = json.loads(body)["token"]
        except (ValueError, KeyError, TypeError):
            jwt = None
        if not isinstance(jwt, str) or jwt.count(".") != 2:
            raise SoftphoneError(
                say("What {server} answered is not an access token.", server=self._server), remedy=_ADMIN
            ) from None
        return jwt


def lives_for(jwt: str, now: float) -> float:
    """Seconds that a token lives from ``now`` (since 1970); ours, where it does not say."""
    try:
        payload = jwt.split(".")[1]
        said: Any = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return max(0.0, float(said["exp"]) - now)
    except (ValueError, KeyError, TypeError, IndexError, binascii.Error):
        return TOKEN_LIVES_SECONDS
