"""A report for support: every file of it is read here before it is saved.

Rule: what is on the screen is what is saved, byte for byte; nothing is sent anywhere.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from softphone.domain.errors import SoftphoneError
from softphone.qt.language import error_words
from softphone.qt.models.support import BundleFile, SupportModel
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.dialog_size import open_at_size
from softphone.qt.widgets.parts.pieces import label, show_text, wrapped
from softphone.qt.widgets.parts.reading_pane import ReadingPane


class SupportDialog(QDialog):
    def __init__(self, support: SupportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Report for support"))
        self._support = support
        self._files: tuple[BundleFile, ...] = ()
        self.pane = ReadingPane(self.tr("Files of the report"))
        self.save = QPushButton(self.tr("&Save as…"))
        self._told = wrapped()
        self._arrange()
        self.save.clicked.connect(self._ask_where)
        support.report_made.connect(self._show)
        support.saved.connect(self._tell)
        support.failed.connect(self._tell_failure)
        support.make_report()

    def _arrange(self) -> None:
        words = label(
            self.tr(
                "These files are what is saved, nothing more. Telephone numbers, account identifiers "
                "and secrets were taken out. Nothing is sent: hand the file on yourself."
            ),
            "soft",
        )
        words.setWordWrap(True)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        self.save.setEnabled(False)
        self.save.setToolTip(self.tr("The report is being put together."))
        buttons = QHBoxLayout()
        buttons.addWidget(self._told, 1)
        buttons.addStretch()
        buttons.addWidget(self.save)
        buttons.addWidget(close)
        whole = QVBoxLayout(self)
        whole.addWidget(words)
        whole.addWidget(self.pane, 1)
        whole.addLayout(buttons)
        open_at_size(self, 62, 36)

    def _show(self, files: tuple[BundleFile, ...]) -> None:
        self._files = files
        nothing = self.tr("(empty)")
        self.pane.fill([(file.name, file.text or nothing) for file in files])
        self.save.setEnabled(True)
        self.save.setToolTip("")
        self.pane.names.setFocus()

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"), "softphone-report.zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Zip files (*.zip)"))
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(lambda path: self._support.save(self._files, path))
        dialog.open()

    def _tell_failure(self, error: SoftphoneError) -> None:
        self._tell(f"⚠ {error_words(error)}")

    def _tell(self, words: str) -> None:
        show_text(self._told, words)
        announce(self, words, assertive=True)
