"""Why this number? The ladder of rules as it went, opened from the caller-ID card."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from softphone.qt.theme import units
from softphone.qt.widgets.pieces import label


class WhyPopup(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAccessibleName(self.tr("Why this number?"))
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(units(0.8), units(0.7), units(0.8), units(0.7))
        self._rungs: QWidget | None = None

    def open_at(self, place: QPoint, width: int, rungs: list[tuple[str, str]]) -> None:
        """Show the rules that were asked, in order, and the number that the last one found."""
        if self._rungs is not None:
            self._rungs.deleteLater()
        self._rungs = QWidget()
        grid = QGridLayout(self._rungs)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(units(0.4))
        for row, (words, number) in enumerate(rungs):
            said = label(words, "" if number else "soft")
            said.setWordWrap(True)
            grid.addWidget(
                label("✓" if number else "–", "" if number else "soft"), row, 0, Qt.AlignmentFlag.AlignTop
            )
            grid.addWidget(said, row, 1)
            grid.addWidget(label(number), row, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        self._inside.addWidget(self._rungs)
        self.setFixedWidth(max(width, units(22)))
        self.adjustSize()
        self.move(place)
        self.show()
