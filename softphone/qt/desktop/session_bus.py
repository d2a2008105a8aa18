"""The desktop's message bus (D-Bus), spoken without waiting: Linux only.

Rule 1: connecting may take a second and belongs in a lane; from then on nothing here waits.
Rule 2: where there is no bus there is no SessionBus; callers do without.

QtDBus is not used: from Python it sends every whole number as int32, but Notify, RequestName and
the portals want uint32 and arrays of structures, which it cannot build (PySide6 6.11). jeepney comes
with keyring on Linux and has the types written out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QSocketNotifier

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

Body = tuple[Any, ...]
_CONNECTED_WITHIN_S: Final = 1.0
_READ_AT_ONCE: Final = 65536


def connect() -> DBusConnection | None:
    """A connection to the session's bus; None where there is none. In a lane."""
    if sys.platform in ("win32", "darwin") or not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    try:
        from jeepney.io.blocking import open_dbus_connection

        return open_dbus_connection("SESSION", auth_timeout=_CONNECTED_WITHIN_S)
    except (ImportError, OSError, ValueError, KeyError, RuntimeError):
        return None


class SessionBus(QObject):
    def __init__(self, connection: DBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._serials = count(start=1000)  # the connection has used some already
        self._answers: dict[int, tuple[Callable[[Body], None], Callable[[str], None]]] = {}
        self._watchers: dict[tuple[str, str], Callable[[Body], None]] = {}
        connection.sock.setblocking(False)
        self._readable = QSocketNotifier(connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._read)

    @property
    def own_name(self) -> str:
        """ ":1.42"."""
        return str(self._connection.unique_name)

    def call(
        self,
        address: tuple[str, str, str],
        method: str,
        signature: str = "",
        body: Body = (),
        *,
        then: Callable[[Body], None] = lambda body: None,
        failed: Callable[[str], None] = lambda name: None,
    ) -> None:
        """Ask ``address`` (bus name, object path, interface); ``failed`` gets the error's name."""
        from jeepney import DBusAddress, new_method_call

        bus_name, path, interface = address
        message = new_method_call(DBusAddress(path, bus_name, interface), method, signature or None, body)
        serial = next(self._serials)
        self._answers[serial] = (then, failed)
        try:
            self._connection.send(message, serial=serial)
        except OSError:
            self._gone()

    def watch(self, interface: str, signal: str, told: Callable[[Body], None], *, path: str = "") -> None:
        """Be told of a signal from now on; a later watch of the same signal takes its place."""
        self._watchers[interface, signal] = told
        rule = f"type='signal',interface='{interface}',member='{signal}'"
        rule += f",path='{path}'" if path else ""
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        self.call(bus, "AddMatch", "s", (rule,))

    def when_owner_changes(self, name: str, told: Callable[[bool], None]) -> None:
        """Be told now and from now on whether somebody answers to ``name``."""
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")

        def changed(body: Body) -> None:
            if body and body[0] == name:
                told(bool(body[2]))

        self.watch(bus[2], "NameOwnerChanged", changed)
        self.call(bus, "NameHasOwner", "s", (name,), then=lambda body: told(bool(body[0])))

    def close(self) -> None:
        """Leave the bus."""
        self._readable.setEnabled(False)
        self._connection.close()

    def _read(self) -> None:
        try:
            data = self._connection.sock.recv(_READ_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._gone()
            return
        for message in self._connection.parser.feed(data):
            self._on_message(message)

    def _on_message(self, message: Any) -> None:
        from jeepney import HeaderFields, MessageType

        fields, kind = message.header.fields, message.header.message_type
        if kind is MessageType.signal:
            told = self._watchers.get((fields.get(HeaderFields.interface), fields.get(HeaderFields.member)))
            if told is not None:
                told(message.body)
            return
        then, failed = self._answers.pop(fields.get(HeaderFields.reply_serial, -1), (None, None))
        if kind is MessageType.method_return and then is not None:
            then(message.body)
        elif kind is MessageType.error and failed is not None:
            failed(fields.get(HeaderFields.error_name, ""))

    def _gone(self) -> None:
        """The bus went away: nobody answers any more."""
        self._readable.setEnabled(False)
        waiting, self._answers = self._answers, {}
        for _, failed in waiting.values():
            failed("org.freedesktop.DBus.Error.Disconnected")
