"""The road of a request: it knows whether a byte of it may have left, and it always ends.

Rule 1: *sent* is a fact, not a guess from the class of an exception: the connection passes ``may_leave``
        when connecting, the proxy's tunnel and TLS are done, and before the first byte of the request.
Rule 2: a request has one time for all of it, name look-up and dripping answers included, and an answer
        one size, counted after unpacking.
Rule 3: one that was given up before it was sent never will be; one that was sent is in doubt.
"""

import http.client
import socket
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, Final, TypeVar

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.contrib.socks import SOCKSConnection, SOCKSHTTPSConnection

from softphone.adapters.twilio.network.certificates import UnusableCertificates, trusted

TOTAL_SECONDS: Final = 10.0
ANSWER_BYTES_AT_MOST: Final = 16 * 1024 * 1024  # a page of 1000 numbers has 2 MB
Answer = TypeVar("Answer")
_CHUNK: Final = 64 * 1024


class NoAnswer(Exception):
    """A request without an answer that could be used; its cause says what happened.

    Attributes:
        was_sent: A byte of it may have left; False: surely none has, and none will.
        given_up: Nobody waited for it any longer: its time was over, or it was interrupted.
        asked_by_proxy: The ways to sign in that a proxy offered, in its words.
    """

    def __init__(self, *, was_sent: bool, given_up: bool = False, asked_by_proxy: str = "") -> None:
        super().__init__("no answer")
        self.was_sent, self.given_up, self.asked_by_proxy = was_sent, given_up, asked_by_proxy


class TooLarge(Exception):
    """The answer is larger than any that Twilio gives."""


class WebPage(Exception):
    """A page for people, or the way to one, came in the place of Twilio's answer."""


class Exchange:
    """One request on its way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_given_up = False
        self._connection: HTTPConnection | None = None
        self._finished = threading.Event()
        self._error: BaseException | None = None
        self.was_sent = False
        self.asked_by_proxy = ""
        self._answer: Any = None

    def may_leave(self, connection: HTTPConnection) -> None:
        """Rule 1. Raises NoAnswer: nobody waits for it any more, so it is not sent."""
        with self._lock:
            if self._is_given_up:
                raise NoAnswer(was_sent=False, given_up=True)
            self.was_sent, self._connection = True, connection

    def give_up(self) -> None:
        """Wait no longer; from any thread."""
        with self._lock:
            if self._finished.is_set():
                return
            self._is_given_up = True
            connection = self._connection
            self._finished.set()
        if connection is not None and connection.sock is not None:
            with suppress(OSError, TypeError):  # below TLS: its own shutdown is not for another thread
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    def finish(self, answer: Any, error: BaseException | None) -> None:
        """What came of it; too late where it was given up."""
        with self._lock:
            if not self._is_given_up:
                self._answer, self._error = answer, error
            self._finished.set()

    def wait(self, seconds: float) -> Any:
        """The answer. Raises NoAnswer, UnusableCertificates."""
        if not self._finished.wait(seconds):
            self.give_up()
        if self._is_given_up:
            raise NoAnswer(was_sent=self.was_sent, given_up=True)
        if self._error is not None:
            if isinstance(self._error, NoAnswer | UnusableCertificates) or not isinstance(
                self._error, Exception
            ):
                raise self._error
            raise NoAnswer(was_sent=self.was_sent, asked_by_proxy=self.asked_by_proxy) from self._error
        return self._answer


_HERE: Final = threading.local()  # the exchange of this thread


def _exchange() -> Exchange | None:
    found: Exchange | None = getattr(_HERE, "exchange", None)
    return found


class _TunnelAnswer(http.client.HTTPResponse):
    """The proxy's answer to CONNECT, with the ways to sign in that it offers."""

    def _read_status(self) -> tuple[str, int, str]:
        version, status, reason = super()._read_status()  # type: ignore[misc]  # not in the stubs
        exchange = _exchange()
        if status == 407 and exchange is not None:
            offered = http.client.parse_headers(self.fp).get_all("Proxy-Authenticate") or []
            exchange.asked_by_proxy = ", ".join(offered) or "407"
        return version, status, reason


