"""A supervisor's work: see everybody's caller ID, change many, take it back.

Rule 1: [supervisors] decides what is offered; what the API key may do decides what works.
Rule 2: one agent after the other, slower when Twilio asks for it (429); each has a result of their own.
Rule 3: a pin that was set after the preview was made is not written over; anything else is, and the
        supervisor is told what it replaced.
Rule 4: undo restores exactly what was there, where nobody has changed it since.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Final

from softphone.application.assignment_words import caller_id_words, time_words
from softphone.application.caller_id_record import RecordedChange
from softphone.application.change_worker import WorkerChange, change_worker
from softphone.application.company import Company
from softphone.application.directory import Worker, WorkerDirectory
from softphone.application.own_caller_id import TaskRouter
from softphone.application.ports import Clock
from softphone.application.roster import Eyes, Member, Roster, may_see_team, roster_of
from softphone.application.team_preview import Line, Preview, Wish, preview_of
from softphone.domain.account import Account
from softphone.domain.assignment import Assignment, Kept, changed, is_overruled, is_same, put_back, settled
from softphone.domain.errors import NOTHING, SoftphoneError
from softphone.domain.words import Words, say

PAUSES_AFTER_429: Final = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds
_NO_PERMISSION: Final = frozenset({20003, 20006, 70051})


class Outcome(StrEnum):
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

    member: Member
    outcome: Outcome
    words: str = NOTHING
    before: Assignment | None = None
    after: Assignment | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The results of all, in the order of the preview."""

    results: tuple[Result, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(result.outcome is outcome for result in self.results)


Told = Callable[[int, int, Result], None]  # done, of how many, the latest


def _nobody(_done: int, _total: int, _result: Result) -> None:
    """Told of nothing."""


def _never() -> bool:
    return False


class Team:
    """What one supervisor can see and do. ``roster``, ``apply`` and ``undo`` block.

    Args:
        company: The settings file as it is in force now.
        account: The account's numbers as they are known now.
        pause: Waits so many seconds.
    """

    def __init__(
        self,
        agent: str,
        company: Callable[[], Company],
        account: Callable[[], Account],
        router: TaskRouter,
        clock: Clock,
        pause: Callable[[float], None],
    ) -> None:
        self._agent, self._company, self._account = agent, company, account
        self._router, self._clock, self._pause = router, clock, pause

    @property
    def is_offered(self) -> bool:
        """True when the settings file names this agent as a supervisor."""
        return may_see_team(self._company(), self._agent)

    @property
    def missing(self) -> Words:
        """What is missing before a team can be seen; empty: nothing."""
        if self._router.directory is not None:
            return NOTHING
        return say(
            "The TaskRouter workspace is not set. Put workspace_sid under [locked.twilio] in the settings "
            "file, and give the API key the permission to read and update workers."
        )

    def roster(self) -> Roster:
        """Everybody, as they are now; what was changed is put into this machine's record.

        Raises SoftphoneError: nothing could be read.
        """
        directory, phones = self._directory, None
        workers = directory.workers()
        with suppress(SoftphoneError):  # a key that may not list calls
            phones = directory.phones_in_calls()
        roster = roster_of(workers, self._company(), phones, self._clock.now())
        self._remember(
            RecordedChange(member.agent, row) for member in roster.members for row in member.kept.record
        )
        return roster

    def preview(self, wish: Wish, members: Iterable[Member]) -> Preview:
        """What ``wish`` would change, and for whom it cannot be set. No I/O.

        Raises SoftphoneError: its time is over already.
        """
        return preview_of(wish, members, Eyes(self._account(), self._company()), self._clock.now())

    def apply(
        self, preview: Preview, told: Told = _nobody, is_cancelled: Callable[[], bool] = _never
    ) -> Applied:
        """Make the change; never raises for one agent: each has a result."""

        def work(line: Line) -> Result:
            if line.problem is not None:
                return Result(line.member, Outcome.REFUSED, line.problem)
            return self._set(preview.wish, line) if line.is_change else Result(line.member, Outcome.AS_BEFORE)

        return self._each([(line.member, partial(work, line)) for line in preview.lines], told, is_cancelled)

    def undo(
        self, applied: Applied, told: Told = _nobody, is_cancelled: Callable[[], bool] = _never
    ) -> Applied:
        """Restore what was there before ``applied``, where nobody has changed it since."""
        done = [result for result in applied.results if result.outcome is Outcome.CHANGED]
        jobs = [(result.member, partial(self._restored, result)) for result in done]
        return self._each(jobs, told, is_cancelled)

    def overtaken(self, applied: Applied, roster: Roster) -> tuple[Result, ...]:
        """Which changes no longer stand, and who changed them since. No I/O."""
        there = {member.sid: member for member in roster.members}
        return tuple(
            replace(result, outcome=Outcome.OVERRULED, words=self._since_words(member.assignment))
            for result in applied.results
            if result.outcome is Outcome.CHANGED
            and (member := there.get(result.member.sid)) is not None
            and not is_same(member.assignment, result.after)
            and not (result.after is not None and result.after.is_over(roster.read_at))
        )

    def record(self, agent: str = "") -> Sequence[RecordedChange]:
        """Every change that this machine has seen, the latest first."""
        return self._router.record.changes(agent)

    @property
    def _directory(self) -> WorkerDirectory:
        if self._router.directory is None:
            raise SoftphoneError(self.missing)
        return self._router.directory

    def _each(
        self,
        jobs: Sequence[tuple[Member, Callable[[], Result]]],
        told: Told,
        is_cancelled: Callable[[], bool],
    ) -> Applied:
        results: list[Result] = []
        for result in self._results(jobs, is_cancelled):
            results.append(result)
            told(len(results), len(jobs), result)
        return Applied(tuple(results))

    def _results(
        self, jobs: Sequence[tuple[Member, Callable[[], Result]]], is_cancelled: Callable[[], bool]
    ) -> Iterator[Result]:
        stopped: str | None = None
        for member, work in jobs:
            if stopped is None and is_cancelled():
                stopped = say("Cancelled.")
            if stopped is not None:
                yield Result(member, Outcome.NOT_DONE, stopped)
                continue
            try:
                yield self._patiently(work, is_cancelled)
            except _Overruled as error:
                yield Result(member, Outcome.OVERRULED, error.what)
            except SoftphoneError as error:
                stopped = str(error) if error.code in _NO_PERMISSION else None
                yield Result(member, Outcome.FAILED, str(error))

    def _patiently(self, work: Callable[[], Result], is_cancelled: Callable[[], bool]) -> Result:
        """Again after a pause, where Twilio promised that it did nothing (429)."""
        for seconds in PAUSES_AFTER_429:
            try:
                return work()
            except SoftphoneError as error:
                if not error.not_processed or is_cancelled():
                    raise
            self._pause(seconds)
        return work()

    def _set(self, wish: Wish, line: Line) -> Result:
        now = self._clock.now()
        new = Assignment(wish.caller_id, self._agent, int(now), wish.until, wish.pinned, wish.why)

        def over(kept: Kept, worker: Worker) -> Kept:
            there = settled(kept, now, worker.updated_at)
            if is_overruled(there.assignment, new, line.member.assignment):
                raise _Overruled(self._since_words(there.assignment))
            return changed(there, new)

        done = self._changed(line.member, over)
        before = settled(done.before, now).assignment
        was_seen = is_same(before, line.member.assignment)
        return Result(
            line.member,
            Outcome.CHANGED,
            NOTHING if was_seen else self._replaced_words(before),
            before,
            done.after.assignment,
        )

    def _restored(self, result: Result) -> Result:
        now = self._clock.now()

        def over(kept: Kept, worker: Worker) -> Kept:
            there = settled(kept, now, worker.updated_at)
            if not is_same(there.assignment, result.after):
                if result.after is not None and result.after.is_over(now):
                    return there
                raise _Overruled(self._since_words(there.assignment))
            return put_back(there, result.before, self._agent, int(now), say("undo"))

        done = self._changed(result.member, over)
        outcome = Outcome.AS_BEFORE if done.after == settled(done.before, now) else Outcome.CHANGED
        return Result(result.member, outcome, NOTHING, result.after, done.after.assignment)

    def _changed(self, member: Member, over: Callable[[Kept, Worker], Kept]) -> WorkerChange:
        done = change_worker(self._directory, member.sid, over)
        self._remember(RecordedChange(member.agent, row) for row in done.after.record)
        return done

    def _remember(self, changes: Iterable[RecordedChange]) -> None:
        with suppress(SoftphoneError):  # a full disk: the workers keep it, and it is read again
            self._router.record.keep(changes)

    def _since_words(self, there: Assignment | None) -> Words:
        if there is None:
            return say("It was cleared since.")
        told = self._told(there)
        if there.pinned:
            return say("{by} pinned {caller_id} since ({time}).", **told)
        return say("{by} changed it to {caller_id} since ({time}).", **told)

    def _replaced_words(self, there: Assignment | None) -> Words:
        if there is None:
            return NOTHING
        return say("It replaced {caller_id}, which {by} had set at {time}.", **self._told(there))

    def _told(self, there: Assignment) -> dict[str, str]:
        return {
            "by": there.by,
            "caller_id": caller_id_words(there.caller_id, self._account()),
            "time": time_words(there.at, self._clock.now()),
        }


class _Overruled(SoftphoneError):
    """Somebody else's change stays."""
