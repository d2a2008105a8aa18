"""Why this number? Each rule as it went, the numbers passed over, and the age of the list."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QListView, QVBoxLayout, QWidget

from softphone.qt.models.dialling.why import WhyModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.pieces import label, named, wrapped


class WhyPopup(QFrame):
    """Esc closes it; Up and Down scroll the list."""

    def __init__(self, why: WhyModel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._why = why
        self._headline = wrapped("label")
        self._age = label(look="soft")
        self._note = label(self._why.note, "soft")
        self._rungs: QWidget | None = None
        self.list = QListView()
        self._arrange()

    def _arrange(self) -> None:
        self.setAccessibleName(self.tr("Why this number?"))
        self.list.setModel(self._why)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Numbers passed over"))
        self.list.setFixedHeight(units(9))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        named(self.list, "plainList")
        self._age.setWordWrap(True)
        self._note.setWordWrap(True)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(units(0.8), units(0.7), units(0.8), units(0.7))
        self._inside.setSpacing(units(0.5))
        self._inside.addWidget(self._headline)
        for part in (label(self.tr("Passed over"), "label"), self.list, self._age, self._note):
            self._inside.addWidget(part)

    def open_at(self, place: QPoint, width: int) -> None:
        """Explain the choice that is shown now, under ``place``."""
        if not self._why.open():
            return
        self._headline.setText(self._why.headline)
        self._headline.setVisible(True)
        self._age.setText(self._why.age)
        if self._rungs is not None:
            self._rungs.hide()
            self._rungs.deleteLater()
        self._rungs = self._ladder()
        self._inside.insertWidget(1, self._rungs)
        self.setFixedWidth(max(width, units(30)))
        self.adjustSize()
        screen = self.screen().availableGeometry()
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _ladder(self) -> QWidget:
        ladder = QWidget()
        grid = QGridLayout(ladder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(units(0.3))
        for row, (words, number) in enumerate(self._why.rungs):
            look = "" if number else "soft"
            said = label(words, look)
            said.setWordWrap(True)
            mark = label("✓" if number else "–", look)
            mark.setAccessibleName(self.tr("found") if number else self.tr("nobody"))
            grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1)
            grid.addWidget(label(number), row, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        return ladder
