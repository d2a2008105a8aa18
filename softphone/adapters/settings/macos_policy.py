"""macOS managed preferences (a configuration profile), as far as they are forced. **Untested.**

Rule: a value that ``defaults write`` could have made is not a policy: only forced ones are read.

Source: CoreFoundation, CFPreferencesAppValueIsForced.
"""

import plistlib
import sys
from functools import cache
from typing import Any, Final

DOMAIN: Final = "org.softphone.Softphone"
WHERE: Final = f"managed preferences {DOMAIN}"
KEYS: Final = (
    "organization",
    "locked",
    "defaults",
    "agents",
    "ring_groups",
    "dedicated_lines",
    "supervisors",
)
_UTF_8: Final = 0x08000100
_BINARY: Final = 200


def read_policy() -> dict[str, Any]:
    """The forced values of our domain, as the tables of a file; empty without any."""
    if sys.platform != "darwin":
        return {}
    cf = _core_foundation()
    cf.synchronize(DOMAIN)
    return {key: cf.value(key, DOMAIN) for key in KEYS if cf.is_forced(key, DOMAIN)}


@cache
def _core_foundation() -> "_CoreFoundation":
    return _CoreFoundation()


class _CoreFoundation:
    """The few functions of CoreFoundation that are needed; values come out as property lists."""

    def __init__(self) -> None:
        import ctypes

        self._c = ctypes
        self._strings: dict[str, Any] = {}
        self._cf = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
        pointer = ctypes.c_void_p
        for name, result, arguments in (
            ("CFStringCreateWithCString", pointer, [pointer, ctypes.c_char_p, ctypes.c_uint32]),
            ("CFPreferencesAppSynchronize", ctypes.c_bool, [pointer]),
            ("CFPreferencesAppValueIsForced", ctypes.c_bool, [pointer, pointer]),
            ("CFPreferencesCopyAppValue", pointer, [pointer, pointer]),
            ("CFPropertyListCreateData", pointer, [pointer, pointer, ctypes.c_long, ctypes.c_ulong, pointer]),
            ("CFDataGetBytePtr", pointer, [pointer]),
            ("CFDataGetLength", ctypes.c_long, [pointer]),
            ("CFRelease", None, [pointer]),
        ):
            function = getattr(self._cf, name)
            function.restype, function.argtypes = result, arguments

    def synchronize(self, domain: str) -> None:
        self._cf.CFPreferencesAppSynchronize(self._string(domain))

    def is_forced(self, key: str, domain: str) -> bool:
        return bool(self._cf.CFPreferencesAppValueIsForced(self._string(key), self._string(domain)))

    def value(self, key: str, domain: str) -> Any:
        value = self._cf.CFPreferencesCopyAppValue(self._string(key), self._string(domain))
        if not value:
            return {}
        data = self._cf.CFPropertyListCreateData(None, value, _BINARY, 0, None)
        try:
            size = self._cf.CFDataGetLength(data)
            return plistlib.loads(self._c.string_at(self._cf.CFDataGetBytePtr(data), size))
        finally:
            self._cf.CFRelease(data)
            self._cf.CFRelease(value)

    def _string(self, text: str) -> Any:
        """Made once and kept: they are asked for again and again."""
        if text not in self._strings:
            self._strings[text] = self._cf.CFStringCreateWithCString(None, text.encode(), _UTF_8)
        return self._strings[text]
