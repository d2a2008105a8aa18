"""Files for administrators, made from the declarations of the settings and the example file.

    packaging/settings_files.py update    writes them anew
    packaging/settings_files.py check     tells which are not up to date; exit status 1 if any is

They are: the JSON Schema and the list of settings in packaging/settings/, the Windows policies in
packaging/windows/, and the configuration profile in packaging/macos/, which holds what the example
file says.
"""

import json
import plistlib
import sys
import tomllib
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from admx import adml, admx

from softphone.application.settings.declarations import SETTINGS
from softphone.application.settings.schema import settings_schema
from softphone.application.settings.setting import Setting, ValueKind

FOLDER: Final = Path(__file__).resolve().parent
DOMAIN: Final = "org.softphone.Softphone"
_ASKED_FOR: Final = {"user": "anybody", "company": "the file alone", "sign-in": "at sign-in"}


def schema() -> str:
    return json.dumps(settings_schema(), indent=2, ensure_ascii=False) + "\n"


def list_of_settings() -> str:
    """SETTINGS.md: every key, its values, what it means."""
    rows = "".join(f"| {' | '.join(_cells(setting))} |\n" for setting in SETTINGS.values())
    return (
        "# Settings\n\n"
        "Made from the declarations by `packaging/settings_files.py`; do not edit. Each key may stand below\n"
        '`[locked.…]`, `[defaults.…]` and `[agents."NAME".…]`; `softphone settings show` tells which '
        "counts.\n\n"
        "| key | values | built in | who else sets it | meaning |\n| --- | --- | --- | --- | --- |\n" + rows
    )


def profile() -> str:
    """A configuration profile that forces what the example file says."""
    tables = tomllib.loads((FOLDER / "settings" / "settings.toml").read_text(encoding="utf-8"))
    payload = {
        "PayloadType": DOMAIN,
        "PayloadIdentifier": f"{DOMAIN}.settings",
        "PayloadUUID": _uuid("settings"),
        "PayloadVersion": 1,
        "PayloadDisplayName": "Softphone",
        **tables,
    }
    whole: dict[str, Any] = {
        "PayloadType": "Configuration",
        "PayloadIdentifier": f"{DOMAIN}.profile",
        "PayloadUUID": _uuid("profile"),
        "PayloadVersion": 1,
        "PayloadScope": "System",
        "PayloadDisplayName": "Softphone: the company's settings",
        "PayloadContent": [payload],
    }
    return plistlib.dumps(whole).decode()


FILES: Final[dict[str, Callable[[], str]]] = {
    "settings/settings.schema.json": schema,
    "settings/SETTINGS.md": list_of_settings,
    "windows/Softphone.admx": admx,
    "windows/en-US/Softphone.adml": adml,
    "macos/Softphone.mobileconfig": profile,
}


def outdated() -> Iterator[str]:
    """The files that are not what the declarations say."""
    for name, made in FILES.items():
        path = FOLDER / name
        if not path.exists() or path.read_bytes() != made().encode():
            yield name


def main(action: str) -> int:
    if action == "update":
        for name in outdated():
            (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_bytes(FILES[name]().encode())
            print(f"written: packaging/{name}")
        return 0
    old = list(outdated())
    for name in old:
        print(f"not up to date: packaging/{name} (packaging/settings_files.py update)")
    return 1 if old else 0


def _cells(setting: Setting) -> tuple[str, ...]:
    values = {ValueKind.YES_NO: "`true`, `false`", ValueKind.TEXT: "text"}.get(
        setting.kind, ", ".join(f"`{value}`" for value in setting.choices)
    )
    built_in = f"`{json.dumps(setting.default)}`" if setting.default != "" else "–"
    meaning = f"{setting.label}: {setting.help}".replace("|", "\\|")
    return f"`{setting.key}`", values, built_in, _ASKED_FOR.get(setting.set_by, "anybody"), meaning


def _uuid(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{name}.{DOMAIN}")).upper()


if __name__ == "__main__":
    if sys.argv[1:] not in (["update"], ["check"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
