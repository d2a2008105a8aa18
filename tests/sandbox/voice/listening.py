"""Listening by numbers: how much of a sound is one tone (Goertzel), and how loud it is."""

import math
from array import array

RATE = 8000


def share(pcm: bytes, hz: float, seconds: float = 0.5) -> float:
    """How much of the power of the last ``seconds`` is at ``hz``, from 0 to 1; 0 for too short a sound."""
    samples = _last(pcm, seconds)
    power = sum(each * each for each in samples)
    if len(samples) < RATE * seconds or power < len(samples) * 100:
        return 0.0
    turn = 2 * math.cos(2 * math.pi * hz / RATE)
    before = last = 0.0
    for each in samples:
        before, last = last, each + turn * last - before
    return 2 * (last * last + before * before - turn * last * before) / (len(samples) * power)


def loudness(pcm: bytes, seconds: float = 0.5) -> float:
    """Root mean square of the last ``seconds``; a full-scale sine is about 23,000."""
    samples = _last(pcm, seconds)
    return math.sqrt(sum(each * each for each in samples) / len(samples)) if samples else 0.0


def _last(pcm: bytes, seconds: float) -> "array[int]":
    return array("h", pcm[-2 * int(RATE * seconds) :])
