"""What every test may rely on: the same examples each time, and a home of its own."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "softphone-hypothesis")
settings.register_profile("softphone", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("softphone")

# Files that take a minute or more begin first, so that no processor waits for them at the end.
LONG = ("tests/chaos/", "tests/qt/line/", "tests/cli/test_calling_twice.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
