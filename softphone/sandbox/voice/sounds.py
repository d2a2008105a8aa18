"""Everything the gateway can let somebody hear, made here out of sines; no recordings.

Rule 1: sound is 16 bit mono, ``RATE`` samples a second, handed on in frames of 20 ms.
Rule 2: no two sounds share a frequency, so that a test can tell by ear which one it hears.
"""

import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

RATE = 8000
SAMPLES_A_FRAME = RATE // 50
FRAMES_A_SECOND = RATE // SAMPLES_A_FRAME
Frame: TypeAlias = "array[int]"  # of type code "h"

RINGING_HZ = (440, 480)
VOICE_HZ = 330
MUSIC_HZ = 262
SYLLABLE_SECONDS, GAP_SECONDS = 0.24, 0.04
SYLLABLES = (330, 330, 294, 330, 330, 370, 330, 330, 294, 330)
MELODY = (392, 523, 587, 523, 698, 587, 523, 392)
KEYPAD = ("123A", "456B", "789C", "*0#D")
KEYPAD_ROWS, KEYPAD_COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
SILENCE: Frame = array("h", bytes(2 * SAMPLES_A_FRAME))


class Loop:
    """A sound that begins again when it is over."""

    def __init__(self, samples: Frame) -> None:
        self._frames = _frames(samples)

    def frame(self, place: int) -> Frame:
        return self._frames[place % len(self._frames)]


@lru_cache(maxsize=1)
def ringing() -> Loop:
    """The tone a caller hears while the other side rings: 2 s, then 4 s of nothing."""
    return Loop(_drawn(2.0, _chord(RINGING_HZ, 0.12)) + _silence(4.0))


@lru_cache(maxsize=1)
def voice() -> Loop:
    """Somebody who speaks for 2.4 s and listens as long; syllables at a person's pace."""
    return Loop(_drawn(len(SYLLABLES) * SYLLABLE_SECONDS, _spoken) + _silence(2.4))


@lru_cache(maxsize=1)
def music() -> Loop:
    """What is played to somebody on hold: a slow tune over one low note."""
    played: Frame = array("h")
    for note in MELODY:
        played += _drawn(0.6, _plucked(note))
    return Loop(mixed([played, _drawn(len(played) / RATE, _chord([MUSIC_HZ], 0.08))]))


@lru_cache(maxsize=16)
def key(digit: str) -> tuple[Frame, ...]:
    """The frames of one keypad tone, 100 ms and a gap of 60 ms; () for what is no key."""
    for row, keys in zip(KEYPAD_ROWS, KEYPAD, strict=True):
        if digit and digit in keys:
            pair = (row, KEYPAD_COLUMNS[keys.index(digit)])
            return tuple(_frames(_drawn(0.1, _chord(pair, 0.15)) + _silence(0.06)))
    return ()


def mixed(sounds: Sequence[Frame]) -> Frame:
    """All at once, as loud as 16 bits allow; of nothing, a frame of silence."""
    if len(sounds) < 2:
        return sounds[0] if sounds else SILENCE
    return array("h", [max(-32768, min(32767, each)) for each in map(sum, zip(*sounds, strict=True))])


def half_as_loud(sound: Frame) -> Frame:
    return array("h", [each >> 1 for each in sound])


def prepare() -> None:
    """Make all loops now (some 0.1 s), not in the middle of a call."""
    for make in (ringing, voice, music):
        make()


def as_bytes(frames: Iterable[Frame]) -> bytes:
    return b"".join(each.tobytes() for each in frames)


def _frames(samples: Frame) -> list[Frame]:
    starts = range(0, len(samples), SAMPLES_A_FRAME)
    return [samples[start : start + SAMPLES_A_FRAME] for start in starts]


def _sine(hz: float, t: float) -> float:
    return math.sin(2 * math.pi * hz * t)


def _chord(pitches: Iterable[int], loudness: float) -> Callable[[float], float]:
    return lambda t: loudness * sum(_sine(hz, t) for hz in pitches)


def _plucked(pitch: int) -> Callable[[float], float]:
    return lambda t: 0.14 * math.exp(-3 * t) * _sine(pitch, t)


def _spoken(t: float) -> float:
    """Syllables of one breath, over a hum of one pitch that stands out."""
    which, since = divmod(t, SYLLABLE_SECONDS)
    pitch = SYLLABLES[int(which)]
    loudness = 0.14 * max(0.0, math.sin(math.pi * since / (SYLLABLE_SECONDS - GAP_SECONDS)))
    return 0.08 * _sine(VOICE_HZ, t) + loudness * (_sine(pitch, t) + 0.4 * _sine(2 * pitch, t))


def _drawn(seconds: float, curve: Callable[[float], float]) -> Frame:
    return array("h", [int(32767 * curve(n / RATE)) for n in range(round(seconds * RATE))])


def _silence(seconds: float) -> Frame:
    return array("h", bytes(2 * round(seconds * RATE)))
