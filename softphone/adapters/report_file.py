"""Writes a report as a zip where the person wants it."""

import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from softphone.application.support_bundle import BundleFile
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say


def save_report(files: Sequence[BundleFile], path: Path) -> None:
    """Write ``files`` into a zip at ``path``, whole or not at all.

    Raises SoftphoneError: it cannot be written there.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in files:
                archive.writestr(file.name, file.text)
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise SoftphoneError(
            say("The report could not be written to {path}: {error}.", path=path, error=error.strerror),
            remedy=say("Choose another folder."),
        ) from error
