"""Whether anything is heard from the microphone while somebody looks.

Rule: it says that nothing is heard only after a while, and takes it back at the first sound.
"""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.domain.line.quality import REASONS, Measure
from softphone.qt.language import spoken
from softphone.qt.models.line.line import LineModel
from softphone.qt.models.line.sound import SoundModel

SILENT_AFTER_MS: Final = 5000
HEARD_FROM: Final = 0.01  # of the loudest; a microphone that is off gives nothing at all


class Ear(StrEnum):
    OFF = "off"
    WAITING = "waiting"
    SILENT = "silent"
    HEARING = "hearing"


class MicrophoneCheck(QObject):
    """Signals:
    changed: The state, or the words.
    level: 0 to 1, ten times a second.
    """

    changed = Signal()
    level = Signal(float)

    def __init__(
        self,
        line: LineModel,
        sound: SoundModel,
        parent: QObject | None = None,
        *,
        silent_after_ms: int = SILENT_AFTER_MS,
    ) -> None:
        super().__init__(parent)
        self._line, self._sound = line, sound
        self.state = Ear.OFF
        self._patience = QTimer(self, singleShot=True, interval=silent_after_ms)
        self._patience.timeout.connect(lambda: self._be(Ear.SILENT))
        sound.levels.connect(self._hear)
        line.opened.connect(self._listen_again)

    @property
    def words(self) -> str:
        return {
            Ear.OFF: "",
            Ear.WAITING: self.tr("Say something: the bar moves."),
            Ear.SILENT: self.tr("We hear nothing from this microphone."),
            Ear.HEARING: self.tr("Your microphone is heard."),
        }[self.state]

    @property
    def advice(self) -> str:
        return spoken(REASONS[Measure.MICROPHONE][1]) if self.state is Ear.SILENT else ""

    def listen(self) -> None:
        """Open the microphone, unless that was done."""
        if self.state is Ear.OFF and self._line.line is not None:
            self._sound.listen(listening=True)
            self._patience.start()
            self._be(Ear.WAITING)

    def stop(self) -> None:
        """Let go of the microphone."""
        if self.state is not Ear.OFF:
            self._patience.stop()
            self._sound.listen(listening=False)
            self._be(Ear.OFF)

    def _hear(self, microphone: float, _speaker: float) -> None:
        if self.state is Ear.OFF:
            return
        self.level.emit(microphone)
        if microphone >= HEARD_FROM and self.state is not Ear.HEARING:
            self._patience.stop()
            self._be(Ear.HEARING)

    def _listen_again(self) -> None:
        """Another page knows nothing of what was asked of the one before."""
        if self.state is not Ear.OFF:
            self.state = Ear.OFF
            self._patience.stop()
            self.listen()

    def _be(self, state: Ear) -> None:
        self.state = state
        self.changed.emit()
