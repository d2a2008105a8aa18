"""A desktop's services on a bus of the test's own: tray, notifications, keys. Run as a program.

It prints one JSON line for everything that it was told, and obeys lines on its input:
``own NAME`` (be that service from now on), ``press KEY`` (a global key), ``click`` (the notification).
"""

import json
import selectors
import sys

from jeepney import HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import DBusAddress

connection = open_dbus_connection("SESSION")
session = ""
notified = 0


def say(**what: object) -> None:
    print(json.dumps(what), flush=True)


def reply(message, signature: str | None = None, body: tuple = ()) -> None:
    connection.send(new_method_return(message, signature, body))


def signal(path: str, interface: str, name: str, signature: str, body: tuple) -> None:
    connection.send(new_signal(DBusAddress(path, interface=interface), name, signature, body))


def responded(message, token: str, results: dict) -> None:
    sender = message.header.fields[HeaderFields.sender].removeprefix(":").replace(".", "_")
    path = f"/org/freedesktop/portal/desktop/request/{sender}/{token}"
    reply(message, "o", (path,))
    signal(path, "org.freedesktop.portal.Request", "Response", "ua{sv}", (0, results))


def answer(message) -> None:
    global session, notified
    member = message.header.fields.get(HeaderFields.member)
    interface = message.header.fields.get(HeaderFields.interface)
    body = message.body
    if member == "Get":
        reply(message, "v", (("b", True),))
    elif member == "GetAll":
        reply(message, "a{sv}", ({"IsStatusNotifierHostRegistered": ("b", True)},))
    elif member == "RegisterStatusNotifierItem":
        say(icon=body[0])
        reply(message)
    elif member == "GetCapabilities":
        reply(message, "as", (["body", "body-markup", "actions"],))
    elif member == "Notify":
        notified += 1
        say(title=body[3], words=body[4])
        reply(message, "u", (notified,))
    elif member == "CreateSession":
        session = "/org/freedesktop/portal/desktop/session/test"
        responded(message, body[0]["handle_token"][1], {"session_handle": ("s", session)})
    elif member == "BindShortcuts":
        responded(message, body[3]["handle_token"][1], {})
        say(keys={key: options["preferred_trigger"][1] for key, options in body[1]})
    else:
        name = "org.freedesktop.DBus.Error.UnknownMethod"
        connection.send(new_error(message, name, "s", (f"{interface}.{member}",)))


def obey(line: str) -> None:
    word, _, rest = line.strip().partition(" ")
    if word == "own":
        connection.send(message_bus.RequestName(rest))
        say(owns=rest)
    elif word == "press":
        body = (session, rest, 0, {})
        path = "/org/freedesktop/portal/desktop"
        signal(path, "org.freedesktop.portal.GlobalShortcuts", "Activated", "osta{sv}", body)
    elif word == "click":
        path = "/org/freedesktop/Notifications"
        signal(path, "org.freedesktop.Notifications", "ActionInvoked", "us", (notified, "default"))


waiting = selectors.DefaultSelector()
waiting.register(sys.stdin, selectors.EVENT_READ)
waiting.register(connection.sock, selectors.EVENT_READ)
say(ready=True)
while True:
    for key, _ in waiting.select():
        if key.fileobj is sys.stdin:
            line = sys.stdin.readline()
            if not line:
                sys.exit()
            obey(line)
        else:
            data = connection.sock.recv(65536)
            if not data:
                sys.exit()
            for message in connection.parser.feed(data):
                if message.header.message_type is MessageType.method_call:
                    answer(message)
