"""What administrators are given: up to date with the declarations, well-formed, and correct."""

import json
import plistlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from softphone.adapters.settings.settings_file import read_settings
from softphone.adapters.settings.system_policy import policy_company, tables_of_registry
from softphone.application.settings.declarations import SETTINGS
from softphone.application.settings.overlay import says_the_same
from softphone.application.settings.setting import ValueKind

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
GUIDE = PACKAGING.parent / "docs" / "administrators.md"
EXAMPLE = PACKAGING / "settings" / "settings.toml"
SCHEMA = json.loads((PACKAGING / "settings" / "settings.schema.json").read_text(encoding="utf-8"))
ADMX = ElementTree.parse(PACKAGING / "windows" / "Softphone.admx").getroot()
ADML = ElementTree.parse(PACKAGING / "windows" / "en-US" / "Softphone.adml").getroot()
XML = {"p": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}


def test_everything_is_up_to_date_with_the_declarations():
    command = [sys.executable, str(PACKAGING / "settings_files.py"), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def test_the_example_file_has_no_problem():
    company = read_settings(EXAMPLE)[0]
    assert (company.problems, company.name) == ((), "Acme")


def test_what_the_example_has_commented_out_is_sound_as_well(tmp_path):
    whole = re.sub(r"(?m)^# (?=[\w.]+ = |\[agents)", "", EXAMPLE.read_text(encoding="utf-8"))
    path = tmp_path / "settings.toml"
    path.write_text(whole, encoding="utf-8")
    assert (read_settings(path)[0].problems, "\nenabled = false" in whole) == ((), True)


def test_the_example_uses_only_what_the_schema_knows():
    def unknown(tables, schema, above=()):
        schema = SCHEMA["$defs"]["settings"] if "$ref" in schema else schema
        for key, value in tables.items():
            known = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
            if not known:
                yield (*above, key)
            elif isinstance(value, dict):
                yield from unknown(value, known, (*above, key))

    assert list(unknown(tomllib.loads(EXAMPLE.read_text(encoding="utf-8")), SCHEMA)) == []


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_each_setting_is_in_the_schema_with_its_kind(setting):
    section, name = setting.key.split(".")
    said = SCHEMA["$defs"]["settings"]["properties"][section]["properties"][name]
    kind = {"boolean": ValueKind.YES_NO, "string": ValueKind.TEXT}.get(said.get("type"), ValueKind.ONE_OF)
    assert (kind, said["title"]) == (setting.kind, setting.label)


@pytest.mark.parametrize(
    ("key", "value", "fits"),
    [
        ("caller_id.number", "+14155550123", True),
        ("caller_id.number", "4155550123", False),
        ("dialing.home_country", "US", True),
        ("dialing.home_country", "usa", False),
        ("twilio.account_sid", "SK1", False),
        ("dialing.quiet_hours", "21:00-08:00", True),
        ("dialing.quiet_hours", "25:00-08:00", False),
    ],
)
def test_the_schemas_patterns_are_those_of_the_checks(key, value, fits):
    section, name = key.split(".")
    pattern = SCHEMA["$defs"]["settings"]["properties"][section]["properties"][name]["pattern"]
    assert bool(re.search(pattern, value, re.ASCII)) == fits


def test_the_schema_is_of_draft_2020_12():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_command_prints_the_same_schema(capsys):
    from softphone.cli.commands import run

    assert run(["settings", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA


# Windows


def policy_values():
    """What each policy would write: key path below ours, value name, value."""
    for policy in ADMX.iterfind("p:policies/p:policy", XML):
        path = policy.get("key").removeprefix("Software\\Policies\\Softphone\\").split("\\")
        element = policy.find("p:elements/*", XML)
        if element is None:
            yield (
                path,
                policy.get("valueName"),
                int(policy.find("p:enabledValue/p:decimal", XML).get("value")),
            )
            continue
        choice = element.find("p:item/p:value/p:string", XML)
        yield path, element.get("valueName"), choice.text if choice is not None else None


def test_every_setting_has_a_policy_to_lock_it_and_one_to_suggest_it():
    names = {policy.get("name") for policy in ADMX.iterfind("p:policies/p:policy", XML)}
    wanted = {f"{layer}_{key.replace('.', '_')}" for layer in ("locked", "defaults") for key in SETTINGS}
    assert names == wanted | {"organization_name", "organization_contact"}


def test_what_the_policies_write_is_read_as_settings():
    tree = {}
    for path, name, value in policy_values():
        if value is None:
            continue  # free text
        at = tree
        for step in path:
            at = at.setdefault(step, {})
        at[name] = value
    assert policy_company(lambda: (tables_of_registry(tree), "policy")).problems == ()


def test_every_text_that_a_policy_names_is_there():
    named = set(
        re.findall(r"\$\((\w+\.\w+)\)", (PACKAGING / "windows" / "Softphone.admx").read_text("utf-8"))
    )
    there = {f"string.{each.get('id')}" for each in ADML.iterfind(".//p:string", XML)}
    there |= {f"presentation.{each.get('id')}" for each in ADML.iterfind(".//p:presentation", XML)}
    assert named == there


def test_every_category_that_is_named_is_there():
    there = {each.get("name") for each in ADMX.iterfind("p:categories/p:category", XML)}
    assert {each.get("ref") for each in ADMX.iterfind(".//p:parentCategory", XML)} <= there


# macOS


def test_the_profile_forces_what_the_example_file_says():
    whole = plistlib.loads((PACKAGING / "macos" / "Softphone.mobileconfig").read_bytes())
    [payload] = whole["PayloadContent"]
    tables = {key: value for key, value in payload.items() if not key.startswith("Payload")}
    company = policy_company(lambda: (tables, "profile"))
    named = {entry.line for entry in company.settings.locked.values()}
    lines_aside = read_settings(EXAMPLE)[0]
    assert (company.problems, named, company.ring_groups) == ((), {0}, lines_aside.ring_groups)
    assert {key: entry.value for key, entry in company.settings.locked.items()} == {
        key: entry.value for key, entry in lines_aside.settings.locked.items()
    }
    assert not says_the_same(company, lines_aside)  # a profile has no lines


def test_the_profile_is_for_the_domain_that_is_read():
    from softphone.adapters.settings.macos_policy import DOMAIN

    whole = plistlib.loads((PACKAGING / "macos" / "Softphone.mobileconfig").read_bytes())
    assert [payload["PayloadType"] for payload in whole["PayloadContent"]] == [DOMAIN]


# The guide


def test_every_settings_file_in_the_guide_is_sound(tmp_path):
    guide = GUIDE.read_text(encoding="utf-8")
    shown = re.findall(r"(?s)\[organization\].*?# The end\.", guide)
    for at, text in enumerate(shown):
        (tmp_path / f"{at}.toml").write_text(text)
    assert len(shown) == 2
    assert [read_settings(tmp_path / f"{at}.toml")[0].problems for at in range(2)] == [(), ()]
