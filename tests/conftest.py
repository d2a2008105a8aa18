"""What every test may rely on: the same examples each time, and a home of its own."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "softphone-hypothesis")
settings.register_profile("softphone", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("softphone")
