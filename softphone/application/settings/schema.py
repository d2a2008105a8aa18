"""The settings file as a JSON Schema (draft 2020-12), for editors: made from the declarations.

Rule: nothing is declared here; a new setting is in the schema because it is in SETTINGS.
"""

from collections.abc import Iterable
from typing import Any, Final

from softphone.application.settings.checks import TextCheck, agent_name, e164
from softphone.application.settings.declarations import SECTIONS, SETTINGS
from softphone.application.settings.setting import Setting, ValueKind

Schema = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_AGENTS: Final = "Names of agents, or patterns such as bo*."


def settings_schema() -> Schema:
    """What the whole file may hold."""
    return {
        "$schema": DIALECT,
        "title": "Softphone: the company's settings",
        **_table(
            "The machine-wide settings file.",
            organization=_table(
                "Who sets these.",
                name=_text("Shown beside a padlock."),
                contact=_text("Whom agents ask, such as it@acme.example."),
            ),
            locked={"$ref": "#/$defs/settings", "description": "Nobody may change these."},
            defaults={"$ref": "#/$defs/settings", "description": "Starting values; users may change them."},
            agents=_by_name(
                "One agent's own, as strong as a lock for that agent.", {"$ref": "#/$defs/settings"}
            ),
            ring_groups=_by_name(
                "Who shares which numbers.",
                _table("One ring group.", numbers=_list(_check(e164), "Numbers, in E.164."), agents=_names()),
            ),
            dedicated_lines={
                "type": "object",
                "description": "Numbers of one agent alone: number = agent.",
                "propertyNames": _check(e164),
                "additionalProperties": _check(agent_name),
            },
            supervisors=_table("Who may set the caller ID of others.", agents=_names()),
        ),
        "$defs": {"settings": _settings()},
    }


def _settings() -> Schema:
    sections: dict[str, dict[str, Schema]] = {}
    for setting in SETTINGS.values():
        name = setting.key.removeprefix(f"{setting.section}.")
        sections.setdefault(setting.section, {})[name] = _setting(setting)
    described = {name: _table(str(SECTIONS.get(name, name)), **keys) for name, keys in sections.items()}
    return _table("Settings, by section.", **described)


def _setting(setting: Setting) -> Schema:
    shape: Schema = {"title": str(setting.label), "description": str(setting.help)}
    if setting.kind is ValueKind.YES_NO:
        shape["type"] = "boolean"
    elif setting.kind is ValueKind.ONE_OF:
        shape["enum"] = list(setting.choices)
    else:
        shape |= _check(setting.check)
    return {**shape, "default": setting.default} if setting.default != "" else shape


def _check(check: object) -> Schema:
    """Text; its pattern where that is ASCII's alone, for dialects read others differently."""
    if isinstance(check, TextCheck) and check.is_ascii:
        return {"type": "string", "pattern": f"^({check.pattern})$"}
    return {"type": "string"}


def _table(description: str, **keys: Schema) -> Schema:
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "properties": keys,
    }


def _by_name(description: str, each: Schema) -> Schema:
    return {"type": "object", "description": description, "additionalProperties": each}


def _list(each: Schema, description: str) -> Schema:
    return {"type": "array", "description": description, "items": each}


def _names() -> Schema:
    return _list({"type": "string", "minLength": 1}, _AGENTS)


def _text(description: str) -> Schema:
    return {"type": "string", "description": description}


def keys_and_help(settings: Iterable[Setting] = SETTINGS.values()) -> str:
    """Every key with what it means, one a line, for a terminal."""
    return "\n".join(f"  {setting.key:<42} {setting.help}" for setting in settings)
