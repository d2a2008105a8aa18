"""The house stands as docs/ARCHITECTURE.md draws it: contracts, purity, and what is loaded when."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = str(Path(sys.executable).with_name("lint-imports"))
WINDOW = (
    "import softphone.qt.window_wiring, softphone.qt.widgets.window.pages, "
    "softphone.qt.widgets.line.sound_section"
)
HEAVY = ("PySide6", "twilio", "requests", "keyring", "aiohttp", "sqlite3", "softphone.sandbox")


def loaded_by(statement: str) -> set[str]:
    program = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_the_import_contracts_hold():
    done = subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", HEAVY)
def test_the_selector_is_importable_with_phonenumbers_alone(module):
    assert module not in loaded_by("import softphone.domain")


@pytest.mark.parametrize("module", ["PySide6", "twilio", "requests", "keyring", "aiohttp"])
def test_the_command_line_starts_without(module):
    assert module not in loaded_by("import softphone.cli.commands, softphone.cli.choose")


def test_the_sandbox_loads_nothing_of_ours_and_not_the_twilio_library():
    loaded = loaded_by("import softphone.sandbox")
    ours = ("softphone.domain", "softphone.application", "softphone.adapters", "twilio", "PySide6")
    assert not [module for module in loaded if module.startswith(ours)]


def test_the_example_in_the_domains_documentation_is_true():
    program = """
from softphone.domain import Account, OwnNumber, PhoneNumber, Pool, RingGroup, RingGroups
from softphone.domain import place_of, read, reason, select
number = PhoneNumber("+14155550100")
account = Account.of([OwnNumber(number, place_of(number), label="Sales San Francisco")])
groups = RingGroups({"sales": RingGroup(frozenset({"+14155550100"}), ("ana", "bo*"))})
pool = Pool.of(account, groups, "ana")
choice = select(read("+1 415 555 2671"), pool)
print((choice.caller_id.e164, choice.rule.value, str(reason(choice))))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "('+14155550100', 'same_area_code', 'Same area code, +1 415')\n"


@pytest.mark.parametrize("module", ["QtWebEngineCore", "QtWebChannel", "QtMultimedia"])
def test_audio_that_is_off_loads_nothing_of_it(module):
    assert f"PySide6.{module}" not in loaded_by(WINDOW)


@pytest.mark.parametrize(
    "words", ["line_quality", "line_test", "quality_meter", "grade_sign", "microphone_check"]
)
def test_what_measures_a_line_is_not_loaded_before_there_is_one(words):
    assert not [module for module in loaded_by(WINDOW) if words in module]
