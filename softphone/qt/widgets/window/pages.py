"""The pages of the window, one at a time, and the ways between them.

Rule 1: from every page there is a way back.
Rule 2: pages that most people rarely open are made when they are first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from softphone.qt.widgets.account.sign_in_page import SignInPage
from softphone.qt.widgets.window.dialler_page import DiallerPage

if TYPE_CHECKING:
    from softphone.domain.errors import SoftphoneError
    from softphone.qt.models.models import Models
    from softphone.qt.widgets.account.welcome_page import WelcomePage
    from softphone.qt.widgets.settings.preferences_page import PreferencesPage
    from softphone.qt.widgets.team.team_page import TeamPage


class Pages(QStackedWidget):
    """Signals:
    team_made: The team's page is there, with its actions for the menu.
    """

    team_made = Signal(object)

    def __init__(self, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models, self._session = models, models.session
        self.dialler = DiallerPage(models)
        self.sign_in = SignInPage(models.session)
        self._welcome: WelcomePage | None = None
        self._preferences: PreferencesPage | None = None
        self._team: TeamPage | None = None
        self._came_from: QWidget = self.dialler
        self.addWidget(self.dialler)
        self.addWidget(self.sign_in)
        self._session.needs_sign_in.connect(self.open_start)
        self._session.signed_in.connect(self.open_dialler)
        self.sign_in.left.connect(self.go_back)

    def open_start(self, error: SoftphoneError | None) -> None:
        """Nobody is signed in: welcome who is new, and ask the others to sign in."""
        if error is None and not self._session.agent and self._session.is_first_run:
            self._open_welcome()
        else:
            self.open_sign_in(error)

    def open_sign_in(self, error: SoftphoneError | None) -> None:
        """Show the sign-in page, with the reason if there is one."""
        from softphone.qt.language import error_words

        self.setCurrentWidget(self.sign_in)
        self.sign_in.show_form(error_words(error) if error else "")

    def open_dialler(self) -> None:
        """Show the dialler, ready to type a number."""
        self.setCurrentWidget(self.dialler)
        self.dialler.focus_number()

    def bring_dialler(self) -> None:
        """Show the dialler where somebody is signed in: something arrived there."""
        if self._session.agent and self.currentWidget() is not self.dialler:
            self.open_dialler()

    def at_dialler(self, work: Callable[[], object]) -> Callable[[], None]:
        """``work`` of the dialler, to be asked for from any page."""

        def done() -> None:
            self.bring_dialler()
            work()

        return done

    def open_preferences(self) -> None:
        """Show the preferences; Back leads to where the person is now."""
        if self._preferences is None:
            from softphone.qt.widgets.line.sound_section import SoundSection
            from softphone.qt.widgets.settings.preferences_page import PreferencesPage

            sound = SoundSection(self._models.line, self._models.sound)
            sound.line_test_wanted.connect(self.open_line_test)
            self._preferences = PreferencesPage(self._models.preferences, [sound])
            self._preferences.left.connect(self._leave_preferences)
            self.addWidget(self._preferences)
        here = self.currentWidget()
        if here is not None and here is not self._preferences:
            self._came_from = here
        self.setCurrentWidget(self._preferences)
        self._preferences.focus_first()

    def open_line_test(self) -> None:
        """Test the agent's line, over whatever page is there."""
        from softphone.qt.models.line.microphone_check import MicrophoneCheck
        from softphone.qt.widgets.line.line_test_dialog import LineTestDialog

        microphone = MicrophoneCheck(self._models.line, self._models.sound)
        LineTestDialog(self._models.line_test(), microphone, self.window()).open()

    def open_team(self) -> None:
        """Show the team to a supervisor; nobody else has this page."""
        if not self._models.team.is_offered:
            return
        if self._team is None:
            from softphone.qt.widgets.team.team_page import TeamPage

            self._team = TeamPage(self._models.team)
            self._team.left.connect(self.go_back)
            self._models.team.changed.connect(self._leave_team_if_not_offered)
            self.addWidget(self._team)
            self.team_made.emit(self._team)
        self.setCurrentWidget(self._team)
        self._team.focus_first()

    def _leave_team_if_not_offered(self) -> None:
        if self.currentWidget() is self._team and not self._models.team.is_offered:
            self.go_back()

    def go_back(self) -> None:
        """To the dialler of who is signed in, else to the welcome."""
        if self._session.agent:
            self.open_dialler()
        else:
            self._open_welcome()

    def _leave_preferences(self) -> None:
        if self._came_from is self.sign_in:
            self.open_sign_in(None)
        else:
            self.go_back()

    def _open_welcome(self) -> None:
        if self._welcome is None:
            from softphone.qt.widgets.account.welcome_page import WelcomePage

            self._welcome = WelcomePage(self._session)
            self._welcome.sign_in_wanted.connect(lambda: self.open_sign_in(None))
            self.addWidget(self._welcome)
        self.setCurrentWidget(self._welcome)
        self._welcome.focus_first()
