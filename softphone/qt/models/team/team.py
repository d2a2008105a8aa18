"""A supervisor's team: read, previewed, changed, taken back, recorded.

Rule 1: everything that asks Twilio runs in the team's own lane: a change of a thousand agents holds up
        neither a call nor a refresh.
Rule 2: nothing is changed that was not previewed; what is applied is the very preview that was shown.
Rule 3: a change under way can be cancelled at every agent; closing the window cancels it.
Rule 4: undo goes back one change at a time, and says for whom it could not.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final

from PySide6.QtCore import QLocale, QObject, Signal

from softphone.application.team.changes import Applied, ChangeOutcome, Result
from softphone.application.team.preview import CallerIdChange, Preview
from softphone.application.team.roster import Roster, TeamMember
from softphone.application.team.team_work import Team
from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.account import Account
from softphone.qt.background import Background, Lane
from softphone.qt.gc_pauses import paused
from softphone.qt.language import error_words, spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.team.team_numbers import CLEAR, TeamNumbersModel
from softphone.qt.models.team.team_rows import TeamRow, TeamTable, rows_of
from softphone.qt.models.team.team_words import (
    PreviewWords,
    preview_words,
    record_rows,
    result_line,
    result_rows,
    wanted_words,
)
from softphone.wiring import write_caller_id_record

_TO_BE_UNDONE_STILL: Final = (ChangeOutcome.FAILED, ChangeOutcome.NOT_DONE)


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made, and what it was in words."""

    applied: Applied
    words: str


