"""The Help menu and what it opens; each is made when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu

if TYPE_CHECKING:
    from softphone.qt.models.settings.preferences import PreferencesModel
    from softphone.qt.models.support import SupportModel


class HelpMenu(QMenu):
    def __init__(self, window: QMainWindow, preferences: PreferencesModel, support: SupportModel) -> None:
        super().__init__(window)
        self.setTitle(self.tr("&Help"))
        self._window, self._preferences, self._support = window, preferences, support
        for text, keys, role, work in (
            (self.tr("&Keyboard shortcuts"), "F1", QAction.MenuRole.NoRole, self.open_shortcuts),
            (self.tr("&Where do my settings come from?"), "", QAction.MenuRole.NoRole, self.open_settings),
            (self.tr("&Report for support…"), "", QAction.MenuRole.NoRole, self.open_report),
            (self.tr("&About Softphone"), "", QAction.MenuRole.AboutRole, self.open_about),
        ):
            action = self.addAction(text)
            action.setShortcut(keys)
            action.setMenuRole(role)
            action.triggered.connect(work)

    def open_shortcuts(self) -> None:
        """Every key there is."""
        from softphone.qt.widgets.window.help_dialogs import shortcut_sheet

        self._open(shortcut_sheet(self._window))

    def open_settings(self) -> None:
        """Every setting, its value and who has set it."""
        from softphone.qt.widgets.window.help_dialogs import settings_sheet

        self._open(settings_sheet(self._preferences, self._window))

    def open_report(self) -> None:
        """A report to look at, and to save."""
        from softphone.qt.widgets.window.support_dialog import SupportDialog

        self._open(SupportDialog(self._support, self._window))

    def open_about(self) -> None:
        """Version and licences."""
        from softphone.qt.widgets.window.about_dialog import AboutDialog

        self._open(AboutDialog(self._support, self._window))

    def _open(self, dialog: QDialog) -> None:
        """Over the window, without holding up what goes on in it."""
        dialog.open()
