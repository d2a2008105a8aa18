"""A supervisor's work: see everybody's caller ID, change many, take it back.

Rule: [supervisors] decides what is offered; what the API key may do decides what works.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from softphone.application.caller_id.agent_worker import TaskRouter
from softphone.application.caller_id.assignment_words import since_words
from softphone.application.caller_id.record import RecordedChange
from softphone.application.caller_id.worker_directory import WorkerDirectory
from softphone.application.ports import Clock
from softphone.application.settings.company import Company
from softphone.application.team.changes import Applied, ChangeOutcome, Result, TeamChanges, Told
from softphone.application.team.preview import CallerIdChange, Preview, preview_of
from softphone.application.team.roster import PoolCache, Roster, TeamMember, may_see_team, roster_of
from softphone.domain.caller_id.assignment import is_same
from softphone.domain.errors import NOTHING, SoftphoneError
from softphone.domain.numbers.account import Account
from softphone.domain.words import Words, say


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
        with suppress(SoftphoneError):  # a full disk: the workers keep it, and it is read again
            self._router.record.keep(
                RecordedChange(member.agent, row) for member in roster.members for row in member.kept.record
            )
        return roster

    def preview(self, wanted: CallerIdChange, members: Iterable[TeamMember]) -> Preview:
        """What ``wanted`` would change, and for whom it cannot be set. No I/O.

        Raises SoftphoneError: its time is over already.
        """
        return preview_of(wanted, members, PoolCache(self._account(), self._company()), self._clock.now())

    def apply(
        self, preview: Preview, told: Told = _nobody, is_cancelled: Callable[[], bool] = _never
    ) -> Applied:
        """Make the change; never raises for one agent: each has a result.

        Args:
            told: Told of each result: how many are done, of how many, the latest.

        Raises SoftphoneError: there is no workspace.
        """
        return self._changes(told, is_cancelled).apply(preview)

    def undo(
        self, applied: Applied, told: Told = _nobody, is_cancelled: Callable[[], bool] = _never
    ) -> Applied:
        """Restore what was there before ``applied``, where nobody has changed it since."""
        return self._changes(told, is_cancelled).undo(applied)

    def overtaken(self, applied: Applied, roster: Roster) -> tuple[Result, ...]:
        """Which changes no longer stand, and who changed them since. No I/O."""
        there, account = {member.sid: member for member in roster.members}, self._account()
        found = []
        for result in applied.results:
            member, after = there.get(result.member.sid), result.after
            if result.outcome is not ChangeOutcome.CHANGED or member is None or after is None:
                continue
            if not is_same(member.assignment, after) and not after.is_over(roster.read_at):
                words = since_words(member.assignment, account, roster.read_at)
                found.append(replace(result, outcome=ChangeOutcome.OVERRULED, words=words))
        return tuple(found)

    def record(self, agent: str = "") -> Sequence[RecordedChange]:
        """Every change that this machine has seen, the latest first."""
        return self._router.record.changes(agent)

    @property
    def _directory(self) -> WorkerDirectory:
        if self._router.directory is None:
            raise SoftphoneError(self.missing)
        return self._router.directory

    def _changes(self, told: Told, is_cancelled: Callable[[], bool]) -> TeamChanges:
        return TeamChanges(
            self._agent,
            self._directory,
            self._router.record,
            self._account(),
            self._clock,
            self._pause,
            told,
            is_cancelled,
        )
