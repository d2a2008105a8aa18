"""What the system's own management sets: a Windows policy, macOS managed preferences.

Rule 1: the same keys as in the file ("locked", "caller_id", "mode"), checked by the same code.
Rule 2: nothing here is the user's: only HKEY_LOCAL_MACHINE, only what macOS calls forced.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

from softphone.application.settings.company import Company, company_from
from softphone.application.settings.declarations import SETTINGS
from softphone.application.settings.setting import ValueKind

Tables = Mapping[str, Any]
_NOTHING: Final[Tables] = {}


def policy_tables() -> tuple[Tables, str]:
    """What the system sets, as the tables of a file, and where that stands; empty where there is none."""
    if sys.platform == "win32":
        from softphone.adapters.settings.windows_policy import WHERE, read_policy

        return tables_of_registry(read_policy()), WHERE
    if sys.platform == "darwin":
        from softphone.adapters.settings.macos_policy import WHERE as DOMAIN
        from softphone.adapters.settings.macos_policy import read_policy as read_forced

        return read_forced(), DOMAIN
    return _NOTHING, ""


def policy_company(read: Callable[[], tuple[Tables, str]] = policy_tables) -> Company:
    """The same, checked; its problems name the policy and have no line."""
    tables, where = read()
    return company_from(tables, where, lambda _path: 0) if tables else Company()


def tables_of_registry(tree: Tables) -> Tables:
    """The registry's tree as the tables of a file.

    The registry has no yes and no: there 0 and 1 stand for them. Lists are REG_MULTI_SZ;
    a list of one line may have been written as plain text.
    """
    return {name: _converted(value, (name,)) for name, value in tree.items()}


def _converted(value: Any, path: tuple[str, ...]) -> Any:
    if isinstance(value, Mapping):
        return {name: _converted(each, (*path, name)) for name, each in value.items()}
    setting = SETTINGS.get(".".join(path[-2:]))
    if setting is not None and setting.kind is ValueKind.YES_NO and value in (0, 1):
        return bool(value)
    if setting is None and path[-1] in ("numbers", "agents") and isinstance(value, str):
        return [value]
    return value
