"""The media of one leg, by aiortc. Loaded when a device is there, for it takes half a second.

Rule 1: loopback only: candidates are 127.0.0.1, no STUN server is asked, others' are not tried.
Rule 2: sound goes in and out in frames of 20 ms; the mixer's beat is the only clock.
Rule 3: what came late is caught up by leaving some out, never by falling behind.
"""

import asyncio
import re
from array import array
from collections import deque
from collections.abc import Callable
from fractions import Fraction

import aioice.ice
from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError, MediaStreamTrack
from av import AudioFrame, AudioResampler

from softphone.sandbox.voice import sounds

FOREIGN_CANDIDATE = re.compile(r"a=candidate:(?!\S+ \d+ \S+ \d+ 127\.0\.0\.1 )[^\n]*\n")
FRAMES_AHEAD, MOST_FRAMES_AHEAD = 2, 8
GONE = ("failed", "closed")


def _only_loopback(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    return ["127.0.0.1"]


# aioice leaves loopback out and has no setting for it; nothing else in this process uses aioice.
aioice.ice.get_host_addresses = _only_loopback


class Speaking(MediaStreamTrack):
    """What the other side hears: frames as they are given."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._frames: asyncio.Queue[sounds.Frame] = asyncio.Queue(maxsize=MOST_FRAMES_AHEAD)
        self._sent = 0

    def give(self, frame: sounds.Frame) -> None:
        if self._frames.full():
            self._frames.get_nowait()
        self._frames.put_nowait(frame)

    async def recv(self) -> AudioFrame:
        if self.readyState != "live":
            raise MediaStreamError
        samples = await self._frames.get()
        frame = AudioFrame(format="s16", layout="mono", samples=len(samples))
        frame.planes[0].update(samples.tobytes())
        frame.sample_rate, frame.time_base = sounds.RATE, Fraction(1, sounds.RATE)
        frame.pts = self._sent
        self._sent += len(samples)
        return frame


class Listening:
    """What came from the other side, 20 ms at a time; silence where nothing came."""

    def __init__(self) -> None:
        self._frames: deque[sounds.Frame] = deque()
        self._flows = False

    def take(self) -> sounds.Frame:
        self._flows = len(self._frames) >= (1 if self._flows else FRAMES_AHEAD)
        while len(self._frames) > MOST_FRAMES_AHEAD:
            self._frames.popleft()
        return self._frames.popleft() if self._flows else sounds.SILENCE

    async def follow(self, track: MediaStreamTrack) -> None:
        resampler = AudioResampler(
            format="s16", layout="mono", rate=sounds.RATE, frame_size=sounds.SAMPLES_A_FRAME
        )
        while True:
            try:
                came = await track.recv()
            except MediaStreamError:
                return
            if isinstance(came, AudioFrame):
                self._keep(resampler.resample(came))

    def _keep(self, frames: list[AudioFrame]) -> None:
        for each in frames:
            samples = array("h", bytes(each.planes[0])[: 2 * each.samples])
            if len(samples) == sounds.SAMPLES_A_FRAME:
                self._frames.append(samples)


class Peer:
    """One peer connection that we offer; ``gone`` is called when its media is lost for good."""

    def __init__(self, gone: Callable[[], None]) -> None:
        self._connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._speaking, self._listening = Speaking(), Listening()
        self._following: asyncio.Task[None] | None = None
        self._gone: Callable[[], None] | None = gone
        self._connection.addTrack(self._speaking)
        self._connection.on("track", self._follow)
        self._connection.on("connectionstatechange", self._changed)

    async def offer(self) -> str:
        await self._connection.setLocalDescription(await self._connection.createOffer())
        sdp: str = self._connection.localDescription.sdp
        return sdp

    async def accept(self, answer: str) -> None:
        """Raises ValueError where it is not an answer to the offer."""
        described = RTCSessionDescription(FOREIGN_CANDIDATE.sub("", answer), "answer")
        try:
            await self._connection.setRemoteDescription(described)
        except Exception as unusable:  # aiortc reads SDP with asserts and look-ups, and fails as they do
            raise ValueError(f"not an answer: {unusable!r}") from None

    def take(self) -> sounds.Frame:
        return self._listening.take()

    def give(self, frame: sounds.Frame) -> None:
        self._speaking.give(frame)

    async def close(self) -> None:
        self._gone = None
        self._speaking.stop()
        await self._connection.close()
        if self._following is not None:
            self._following.cancel()

    def _follow(self, track: MediaStreamTrack) -> None:
        self._following = asyncio.ensure_future(self._listening.follow(track))

    def _changed(self) -> None:
        if self._gone is not None and self._connection.connectionState in GONE:
            self._gone()
