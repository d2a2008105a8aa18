"""The figures of a test of the line, one under the other: name, figure, sign and word, advice.

Rule: a grade is a shape and a word; its colour only repeats them.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from softphone.qt.models.line.line_test_result import Finding, LineTestResult
from softphone.qt.theme import units
from softphone.qt.widgets.parts.grade_sign import GradeSign
from softphone.qt.widgets.parts.pieces import label, show_text, wrapped


class LineFindings(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: LineTestResult | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, units(0.3), 0, 0)
        self._grid.setHorizontalSpacing(units(1.2))
        self._grid.setVerticalSpacing(units(0.35))
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def show_result(self, result: LineTestResult | None) -> None:
        """None: nothing was measured, and nothing is shown."""
        if result is self._shown:
            return
        self._shown = result
        self._clear()
        if result is not None:
            for finding in result.findings:
                self._add(finding)
        self.setVisible(result is not None)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, finding: Finding) -> None:
        row = self._grid.rowCount()
        name = label(finding.name)
        spoken = self.tr("{name}: {figure}, {word}")
        said = spoken.format(name=finding.name, figure=finding.figure, word=finding.word)
        name.setAccessibleName(said)
        name.setAccessibleDescription(finding.advice)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(label(finding.figure), row, 1)
        self._grid.addWidget(_graded(finding), row, 2, Qt.AlignmentFlag.AlignLeading)
        if finding.advice:
            advice = wrapped("soft")
            show_text(advice, finding.advice)
            self._grid.addWidget(advice, row + 1, 0, 1, 3)


def _graded(finding: Finding) -> QWidget:
    both = QWidget()
    inside = QHBoxLayout(both)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(units(0.3))
    inside.addWidget(GradeSign(finding.grade))
    inside.addWidget(label(finding.word))
    return both
