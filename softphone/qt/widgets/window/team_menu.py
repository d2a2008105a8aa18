"""The Team menu, for supervisors alone; its actions are the page's, and count there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from softphone.qt.models.team.team import TeamModel
from softphone.qt.widgets.window.pages import Pages

if TYPE_CHECKING:
    from softphone.qt.widgets.team.team_page import TeamPage


class TeamMenu(QMenu):
    def __init__(self, pages: Pages, team: TeamModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Team"))
        self._pages, self._team = pages, team
        self._page: TeamPage | None = None
        self.open_team = QAction(self.tr("&Open the team"), self)
        self.open_team.setShortcut(QKeySequence("Ctrl+Shift+T"))
        self.open_team.triggered.connect(pages.open_team)
        self.addAction(self.open_team)
        pages.team_made.connect(self._add)
        pages.currentChanged.connect(self._show)
        team.changed.connect(self._show)
        self._show()

    def _add(self, page: TeamPage) -> None:
        self._page = page
        self.addSeparator()
        self.addActions(page.actions_for_menu)
        self._show()

    def _show(self) -> None:
        is_offered = self._team.is_offered
        self.menuAction().setVisible(is_offered)
        self.open_team.setEnabled(is_offered)
        for action in self._page.actions_for_menu if self._page else ():
            action.setEnabled(self._pages.currentWidget() is self._page)
