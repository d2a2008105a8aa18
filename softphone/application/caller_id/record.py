"""The record of every change of a caller ID: who, for whom, from, to, why, until when.

Rule: a worker keeps the latest ten; this machine keeps all that it has seen, each once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from softphone.domain.caller_id.assignment import Change


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """A change and the agent whose caller ID it was."""

    agent: str
    change: Change


class CallerIdRecord(Protocol):
    def keep(self, changes: Iterable[RecordedChange]) -> None:
        """Keep changes; one that is there already is not kept twice."""

    def changes(self, agent: str = "", *, limit: int = 10_000) -> Sequence[RecordedChange]:
        """The latest first; one agent's, or everybody's."""


class Unrecorded:
    """A record that keeps nothing, for a softphone without TaskRouter."""

    def keep(self, changes: Iterable[RecordedChange]) -> None:
        """Nothing is kept."""

    def changes(self, agent: str = "", *, limit: int = 10_000) -> Sequence[RecordedChange]:
        return ()
