"""Tells what happened while the window is not in front; never takes the focus.

Linux: org.freedesktop.Notifications where a server runs, else the tray's own message.
Windows and macOS: the tray's message, which Qt hands to the system.
"""

import os
from collections.abc import Callable
from html import escape
from typing import Final

from PySide6.QtCore import QObject, Signal

from softphone.qt.assets import asset
from softphone.qt.desktop.session_bus import Body, SessionBus

_SERVER: Final = (
    "org.freedesktop.Notifications",
    "/org/freedesktop/Notifications",
    "org.freedesktop.Notifications",
)
_SYSTEM_DECIDES_HOW_LONG: Final = -1


class Notifications(QObject):
    """Signals:
    clicked: The person wants to see the window.
    """

    clicked = Signal()

    def __init__(self, otherwise: Callable[[str, str], None], parent: QObject | None = None) -> None:
        """Args:
        otherwise: Told title and words where there is no notification server.
        """
        super().__init__(parent)
        self._otherwise = otherwise
        self._bus: SessionBus | None = None
        self._takes_markup = False
        self._shown = 0  # the server's number of our last one, which the next replaces

    def use(self, bus: SessionBus) -> None:
        """From now on through the notification server, if there is one."""
        self._bus = bus
        bus.watch(_SERVER[2], "ActionInvoked", self._on_invoked)
        bus.watch(_SERVER[2], "ActivationToken", self._permitted)
        bus.call(_SERVER, "GetCapabilities", then=self._learn)

    def tell(self, title: str, words: str) -> None:
        """Show it for as long as the system thinks right."""
        if self._bus is None:
            self._otherwise(title, words)
            return
        body = escape(words, quote=False) if self._takes_markup else words
        actions = ["default", self.tr("Open")]
        hints = {"desktop-entry": ("s", "softphone")}
        icon = str(asset("icons/softphone.svg"))
        notice = ("Softphone", self._shown, icon, title, body, actions, hints, _SYSTEM_DECIDES_HOW_LONG)
        self._bus.call(
            _SERVER,
            "Notify",
            "susssasa{sv}i",
            notice,
            then=self._remember,
            failed=lambda _name: self._otherwise(title, words),
        )

    def _learn(self, body: Body) -> None:
        self._takes_markup = "body-markup" in body[0]

    def _remember(self, body: Body) -> None:
        self._shown = int(body[0])

    def _on_invoked(self, body: Body) -> None:
        if body and body[0] == self._shown:
            self.clicked.emit()

    def _permitted(self, body: Body) -> None:
        """Wayland: the permission to come to the front comes before the click."""
        if len(body) == 2 and body[0] == self._shown:
            os.environ["XDG_ACTIVATION_TOKEN"] = str(body[1])
