"""The hidden page, and all that it may not do.

Rule 1: it stays on its own address; no other page, window, download or dialog.
Rule 2: of all permissions it has one, the microphone.
Rule 3: only the sandbox's own certificate authority is trusted besides the system's.
"""

import hashlib
import logging
from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QAuthenticator, QSsl, QSslCertificate
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)

from softphone.application.line.line_access import Gateway
from softphone.qt.line.proxy import name_and_password
from softphone.qt.line.served import ORIGIN, PAGE
from softphone.qt.virtual import virtual

_LOG: Final = logging.getLogger(__name__)
_MICROPHONE: Final = QWebEnginePermission.PermissionType.MediaAudioCapture
_A: Final = QWebEngineSettings.WebAttribute
_ATTRIBUTES: Final[dict[QWebEngineSettings.WebAttribute, bool]] = {
    _A.PlaybackRequiresUserGesture: False,
    _A.LocalStorageEnabled: False,
    _A.JavascriptCanOpenWindows: False,
    _A.JavascriptCanAccessClipboard: False,
    _A.PluginsEnabled: False,
    _A.PdfViewerEnabled: False,
    _A.ErrorPageEnabled: False,
    _A.ScreenCaptureEnabled: False,
    _A.WebGLEnabled: False,
    _A.AutoLoadIconsForPage: False,
}


def profile(parent: QObject | None = None) -> QWebEngineProfile:
    """Off the record: nothing of it is written to the disk."""
    made = QWebEngineProfile(parent)
    made.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.StoreInMemory)
    made.downloadRequested.connect(QWebEngineDownloadRequest.cancel)
    for attribute, wanted in _ATTRIBUTES.items():
        made.settings().setAttribute(attribute, wanted)
    return made


class LinePage(QWebEnginePage):
    """Args:
    gateway: The sandbox's; None: Twilio itself.
    """

    def __init__(self, profile: QWebEngineProfile, gateway: Gateway | None) -> None:
        super().__init__(profile)
        # Beforehand and for each page, or devices have no names until the microphone was opened once.
        profile.queryPermission(QUrl(ORIGIN), _MICROPHONE).reset()
        profile.queryPermission(QUrl(ORIGIN), _MICROPHONE).grant()
        self._gateway = gateway
        self.permissionRequested.connect(self._permit)
        self.certificateError.connect(self._judge)
        self.proxyAuthenticationRequired.connect(self._sign_in_to_proxy)
        self.loadFinished.connect(self._wake)

    def _sign_in_to_proxy(self, _url: QUrl, wanted: QAuthenticator, proxy_host: str) -> None:
        """Left alone, the page goes without; the line then says that it cannot be reached."""
        if (known := name_and_password(proxy_host)) is not None:
            wanted.setUser(known[0])
            wanted.setPassword(known[1])

    @virtual(False)
    def acceptNavigationRequest(
        self, url: QUrl | str, _type: QWebEnginePage.NavigationType, _is_main_frame: bool
    ) -> bool:
        return url == PAGE

    @virtual(None)
    def createWindow(self, _type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        return None

    @virtual(None)
    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """The words may hold numbers or tokens: only where it happened is written down."""
        if level is QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel:
            _LOG.warning("error in the line's page at %s:%d", source.rpartition("/")[2], line)

    def _wake(self, _loaded: bool) -> None:
        """A page in no window counts as hidden, and a hidden page may be slowed down."""
        self.setVisible(True)

    def _permit(self, permission: QWebEnginePermission) -> None:
        ours = permission.origin().toString().rstrip("/") == ORIGIN
        if ours and permission.permissionType() == _MICROPHONE:
            permission.grant()
        else:
            permission.deny()

    def _judge(self, error: QWebEngineCertificateError) -> None:
        if self._is_gateway(error):
            error.acceptCertificate()
        else:
            error.rejectCertificate()

    def _is_gateway(self, error: QWebEngineCertificateError) -> bool:
        if self._gateway is None or not error.isOverridable():
            return False
        url, chain = error.url(), error.certificateChain()
        ours = QSslCertificate.fromData(self._gateway.certificate.encode(), QSsl.EncodingFormat.Pem)
        at_the_gateway = f"{url.host()}:{url.port()}" == self._gateway.address
        return at_the_gateway and bool(chain and ours) and _fingerprint(chain[-1]) == _fingerprint(ours[0])


def _fingerprint(certificate: QSslCertificate) -> bytes:
    return hashlib.sha256(certificate.toDer().data()).digest()
