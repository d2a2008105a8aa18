"""The quality of the call on the line: a small sign and a word; the reason, while it is not good.

Rule 1: the sign's shape and the word tell the grade; colour only repeats it.
Rule 2: that it became bad is said aloud once, and again only after it was better.
"""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from softphone.domain.line.quality import Grade
from softphone.qt.models.calls.line_quality import LineQualityModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.grade_sign import GradeSign
from softphone.qt.widgets.parts.pieces import label, show_text, wrapped


class QualityMeter(QWidget):
    """Attributes:
    reason: Why it is not good, and what to do; hidden while it is. It is placed by whoever
        shows the meter, where a sentence has room.
    """

    def __init__(self, quality: LineQualityModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quality = quality
        self._sign = GradeSign()
        self._word = label(look="soft")
        self.reason: QLabel = wrapped("problem")
        self._was_bad = False
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(units(0.3))
        inside.addWidget(self._sign)
        inside.addWidget(self._word)
        quality.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        quality = self._quality
        self.setVisible(quality.is_measured)
        why = f"{quality.what} {quality.advice}".strip()
        self._sign.show_grade(quality.grade)
        self._word.setText(quality.word)
        name = self.tr("Sound of the call: {grade}").format(grade=quality.word)
        self._word.setAccessibleName(name)
        self.setAccessibleName(name)
        lines = [name, *([why] if why else []), *quality.figures]
        self.setToolTip("\n".join(lines))
        self.setAccessibleDescription(" ".join(lines[1:]))
        self._word.setAccessibleDescription(self.accessibleDescription())
        show_text(self.reason, f"⚠ {why}" if why and quality.is_measured else "")
        is_bad = quality.grade is Grade.BAD
        if is_bad and not self._was_bad:
            announce(self, f"{name}. {why}")
        self._was_bad = is_bad
