"""The pages beside the dialler, one at a time under a row of tabs; Ctrl+1, Ctrl+2 … go there."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTabWidget, QWidget

from softphone.qt.theme import units


class SidePages(QTabWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setDocumentMode(True)
        self.tabBar().setObjectName("sideTabs")
        self.tabBar().setDrawBase(False)
        self.tabBar().setExpanding(False)
        for part in (self, self.tabBar()):
            part.setAccessibleName(self.tr("Pages"))
        self.go_to: list[QAction] = []

    def add(self, page: QWidget, title: str) -> None:
        """Put a page under the next tab and the next key."""
        page.setContentsMargins(0, units(0.7), 0, 0)
        position = self.addTab(page, title)
        keys = f"Ctrl+{position + 1}"
        action = QAction(title, self)
        action.setShortcut(keys)
        action.triggered.connect(lambda: self.show_page(page))
        self.setTabToolTip(position, self.tr("{title} ({keys})").format(title=title, keys=keys))
        self.go_to.append(action)

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front, ready for the keyboard."""
        self.setCurrentWidget(page)
        page.setFocus()
