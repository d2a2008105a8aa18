"""Changes the caller IDs of many agents, one after the other, and takes it back.

Rule 1: each agent has a result of their own; nothing raises for one of them.
Rule 2: slower when Twilio asks for it (429); no more at all when the API key may not do it.
Rule 3: a pin that was set after the preview was made is not written over; anything else is, and the
        supervisor is told what it replaced.
Rule 4: an undo restores exactly what was there, where nobody has changed it since.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from softphone.application.caller_id.assignment_words import replaced_words, since_words
from softphone.application.caller_id.record import CallerIdRecord, RecordedChange
from softphone.application.caller_id.update_worker import WorkerUpdate, update_worker
from softphone.application.caller_id.worker_directory import Worker, WorkerDirectory
from softphone.application.ports import Clock
from softphone.application.team.preview import CallerIdChange, Preview, PreviewRow
from softphone.application.team.roster import TeamMember
from softphone.domain.caller_id.assignment import (
    Assignment,
    Kept,
    changed,
    is_overruled,
    is_same,
    put_back,
    settled,
)
from softphone.domain.errors import NOTHING, ErrorKind, SoftphoneError
from softphone.domain.numbers.account import Account
from softphone.domain.words import say

PAUSES_AFTER_429: Final = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds
_PIECE_SECONDS: Final = 0.25
_HITS_ALL: Final = frozenset({ErrorKind.NOT_SIGNED_IN, ErrorKind.NO_PERMISSION})


class ChangeOutcome(StrEnum):
    """What became of one agent's change."""

    CHANGED = "changed"
    AS_BEFORE = "as before"  # nothing to change
    REFUSED = "refused"  # they may not use it
    OVERRULED = "overruled"  # somebody was faster, and their change stays
    FAILED = "failed"
    NOT_DONE = "not done"  # cancelled, or stopped by a failure that would hit all


@dataclass(frozen=True, slots=True)
class Result:
    """One agent's result.

    Attributes:
        words: What the supervisor should know; may be empty.
        before, after: What was set and what is set now, where it was changed.
    """

    member: TeamMember
    outcome: ChangeOutcome
    words: str = NOTHING
    before: Assignment | None = None
    after: Assignment | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The results of all, in the order of the preview."""

    results: tuple[Result, ...]

    def count(self, outcome: ChangeOutcome) -> int:
        return sum(result.outcome is outcome for result in self.results)


Told = Callable[[int, int, Result], None]  # done, of how many, the latest


Job = tuple[TeamMember, Callable[[], Result]]


@dataclass(frozen=True, slots=True)
class TeamChanges:
    """One round of changes by one supervisor.

    Attributes:
        pause: Waits so many seconds.
        told: Told of each result: how many are done, of how many, the latest.
    """

    agent: str
    directory: WorkerDirectory
    record: CallerIdRecord
    account: Account
    clock: Clock
    pause: Callable[[float], None]
    told: Told
    is_cancelled: Callable[[], bool]

    def apply(self, preview: Preview) -> Applied:
        """Make the change that was previewed."""
        return self._each(
            [(line.member, partial(self._make, preview.wanted, line)) for line in preview.lines]
        )

    def undo(self, applied: Applied) -> Applied:
        """Restore what was there before."""
        done = (result for result in applied.results if result.outcome is ChangeOutcome.CHANGED)
        return self._each([(result.member, partial(self._restore, result)) for result in done])

    def _make(self, wanted: CallerIdChange, line: PreviewRow) -> Result:
        if line.problem is not None:
            return Result(line.member, ChangeOutcome.REFUSED, line.problem)
        return self._set(wanted, line) if line.is_change else Result(line.member, ChangeOutcome.AS_BEFORE)

    def _each(self, jobs: Sequence[Job]) -> Applied:
        results: list[Result] = []
        for result in self._results(jobs):
            results.append(result)
            self.told(len(results), len(jobs), result)
        return Applied(tuple(results))

    def _results(self, jobs: Sequence[Job]) -> Iterator[Result]:
        stopped: str | None = None
        for member, work in jobs:
            if stopped is None and self.is_cancelled():
                stopped = say("Cancelled.")
            if stopped is not None:
                yield Result(member, ChangeOutcome.NOT_DONE, stopped)
                continue
            try:
                yield self._patiently(work)
            except _Overruled as error:
                yield Result(member, ChangeOutcome.OVERRULED, error.what)
            except SoftphoneError as error:
                stopped = str(error) if error.kind in _HITS_ALL else None
                yield Result(member, ChangeOutcome.FAILED, str(error))

    def _patiently(self, work: Callable[[], Result]) -> Result:
        """Again after a pause, where Twilio promised that it did nothing (429)."""
        for seconds in PAUSES_AFTER_429:
            try:
                return work()
            except SoftphoneError as error:
                if not error.not_processed or self.is_cancelled():
                    raise
            self._wait(seconds)
        return work()

    def _wait(self, seconds: float) -> None:
        """In short pieces: who cancels, or closes the window, does not wait for the rest."""
        for _ in range(round(seconds / _PIECE_SECONDS)):
            if self.is_cancelled():
                return
            self.pause(_PIECE_SECONDS)

    def _set(self, wanted: CallerIdChange, line: PreviewRow) -> Result:
        now = self.clock.now()
        new = Assignment(wanted.caller_id, self.agent, int(now), wanted.until, wanted.pinned, wanted.why)

        def over(kept: Kept, worker: Worker) -> Kept:
            there = settled(kept, now, worker.updated_at)
            if is_overruled(there.assignment, new, line.member.assignment):
                raise _Overruled(since_words(there.assignment, self.account, now))
            return changed(there, new)

        done = self._change(line.member, over)
        before = settled(done.before, now).assignment
        was_seen = is_same(before, line.member.assignment)
        return Result(
            line.member,
            ChangeOutcome.CHANGED,
            NOTHING if was_seen else replaced_words(before, self.account, now),
            before,
            done.after.assignment,
        )

    def _restore(self, result: Result) -> Result:
        now = self.clock.now()

        def over(kept: Kept, worker: Worker) -> Kept:
            there = settled(kept, now, worker.updated_at)
            if not is_same(there.assignment, result.after):
                if result.after is not None and result.after.is_over(now):
                    return there
                raise _Overruled(since_words(there.assignment, self.account, now))
            return put_back(there, result.before, self.agent, int(now), say("undo"))

        done = self._change(result.member, over)
        outcome = (
            ChangeOutcome.AS_BEFORE if done.after == settled(done.before, now) else ChangeOutcome.CHANGED
        )
        return Result(result.member, outcome, NOTHING, result.after, done.after.assignment)

    def _change(self, member: TeamMember, over: Callable[[Kept, Worker], Kept]) -> WorkerUpdate:
        done = update_worker(self.directory, member.sid, over)
        with suppress(SoftphoneError):  # a full disk: the worker keeps it, and it is read again
            self.record.keep(RecordedChange(member.agent, row) for row in done.after.record)
        return done


class _Overruled(SoftphoneError):
    """Somebody else's change stays."""
