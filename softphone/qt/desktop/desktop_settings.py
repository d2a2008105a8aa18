"""Carries out the settings of the desktop when they change: starting at login, and global keys.

Rule: nothing is undone that this program did not do: where starting at login was never asked for,
      nobody's file is taken away.
"""

from PySide6.QtCore import QObject

from softphone.application.settings.declarations import GLOBAL_KEYS, START_AT_LOGIN
from softphone.application.settings.setting import Setting
from softphone.application.settings.values import Source
from softphone.qt.background import Background, Lane
from softphone.qt.desktop.keys.global_keys import GlobalKeys
from softphone.qt.desktop.keys.x11 import X11
from softphone.qt.desktop.session_bus import SessionBus
from softphone.qt.desktop.start_at_login import start_at_login
from softphone.qt.models.account.session import SessionModel


class DesktopSettings(QObject):
    def __init__(self, session: SessionModel, background: Background, keys: GlobalKeys) -> None:
        super().__init__()
        self._session, self._background, self._keys = session, background, keys
        self._starts_at_login: bool | None = None
        self._x11: X11 | None = None
        self._bus: SessionBus | None = None
        self._may_begin = False

    def begin(self, x11: X11 | None, bus: SessionBus | None) -> None:
        """Known from now on: what this desktop offers."""
        self._x11, self._bus, self._may_begin = x11, bus, True
        self._session.changed.connect(self._carry_out)
        self._carry_out()

    def is_on(self, setting: Setting) -> bool:
        """What counts now."""
        here = self._session.rulebook
        return here.settings.is_on(setting, here.agent)

    def _carry_out(self) -> None:
        if self._session.is_busy and self._session.softphone is None:
            return  # the settings have not been read yet
        if self.is_on(GLOBAL_KEYS):
            self._keys.turn_on(self._x11, self._bus)
        else:
            self._keys.turn_off()
        self._start_at_login(self.is_on(START_AT_LOGIN))

    def _start_at_login(self, on: bool) -> None:
        here = self._session.rulebook
        was_said = here.settings.in_force(START_AT_LOGIN, here.agent).source is not Source.BUILT_IN
        if on == self._starts_at_login or not (was_said or self._starts_at_login):
            return
        self._starts_at_login = on
        self._background.run(
            Lane.KEEP,
            lambda: start_at_login(on),
            then=lambda _: None,
            failed=self._session.failed.emit,
        )
