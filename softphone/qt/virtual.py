"""Guards the methods that Qt calls: an exception in one is told, and never fatal.

Rule: an exception that leaves ``data``, ``headerData``, ``paintEvent`` … may end the process (SIGSEGV in
PySide6 6.11.3 when raised inside ``setModel``); so each of them has this guard.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Method = TypeVar("Method", bound=Callable[..., Any])


def virtual(instead: Any) -> Callable[[Method], Method]:
    """For a method that Qt calls; ``instead``: what Qt gets where it fails."""

    def guard(method: Method) -> Method:
        @wraps(method)
        def guarded(*args: Any, **named: Any) -> Any:
            try:
                return method(*args, **named)
            except Exception:
                sys.excepthook(*sys.exc_info())
                return instead

        return cast(Method, guarded)

    return guard
