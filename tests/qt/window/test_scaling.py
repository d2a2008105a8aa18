"""At every scale, and from right to left, no label, button or field is cut off."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("scaled_window.py")
EVERY_SCALE = ("1", "1.5", "2", "3")
# The longest words and the other direction at the ends only: each window takes some seconds.
SEEN = [*((scale, "") for scale in EVERY_SCALE), ("1", "de"), ("3", "de"), ("1", "ar"), ("3", "ar")]


def found_at(factor: str, layout: str, folder: Path) -> dict[str, list[str]]:
    """What is clipped, by the state that the window is in."""
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), *filter(None, [layout])],
        env={**os.environ, "QT_SCALE_FACTOR": factor},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(("factor", "layout"), SEEN)
def test_nothing_is_cut_off(factor, layout, tmp_path):
    found = found_at(factor, layout, tmp_path)

    assert {"empty", "list", "why", "ringing", "sign in"} <= found.keys()
    assert {state: each for state, each in found.items() if each} == {}
