"""From what everybody says to what everybody hears, 20 ms at a time; no clock, no network.

Rule 1: who has no device is a person: speaks, and says again, a second later, what devices said.
Rule 2: a person does not repeat other persons, or two of them would never end.
Rule 3: what is kept is bounded: the last seconds of the last legs.
"""

from collections import OrderedDict, deque
from collections.abc import Mapping

from softphone.sandbox.voice import sounds
from softphone.sandbox.voice.audio_routing import NOTHING, AudioRoutes

ECHO_SECONDS = 1
SECONDS_KEPT = 4
LEGS_KEPT = 32


class Tapes:
    """The last seconds of each of the last legs, by call SID."""

    def __init__(self) -> None:
        self._tapes: OrderedDict[str, deque[sounds.Frame]] = OrderedDict()

    def record(self, sid: str, frame: sounds.Frame) -> None:
        if sid not in self._tapes:
            self._tapes[sid] = deque(maxlen=SECONDS_KEPT * sounds.FRAMES_A_SECOND)
            if len(self._tapes) > LEGS_KEPT:
                self._tapes.popitem(last=False)
        self._tapes[sid].append(frame)

    def pcm(self, sid: str) -> bytes:
        return sounds.as_bytes(self._tapes.get(sid, ()))


class Speaker:
    """Somebody at the far end, made of a voice and an echo."""

    def __init__(self) -> None:
        self._spoken = 0
        self._echo = deque([sounds.SILENCE] * (ECHO_SECONDS * sounds.FRAMES_A_SECOND))

    def says(self) -> sounds.Frame:
        self._spoken += 1
        return sounds.mixed(
            [sounds.voice().frame(self._spoken - 1), sounds.half_as_loud(self._echo.popleft())]
        )

    def hears(self, frame: sounds.Frame) -> None:
        self._echo.append(frame)


class Mixer:
    """``given`` is what every leg was let hear, ``said`` what came from the devices."""

    def __init__(self) -> None:
        self.given, self.said = Tapes(), Tapes()
        self._persons: dict[str, Speaker] = {}
        self._frames = 0

    def next_frames(
        self, ears: Mapping[str, AudioRoutes], devices: Mapping[str, sounds.Frame]
    ) -> dict[str, sounds.Frame]:
        """The next 20 ms for every ear, out of what the ``devices`` said in them."""
        self._persons = {who: self._persons.get(who) or Speaker() for who in ears if who not in devices}
        said = {who: person.says() for who, person in self._persons.items()} | dict(devices)
        heard = {who: self._heard(hearing, said) for who, hearing in ears.items()}
        for who, person in self._persons.items():
            voices = ears[who].voices
            person.hears(sounds.mixed([devices[each] for each in voices if each in devices]))
        self._frames += 1
        for who, frame in heard.items():
            self.given.record(who, frame)
        return heard

    def _heard(self, hearing: AudioRoutes, said: Mapping[str, sounds.Frame]) -> sounds.Frame:
        if hearing == NOTHING:
            return sounds.SILENCE
        parts = [said[each] for each in hearing.voices if each in said]
        if hearing.ringing:
            parts.append(sounds.ringing().frame(self._frames))
        if hearing.music:
            parts.append(sounds.music().frame(self._frames))
        return sounds.mixed(parts)
