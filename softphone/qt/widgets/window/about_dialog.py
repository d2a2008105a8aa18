"""What this program is, under which licence, and whose work it is made with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from softphone.qt.models.support import Package, SupportModel
from softphone.qt.theme import units
from softphone.qt.widgets.parts.dialog_size import open_at_size
from softphone.qt.widgets.parts.pieces import label
from softphone.qt.widgets.parts.reading_pane import ReadingPane


class AboutDialog(QDialog):
    def __init__(self, support: SupportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Softphone"))
        self.pane = ReadingPane(self.tr("What it is made with, and the licences"))
        whole = QVBoxLayout(self)
        whole.setSpacing(units(0.5))
        whole.addWidget(
            label(self.tr("Softphone {version}").format(version=support.version), "callerId", self)
        )
        for words in (
            self.tr("A desktop softphone for call-centre agents, on the company's own Twilio account."),
            self.tr("Licensed under the Apache License, version 2.0 (Apache-2.0)."),
            self.tr(
                "It uses Qt and Qt for Python (PySide6) under the GNU Lesser General Public License, "
                "version 3. They are separate libraries: you may replace them with your own build."
            ),
        ):
            said = label(words)
            said.setWordWrap(True)
            whole.addWidget(said)
        whole.addWidget(self.pane, 1)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        open_at_size(self, 58, 36)
        support.packages_read.connect(self._show)
        support.read_packages()

    def _show(self, packages: tuple[Package, ...]) -> None:
        self.pane.fill([(self._name(each), self._text(each)) for each in packages])
        self.pane.names.setFocus()

    def _name(self, package: Package) -> str:
        return self.tr("{name} {version}").format(name=package.name, version=package.version)

    def _text(self, package: Package) -> str:
        licence = package.licence or self.tr("The package does not say under which licence it is.")
        text = package.text or self.tr("The package does not carry the licence's text.")
        return self.tr("Licence: {licence}").format(licence=licence) + "\n\n" + text
