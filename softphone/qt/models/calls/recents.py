"""Recent calls, newest first: whom, as whom and by which rule, when, how it ended, the note.

Rule 1: pages are read in the refresh lane as they are scrolled to; searching asks the disk.
Rule 2: an answer to an older search is dropped.
Rule 3: never filtered by the caller ID in use.
"""

from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from softphone.application.ports import RecentCall, SearchedFor
from softphone.domain.calls.call import Call, Outcome
from softphone.domain.calls.narration import outcome_words
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.background import Background, Lane
from softphone.qt.language import in_line, in_order, spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.virtual import virtual
from softphone.wiring import write_calls

PAGE: Final = 100
ALL: Final = 10_000_000


class RecentRole(IntEnum):
    """What a row offers to its painter."""

    NUMBER = Qt.ItemDataRole.UserRole + 1
    SHOWN_AS = Qt.ItemDataRole.UserRole + 2
    WHEN = Qt.ItemDataRole.UserRole + 3
    RESULT = Qt.ItemDataRole.UserRole + 4
    WAS_REACHED = Qt.ItemDataRole.UserRole + 5
    DAY = Qt.ItemDataRole.UserRole + 6
    NAME = Qt.ItemDataRole.UserRole + 7
    NOTE = Qt.ItemDataRole.UserRole + 8


class RecentsModel(QAbstractListModel):
    """Signals:
    exported: How many calls were written.
    """

    exported = Signal(int)

    def __init__(self, session: SessionModel, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._rows: list[RecentCall] = []
        self._is_all = True
        self._search = ""
        self._asked = 0
        self._of: object = None
        # Contacts give these their meaning: a number's name, and a name's numbers.
        self.name_of: Callable[[str], str] = lambda _e164: ""
        self.numbers_of: Callable[[str], tuple[str, ...]] = lambda _text: ()
        session.changed.connect(self._reload_for_new_agent)

    def reload(self) -> None:
        """Read the first page again."""
        self._asked += 1
        self._read(before=None)

    def filter(self, text: str) -> None:
        """Show the calls whose name, number, our number, outcome or note holds ``text``."""
        self._search = text.strip()
        self.reload()

    @property
    def is_searching(self) -> bool:
        return bool(self._search)

    def call(self, row: int) -> Call:
        """The call of a row."""
        return self._rows[row].call

    def keep_note(self, row: int, note: str) -> None:
        """Keep the agent's note about a call."""
        softphone = self._session.softphone
        if softphone is not None:
            call_id = self._rows[row].call.id
            self._background.run(
                Lane.KEEP,
                lambda: softphone.calls.keep_note(call_id, note.strip()),
                then=lambda _: self.reload(),
                failed=self._session.failed.emit,
            )

    def export(self, path: Path) -> None:
        """Write all of this agent's calls as CSV."""
        softphone, name_of = self._session.softphone, self.name_of
        if softphone is None:
            return

        def write() -> int:
            calls = softphone.calls.find(SearchedFor(), limit=ALL)
            write_calls(path, calls, name_of)
            return len(calls)

        self._background.run(Lane.REFRESH, write, then=self.exported.emit, failed=self._session.failed.emit)

    @virtual(0)
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @virtual(False)
    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return not parent.isValid() and not self._is_all

    @virtual(None)
    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        self._is_all = True  # until the page is there, nothing more is asked for
        self._read(before=self._rows[-1].call.placed_at)

    @virtual(None)
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        call = found.call
        texts: dict[int, str] = {
            RecentRole.NAME: self.name_of(call.destination),
            RecentRole.NUMBER: in_order(PhoneNumber(call.destination).display),
            RecentRole.SHOWN_AS: self._shown_as(call),
            RecentRole.WHEN: self._time(call),
            RecentRole.RESULT: self._result(call),
            RecentRole.NOTE: found.note,
        }
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (self.tr("Call to"), *texts.values())))
        if role == Qt.ItemDataRole.ToolTipRole:
            return found.note
        if role == RecentRole.WAS_REACHED:
            return call.outcome in (Outcome.TALKED, Outcome.HANDED_OVER)
        if role == RecentRole.DAY:
            return self._day_above(index.row())
        return texts.get(role)

    def _read(self, before: float | None) -> None:
        softphone, asked, wanted = self._session.softphone, self._asked, self._wanted()
        if softphone is not None:
            self._background.run(
                Lane.REFRESH,
                lambda: softphone.calls.find(wanted, limit=PAGE, before=before),
                then=lambda found: self._on_page_read(found, asked, is_first=before is None),
                failed=self._session.failed.emit,
            )

    def _wanted(self) -> SearchedFor:
        text = self._search.lower()
        outcomes = (
            tuple(one.value for one in Outcome if text in spoken(outcome_words(one)).lower()) if text else ()
        )
        is_number = not any(character.isalpha() for character in text)
        digits = "".join(filter(str.isdecimal, text)) if is_number else ""
        numbers = self.numbers_of(text) if text else ()
        return SearchedFor(self._search, digits, outcomes, numbers)

    def _on_page_read(self, found: Sequence[RecentCall], asked: int, *, is_first: bool) -> None:
        if asked != self._asked:
            return
        if is_first:
            self.beginResetModel()
            self._rows, self._is_all = list(found), len(found) < PAGE
            self.endResetModel()
            return
        self._is_all = len(found) < PAGE
        if found:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(found) - 1)
            self._rows.extend(found)
            self.endInsertRows()

    def _reload_for_new_agent(self) -> None:
        if self._session.softphone is not self._of:
            self._of = self._session.softphone
            self.reload()

    def _shown_as(self, call: Call) -> str:
        number = PhoneNumber(call.caller_id).display
        return self.tr("as {number} · {why}").format(number=number, why=in_line(spoken(call.reason)))

    def _result(self, call: Call) -> str:
        if call.outcome is not Outcome.TALKED:
            return spoken(outcome_words(call.outcome))
        minutes, seconds = divmod(call.duration, 60)
        if minutes:
            return self.tr("{minutes} min {seconds:02} s").format(minutes=minutes, seconds=seconds)
        return self.tr("{seconds} s").format(seconds=seconds)

    def _time(self, call: Call) -> str:
        when = QDateTime.fromSecsSinceEpoch(int(call.placed_at))
        return QLocale().toString(when.time(), QLocale.FormatType.ShortFormat)

    def _day_above(self, row: int) -> str:
        """The heading over a row: "Today"; empty under the same day."""
        day = _day_of(self._rows[row].call)
        if row and _day_of(self._rows[row - 1].call) == day:
            return ""
        names = {0: self.tr("Today"), 1: self.tr("Yesterday")}
        return names.get(day.daysTo(QDate.currentDate())) or QLocale().toString(
            day, QLocale.FormatType.ShortFormat
        )


def _day_of(call: Call) -> QDate:
    return QDateTime.fromSecsSinceEpoch(int(call.placed_at)).date()
