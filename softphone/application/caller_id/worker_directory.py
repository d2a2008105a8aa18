"""The port to TaskRouter: the workers of a workspace, where agents' caller IDs are kept.

Rule: whoever writes a worker says which version was read; nobody writes over what they have not seen.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from softphone.domain.caller_id.assignment import Kept
from softphone.domain.errors import SoftphoneError

_CLIENT = "client:"


@dataclass(frozen=True, slots=True)
class Worker:
    """An agent as TaskRouter knows them.

    Attributes:
        sid: "WK" and 32 hex digits.
        name: Its friendly name; unique in the workspace.
        kept: What it keeps for us, as it stands: times may be over.
        phone: Where it rings ("client:ana", "sip:…", "+1…"); empty if that is not known.
        full_name: As people call them; empty if that is not known.
        attributes: All that stands there, other programs' too; the adapter's own to read and write.
        etag: Which version this is; empty where it comes from a list.
        activity: "Available", "Break" …; what activities there are is the company's.
        updated_at: When it was last written (seconds since 1970); 0: nobody knows.
    """

    sid: str
    name: str
    kept: Kept = field(default_factory=Kept)
    phone: str = ""
    full_name: str = ""
    attributes: str = "{}"
    etag: str = ""
    activity: str = ""
    updated_at: float = 0.0

    @property
    def client(self) -> str:
        """The name of its client ("client:ana" is ana); empty if it rings elsewhere."""
        return self.phone.removeprefix(_CLIENT) if self.phone.startswith(_CLIENT) else ""


class ChangedMeanwhile(SoftphoneError):
    """Somebody else wrote the worker after it was read (HTTP 412): read again."""


class WorkerDirectory(Protocol):
    """Every method may block and raises SoftphoneError, for 429 with ``not_processed``."""

    def workers(self) -> Sequence[Worker]:
        """All workers of the workspace, without ETags."""

    def find(self, agent: str) -> Worker | None:
        """The agent's worker, by its name or else by its client; without an ETag. None: there is none."""

    def fetch(self, sid: str) -> Worker:
        """One worker, with its ETag."""

    def update(self, worker: Worker, kept: Kept) -> Worker:
        """Write what a worker that was fetched keeps for us; all else in it stays.

        Raises ChangedMeanwhile: somebody else wrote it since. SoftphoneError: it cannot be read.
        """

    def phones_in_calls(self) -> Collection[str]:
        """The phones (as ``Worker.phone``) that are in a call now."""
