"""The beat of the gateway: 50 times a second while somebody speaks, sound goes round.

Rule 1: no beat without a device or a line.
Rule 2: a beat that was missed by much is not made up for: nobody wants to hear it late.
"""

import asyncio

from softphone.sandbox.test_control import SandboxControl
from softphone.sandbox.voice import audio_routing, sounds
from softphone.sandbox.voice.device_legs import DeviceLeg, DeviceLegs
from softphone.sandbox.voice.devices import Devices
from softphone.sandbox.voice.mixing import Mixer

SPEAKING_SECONDS = 1 / sounds.FRAMES_A_SECOND
WAITING_SECONDS = 0.05
MISSED_SECONDS = 0.1


class AudioClock:
    """Looks at the switchboard, offers and ends lines, and mixes what those who are up hear."""

    def __init__(self, backstage: SandboxControl, devices: Devices, lines: DeviceLegs) -> None:
        self.mixer = Mixer()
        self._backstage = backstage
        self._devices = devices
        self._lines = lines
        self._going: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Somebody registered."""
        if self._going is None or self._going.done():
            self._going = asyncio.ensure_future(self._go_on())

    async def end(self) -> None:
        if self._going is not None:
            self._going.cancel()
            await asyncio.wait([self._going])

    async def _go_on(self) -> None:
        clock = asyncio.get_running_loop().time
        due = clock()
        while self._devices.registered or self._lines.open:
            due += SPEAKING_SECONDS if self._once() else WAITING_SECONDS
            if clock() - due > MISSED_SECONDS:
                due = clock()
            await asyncio.sleep(max(0.0, due - clock()))

    def _once(self) -> bool:
        """Whether anybody speaks."""
        with self._backstage.up_to_date():
            self._lines.carry_on()
            speaking = self._lines.speaking()
            ears = audio_routing.ears(line.leg for line, _ in speaking.values())
        taken = {sid: peer.take() for sid, (_, peer) in speaking.items()}
        for sid, frame in taken.items():
            self.mixer.said.record(sid, frame)
        said = {sid: _with_tones(line, taken[sid]) for sid, (line, _) in speaking.items()}
        for sid, frame in self.mixer.next_frames(ears, said).items():
            if sid in speaking:
                speaking[sid][1].give(frame)
        return bool(speaking)


def _with_tones(line: DeviceLeg, said: sounds.Frame) -> sounds.Frame:
    return sounds.mixed([said, line.tones.popleft()]) if line.tones else said
