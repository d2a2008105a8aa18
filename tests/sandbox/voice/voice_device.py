"""A Voice SDK device without a browser: the SDK's half of PStream 1.6, a tone for a microphone.

It answers as the SDK does: active, and without candidates of its own.
"""

import asyncio
import json
import re
import ssl
import time
from array import array
from collections.abc import Callable
from fractions import Fraction
from math import pi, sin
from threading import Condition

import aiohttp
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from av import AudioFrame, AudioResampler
from listening import RATE

from softphone.sandbox.voice.own_thread import OwnThread

PATIENCE_SECONDS = 8.0
SAMPLES = RATE // 50
BYTES_KEPT = 2 * RATE * 4


class Tone(MediaStreamTrack):
    """A microphone that hears one tone; ``hz`` 0 is a quiet room."""

    kind = "audio"

    def __init__(self, hz: int) -> None:
        super().__init__()
        self._hz = hz
        self._sent = 0
        self._begun = 0.0

    async def recv(self) -> AudioFrame:
        self._begun = self._begun or time.monotonic()
        await asyncio.sleep(self._begun + self._sent / RATE - time.monotonic())
        wave = (
            int(8000 * sin(2 * pi * self._hz * n / RATE)) for n in range(self._sent, self._sent + SAMPLES)
        )
        frame = AudioFrame(format="s16", layout="mono", samples=SAMPLES)
        frame.planes[0].update(array("h", wave).tobytes())
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), self._sent
        self._sent += SAMPLES
        return frame


class VoiceDevice:
    """One device, used from the test's thread."""

    def __init__(self, url: str, certificate_pem: str, hz: int = 1000) -> None:
        self.received: list[dict] = []
        self.heard = b""
        self.is_connected = False
        self._url, self._hz = url, hz
        self._trust = ssl.create_default_context(cadata=certificate_pem)
        self._news = Condition()
        self._peers: dict[str, RTCPeerConnection] = {}
        self._listening: list[asyncio.Future] = []
        self._reading: asyncio.Future | None = None
        self._sdp: dict[str, str] = {}
        self._session: aiohttp.ClientSession | None = None
        self._thread = OwnThread("device")
        self._thread.start()

    def connect(self, token: str) -> None:
        self._thread.do(self._connect())
        self.send("listen", token=token, browserinfo={}, reconnectTimeout=0)

    def register(self, token: str) -> None:
        self.connect(token)
        self.expect("connected")
        self.send("register", media={"audio": True})
        self.expect("ready")

    def send(self, kind: str, **payload: object) -> None:
        self._thread.do(
            self._socket.send_str(json.dumps({"type": kind, "version": "1.6", "payload": payload}))
        )

    def expect(self, kind: str) -> dict:
        """The payload of the next message, which must be of that type."""
        self.until(lambda: self.received, f"a message; expected {kind}")
        message = self.received.pop(0)
        assert message["type"] == kind, message
        return message.get("payload", {})

    def answer(self, invite: dict) -> None:
        self._thread.do(self._answer(invite))
        self.send("answer", callsid=invite["callsid"], sdp=self._sdp[invite["callsid"]])

    def resume(self, invite: dict, token: str) -> None:
        """What the SDK sends about a call when its socket is back."""
        self.send("invite", callsid=invite["callsid"], sdp=self._sdp[invite["callsid"]], reconnect=token)

    def lose_media(self) -> None:
        for peer in self._peers.values():
            self._thread.do(peer.close())

    def until(self, is_so: Callable[[], object], what: str) -> None:
        """Wait for something; looked at anew with everything that arrives, and now and then."""
        end = time.monotonic() + PATIENCE_SECONDS
        with self._news:
            while not is_so():
                assert time.monotonic() < end, f"waited for {what}; there is {self.received}"
                self._news.wait(0.1)

    def close(self) -> None:
        self._thread.close(self._close)

    async def _connect(self) -> None:
        if self._session is not None:
            await self._session.close()
        self._session = aiohttp.ClientSession()
        self._socket = await self._session.ws_connect(self._url, ssl=self._trust)
        self.is_connected = True
        self._reading = asyncio.ensure_future(self._read(self._socket))

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT and message.data != "\n":
                self._tell(lambda said=message.data: self.received.append(json.loads(said)))
        self._tell(lambda: setattr(self, "is_connected", False))

    async def _answer(self, invite: dict) -> None:
        peer = self._peers[invite["callsid"]] = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        peer.on("track", lambda track: self._listening.append(asyncio.ensure_future(self._listen(track))))
        peer.addTrack(Tone(self._hz))
        await peer.setRemoteDescription(RTCSessionDescription(invite["sdp"], "offer"))
        await peer.setLocalDescription(await peer.createAnswer())
        self._sdp[invite["callsid"]] = re.sub(
            "a=(candidate|end-of-cand)[^\n]*\n", "", peer.localDescription.sdp
        )

    async def _listen(self, track: MediaStreamTrack) -> None:
        resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
        while True:
            try:
                frame = await track.recv()
            except MediaStreamError:
                return
            came = b"".join(bytes(each.planes[0])[: 2 * each.samples] for each in resampler.resample(frame))
            self._tell(lambda came=came: setattr(self, "heard", (self.heard + came)[-BYTES_KEPT:]))

    def _tell(self, change: Callable[[], object]) -> None:
        with self._news:
            change()
            self._news.notify_all()

    async def _close(self) -> None:
        for task in self._listening:
            task.cancel()
        for peer in self._peers.values():
            await peer.close()
        if self._session is not None:
            await self._session.close()
