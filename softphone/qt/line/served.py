"""The files that the line's page may load, on our own scheme: a table, and nothing else.

Rule 1: what is not in the table is not there.
Rule 2: the page may run our scripts and the SDK, and reach Twilio's voice service alone;
        beside the sandbox it reaches the sandbox alone.
"""

from typing import Final

from PySide6.QtCore import QBuffer, QFile, QIODevice, QObject, QUrl
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler

from softphone.application.line.line_access import Gateway
from softphone.qt.assets import asset
from softphone.qt.line.engine import SCHEME, SDK
from softphone.qt.virtual import virtual

ORIGIN: Final = f"{SCHEME.decode()}://app"
PAGE: Final = QUrl(f"{ORIGIN}/line.html")
_KEYS: Final = "0123456789sh"
_SILENT: Final = ("incoming", "outgoing", "disconnect")
_FILES: Final[dict[str, tuple[str, str]]] = {
    "/line.js": ("text/javascript", "line/line.js"),
    "/sdk/twilio.min.js": ("text/javascript", SDK),
    "/qwebchannel.js": ("text/javascript", ":/qtwebchannel/qwebchannel.js"),
    **{f"/sounds/{name}.wav": ("audio/wav", "sounds/silence.wav") for name in _SILENT},
    **{f"/sounds/dtmf{key}.wav": ("audio/wav", f"sounds/tone-{key}.wav") for key in _KEYS},
}
_TWILIO: Final = "wss://*.twilio.com https://*.twilio.com"


def policy(gateway: Gateway | None) -> str:
    """The page's Content-Security-Policy."""
    reached = f"wss://{gateway.address}" if gateway else _TWILIO
    return (
        f"default-src 'none'; script-src 'self'; media-src 'self' blob:; connect-src 'self' {reached}; "
        "base-uri 'none'; form-action 'none'"
    )


class Served(QWebEngineUrlSchemeHandler):
    """Args:
    gateway: The sandbox's; None: Twilio itself.
    """

    def __init__(self, gateway: Gateway | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._html = _file(str(asset("line/line.html"))).replace(b"{policy}", policy(gateway).encode())
        assert QWebChannel is not None  # its import brings qwebchannel.js into Qt's resources

    @virtual(None)
    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        mime, content = self._found(job.requestUrl().path())
        if not content:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        body = QBuffer(job)
        body.setData(content)
        body.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(mime.encode(), body)

    def _found(self, path: str) -> tuple[str, bytes]:
        """The type and the content; nothing where there is no such file."""
        if path == PAGE.path():
            return "text/html", self._html
        mime, name = _FILES.get(path, ("", ""))
        return mime, _file(name if name.startswith(":") else str(asset(name))) if name else b""


def _file(name: str) -> bytes:
    """The whole of a file, on the disk or in Qt's resources; nothing where it cannot be read."""
    file = QFile(name)
    return bytes(file.readAll().data()) if file.open(QIODevice.OpenModeFlag.ReadOnly) else b""
