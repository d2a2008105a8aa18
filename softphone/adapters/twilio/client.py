"""One Twilio client a thread, pointed at Twilio or at a sandbox.

Rule 1: every request has one time-out for all of it; none is repeated by the library.
Rule 2: a sandbox is on loopback, or no credential leaves this process.
Rule 3: TWILIO_* variables and proxies for the outside world do not move requests to a sandbox.
Rule 4: the requests of calls can be given up from another thread; no other request is disturbed.
"""

import ipaddress
import logging
import re
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from softphone.adapters.system_clock import SystemClock
from softphone.adapters.twilio.clock import TwilioClock
from softphone.adapters.twilio.network.transport import Exchange, NoAnswer, WatchedAdapter, WebPage, Wire
from softphone.adapters.twilio.regions import Region, host_in, is_twilios
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

REQUESTS_REMEMBERED: Final = 50
_REQUEST_ID: Final = "Twilio-Request-Id"
_SID: Final = re.compile(r"\b([A-Z]{2})[0-9a-fA-F]{32}\b")

# At INFO it writes every number called into the log.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signs a request in.

    Attributes:
        sandbox_url: Where a sandbox listens, "http://127.0.0.1:PORT"; empty: Twilio itself.
        region: Where the account is processed; the key is of that region.
    """

    account_sid: str
    api_key_sid: str
    api_key_secret: str = field(repr=False)
    sandbox_url: str = ""
    region: Region = Region.US1


@dataclass(frozen=True, slots=True)
class AnsweredRequest:
    """A request that was answered, for a report: nothing in it names a person or opens an account.

    Attributes:
        request_id: Twilio's name for it ("RQ" and 32 hex digits); support asks for it.
    """

    at: float
    method: str
    path: str
    status: int
    request_id: str


class TwilioAccount:
    """Hands each thread its own client.

    requests' Session, which the library keeps, is not promised to be thread-safe:
    https://github.com/twilio/twilio-python/issues/580

    Args:
        clock: Put right by each answer.
        adapter: What sends a request.
    """

    def __init__(
        self,
        credentials: Credentials,
        clock: TwilioClock | None = None,
        adapter: Callable[[], HTTPAdapter] = WatchedAdapter,
    ) -> None:
        self.credentials: Final = credentials
        self.clock: Final = clock or TwilioClock(SystemClock())
        self.recent: Final[deque[AnsweredRequest]] = deque(maxlen=REQUESTS_REMEMBERED)
        self._sandbox = _loopback(credentials.sandbox_url) if credentials.sandbox_url else ""
        self._adapter = adapter
        self._of_thread = threading.local()
        self._opened: list[_TwilioHttp] = []
        self._under_way: set[Exchange] = set()

    @property
    def client(self) -> Client:
        """This thread's client."""
        return self._client("client", can_be_interrupted=False)

    @property
    def interruptible(self) -> Client:
        """This thread's client for calls: ``interrupt`` gives up what it asks for."""
        return self._client("interruptible", can_be_interrupted=True)

    def interrupt(self) -> None:
        """Give up the requests under way that can be, from any thread."""
        for exchange in tuple(self._under_way):
            exchange.give_up()

    def close(self) -> None:
        """Close the connections that are kept warm."""
        for http in self._opened:
            http.close()

    def _client(self, name: str, *, can_be_interrupted: bool) -> Client:
        client: Client | None = getattr(self._of_thread, name, None)
        if client is None:
            http = _TwilioHttp(
                self, self._sandbox, self._adapter, self._under_way if can_be_interrupted else None
            )
            self._opened.append(http)
            key = self.credentials
            client = Client(key.api_key_sid, key.api_key_secret, key.account_sid, http_client=http)
            client.edge = client.region = None
            setattr(self._of_thread, name, client)
        return client


class _TwilioHttp(TwilioHttpClient):  # type: ignore[misc]  # twilio 9.13 ships no types
    """Args:
    under_way: Where a request stands while it may be given up; None: it may not.
    """

    def __init__(
        self,
        account: TwilioAccount,
        sandbox: str,
        adapter: Callable[[], HTTPAdapter],
        under_way: set[Exchange] | None,
    ) -> None:
        super().__init__()
        self._account, self._sandbox, self._adapter, self._under_way = account, sandbox, adapter, under_way
        self._wire = Wire()
        self._open()

    def _open(self) -> None:
        self.session = requests.Session()
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, self._adapter())
        self.session.trust_env = not self._sandbox

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        url = self._address(url)
        clock = self._account.clock
        asked_at = clock.local.now()
        response = self._sent(lambda: super(_TwilioHttp, self).request(method, url, *args, **kwargs))
        if _REQUEST_ID in response.headers:  # what stands between has clocks of its own
            clock.saw(response.headers.get("Date"), asked_at, clock.local.now())
        self._account.recent.append(_asked(clock.now(), method, url, response))
        if _is_page(response):
            raise NoAnswer(was_sent=True) from WebPage()
        return response

    def _sent(self, send: Callable[[], Response]) -> Response:
        exchange = Exchange()
        if self._under_way is not None:
            self._under_way.add(exchange)
        try:
            return self._wire.send(exchange, send)
        except NoAnswer as failed:
            if failed.given_up:  # its thread may still be using the session: the next request has another
                self.close()
                self._open()
            raise
        finally:
            if self._under_way is not None:
                self._under_way.discard(exchange)

    def _address(self, url: str) -> str:
        """Where the request goes. Raises SoftphoneError: an answer named another's host."""
        parts = urlsplit(url)
        if self._sandbox:
            return urlunsplit(parts._replace(scheme="http", netloc=self._sandbox))
        if parts.scheme != "https" or not is_twilios(parts.hostname or ""):
            raise SoftphoneError(
                say("An answer pointed to an address that is not Twilio's, and was not followed."),
                remedy=say("Check what stands between this computer and Twilio."),
            )
        return urlunsplit(parts._replace(netloc=host_in(self._account.credentials.region, parts.netloc)))

    def close(self) -> None:
        self._wire.close(last=self.session.close)


def _asked(at: float, method: str, url: str, response: Response) -> AnsweredRequest:
    path = _SID.sub(r"\1…", urlsplit(url).path)
    return AnsweredRequest(at, method, path, response.status_code, response.headers.get(_REQUEST_ID, ""))


def _is_page(response: Response) -> bool:
    """Whether this is a page for people, such as a hotel's, or the way to one."""
    if 300 <= response.status_code < 400 or response.status_code == 511:
        return True
    return response.status_code < 300 and str(response.text).lstrip()[:1] == "<"


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
