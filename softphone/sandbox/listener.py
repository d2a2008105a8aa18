"""HTTP on 127.0.0.1, in a thread of its own; what is answered is not its business.

Rule 1: the port is bound when the listener is made, so it is known, or refused, at once.
Rule 2: closing cuts every connection; nothing is waited for.
"""

import asyncio
import json
import socket
import zlib
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread

from aiohttp import BasicAuth, hdrs, web

from softphone.sandbox.api_front import Delivery
from softphone.sandbox.errors import invalid_parameter
from softphone.sandbox.faults import CUT, PAGES, Fault
from softphone.sandbox.messages import Answer, Request, fields

AT_ONCE = 0.01  # 0 would wait for ever
Serve = Callable[[Request, str, str], Delivery]
ANSWERED_OTHERWISE = ("body", "no content", *PAGES)
GARBAGE = b"<html><body>upstream said hello</body></html>"


class Listener:
    """Takes requests for ``serve`` and sends back its answers, or damages them as it says."""

    def __init__(self, port: int, serve: Serve) -> None:
        self._serve = serve
        self._socket = socket.create_server(("127.0.0.1", port))
        self.port: int = self._socket.getsockname()[1]
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closing: asyncio.Event | None = None
        self._thread: Thread | None = None

    def start(self) -> None:
        ready: Future[None] = Future()
        self._thread = Thread(target=lambda: asyncio.run(self._run(ready)), name="sandbox", daemon=True)
        self._thread.start()
        ready.result()

    def close(self) -> None:
        if self._thread is None:
            self._socket.close()
            return
        if self._loop is not None and self._closing is not None:
            self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join()
        self._loop = self._closing = None

    async def _run(self, ready: "Future[None]") -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=AT_ONCE)
        try:
            await runner.setup()
            await web.SockSite(runner, self._socket).start()
        except BaseException as failed:
            ready.set_exception(failed)
            raise
        ready.set_result(None)
        await self._closing.wait()
        await runner.cleanup()

    async def _handle(self, raw: web.BaseRequest) -> web.StreamResponse:
        await _go_on(raw)
        user, password = _credentials(raw)
        path, _, query = raw.raw_path.partition("?")
        try:
            form = fields((await raw.read()).decode("utf-8")) if raw.method == "POST" else {}
        except UnicodeDecodeError:
            refused = invalid_parameter("The request's body is not UTF-8")
            return _response(Answer(refused.status, refused.body))
        base = f"http://127.0.0.1:{self.port}"
        request = Request(raw.method, path, fields(query), form, raw.headers, base)
        delivery = self._serve(request, user, password)
        return await _send(raw, delivery)


async def _go_on(raw: web.BaseRequest) -> None:
    """Answer Expect: 100-continue, as curl asks before a longer body; aiohttp's bare server does not."""
    if raw.headers.get(hdrs.EXPECT, "").lower() == "100-continue" and raw.transport is not None:
        raw.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")


def _credentials(raw: web.BaseRequest) -> tuple[str, str]:
    try:
        said = BasicAuth.decode(raw.headers.get(hdrs.AUTHORIZATION, ""))
    except ValueError:
        return "", ""
    return said.login, said.password


async def _send(raw: web.BaseRequest, delivery: Delivery) -> web.StreamResponse:
    response, fault = _response(delivery.answer), delivery.fault
    if fault is None:
        return response
    if fault.delay_s and fault.does not in ("late", "drip"):
        await asyncio.sleep(fault.delay_s)
    if fault.does in CUT:
        _hang_up(raw)
    elif fault.does == "garbage":
        return web.Response(body=GARBAGE, content_type="text/html")
    elif fault.does == "truncated":
        return await _cut(raw, response, max(1, len(_body(response)) // 2))
    elif fault.does == "cut":
        return await _cut(raw, response, fault.after_bytes)
    elif fault.does == "drip":
        return await _drip(raw, response, fault.delay_s)
    elif fault.does == "bomb":
        return await _bomb(raw, fault.unpacks_to)
    elif fault.does in ANSWERED_OTHERWISE:
        return _otherwise(response, fault)
    return response


def _response(answer: Answer) -> web.Response:
    body = None if answer.body is None else json.dumps(answer.body).encode()
    response = web.Response(status=answer.status, body=body, headers=answer.headers)
    if body is not None:
        response.content_type = "application/json"
        response.charset = "utf-8"
    return response


def _body(response: web.Response) -> bytes:
    return response.body if isinstance(response.body, bytes) else b""


def _otherwise(response: web.Response, fault: Fault) -> web.Response:
    """Another answer in the place of Twilio's; what looks like JSON is said to be."""
    if fault.status == 204:
        return web.Response(status=204)
    kind = "text/html" if fault.body.startswith("<") else "text/plain"
    if fault.does == "body":
        kind = "application/json"
    dates = {"Date": response.headers["Date"]} if "Date" in response.headers else {}
    return web.Response(status=fault.status, text=fault.body, content_type=kind, headers=dates)


async def _cut(raw: web.BaseRequest, whole: web.Response, after: int) -> web.StreamResponse:
    """The headers of the whole answer, its first bytes, then the line is cut."""
    body = _body(whole)
    response = web.StreamResponse(status=whole.status, headers=whole.headers)
    response.content_length = max(len(body), after + 1)
    await response.prepare(raw)
    if body[:after]:
        await response.write(body[:after])
    _hang_up(raw)
    return response


async def _drip(raw: web.BaseRequest, whole: web.Response, every: float) -> web.StreamResponse:
    """The whole answer, a byte at a time."""
    response = web.StreamResponse(status=whole.status, headers=whole.headers)
    response.content_length = len(_body(whole))
    await response.prepare(raw)
    for byte in _body(whole):
        await response.write(bytes((byte,)))
        await asyncio.sleep(every)
    return response


async def _bomb(raw: web.BaseRequest, unpacks_to: int) -> web.StreamResponse:
    """Little on the way, a lot once it is unpacked."""
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    response = web.StreamResponse(headers=headers)
    await response.prepare(raw)
    pack, blank = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS), b" " * (1 << 20)
    for _ in range(max(1, unpacks_to // len(blank))):
        if packed := pack.compress(blank):
            await response.write(packed)
        await asyncio.sleep(0)
    await response.write(pack.flush())
    return response


def _hang_up(raw: web.BaseRequest) -> None:
    if raw.transport is not None:
        raw.transport.close()
