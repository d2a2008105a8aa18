"""The last place for what nobody expected: told once, with numbers and secrets left out.

Rule: an unexpected exception is logged and shown, and the window goes on.
"""

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Final

from softphone.domain.errors import SoftphoneError
from softphone.domain.redaction import redacted
from softphone.domain.words import say

_LOG: Final = logging.getLogger("softphone")


def surface(show: Callable[[str], None]) -> None:
    """From now on, tell unexpected exceptions with ``show`` and in the log."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        lines = "".join(traceback.format_exception(kind, error, trace))
        _LOG.error("%s", redacted(lines))
        show(str(unexpected(error)))

    sys.excepthook = hook


def unexpected(error: BaseException) -> SoftphoneError:
    """What nobody expected, as a failure that a person can read."""
    name = redacted(f"{type(error).__name__}: {error}")
    return SoftphoneError(
        say("Something in this program went wrong ({name}).", name=name),
        remedy=say("Go on. If it comes again, send a report: Help, Report for support."),
    )
