"""Reads a whole file that somebody named, whatever it turns out to be.

Rule: /dev/zero and the like have no end, so a read has one.
"""

import errno
from pathlib import Path
from typing import Final

MEGABYTE: Final = 1024 * 1024


def read_at_most(path: Path, megabytes: int) -> bytes:
    """The content of ``path``. Raises OSError: it cannot be read, or is larger."""
    with path.open("rb") as file:
        content = file.read(megabytes * MEGABYTE + 1)
    if len(content) > megabytes * MEGABYTE:
        raise OSError(errno.EFBIG, f"it is larger than {megabytes} MB", str(path))
    return content
