"""Microphone, speaker and ring: what is plugged in, what was chosen, and how loud it is now.

Rule 1: nothing chosen means: as the system is set.
Rule 2: a device that was chosen and is not plugged in stays chosen; until it is back, the system's is used.
Rule 3: the microphone is only listened to while somebody looks at its level, or in a call.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from softphone.application.line.line_access import Sound, SoundDevice, SoundDevices, found, name_kept
from softphone.application.settings.declarations import (
    CLEAN_SOUND,
    MICROPHONE,
    RING_DEVICE,
    RING_VOLUME,
    SPEAKER,
    VOLUME,
)
from softphone.application.settings.setting import Setting
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.line.line import LineModel

if TYPE_CHECKING:
    from softphone.qt.line.ringer import Ringer

_ROLES: Final[dict[str, Setting]] = {
    each.key: each for each in (MICROPHONE, SPEAKER, RING_DEVICE, VOLUME, RING_VOLUME, CLEAN_SOUND)
}


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A place to choose a device for.

    Attributes:
        offered: What the settings keep, and the words for it; the system's own choice first.
        chosen: The one of them that counts.
    """

    key: str
    label: str
    offered: tuple[tuple[str, str], ...]
    chosen: str


class SoundModel(QObject):
    """Signals:
    changed: Devices, or what was chosen.
    levels: Of the microphone and of the speaker, 0 to 1, ten times a second.
    failed: A SoftphoneError to show.
    """

    changed = Signal()
    levels = Signal(float, float)
    failed = Signal(object)

    def __init__(self, session: SessionModel, line: LineModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._line = session, line
        self._devices = SoundDevices()
        self._ringer: Ringer | None = None
        self._used: Sound | None = None
        line.told.connect(self._hear)
        line.opened.connect(self._begin_anew)
        line.changed.connect(self._ring_or_not)
        session.changed.connect(self._use)

    @property
    def choices(self) -> tuple[DeviceChoice, ...]:
        """Microphone, speaker and ring device, in this order."""
        ring = self._ringer.devices() if self._ringer else ()
        return (
            self._choice(MICROPHONE, self.tr("Microphone"), self._devices.microphones),
            self._choice(SPEAKER, self.tr("Speaker"), self._devices.speakers),
            self._choice(RING_DEVICE, self.tr("Other calls ring at"), ring),
        )

    @property
    def is_cleaned(self) -> bool:
        return self._session.rulebook.origin(CLEAN_SOUND).value is True

    def percent(self, key: str) -> int:
        """The volume that a setting holds, 0 to 100."""
        return int(self._session.rulebook.text(_ROLES[key]))

    def choose(self, key: str, value: str | bool) -> None:
        """Use a device, a volume or a way of sounding from now on, also in the call that is open."""
        self._session.prefer({key: value}, failed=self.failed.emit)

    def listen(self, *, listening: bool) -> None:
        """Open the microphone for its level, or close it again."""
        if self._line.line is not None:
            self._line.line.listen(listening=listening)

    def ring_once(self) -> None:
        """Let the agent hear where and how loud it rings; ``stop_ringing`` ends it."""
        if self._ringer is not None:
            self._ringer.ring(self._session.rulebook.text(RING_DEVICE), self.percent(RING_VOLUME.key) / 100)

    def stop_ringing(self) -> None:
        if self._ringer is not None:
            self._ringer.stop()

    def _choice(self, role: Setting, label: str, devices: tuple[SoundDevice, ...]) -> DeviceChoice:
        kept = self._session.rulebook.text(role)
        there = found(kept, devices)
        offered = [("", self.tr("As the system is set")), *((each.kept(), each.name) for each in devices)]
        if kept and there is None:
            offered.append((kept, self.tr("{device} (not plugged in)").format(device=name_kept(kept))))
        return DeviceChoice(role.key, label, tuple(offered), there.kept() if there else kept)

    def _hear(self, what: str, rest: dict[str, Any]) -> None:
        if what == "devices":
            self._devices = SoundDevices(_devices(rest["microphones"]), _devices(rest["speakers"]))
            self._use()
            self.changed.emit()
        elif what == "levels":
            self.levels.emit(rest["microphone"], rest["speaker"])

    def _begin_anew(self) -> None:
        self._used = None
        self._devices = SoundDevices()
        if self._line.line is not None and self._ringer is None:
            from softphone.qt.line.ringer import Ringer

            self._ringer = Ringer(self)

    def _use(self) -> None:
        line, text = self._line.line, self._session.rulebook.text
        if line is None:
            return
        microphone = found(text(MICROPHONE), self._devices.microphones)
        speaker = found(text(SPEAKER), self._devices.speakers)
        sound = Sound(
            microphone.id if microphone else "",
            speaker.id if speaker else "",
            self.percent(VOLUME.key) / 100,
            self.is_cleaned,
        )
        if sound != self._used:
            self._used = sound
            line.sound(sound)
        self.changed.emit()

    def _ring_or_not(self) -> None:
        if self._ringer is None:
            return
        if self._line.incoming is not None and not self._ringer.is_ringing:
            self.ring_once()
        elif self._line.incoming is None and self._ringer.is_ringing:
            self._ringer.stop()


def _devices(said: list[dict[str, str]]) -> tuple[SoundDevice, ...]:
    return tuple(SoundDevice(each["id"], each["name"]) for each in said if each["name"])
