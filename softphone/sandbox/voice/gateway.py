"""The gateway as the sandbox holds it: found, asked and disturbed from any thread.

Rule 1: the port is bound when the gateway is made, so its address is known at once.
Rule 2: everything happens in a thread of the gateway's own; other threads ask it and wait.
"""

from softphone.sandbox.test_control import SandboxControl
from softphone.sandbox.voice.audio_clock import AudioClock
from softphone.sandbox.voice.certificate import identity
from softphone.sandbox.voice.device_legs import DeviceLegs
from softphone.sandbox.voice.devices import Device, Devices, Payload
from softphone.sandbox.voice.endpoint import Endpoint
from softphone.sandbox.voice.own_thread import OwnThread
from softphone.sandbox.voice.tokens import Tokens


class Voice:
    """Where Voice SDK devices find the sandbox; see the package's documentation."""

    def __init__(self, backstage: SandboxControl, tokens: Tokens, account_sid: str) -> None:
        devices = Devices(tokens, backstage)
        lines = DeviceLegs(backstage, devices, account_sid)
        self._parts = _Parts(devices, lines, AudioClock(backstage, devices, lines))
        self._thread = OwnThread("sandbox voice")
        with backstage.up_to_date() as world:
            world.switchboard.watch(lines.changed)

    @property
    def address(self) -> str:
        """Host and port, as the SDK's option ``chunderw`` takes them."""
        return f"127.0.0.1:{self._parts.endpoint.port}"

    @property
    def url(self) -> str:
        return f"wss://{self.address}/signal"

    @property
    def certificate_pem(self) -> str:
        """Of the authority to trust."""
        return identity().authority_pem

    @property
    def devices(self) -> list[str]:
        """The clients with a device registered now."""
        return self._thread.ask(lambda: [each.client for each in self._parts.devices.registered])

    def heard(self, call_sid: str) -> bytes:
        """The last seconds that came from that leg's device, muted or not."""
        return self._thread.ask(lambda: self._parts.beat.mixer.said.pcm(call_sid))

    def heard_by(self, call_sid: str) -> bytes:
        """The last seconds that this leg, a device's or a person's, was let hear."""
        return self._thread.ask(lambda: self._parts.beat.mixer.given.pcm(call_sid))

    def start(self) -> None:
        """Take connections; after a stop, on the same port again."""
        self._thread.start()
        self._thread.do(self._parts.endpoint.open())

    def stop(self) -> None:
        """The gateway is down; the media of calls goes on."""
        self._thread.do(self._parts.endpoint.shut())

    def close(self) -> None:
        self._parts.endpoint.never_opened()
        self._thread.close(self._parts.end)

    def drop_sockets(self) -> None:
        """Cut every device's socket; media goes on."""
        self._thread.ask(self._parts.endpoint.cut_all)

    def expire_tokens(self) -> None:
        """Every token seen so far is expired, and the devices are told."""
        self._thread.do(self._parts.devices.expire_tokens())


class _Parts:
    """What lives in the gateway's thread."""

    def __init__(self, devices: Devices, lines: DeviceLegs, beat: AudioClock) -> None:
        self.devices, self.lines, self.beat = devices, lines, beat
        acts = {**lines.acts, "listen": devices.listen, "register": self._register}
        self.endpoint = Endpoint(devices, acts)

    async def end(self) -> None:
        await self.endpoint.shut()
        await self.beat.end()
        await self.lines.close()

    async def _register(self, device: Device, payload: Payload) -> None:
        await self.devices.register(device, payload)
        self.lines.prepare()
        self.beat.wake()
