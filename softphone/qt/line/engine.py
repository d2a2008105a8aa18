"""Starts QtWebEngine for the line, once, and late: when audio in the app is chosen.

Rule 1: what is missing is said in words; nothing is imported to find that out.
Rule 2: our own scheme is registered after the first paint: Qt asks for that before WebEngine is
        first used, not before the window. So audio that is off costs nothing at all, and choosing
        it needs no restart. (Seen with Qt 6.11, offscreen and on X11.)
Rule 3: Chromium's sandbox stays on, except for root, with whom it refuses to start.
"""

import logging
import os
from importlib.util import find_spec
from typing import Final

from softphone.domain.line.line_state import LineState
from softphone.qt.assets import asset

_LOG: Final = logging.getLogger(__name__)
SCHEME: Final = b"softphone-line"
SDK: Final = "line/sdk/twilio.min.js"
_FLAGS_VARIABLE: Final = "QTWEBENGINE_CHROMIUM_FLAGS"
# No picture is ever drawn. A hidden page's timers would else run once a second. The third lets
# sound reach the sandbox, which is on this machine; nobody else can be reached by it from outside.
_FLAGS: Final = (
    "--disable-gpu",
    "--disable-background-timer-throttling",
    "--allow-loopback-in-peer-connection",
)
_begun: list[bool] = []


def what_is_missing() -> LineState | None:
    """NOT_INSTALLED or LEFT_OUT; None where audio in the app is possible."""
    if any(find_spec(f"PySide6.{part}") is None for part in ("QtWebEngineCore", "QtWebChannel")):
        return LineState.NOT_INSTALLED
    return None if asset(SDK).is_file() else LineState.LEFT_OUT


def begin() -> LineState | None:
    """Make WebEngine ready for the first page, once.

    Returns:
        NO_LIBRARY where the system lacks a library that it is linked with; None if all is well.
    """
    if _begun:
        return None
    flags = os.environ.get(_FLAGS_VARIABLE, "")
    os.environ[_FLAGS_VARIABLE] = " ".join([flags, *(each for each in _FLAGS if each not in flags)]).strip()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    try:
        from PySide6.QtWebEngineCore import QWebEngineUrlScheme
    except ImportError as error:
        _LOG.warning("QtWebEngine cannot be loaded: %s", error)
        return LineState.NO_LIBRARY

    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.CorsEnabled)
    QWebEngineUrlScheme.registerScheme(scheme)
    _begun.append(True)
    return None
