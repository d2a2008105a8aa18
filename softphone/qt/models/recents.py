"""Recent calls, newest first: whom, as whom and by which rule, when, how it ended."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from softphone.domain.calls import Call, Outcome
from softphone.domain.narration import outcome_words
from softphone.domain.numbers import PhoneNumber
from softphone.domain.selector import RuleId
from softphone.qt.background import Background, Lane
from softphone.qt.models.session import SessionModel

SHOWN_AT_MOST = 500


class RecentRole(IntEnum):
    """What a row offers to its painter."""

    NUMBER = Qt.ItemDataRole.UserRole + 1
    SHOWN_AS = Qt.ItemDataRole.UserRole + 2
    WHEN = Qt.ItemDataRole.UserRole + 3
    RESULT = Qt.ItemDataRole.UserRole + 4
    WAS_REACHED = Qt.ItemDataRole.UserRole + 5
    DAY = Qt.ItemDataRole.UserRole + 6


class RecentsModel(QAbstractListModel):
    """Rows are read in the refresh lane when a call ends or somebody signs in."""

    def __init__(self, session: SessionModel, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._all: list[Call] = []
        self._shown: list[Call] = []
        self._filter = ""
        self._of: object = None
        session.changed.connect(self._reload_for_new_agent)

    def reload(self) -> None:
        """Read the calls again."""
        softphone = self._session.softphone
        if softphone is not None:
            self._background.run(
                Lane.REFRESH,
                lambda: softphone.recent(SHOWN_AT_MOST),
                then=self._show,
                failed=self._session.failed.emit,
            )

    def filter(self, text: str) -> None:
        """Show the calls whose number, our number or outcome holds ``text``."""
        self._filter = text.strip().lower()
        self._show(self._all)

    @property
    def has_any(self) -> bool:
        return bool(self._all)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        call = self._shown[index.row()]
        texts: dict[int, str] = {
            RecentRole.NUMBER: PhoneNumber(call.destination).display,
            RecentRole.SHOWN_AS: self._shown_as(call),
            RecentRole.WHEN: self._time(call),
            RecentRole.RESULT: self._result(call),
        }
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(texts.values())
        if role == RecentRole.WAS_REACHED:
            return call.outcome is Outcome.TALKED
        if role == RecentRole.DAY:
            return self._day_above(index.row())
        return texts.get(role)

    def _reload_for_new_agent(self) -> None:
        if self._session.softphone is not self._of:
            self._of = self._session.softphone
            self.reload()

    def _show(self, calls: Sequence[Call]) -> None:
        self.beginResetModel()
        self._all = list(calls)
        self._shown = [call for call in self._all if self._matches(call)]
        self.endResetModel()

    def _matches(self, call: Call) -> bool:
        if not self._filter:
            return True
        digits = "".join(filter(str.isdecimal, self._filter))
        if digits and (digits in call.destination or digits in call.caller_id):
            return True
        return self._filter in f"{call.reason} {self._result(call)}".lower()

    def _shown_as(self, call: Call) -> str:
        why = self.tr("chosen by you") if call.rule == RuleId.PICKED else call.reason
        number = PhoneNumber(call.caller_id).display
        return self.tr("as {number} · {why}").format(number=number, why=why[:1].lower() + why[1:])

    def _result(self, call: Call) -> str:
        if call.outcome is not Outcome.TALKED:
            return outcome_words(call.outcome)
        minutes, seconds = divmod(call.duration, 60)
        if minutes:
            return self.tr("{minutes} min {seconds:02} s").format(minutes=minutes, seconds=seconds)
        return self.tr("{seconds} s").format(seconds=seconds)

    def _time(self, call: Call) -> str:
        return QLocale().toString(
            QDateTime.fromSecsSinceEpoch(int(call.placed_at)).time(), QLocale.FormatType.ShortFormat
        )

    def _day_above(self, row: int) -> str:
        """The heading over a row: "Today"; empty under the same day."""
        day = date.fromtimestamp(self._shown[row].placed_at)
        if row and date.fromtimestamp(self._shown[row - 1].placed_at) == day:
            return ""
        ago = (date.today() - day).days
        names = {0: self.tr("Today"), 1: self.tr("Yesterday")}
        return names.get(ago) or QLocale().toString(
            QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat
        )
