"""Makes resources/sounds: the ring and the keypad's tones, from numbers alone.

    python packaging/sounds.py

Rule: our own making; the same bytes every time.

Source of the tones: ITU-T Q.23.
"""

import math
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[1] / "resources" / "sounds"
RATE: Final = 8000
_LOUDEST: Final = 32767
_ROWS: Final = (697, 770, 852, 941)
_COLUMNS: Final = (1209, 1336, 1477)
_KEYS: Final = ("123", "456", "789", "s0h")  # star and hash, as Twilio's SDK names them
TONE_SECONDS: Final = 0.16
RING_SECONDS: Final = 3.0


def write(name: str, seconds: float, sample: Callable[[float], float]) -> None:
    """A mono file; ``sample`` gives -1 to 1 at a time in seconds."""
    values = (round(_LOUDEST * sample(at / RATE)) for at in range(round(seconds * RATE)))
    with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(value.to_bytes(2, "little", signed=True) for value in values))


def tone(*pitches: float, seconds: float) -> Callable[[float], float]:
    """Pitches together, in hertz, faded in and out so that nothing clicks."""

    def sample(at: float) -> float:
        edge = min(1.0, at / 0.008, (seconds - at) / 0.008)
        return 0.5 * edge * sum(math.sin(2 * math.pi * pitch * at) for pitch in pitches) / len(pitches)

    return sample


def ring(at: float) -> float:
    """Two soft strokes of a bell, then silence."""
    stroke = next((at - begins for begins in (0.55, 0.0) if at >= begins), 0.0)
    bell = sum(
        math.sin(2 * math.pi * pitch * stroke) / part for part, pitch in enumerate((660, 990, 1320), 1)
    )
    return 0.4 * min(1.0, stroke / 0.005) * math.exp(-stroke * 4.0) * bell / 1.84


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    write("ring", RING_SECONDS, ring)
    write("silence", 0.05, lambda _at: 0.0)
    for row, keys in zip(_ROWS, _KEYS, strict=True):
        for column, key in zip(_COLUMNS, keys, strict=True):
            write(f"tone-{key}", TONE_SECONDS, tone(row, column, seconds=TONE_SECONDS))


if __name__ == "__main__":
    main()
