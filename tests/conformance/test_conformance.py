"""The selector as its contract says, through ``softphone choose``.

A case is a folder: ``account.json`` (Twilio's resources), ``settings.toml``, ``agent``,
``destinations.txt``, and ``expected.jsonl`` with the answer for each line. SOFTPHONE_CONFORMANCE
may name a folder with more of them.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDERS = [Path(__file__).parent]
if os.environ.get("SOFTPHONE_CONFORMANCE"):
    FOLDERS.append(Path(os.environ["SOFTPHONE_CONFORMANCE"]))
CASES = [path.parent for folder in FOLDERS for path in sorted(folder.glob("*/expected.jsonl"))]


def answers_of(case: Path, data: Path) -> list[dict]:
    command = [
        sys.executable,
        "-m",
        "softphone",
        "choose",
        "--json",
        "--from-file",
        str(case / "destinations.txt"),
    ]
    command += ["--agent", (case / "agent").read_text(encoding="utf-8").strip()]
    command += ["--account", str(case / "account.json"), "--settings", str(case / "settings.toml")]
    environment = {**os.environ, "HOME": str(data), "XDG_DATA_HOME": str(data)}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_every_folder_has_cases():
    assert all(any(case.parent == folder for case in CASES) for folder in FOLDERS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_every_answer_is_the_expected_one(case, tmp_path):
    expected = [
        json.loads(line) for line in (case / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    answers = answers_of(case, tmp_path)
    shared = [{key: answer[key] for key in wanted} for answer, wanted in zip(answers, expected, strict=True)]
    assert shared == expected
