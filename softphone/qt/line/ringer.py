"""Rings for calls that nobody here asked for, on a device of its own.

Rule 1: it rings at the device that was chosen, or where the system plays sounds; never in the
        hidden page, whose speaker is the agent's headset.
Rule 2: where Qt has no sound, the system's bell rings: a call is not missed in silence.
"""

from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtWidgets import QApplication

from softphone.application.line.line_access import SoundDevice, found
from softphone.qt.assets import asset

_BELL_EVERY_MS: Final = 3000


class Ringer(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effect: Any = None
        self._bell = QTimer(self, interval=_BELL_EVERY_MS)
        self._bell.timeout.connect(QApplication.beep)

    @property
    def is_ringing(self) -> bool:
        return self._effect is not None or self._bell.isActive()

    def devices(self) -> tuple[SoundDevice, ...]:
        """Where it can ring; empty where Qt has no sound."""
        return tuple(_named(each) for each in _outputs())

    def ring(self, kept: str, volume: float) -> None:
        """Ring until stopped.

        Args:
            kept: The device, as the settings keep it.
            volume: 0 to 1.
        """
        self.stop()
        outputs = _outputs()
        if not outputs:
            QApplication.beep()
            self._bell.start()
            return
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

        chosen = found(kept, [_named(each) for each in outputs])
        at = next((each for each in outputs if chosen and _named(each) == chosen), None)
        self._effect = QSoundEffect(at or QMediaDevices.defaultAudioOutput(), self)
        self._effect.setSource(QUrl.fromLocalFile(str(asset("sounds/ring.wav"))))
        self._effect.setLoopCount(int(QSoundEffect.Loop.Infinite.value))
        self._effect.setVolume(volume)
        self._effect.play()

    def stop(self) -> None:
        self._bell.stop()
        if self._effect is not None:
            self._effect.stop()
            self._effect.deleteLater()
            self._effect = None


def _outputs() -> list[Any]:
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:  # QtMultimedia needs libpulse0 on Linux
        return []
    return list(QMediaDevices.audioOutputs())


def _named(device: Any) -> SoundDevice:
    return SoundDevice(bytes(device.id().data()).decode(errors="replace"), device.description())
