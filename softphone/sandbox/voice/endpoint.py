"""The socket of the gateway: TLS on 127.0.0.1, WebSockets at /signal, messages told apart.

Rule 1: a message that is no JSON, or of a type that is not known, is passed over, as Twilio's
        gateway and the SDK do with each other's newer messages.
Rule 2: going down cuts every socket; coming up again takes the same port.
"""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import WSMsgType, web

from softphone.sandbox.voice.certificate import identity
from softphone.sandbox.voice.devices import Device, Devices, Payload

PATH = "/signal"
AT_ONCE = 0.01  # 0 would wait for ever
HEARTBEAT_SECONDS = 10.0

Act = Callable[[Device, Payload], Awaitable[None]]


class Endpoint:
    """Takes devices in; ``acts`` by the type of message they send."""

    def __init__(self, devices: Devices, acts: Mapping[str, Act]) -> None:
        self._devices = devices
        self._acts = acts
        self._socket: socket.socket | None = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._runner: web.ServerRunner | None = None

    async def open(self) -> None:
        if self._runner is not None:
            return
        if self._socket is None:
            self._socket = socket.create_server(("127.0.0.1", self.port))
        self._runner = web.ServerRunner(web.Server(self._take_in, access_log=None), shutdown_timeout=AT_ONCE)
        await self._runner.setup()
        await web.SockSite(self._runner, self._socket, ssl_context=identity().context).start()
        self._socket = None  # the site's now

    async def shut(self) -> None:
        self.cut_all()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def cut_all(self) -> None:
        for device in list(self._devices.connected):
            device.cut()

    def never_opened(self) -> None:
        """Give the port back."""
        if self._socket is not None:
            self._socket.close()

    async def _take_in(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path != PATH:
            return web.Response(status=404)
        line = web.WebSocketResponse()
        await line.prepare(request)
        device = Device(line, request)
        self._devices.connected.append(device)
        beating = asyncio.ensure_future(_beats(device))
        try:
            async for message in line:
                if message.type is WSMsgType.TEXT:
                    await self._act(device, message.data)
        finally:
            beating.cancel()
            self._devices.left(device)
        return line

    async def _act(self, device: Device, text: str) -> None:
        try:
            said = json.loads(text)
        except ValueError:
            return
        payload = said.get("payload", {}) if isinstance(said, dict) else None
        if isinstance(payload, dict) and (act := self._acts.get(str(said.get("type")))) is not None:
            await act(device, payload)


async def _beats(device: Device) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        await device.beat()
