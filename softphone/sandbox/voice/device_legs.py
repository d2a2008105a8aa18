"""Lines: the legs that ring at a device, from the first ring to the end.

Rule 1: the switchboard decides what becomes of a leg; a line carries that to its device, and what
        the device did back, under the world's lock.
Rule 2: a device acts on the legs of its own client only, and a leg is its by the call SID: a
        socket that was lost may be replaced by another.
Rule 3: a leg whose media is lost for good is hung up.
Rule 4: all devices of a client ring; the first that answers has the call and the others stop, and
        only when all of them have rejected it is the call rejected.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING

from softphone.sandbox.telephony.callee_behaviour import DEVICE
from softphone.sandbox.telephony.legs import Leg
from softphone.sandbox.test_control import SandboxControl
from softphone.sandbox.voice import sounds
from softphone.sandbox.voice.devices import Device, Devices, Payload

if TYPE_CHECKING:
    from softphone.sandbox.voice.peer import Peer

CONNECTION_DECLINED = 31002
ENDING_SECONDS = 1.0
API_VERSION = "2010-04-01"


@dataclass(eq=False)
class DeviceLeg:
    """A leg, its media, the devices it rings at and the one that has it; ``token`` takes a lost call back."""

    leg: Leg
    token: str = field(default_factory=lambda: token_hex(16))
    peer: "Peer | None" = None
    offer: str = ""
    ringing: list[Device] = field(default_factory=list)
    rejected: list[Device] = field(default_factory=list)
    device: Device | None = None
    is_being_offered: bool = False
    is_told: bool = False  # the device ended it, and knows
    tones: deque[sounds.Frame] = field(default_factory=deque)

    @property
    def client(self) -> str:
        return client_of(self.leg)

    def not_yet(self, devices: list[Device]) -> list[Device]:
        """Those that it does not ring at and should."""
        if self.leg.status != "ringing" or self.is_being_offered or self.device is not None:
            return []
        self.ringing = [each for each in self.ringing if not each.is_gone]
        return [each for each in devices if each not in self.ringing and each not in self.rejected]


class DeviceLegs:
    """All lines there are now, by call SID."""

    def __init__(self, backstage: SandboxControl, devices: Devices, account_sid: str) -> None:
        self.open: dict[str, DeviceLeg] = {}
        self._backstage = backstage
        self._devices = devices
        self._account_sid = account_sid
        self._tasks: set[asyncio.Future[None]] = set()
        self.acts: Mapping[str, Callable[[Device, Payload], Awaitable[None]]] = {
            "answer": self._answer,
            "reject": self._end,
            "hangup": self._end,
            "dtmf": self._press,
            "invite": self._resume,
        }

    def changed(self, leg: Leg) -> None:
        """The switchboard's news, in whatever thread, under the world's lock."""
        if leg.status == "ringing" and leg.behaviour is DEVICE:
            self.open[leg.sid] = DeviceLeg(leg)

    def prepare(self) -> None:
        """Load what a call needs, aside: the first one shall not wait for it."""
        self._later(_prepared())

    def carry_on(self) -> None:
        """Offer what rings, end what is over."""
        for line in list(self.open.values()):
            if line.leg.is_over and not line.is_being_offered:
                del self.open[line.leg.sid]
                self._later(self._over(line))
            elif devices := line.not_yet(self._devices.of(line.client)):
                line.ringing += devices
                line.is_being_offered = True
                self._later(self._offer(line, devices))

    def speaking(self) -> "dict[str, tuple[DeviceLeg, Peer]]":
        """The lines that are up, with their media."""
        return {
            sid: (line, line.peer)
            for sid, line in self.open.items()
            if line.peer is not None and line.leg.status == "in-progress"
        }

    async def close(self) -> None:
        """Let go of all media, without a word to anybody."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=ENDING_SECONDS)
        for line in list(self.open.values()):
            if line.peer is not None:
                await line.peer.close()
        self.open.clear()

    async def _offer(self, line: DeviceLeg, devices: list[Device]) -> None:
        try:
            if line.peer is None:
                line.peer = (await asyncio.to_thread(_media))(lambda: self._hang_up(line))
                line.offer = await line.peer.offer()
        finally:
            line.is_being_offered = False
        if line.leg.is_over:
            line.ringing.clear()  # they never heard of the call
            return
        for device in devices:
            await device.send(
                "invite",
                callsid=line.leg.sid,
                sdp=line.offer,
                parameters=self._parameters(line.leg),
                reconnect=line.token,
            )

    async def _over(self, line: DeviceLeg) -> None:
        if line.device is not None and not line.is_told:
            kind = "hangup" if line.leg.answered_at is not None else "cancel"
            await line.device.send(kind, callsid=line.leg.sid)
        await self._stop_ringing(line)
        if line.peer is not None:
            await line.peer.close()

    async def _answer(self, device: Device, payload: Payload) -> None:
        line = self._of(device, payload)
        if line is None or line.peer is None or line.leg.status != "ringing" or line.device is not None:
            await device.send("hangup", callsid=payload.get("callsid"))
            return
        line.device = device
        await self._stop_ringing(line)
        try:
            await line.peer.accept(str(payload.get("sdp")))
        except ValueError:
            self._hang_up(line)
            return
        with self._backstage.up_to_date() as world:
            world.switchboard.answer(line.leg)

    async def _stop_ringing(self, line: DeviceLeg) -> None:
        for device in line.ringing:
            if device is not line.device:
                await device.send("cancel", callsid=line.leg.sid)
        line.ringing.clear()

    async def _end(self, device: Device, payload: Payload) -> None:
        line = self._of(device, payload)
        if line is None:
            return
        if line.device is None and device in line.ringing:
            line.ringing.remove(device)
            line.rejected.append(device)
            if any(not each.is_gone for each in line.ringing):
                return
        line.is_told = True
        self._hang_up(line)

    async def _press(self, device: Device, payload: Payload) -> None:
        if (line := self._of(device, payload)) is not None:
            digits = str(payload.get("dtmf", ""))
            with self._backstage.up_to_date():
                line.leg.digits += digits
            for digit in digits:
                line.tones.extend(sounds.key(digit))

    async def _resume(self, device: Device, payload: Payload) -> None:
        """A device back with the call it had; a new call of its own is declined."""
        sid, line = payload.get("callsid"), self._of(device, payload)
        if line is not None and line.leg.status == "in-progress" and payload.get("reconnect") == line.token:
            line.device = device
            await device.send("answer", callsid=sid, reconnect=line.token)
        elif payload.get("reconnect"):
            await device.send("hangup", callsid=sid)
        else:
            error = {"code": CONNECTION_DECLINED, "message": "The sandbox takes no calls from devices"}
            await device.send("hangup", callsid=sid, error=error)

    def _of(self, device: Device, payload: Payload) -> DeviceLeg | None:
        line = self.open.get(str(payload.get("callsid")))
        return line if line is not None and line.client == device.client else None

    def _hang_up(self, line: DeviceLeg) -> None:
        with self._backstage.up_to_date() as world:
            world.switchboard.hang_up(line.leg, None if line.leg.answered_at is not None else "busy")

    def _parameters(self, leg: Leg) -> dict[str, str]:
        to, _, params = leg.to.partition("?")
        told = {
            "CallSid": leg.sid,
            "From": leg.caller,
            "To": to,
            "AccountSid": self._account_sid,
            "ApiVersion": API_VERSION,
        }
        return {**told, "Params": params} if params else told

    def _later(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def client_of(leg: Leg) -> str:
    return leg.to.partition("?")[0].removeprefix("client:")


async def _prepared() -> None:
    await asyncio.to_thread(sounds.prepare)
    await asyncio.to_thread(_media)


def _media() -> "type[Peer]":
    from softphone.sandbox.voice.peer import Peer

    return Peer
