"""The line itself: a hidden page with Twilio's SDK, asked and heard in JSON.

Rule 1: what is asked before the page is open would be lost; the page tells when it is.
Rule 2: the page goes before its profile.
"""

import json
from dataclasses import asdict
from typing import Any, Final

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWebChannel import QWebChannel

from softphone.application.line.line_access import Gateway, Sound
from softphone.qt.line.engine import SCHEME
from softphone.qt.line.page import LinePage, profile
from softphone.qt.line.served import PAGE, Served


class Bridge(QObject):
    """What the page sees of the app.

    Signals:
        asked: An order, as JSON, to the page.
        told: What happened and what goes with it, from the page.
    """

    asked = Signal(str)
    told = Signal(str, object)

    @Slot(str)
    def tell(self, text: str) -> None:
        """Called by the page."""
        report: dict[str, Any] = json.loads(text)
        self.told.emit(report.pop("what"), report)


class SdkLine(QObject):
    """Attributes:
        page: Hidden, in no window.

    Signals:
    told: What happened and what goes with it; "opened" once it can be asked.
    broke: The page is gone, or could not be loaded.
    """

    told = Signal(str, object)
    broke = Signal()

    def __init__(self, gateway: Gateway | None, parent: QObject | None = None, *, edge: str = "") -> None:
        super().__init__(parent)
        here = {"chunderw": gateway.address, "publishEvents": False} if gateway else {}
        self._options: Final = {**here, "edge": edge} if edge else here
        self._gateway = gateway
        self._profile = profile()
        self._served = Served(gateway)
        self._profile.installUrlSchemeHandler(SCHEME, self._served)
        self._bridge = Bridge()
        # Queued: who is told may close the page that tells.
        self._bridge.told.connect(self.told, Qt.ConnectionType.QueuedConnection)
        self._channel = QWebChannel()
        self._channel.registerObject("app", self._bridge)
        self.page = self._made_page()

    def open(self) -> None:
        """Load the page; another one in another process, if there was one: whatever was on it ends."""
        if not self.page.url().isEmpty():
            shiboken6.delete(self.page)
            self.page = self._made_page()
        self.page.load(PAGE)

    def _made_page(self) -> LinePage:
        page = LinePage(self._profile, self._gateway)
        page.setWebChannel(self._channel)
        page.loadFinished.connect(self._loaded)
        page.renderProcessTerminated.connect(self._terminated)
        return page

    def connect_with(self, jwt: str) -> None:
        self._ask("connect", token=jwt, options=self._options)

    def disconnect_from_twilio(self) -> None:
        self._ask("disconnect")

    def renew(self, jwt: str) -> None:
        self._ask("renew", token=jwt)

    def answer(self, sid: str) -> None:
        self._ask("answer", sid=sid)

    def reject(self, sid: str) -> None:
        self._ask("reject", sid=sid)

    def hang_up(self, sid: str) -> None:
        self._ask("hang_up", sid=sid)

    def mute(self, sid: str, *, muted: bool) -> None:
        self._ask("mute", sid=sid, muted=muted)

    def send_tones(self, sid: str, digits: str) -> None:
        self._ask("tones", sid=sid, digits=digits)

    def sound(self, sound: Sound) -> None:
        self._ask("sound", **asdict(sound))

    def listen(self, *, listening: bool) -> None:
        self._ask("listen", listening=listening)

    def close(self) -> None:
        self.blockSignals(True)
        for part in (self.page, self._channel, self._profile, self._served, self._bridge):
            shiboken6.delete(part)

    def _ask(self, order: str, **rest: Any) -> None:
        self._bridge.asked.emit(json.dumps({"order": order, **rest}))

    def _loaded(self, fine: bool) -> None:
        if not fine:
            self.broke.emit()

    def _terminated(self, *_how: object) -> None:
        self.broke.emit()
