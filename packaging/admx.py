"""The settings as Windows policies: an ADMX file and its English texts, made from the declarations.

Rule: a policy writes the keys of the settings file below HKLM\\Software\\Policies\\Softphone.

Source: learn.microsoft.com, "Group Policy ADMX syntax reference guide".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from softphone.application.settings.declarations import SECTIONS, SETTINGS
from softphone.application.settings.setting import ValueKind

NAMESPACE: Final = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
KEY: Final = "Software\\Policies\\Softphone"
LAYERS: Final = {
    "locked": ("Locked: nobody may change these", "Nobody may change it."),
    "defaults": ("Defaults: users may change these", "A starting value; users may change it."),
}
LONGEST_TEXT: Final = 500


@dataclass(frozen=True)
class Policy:
    """One policy: a key of the file, and how it is asked for."""

    path: tuple[str, ...]
    label: str
    help: str
    kind: ValueKind
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        return "_".join(self.path)

    @property
    def category(self) -> str:
        return "_".join(self.path[:-1])


def policies() -> Iterator[Policy]:
    """Who the company is, then every setting, locked and as a default."""
    yield Policy(("organization", "name"), "Name", "Shown beside a padlock.", ValueKind.TEXT)
    yield Policy(("organization", "contact"), "Contact", "Whom agents ask.", ValueKind.TEXT)
    for layer, (_title, strength) in LAYERS.items():
        for setting in SETTINGS.values():
            section, name = setting.key.split(".", 1)
            yield Policy(
                (layer, section, name),
                str(setting.label),
                f"{setting.help} {strength} Key in the file: {layer}.{setting.key}",
                setting.kind,
                tuple((value, str(words)) for value, words in setting.choices.items()),
            )


def admx() -> str:
    """Softphone.admx."""
    root = _root("policyDefinitions")
    namespaces = SubElement(root, "policyNamespaces")
    SubElement(namespaces, "target", prefix="softphone", namespace="Softphone.Policies")
    SubElement(root, "resources", minRequiredRevision="1.0")
    definitions = SubElement(SubElement(root, "supportedOn"), "definitions")
    SubElement(definitions, "definition", name="SUPPORTED", displayName="$(string.SUPPORTED)")
    categories = SubElement(root, "categories")
    for name, parent in _categories().items():
        category = SubElement(categories, "category", name=name, displayName=f"$(string.category_{name})")
        if parent:
            SubElement(category, "parentCategory", ref=parent)
    listed = SubElement(root, "policies")
    for policy in policies():
        _policy(listed, policy)
    return _as_text(root)


def adml() -> str:
    """en-US/Softphone.adml."""
    root = _root("policyDefinitionResources")
    SubElement(root, "displayName").text = "Softphone"
    SubElement(root, "description").text = "The settings of Softphone."
    resources = SubElement(root, "resources")
    strings = SubElement(resources, "stringTable")
    for name, words in _strings():
        SubElement(strings, "string", id=name).text = words
    presentations = SubElement(resources, "presentationTable")
    for policy in policies():
        _presentation(presentations, policy)
    return _as_text(root)


def _categories() -> dict[str, str]:
    """Each category and the one above it."""
    found = {"Softphone": "", "organization": "Softphone", **dict.fromkeys(LAYERS, "Softphone")}
    for layer in LAYERS:
        for setting in SETTINGS.values():
            found[f"{layer}_{setting.section}"] = layer
    return found


def _policy(listed: Element, policy: Policy) -> None:
    value_name = policy.path[-1]
    described = {
        "name": policy.name,
        "class": "Machine",
        "displayName": f"$(string.{policy.name})",
        "explainText": f"$(string.{policy.name}_help)",
        "key": "\\".join((KEY, *policy.path[:-1])),
    }
    if policy.kind is ValueKind.YES_NO:
        described["valueName"] = value_name
    else:
        described["presentation"] = f"$(presentation.{policy.name})"
    made = SubElement(listed, "policy", described)
    SubElement(made, "parentCategory", ref=policy.category)
    SubElement(made, "supportedOn", ref="SUPPORTED")
    if policy.kind is ValueKind.YES_NO:
        for name, value in (("enabledValue", "1"), ("disabledValue", "0")):
            SubElement(SubElement(made, name), "decimal", value=value)
        return
    elements = SubElement(made, "elements")
    if policy.kind is ValueKind.TEXT:
        SubElement(
            elements, "text", id="value", valueName=value_name, required="true", maxLength=str(LONGEST_TEXT)
        )
        return
    chosen = SubElement(elements, "enum", id="value", valueName=value_name, required="true")
    for value, _words in policy.choices:
        item = SubElement(chosen, "item", displayName=f"$(string.{policy.name}_{value})")
        SubElement(SubElement(item, "value"), "string").text = value


def _strings() -> Iterator[tuple[str, str]]:
    yield "SUPPORTED", "Windows 10 and later"
    yield "category_Softphone", "Softphone"
    yield "category_organization", "Your company"
    for layer, (title, _strength) in LAYERS.items():
        yield f"category_{layer}", title
        for section in dict.fromkeys(setting.section for setting in SETTINGS.values()):
            yield f"category_{layer}_{section}", str(SECTIONS.get(section, section))
    for policy in policies():
        yield policy.name, policy.label
        yield f"{policy.name}_help", policy.help
        for value, words in policy.choices:
            yield f"{policy.name}_{value}", words


def _presentation(presentations: Element, policy: Policy) -> None:
    if policy.kind is ValueKind.YES_NO:
        return
    made = SubElement(presentations, "presentation", id=policy.name)
    if policy.kind is ValueKind.ONE_OF:
        SubElement(made, "dropdownList", refId="value", noSort="true", defaultItem="0").text = policy.label
    else:
        SubElement(SubElement(made, "textBox", refId="value"), "label").text = policy.label


def _root(name: str) -> Element:
    return Element(name, {"xmlns": NAMESPACE, "revision": "1.0", "schemaVersion": "1.0"})


def _as_text(root: Element) -> str:
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
