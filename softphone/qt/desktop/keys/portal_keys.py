"""Global keys through the desktop portal: Wayland's way.

The portal shows the person a dialog once, and they may choose other keys or none.
Source: org.freedesktop.portal.GlobalShortcuts, version 1 and 2; org.freedesktop.portal.Request.
Tested against a portal of our own that speaks the same interface, not on every desktop.
"""

import os
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from softphone.qt.desktop.keys.key_names import PORTAL_KEYS, KeyBell, key_titles, no_global_keys
from softphone.qt.desktop.session_bus import Body, SessionBus

_NAME: Final = "org.freedesktop.portal.Desktop"
_PATH: Final = "/org/freedesktop/portal/desktop"
_SHORTCUTS: Final = (_NAME, _PATH, "org.freedesktop.portal.GlobalShortcuts")
_REGISTRY: Final = (_NAME, _PATH, "org.freedesktop.host.portal.Registry")
_REQUEST: Final = "org.freedesktop.portal.Request"
_SESSION: Final = "org.freedesktop.portal.Session"
_GRANTED: Final = 0


class PortalKeys:
    def __init__(self, front: KeyBell, bus: SessionBus) -> None:
        self._front, self._bus = front, bus
        self._session = ""

    def turn_on(self) -> None:
        # New portals want to know who a program outside a sandbox is; old ones have no such interface.
        app = QCoreApplication.applicationName().lower()
        self._bus.call(_REGISTRY, "Register", "sa{sv}", (app, {}))
        self._bus.watch(_SHORTCUTS[2], "Activated", self._activated)
        token = {"session_handle_token": ("s", f"softphone_{os.getpid()}")}
        self._ask("CreateSession", "a{sv}", (), token, then=self._bind)

    def turn_off(self) -> None:
        if self._session:
            self._bus.call((_NAME, self._session, _SESSION), "Close")
            self._session = ""

    def _bind(self, results: dict[str, Any]) -> None:
        self._session = str(results["session_handle"][1])
        keys = [
            (key, {"description": ("s", title), "preferred_trigger": ("s", PORTAL_KEYS[key])})
            for key, title in key_titles().items()
        ]
        self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", (self._session, keys, ""), {}, then=lambda _: None)

    def _ask(
        self,
        method: str,
        signature: str,
        body: Body,
        options: dict[str, Any],
        *,
        then: Callable[[dict[str, Any]], None],
    ) -> None:
        """A portal's method answers twice: that it was asked, and later what the person said."""

        def answered(response: Body) -> None:
            if response[0] == _GRANTED:
                then(response[1])
            else:
                self._not_available("")

        token = f"softphone_{os.getpid()}_{method.lower()}"
        sender = self._bus.own_name.removeprefix(":").replace(".", "_")
        path = f"{_PATH}/request/{sender}/{token}"
        self._bus.watch(_REQUEST, "Response", answered, path=path)
        options = {**options, "handle_token": ("s", token)}
        self._bus.call(_SHORTCUTS, method, signature, (*body, options), failed=self._not_available)

    def _not_available(self, _error: str) -> None:
        self._front.told.emit(no_global_keys())

    def _activated(self, body: Body) -> None:
        session, key = body[0], body[1]
        if session == self._session and key in PORTAL_KEYS:
            self._front.pressed.emit(key)
