"""The window's Desktop menu: what the tray offers, too, and becoming the program for links."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from softphone.qt.assets import asset
from softphone.qt.background import Background, Lane
from softphone.qt.desktop.links.link_opener import open_links_here, why_not
from softphone.qt.language import spoken


class DesktopMenu(QMenu):
    """Signals:
    failed: A SoftphoneError to show.
    """

    failed = Signal(object)

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self.setTitle(self.tr("&Desktop"))
        self.setToolTipsVisible(True)
        self._background = background
        self.from_clipboard = QAction(self.tr("Call from the clip&board"), self)
        self.from_clipboard.setShortcut("Ctrl+Shift+V")
        self.links = QAction(self.tr("Make this the app for &tel: links"), self)
        self.links.setEnabled(not why_not())
        does = self.tr("A click on a telephone number then fills it in here")
        self.links.setToolTip(spoken(why_not()) or does)
        self.links.triggered.connect(self._open_links_here)
        self.addActions([self.from_clipboard, self.links])

    def _open_links_here(self) -> None:
        self._background.run(
            Lane.KEEP,
            lambda: open_links_here(asset("icons/softphone.svg")),
            then=self._tell,
            failed=self.failed.emit,
        )

    def _tell(self, words: str) -> None:
        box = QMessageBox(self.parentWidget())
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(self.tr("Links to telephone numbers"))
        box.setText(spoken(words))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
