"""The sound in the preferences: devices, volumes, and a look at the microphone's level.

Rule 1: what is chosen counts at once, also in the call that is open.
Rule 2: the microphone is open while its level is looked at, and not longer.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSlider,
    QWidget,
)

from softphone.qt.models.line.line import LineModel
from softphone.qt.models.line.sound import DeviceChoice, SoundModel
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.parts.pieces import card, label, show_text, wrapped

_STEPS: Final = 100


class SoundSection(QWidget):
    """Signals:
    line_test_wanted: The person asks for a test of the whole line.
    """

    line_test_wanted = Signal()

    def __init__(self, line: LineModel, sound: SoundModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._sound = line, sound
        self._boxes: dict[str, QComboBox] = {}
        self._is_listening = self._is_ringing = False
        self._state = wrapped("soft")
        self.level = QProgressBar()
        self.level.setMaximum(_STEPS)
        self.level.setTextVisible(False)
        self.test = QPushButton(self.tr("Test the microphone"))
        self.ring = QPushButton(self.tr("Let it ring"))
        self.line_test = QPushButton(self.tr("Test my line…"))
        self.clean = QCheckBox(self.tr("Take echo and noise off my voice"))
        self._volumes = {key: _slider() for key in ("audio.volume", "audio.ring_volume")}
        self._arrange()
        self._connect()
        self._show()

    @virtual(None)
    def hideEvent(self, event: QHideEvent) -> None:
        """Rule 2, and nothing goes on ringing in a page that is left."""
        self._listen(is_on=False)
        self._let_ring(is_on=False)
        super().hideEvent(event)

    def _arrange(self) -> None:
        frame, inside = card()
        inside.setSpacing(units(0.6))
        inside.addWidget(label(self.tr("Sound"), "callerId"))
        inside.addWidget(self._state)
        form = QFormLayout()
        form.setVerticalSpacing(units(0.6))
        microphone, speaker, ring = self._sound.choices
        self._add(form, microphone, [])
        self.level.setAccessibleName(self.tr("Level of the microphone"))
        self.level.setMaximumWidth(units(12))
        form.addRow("", _beside(self.level, self.test))
        self._add(form, speaker, [self._volume("audio.volume", self.tr("Volume of the customer's voice"))])
        ring_volume = self._volume("audio.ring_volume", self.tr("Volume of the ring"))
        self._add(form, ring, [ring_volume, self.ring])
        inside.addLayout(form)
        self.clean.setToolTip(self.tr("Turn it off if your headset does that already."))
        self.clean.setAccessibleDescription(self.clean.toolTip())
        inside.addWidget(self.clean)
        inside.addWidget(_beside(self.line_test))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(_filled(frame))

    def _add(self, form: QFormLayout, choice: DeviceChoice, beside: list[QWidget]) -> None:
        box = _Devices()
        box.setAccessibleName(choice.label)
        box.activated.connect(lambda at: self._sound.choose(choice.key, box.itemData(at)))
        self._boxes[choice.key] = box
        form.addRow(label(choice.label, "label"), _beside(box, *beside))

    def _volume(self, key: str, name: str) -> QSlider:
        slider = self._volumes[key]
        slider.setAccessibleName(name)
        slider.setToolTip(name)
        slider.valueChanged.connect(lambda value: self._sound.choose(key, str(value)))
        return slider

    def _connect(self) -> None:
        self.test.clicked.connect(lambda: self._listen(is_on=not self._is_listening))
        self.ring.clicked.connect(lambda: self._let_ring(is_on=not self._is_ringing))
        self.line_test.clicked.connect(self._ask_for_line_test)
        self.clean.clicked.connect(lambda is_on: self._sound.choose("audio.clean", is_on))
        self._sound.changed.connect(self._show)
        self._line.changed.connect(self._show)
        self._sound.levels.connect(
            lambda microphone, _speaker: self.level.setValue(round(microphone * _STEPS))
        )

    def _listen(self, *, is_on: bool) -> None:
        if is_on or self._is_listening:
            self._sound.listen(listening=is_on)
        self._is_listening = is_on
        self.test.setText(self.tr("End the test") if is_on else self.tr("Test the microphone"))
        self.level.setValue(0)

    def _ask_for_line_test(self) -> None:
        self._listen(is_on=False)
        self.line_test_wanted.emit()

    def _let_ring(self, *, is_on: bool) -> None:
        if is_on:
            self._sound.ring_once()
        elif self._is_ringing:
            self._sound.stop_ringing()
        self._is_ringing = is_on
        self.ring.setText(self.tr("Stop ringing") if is_on else self.tr("Let it ring"))

    def _show(self) -> None:
        is_there = self._line.line is not None
        why = "" if is_there else f"{self._line.words} {self._line.remedy}".strip()
        show_text(self._state, f"{self._line.words} {self._line.remedy}".strip())
        for choice in self._sound.choices:
            _fill(self._boxes[choice.key], choice)
        for key, slider in self._volumes.items():
            if not slider.isSliderDown():
                slider.blockSignals(True)
                slider.setValue(self._sound.percent(key))
                slider.blockSignals(False)
        self.clean.setChecked(self._sound.is_cleaned)
        for part in (*self._boxes.values(), *self._volumes.values(), self.test, self.ring, self.clean):
            part.setEnabled(is_there)
        self.test.setToolTip(why)
        self.ring.setToolTip(why)


class _Devices(QComboBox):
    """The wheel scrolls the page and never changes a device."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(units(14))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)

    @virtual(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _fill(box: QComboBox, choice: DeviceChoice) -> None:
    shown = tuple((box.itemData(at), box.itemText(at)) for at in range(box.count()))
    if shown != choice.offered:
        box.clear()
        for kept, words in choice.offered:
            box.addItem(words, kept)
    box.setCurrentIndex(max(0, box.findData(choice.chosen)))


class _Volume(QSlider):
    """The wheel scrolls the page and never changes a volume."""

    @virtual(None)
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _slider() -> _Volume:
    slider = _Volume(Qt.Orientation.Horizontal)
    slider.setMaximum(100)
    slider.setPageStep(10)
    slider.setTracking(False)  # a volume is kept where it is let go
    slider.setMinimumWidth(units(6))
    return slider


def _beside(*parts: QWidget) -> QWidget:
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(units(0.6))
    for part in parts:
        inside.addWidget(part)
    inside.addStretch()
    return row


def _filled(frame: QFrame) -> QFrame:
    frame.setSizePolicy(frame.sizePolicy().Policy.Expanding, frame.sizePolicy().Policy.Preferred)
    return frame
