"""HTTP on 127.0.0.1, in a thread of its own; what is answered is not its business.

Rule 1: the port is bound when the listener is made, so it is known, or refused, at once.
Rule 2: closing cuts every connection; nothing is waited for.
"""

import asyncio
import json
import socket
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread

from aiohttp import BasicAuth, hdrs, web

from softphone.sandbox.desk import Delivery
from softphone.sandbox.faults import CUT
from softphone.sandbox.messages import Answer, Request, fields

AT_ONCE = 0.01  # 0 would wait for ever
Serve = Callable[[Request, str, str], Delivery]
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
        user, password = _credentials(raw)
        path, _, query = raw.raw_path.partition("?")
        form = fields(await raw.text()) if raw.method == "POST" else {}
        request = Request(raw.method, path, fields(query), form, raw.headers)
        delivery = self._serve(request, user, password)
        return await _send(raw, delivery)


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
    if fault.delay_s and fault.does != "late":
        await asyncio.sleep(fault.delay_s)
    if fault.does in CUT:
        _hang_up(raw)
    elif fault.does == "garbage":
        return web.Response(body=GARBAGE, content_type="text/html")
    elif fault.does == "truncated":
        return await _half(raw, response)
    return response


def _response(answer: Answer) -> web.Response:
    body = None if answer.body is None else json.dumps(answer.body).encode()
    response = web.Response(status=answer.status, body=body, headers=answer.headers)
    if body is not None:
        response.content_type = "application/json"
        response.charset = "utf-8"
    return response


async def _half(raw: web.BaseRequest, whole: web.Response) -> web.StreamResponse:
    """The headers of the whole answer, half of its body, then the line is cut."""
    body = whole.body if isinstance(whole.body, bytes) else b""
    response = web.StreamResponse(status=whole.status, headers=whole.headers)
    response.content_length = len(body) or 1
    await response.prepare(raw)
    if body:
        await response.write(body[: len(body) // 2])
    _hang_up(raw)
    return response


def _hang_up(raw: web.BaseRequest) -> None:
    if raw.transport is not None:
        raw.transport.close()
