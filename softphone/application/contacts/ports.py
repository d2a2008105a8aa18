"""What contacts need from the world: somewhere to be kept, and files to come from.

Rule: every method here may block; only lanes call them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from softphone.domain.contacts.contact import Contact, NumberKind
from softphone.domain.contacts.import_plan import FileCard, FileColumn, Skipped


@dataclass(frozen=True, slots=True)
class ContactFile:
    """What stands in a file.

    Attributes:
        encoding: How its letters were read.
        is_sure: The encoding is certain; else letters may be wrong, and a person should look.
        skipped: Parts of the file that could not be read at all.
        columns: What each column was taken for.
    """

    cards: Sequence[FileCard]
    encoding: str
    is_sure: bool = True
    skipped: Sequence[Skipped] = ()
    columns: Sequence[FileColumn] = ()


class ContactStore(Protocol):
    def all(self) -> Sequence[Contact]:
        """This agent's contacts, in any order."""

    def keep(self, contacts: Sequence[Contact]) -> None:
        """Keep these contacts, all or none; one with a known id takes its place."""

    def remove(self, ids: Collection[str]) -> None:
        """Let these contacts go."""


class ContactFiles(Protocol):
    def __call__(
        self, path: Path, encoding: str = "", as_numbers: Mapping[str, NumberKind] | None = None
    ) -> ContactFile:
        """Read a CSV or vCard file.

        Args:
            encoding: Read its letters like this; empty: find out.
            as_numbers: Headers of columns that a person said hold telephone numbers, and which.

        Raises SoftphoneError: it is neither, empty, or cannot be read; names the file.
        """