class TeamModel(QObject):
    """Signals:
    changed: Anything below.
    previewed: The PreviewWords of what was asked for.
    refused: What was asked for cannot be set; why.
    progressed: So many are done, of so many.
    recorded: The rows of the record, as ``record_rows``; of which agent, or "".
    finished: What became of a change, in words.
    exported: How many rows of the record were written.
    failed: A SoftphoneError to show.
    """

    changed = Signal()
    previewed = Signal(object)
    refused = Signal(str)
    progressed = Signal(int, int)
    recorded = Signal(object, str)
    finished = Signal(str)
    exported = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        session: SessionModel,
        numbers: TeamNumbersModel,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._background = session, background
        self.numbers = numbers
        self.table = TeamTable(self)
        self._cancelled = Event()
        self._preview: Preview | None = None
        self._done: list[Done] = []
        self._results: tuple[Result, ...] = ()
        self.is_reading = self.is_working = False
        self._forget()
        session.signed_in.connect(self._forget)
        session.changed.connect(self.changed)

    @property
    def is_offered(self) -> bool:
        """True when the settings file names whoever is signed in as a supervisor."""
        return self._session.team is not None and self._session.team.is_offered

    @property
    def missing(self) -> str:
        """What must be set up before a team can be seen; empty: nothing."""
        return spoken(self._session.team.missing) if self._session.team else ""

    def read(self) -> None:
        """Read the team from TaskRouter now."""
        team = self._session.team
        if team is None or self.missing or self.is_reading or self.is_working:
            return
        self.is_reading, self.problem = True, ""
        self.numbers.prepare()
        self.changed.emit()
        self._run(team, lambda: self._read(team), self._on_read, self._not_read)

    def preview(self, pick: str, sids: Iterable[str], *, until: int, pinned: bool, why: str) -> None:
        """What setting ``pick`` for those workers would do; ``previewed`` or ``refused`` tells."""
        team = self._session.team
        if team is None or self.is_working:
            return
        wanted = CallerIdChange("" if pick == CLEAR else pick, until, pinned, why.strip())
        chosen = frozenset(sids)
        members = [member for member in self._members if member.sid in chosen]
        self._run(
            team,
            lambda: self._preview_in_lane(team, wanted, members),
            self._show_preview,
            lambda error: self.refused.emit(error_words(error)),
        )

    def apply(self) -> None:
        """Make the change that was previewed last."""
        team, preview = self._session.team, self._preview
        if team is None or preview is None or self.is_working:
            return
        words = wanted_words(preview.wanted, self._account(), time.time())
        self._work(
            team,
            lambda: team.apply(preview, self._told, self._cancelled.is_set),
            lambda applied: self._on_applied(Done(applied, words)),
        )

    @property
    def undo_words(self) -> str:
        """What would be taken back; empty: nothing."""
        return self._done[-1].words if self._done else ""

    def undo(self) -> None:
        """Take the latest change back, where nobody has changed it since."""
        team = self._session.team
        if team is None or not self._done or self.is_working:
            return
        last = self._done[-1].applied
        self._work(team, lambda: team.undo(last, self._told, self._cancelled.is_set), self._on_undone)

    def cancel(self) -> None:
        """Leave the agents who are not done yet as they are."""
        self._cancelled.set()
        self.changed.emit()

    @property
    def is_cancelling(self) -> bool:
        return self.is_working and self._cancelled.is_set()

    @property
    def details(self) -> tuple[tuple[str, ...], ...]:
        """The latest results, one an agent; those to look at first."""
        results = (*self._overtaken, *self._results)
        return result_rows(results, self._account()) if results else ()

    @property
    def overtaken(self) -> str:
        """How many of the latest changes were changed by somebody since; empty: none is known of."""
        if not self._overtaken:
            return ""
        count = QLocale().toString(len(self._overtaken))
        return self.tr("Changed again by somebody since: {count}.").format(count=count)

    def show_record(self, agent: str = "") -> None:
        """Every change that this machine has seen, of one agent or of all; ``recorded`` tells."""
        team = self._session.team
        if team is not None:
            self._run(
                team,
                lambda: record_rows(team.record(agent), self._account(), time.time()),
                lambda rows: self.recorded.emit(rows, agent),
                self.failed.emit,
            )

    def export_record(self, path: Path) -> None:
        """Write the record of everybody as CSV."""
        team = self._session.team
        if team is not None:
            self._background.run(
                Lane.FILES, lambda: _written(team, path), then=self.exported.emit, failed=self.failed.emit
            )

    def _forget(self) -> None:
        """Another person, or another account."""
        self.cancel()
        self._members: tuple[TeamMember, ...] = ()
        self._preview, self._results = None, ()
        self._overtaken: tuple[Result, ...] = ()
        self._done.clear()
        self.table.take(())
        self.is_reading = self.is_working = False
        self.read_at, self.problem, self.result = 0.0, "", ""
        self.changed.emit()

    def _account(self) -> Account:
        softphone = self._session.softphone
        assert softphone is not None
        return softphone.inventory.account

    def _run(
        self,
        team: Team,
        work: Callable[[], object],
        then: Callable[..., None],
        failed: Callable[[SoftphoneError], None],
    ) -> None:
        """In the team's lane; an answer for a person who has left is for nobody."""

        def for_whom(answer: Callable[..., None]) -> Callable[[object], None]:
            return lambda what: answer(what) if self._session.team is team else None

        self._background.run(Lane.TEAM, work, then=for_whom(then), failed=for_whom(failed))

    def _read(self, team: Team) -> tuple[Roster, list[TeamRow]]:
        with paused():
            roster = team.roster()
            return roster, rows_of(roster, self._account())

    def _on_read(self, read: tuple[Roster, list[TeamRow]]) -> None:
        roster, rows = read
        self.is_reading, self.read_at, self._members = False, roster.read_at, roster.members
        self.table.take(rows)
        team = self._session.team
        self._overtaken = team.overtaken(self._done[-1].applied, roster) if team and self._done else ()
        self.changed.emit()

    def _not_read(self, error: SoftphoneError) -> None:
        self.is_reading, self.problem = False, error_words(error)
        self.changed.emit()

    def _preview_in_lane(
        self, team: Team, wanted: CallerIdChange, members: list[TeamMember]
    ) -> tuple[Preview, PreviewWords]:
        preview = team.preview(wanted, members)
        return preview, preview_words(preview, self._account(), time.time())

    def _show_preview(self, shown: tuple[Preview, PreviewWords]) -> None:
        self._preview, words = shown
        self.previewed.emit(words)

    def _work(self, team: Team, work: Callable[[], Applied], then: Callable[[Applied], None]) -> None:
        self._cancelled = Event()
        self.is_working, self.result, self._results, self._overtaken = True, "", (), ()
        self.changed.emit()
        self._run(team, work, then, self._not_done)

    def _told(self, done: int, total: int, _result: Result) -> None:
        """In the lane."""
        self.progressed.emit(done, total)

    def _on_applied(self, done: Done) -> None:
        if done.applied.count(ChangeOutcome.CHANGED):
            self._done.append(done)
        self._finish(done.applied, is_undo=False)

    def _on_undone(self, applied: Applied) -> None:
        last = self._done.pop()
        left = {each.member.sid for each in applied.results if each.outcome in _TO_BE_UNDONE_STILL}
        if rest := tuple(each for each in last.applied.results if each.member.sid in left):
            self._done.append(Done(Applied(rest), last.words))
        self._finish(applied, is_undo=True)

    def _finish(self, applied: Applied, *, is_undo: bool) -> None:
        self.is_working, self._preview = False, None
        self._results = applied.results
        self.result = result_line(applied, is_undo=is_undo)
        self.finished.emit(self.result)
        self.read()

    def _not_done(self, error: SoftphoneError) -> None:
        self.is_working = False
        self.changed.emit()
        self.failed.emit(error)


def _written(team: Team, path: Path) -> int:
    changes = team.record()
    write_caller_id_record(path, changes)
    return len(changes)
