"""Devices: who has a socket here, and for which client they registered.

The protocol is PStream 1.6 of Twilio's Voice JS SDK, JSON ``{type, version, payload}`` over a
WebSocket; the gateway's half of it is inferred from the SDK's.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aiohttp import web

from softphone.sandbox.test_control import SandboxControl
from softphone.sandbox.voice.tokens import BAD, EXPIRED, Ticket, TokenRefused, Tokens

VERSION = "1.6"
EDGE, REGION = "roaming", "us1"

Payload = Mapping[str, Any]


class Device:
    """One socket; ``client`` is "" until its token was taken."""

    def __init__(self, socket: web.WebSocketResponse, request: web.BaseRequest) -> None:
        self.client = ""
        self.is_gone = False
        self._socket = socket
        self._request = request

    async def send(self, kind: str, **payload: object) -> None:
        """To a socket that is lost, nothing is sent."""
        await self._write(json.dumps({"type": kind, "version": VERSION, "payload": payload}))

    async def beat(self) -> None:
        await self._write("\n")

    async def refuse(self, code: int, message: str) -> None:
        await self.send("error", error={"code": code, "message": message})

    def cut(self) -> None:
        """As when a cable is pulled: no goodbye."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def _write(self, text: str) -> None:
        with suppress(ConnectionError, RuntimeError):
            await self._socket.send_str(text)


class Devices:
    """All of them, in the order they came; those who registered, in the order they did so."""

    def __init__(self, tokens: Tokens, backstage: SandboxControl) -> None:
        self.connected: list[Device] = []
        self.registered: list[Device] = []
        self._tokens = tokens
        self._backstage = backstage

    def of(self, client: str) -> list[Device]:
        """Where a call to that client rings, the latest first; Twilio rings ten at most."""
        with self._backstage.up_to_date() as world:
            most = world.conduct.devices_ring
        return [each for each in reversed(self.registered) if each.client == client][:most]

    async def listen(self, device: Device, payload: Payload) -> None:
        try:
            ticket = self._tokens.read(payload.get("token"))
        except TokenRefused as refused:
            await device.refuse(refused.code, refused.message)
            return
        device.client = ticket.client
        await device.send("connected", **_welcome(ticket))

    async def register(self, device: Device, payload: Payload) -> None:
        media = payload.get("media")
        present = isinstance(media, Mapping) and media.get("audio") is True
        if not device.client:
            await device.refuse(BAD, "AccessTokenInvalid: register comes after listen")
            return
        self._forget(device)
        if present:
            self.registered.append(device)
        with self._backstage.up_to_date() as world:
            world.people.has_device(device.client, bool(self.of(device.client)))
        if present:
            await device.send("ready")

    def left(self, device: Device) -> None:
        """Its socket is lost; what rings for its client goes on ringing."""
        device.is_gone = True
        self._forget(device)
        if device in self.connected:
            self.connected.remove(device)

    async def expire_tokens(self) -> None:
        self._tokens.expire_seen()
        for device in list(self.connected):
            await device.refuse(EXPIRED, "AccessTokenExpired")

    def _forget(self, device: Device) -> None:
        if device in self.registered:
            self.registered.remove(device)


def _welcome(ticket: Ticket) -> dict[str, object]:
    return {
        "edge": EDGE,
        "region": REGION,
        "home": REGION,
        "gateway": "sandbox",
        "token": {"identity": ticket.client, "ttl": ticket.seconds},
    }