class _Watched:
    """Passes Rule 1's mark; first of the bases of a connection."""

    def request(self: Any, *args: Any, **kwargs: Any) -> None:
        if self.sock is None:
            self.connect()
        if (exchange := _exchange()) is not None:
            exchange.may_leave(self)
        super().request(*args, **kwargs)  # type: ignore[misc]  # of the connection

    def _tunnel(self: Any) -> None:
        of_connection = vars(self)
        of_connection["response_class"] = _TunnelAnswer
        try:
            super()._tunnel()  # type: ignore[misc]  # of the connection
        finally:
            del of_connection["response_class"]


class _Http(_Watched, HTTPConnection):
    pass


class _Https(_Watched, HTTPSConnection):
    pass


class _SocksHttp(_Watched, SOCKSConnection):
    pass


class _SocksHttps(_Watched, SOCKSHTTPSConnection):
    pass


def _pools(http_: type, https: type) -> dict[str, type]:
    return {
        "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": http_}),
        "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": https}),
    }


_POOLS: Final = _pools(_Http, _Https)
_SOCKS_POOLS: Final = _pools(_SocksHttp, _SocksHttps)


class WatchedAdapter(HTTPAdapter):
    """requests' own adapter, on watched connections, with bounded answers."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _SOCKS_POOLS if proxy.lower().startswith("socks") else _POOLS
        return manager

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        host, pool = super().build_connection_pool_key_attributes(request, True, cert)
        pool.pop("ca_certs", None)
        if host["scheme"] == "https":
            pool["ssl_context"] = trusted()
        return host, pool

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context has it: not requests' own list of authorities."""
        conn.cert_reqs = "CERT_REQUIRED"

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        request.headers["Accept-Encoding"] = "gzip"
        kwargs["stream"] = True  # the body is read here, within bounds
        response = super().send(request, *args, **kwargs)
        try:
            body = _unpacked(response)
        except BaseException:
            response.close()
            raise
        response._content, response._content_consumed = body, True
        response.raw.release_conn()
        return response


def _unpacked(response: requests.Response) -> bytes:
    """The whole body. Raises TooLarge, and what the connection raises."""
    packed = response.headers.get("Content-Encoding", "").lower() == "gzip"
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if packed else None
    body = bytearray()
    while chunk := response.raw.read(_CHUNK, decode_content=False):
        left = ANSWER_BYTES_AT_MOST - len(body)
        body += unpack.decompress(chunk, left + 1) if unpack is not None else chunk
        if len(body) > ANSWER_BYTES_AT_MOST:
            raise TooLarge
    if unpack is not None and not unpack.eof:
        raise http.client.IncompleteRead(bytes(body))
    return bytes(body)


class Wire:
    """Sends the requests of one thread, one after the other, each in its bounds."""

    def __init__(self) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] | None = None

    def send(self, exchange: Exchange, send: Callable[[], Answer]) -> Answer:
        """What ``send()`` returns. Raises NoAnswer, UnusableCertificates."""

        def work() -> None:
            _HERE.exchange = exchange
            try:
                answer = send()
            except BaseException as error:
                exchange.finish(None, error)
            else:
                exchange.finish(answer, None)

        if self._work is None:
            self._work = SimpleQueue()
            threading.Thread(target=_run, args=(self._work,), name="request", daemon=True).start()
        self._work.put(work)
        answer: Answer = exchange.wait(TOTAL_SECONDS)
        return answer

    def close(self, last: Callable[[], None]) -> None:
        """Let the thread do one last thing and end, once it can: it may hang in a name look-up."""
        if self._work is None:
            last()
            return
        self._work.put(last)
        self._work.put(None)
        self._work = None


def _run(work: "SimpleQueue[Callable[[], None] | None]") -> None:
    while (each := work.get()) is not None:
        each()
