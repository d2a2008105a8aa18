"""Where the first softphone takes over what later ones were asked for."""

import os
from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from softphone.qt.desktop.instances.one_instance import LONGEST, TAKEN, Asked, Claim, socket_name

_SPEAKS_WITHIN_MS: Final = 3000


class InstanceServer(QObject):
    """Signals:
    asked: A second softphone was started; what it was Asked for.
    """

    asked = Signal(object)

    def __init__(self, claim: Claim, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._claim = claim
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def open(self) -> bool:
        """Listen; False where the machine does not let us: then links open a second window."""
        self._remove_what_a_killed_one_left()
        if not self._server.listen(socket_name()):
            return False
        note = self._claim.note
        new = note.with_name(f"{note.name}.new")
        try:
            new.touch(mode=0o600)
            new.write_text(self._server.fullServerName(), encoding="utf-8")
            new.replace(note)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Stop listening and make room for another first one."""
        self._server.close()
        self._claim.let_go()

    def _remove_what_a_killed_one_left(self) -> None:
        with suppress(OSError, ValueError):
            left = self._claim.note.read_text(encoding="utf-8")
            if os.path.basename(left).startswith("softphone-"):  # noqa: PTH119 - a pipe's name on Windows
                QLocalServer.removeServer(left)

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(LONGEST)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            QTimer.singleShot(_SPEAKS_WITHIN_MS, socket, socket.abort)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() >= LONGEST:
                socket.abort()
            return
        asked = Asked.of_line(bytes(socket.readLine(LONGEST).data()))
        if asked is not None:
            socket.write(TAKEN)
            socket.flush()
            self.asked.emit(asked)
        socket.disconnectFromServer()
