"""One Twilio client a thread, with a time-out, pointed at Twilio or at a sandbox.

Rule 1: every request has a time-out; none is repeated by the library.
Rule 2: a sandbox is on loopback, or no credential leaves this process.
Rule 3: TWILIO_* variables and proxies for the outside world do not move requests to a sandbox.
"""

import ipaddress
import logging
import threading
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

TIMEOUT_SECONDS: Final = 10.0

# At INFO it writes every number called into the log.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signs a request in.

    Attributes:
        sandbox_url: Where a sandbox listens, "http://127.0.0.1:PORT"; empty: Twilio itself.
    """

    account_sid: str
    api_key_sid: str
    api_key_secret: str = field(repr=False)
    sandbox_url: str = ""


class TwilioAccount:
    """Hands each thread its own client.

    requests' Session, which the library keeps, is not promised to be thread-safe:
    https://github.com/twilio/twilio-python/issues/580
    """

    def __init__(self, credentials: Credentials) -> None:
        self.credentials: Final = credentials
        self._sandbox = _loopback(credentials.sandbox_url) if credentials.sandbox_url else ""
        self._of_thread = threading.local()
        self._opened: list[_Http] = []

    @property
    def client(self) -> Client:
        if not hasattr(self._of_thread, "client"):
            http = _Http(self._sandbox)
            self._opened.append(http)
            key = self.credentials
            client = Client(key.api_key_sid, key.api_key_secret, key.account_sid, http_client=http)
            client.edge = client.region = None
            self._of_thread.client = client
        return self._of_thread.client

    def close(self) -> None:
        """Close the connections that are kept warm."""
        for http in self._opened:
            if http.session is not None:
                http.session.close()


class _Http(TwilioHttpClient):  # type: ignore[misc]  # twilio 9.13 ships no types
    def __init__(self, sandbox: str) -> None:
        super().__init__(timeout=TIMEOUT_SECONDS)
        self._sandbox = sandbox
        if sandbox and self.session is not None:
            self.session.trust_env = False

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        if self._sandbox:
            url = urlunsplit(urlsplit(url)._replace(scheme="http", netloc=self._sandbox))
        return super().request(method, url, *args, **kwargs)


def _loopback(url: str) -> str:
    """HOST:PORT of a sandbox's address.

    Raises SoftphoneError: it is not an http address on this machine.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme != "http" or port is None or not _is_loopback(host):
        raise SoftphoneError(
            say("A sandbox must be on this machine; “{url}” is not.", url=url.rpartition("@")[2][:60]),
            remedy=say("Use the address that “softphone sandbox” printed: http://127.0.0.1 and a port."),
        )
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
