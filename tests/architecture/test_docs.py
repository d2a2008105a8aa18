"""The documents say what is there: paths, links, section numbers, and lists that stand in the code too."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from softphone.application.settings.declarations import SETTINGS
from softphone.domain import LADDER, RuleId
from softphone.qt.language import LANGUAGES
from softphone.qt.widgets.calls import call_buttons
from softphone.sandbox.api.routes import ROUTES, kind_of
from softphone.sandbox.messages import Request

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "docs" / "CONTRACT.md"
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE = [path for name in ("softphone", "tests") for path in sorted((ROOT / name).rglob("*.py"))]
# How a path of this repository begins.
TOP = ("softphone/", "tests/", "docs/", "packaging/", "resources/", ".ci/")
AT_THE_ROOT = re.compile(r"(?:README|CONTRIBUTING|CHANGELOG)\.md|LICENSE|Makefile|pyproject\.toml")
FENCED = re.compile(r"(?ms)^```.*?^```")
QUOTED = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SECTION_NAMED = re.compile(r"docs/CONTRACT\.md ((?:§[\d.]*\d(?:,? and |, )?)+)")
OTHER_DOCUMENTS = re.compile(r"\b(?:SPEC|DESIGN|UX|ROLLOUT)\b(?:\.md)?")

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def text_of(document: Path) -> str:
    return FENCED.sub("", document.read_text("utf-8"))


def part(document: Path, heading: str) -> str:
    """What stands below a heading, up to the next one of its rank or of a higher one."""
    text = document.read_text("utf-8")
    level = len(heading) - len(heading.lstrip("#"))
    below = text.split(f"{heading}\n", 1)[1]
    return re.split(rf"(?m)^#{{1,{level}}} ", below)[0]


def headings(document: Path) -> list[str]:
    return re.findall(r"(?m)^#+ (.+)$", text_of(document))


def anchor(heading: str) -> str:
    """As GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def paths_in(text: str) -> list[str]:
    """What stands in backticks and is a path of this repository, arguments of commands included."""
    words = [word for quoted in QUOTED.findall(text) for word in quoted.split()]
    return [word for word in words if word.startswith(TOP) or AT_THE_ROOT.fullmatch(word)]


def is_there(named: str) -> bool:
    """A path, or one with a test in it: ``tests/….py::test_name``."""
    path, _, test = named.partition("::")
    whole = ROOT / path
    return whole.exists() and (not test or f"def {test}(" in whole.read_text("utf-8"))


def test_the_readme_is_read_in_three_minutes():
    assert len((ROOT / "README.md").read_text("utf-8").split()) <= 700


@each_document
def test_every_path_that_is_named_exists(document):
    assert [named for named in paths_in(text_of(document)) if not is_there(named)] == []


@each_document
def test_every_link_leads_somewhere(document):
    broken = []
    for link in LINK.findall(text_of(document)):
        if link.startswith("https://"):
            continue
        name, _, section = link.partition("#")
        target = document.parent / name if name else document
        if not target.exists() or (section and section not in map(anchor, headings(target))):
            broken.append(link)
    assert broken == []


def test_every_document_can_be_reached_from_the_readme():
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in LINK.findall(text_of(ROOT / "README.md"))}
    assert set(DOCUMENTS) - {ROOT / "README.md"} <= linked


def test_every_section_of_the_contract_that_the_code_names_exists():
    numbers = {heading.split(" ")[0].rstrip(".") for heading in headings(CONTRACT)}
    named = [
        (path.relative_to(ROOT).as_posix(), number)
        for path in CODE
        for found in SECTION_NAMED.findall(path.read_text("utf-8"))
        for number in re.findall(r"[\d.]*\d", found)
    ]
    assert named
    assert [one for one in named if one[1] not in numbers] == []


def test_the_code_names_no_document_that_nobody_can_find_here():
    looked_at = [path for path in CODE if path != Path(__file__)]
    named = [
        (path.relative_to(ROOT).as_posix(), found)
        for path in looked_at
        for found in OTHER_DOCUMENTS.findall(path.read_text("utf-8"))
    ]
    assert named == []


# Lists that stand in a document and in the code


def test_the_contract_has_every_rule_in_order():
    rows = re.findall(r"(?m)^\| [\d–] \| `(\w+)` \|", part(CONTRACT, "### 1.4 The rules, in order"))
    assert rows == [*(rule.id.value for rule in LADDER), RuleId.NONE.value]


def test_agents_read_of_every_rule():
    rows = re.findall(r"(?m)^\| (\d) \|", part(ROOT / "docs" / "agents.md", "### How Default chooses"))
    assert rows == [str(place) for place in range(1, len(LADDER) + 1)]


def test_agents_read_of_every_language():
    told = part(ROOT / "docs" / "agents.md", "## Languages")
    names = {QLocale.languageToString(QLocale(code).language()) for code in LANGUAGES}
    assert {name for name in names if name not in told} == set()


def test_the_contract_has_every_setting_of_the_caller_id():
    rows = re.findall(r"(?m)^\| `(caller_id\.\w+)` \| (.+?) \|", part(CONTRACT, "## 2. The settings file"))
    built_in = {"": "none", True: "`true`", False: "`false`"}
    declared = [each for each in SETTINGS.values() if each.section == "caller_id"]
    assert rows == [(each.key, built_in.get(each.default, f'`"{each.default}"`')) for each in declared]


def test_the_contract_has_every_resource_of_the_sandbox():
    rows = "\n".join(re.findall(r"(?m)^\| `.+$", part(CONTRACT, "## 4. The local Twilio")))
    served = {kind_of(Request(method, f"/{template}")).split(" ")[1] for method, template, _ in ROUTES}
    assert {name for name in served if f"`{name}`" not in rows} == set()


def test_agents_read_of_every_key_of_a_call():
    source = Path(call_buttons.__file__).read_text("utf-8")
    keys = set(re.findall(r'"((?:Ctrl\+|Shift\+)*(?:F\d+|[A-Z]))", (?:controls|lambda)', source))
    keys |= {f"Ctrl+{key}" for key in re.findall(r'f"\{OWN_KEYS\}\+(\w)"', source)}
    assert len(keys) >= 6
    told = part(ROOT / "docs" / "agents.md", "## Keys")
    assert {key for key in keys if key not in told} == set()
