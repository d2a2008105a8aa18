r"""Windows policies: HKEY_LOCAL_MACHINE\Software\Policies\Softphone, read as a tree. **Untested.**

Rule: only HKEY_LOCAL_MACHINE, which users cannot write; never HKEY_CURRENT_USER.
"""

import sys
from typing import Any, Final

KEY: Final = r"Software\Policies\Softphone"
WHERE: Final = rf"HKLM\{KEY}"


def read_policy() -> dict[str, Any]:
    """The values and keys below the policy's key, as nested dicts; empty without one."""
    if sys.platform != "win32":
        return {}
    import winreg

    try:
        with winreg.OpenKey(
            winreg.HKEY_LOCAL_MACHINE, KEY, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        ) as key:
            return _tree(key)
    except FileNotFoundError:
        return {}


def _tree(key: Any) -> dict[str, Any]:
    import winreg

    keys, values, _changed = winreg.QueryInfoKey(key)  # type: ignore[attr-defined,unused-ignore]
    found: dict[str, Any] = {}
    for at in range(values):
        name, value, _kind = winreg.EnumValue(key, at)  # type: ignore[attr-defined,unused-ignore]
        found[name] = value
    for at in range(keys):
        name = winreg.EnumKey(key, at)  # type: ignore[attr-defined,unused-ignore]
        with winreg.OpenKey(key, name) as below:  # type: ignore[attr-defined,unused-ignore]
            found[name] = _tree(below)
    return found
