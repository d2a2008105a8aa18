"""The table of the team: one row an agent; how typing finds them and headings sort them.

Rule 1: what is shown, searched and sorted by is made once, in a lane, when the team was read.
Rule 2: whoever is not shown is not selected: nobody is changed who cannot be seen.
Rule 3: words that were typed must all be in the row: name, ring group, caller ID, label, who set it, why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from softphone.application.team.roster import Roster, TeamMember
from softphone.domain.numbers.account import Account
from softphone.qt.models.caller_id.caller_id_rows import rows_with
from softphone.qt.models.team.team_columns import Column, Seen
from softphone.qt.virtual import virtual

_COLUMNS = tuple(Column)
SortKey = tuple[float, str]


@dataclass(frozen=True, slots=True)
class TeamRow:
    """Attributes:
    texts, keys: What each column shows and sorts by.
    words: Lower case, searched as text.
    digits: Searched as digits.
    """

    member: TeamMember
    texts: tuple[str, ...]
    keys: tuple[SortKey, ...]
    words: str
    digits: str


def rows_of(roster: Roster, account: Account) -> list[TeamRow]:
    """A row for each agent, in the order of their names."""
    return [_row(member, account, roster.read_at) for member in roster.members]


def _row(member: TeamMember, account: Account, now: float) -> TeamRow:
    seen = Seen(member, account, now)
    texts = tuple(column.text(seen) for column in Column)
    keys = tuple((column.number(seen), _last_if_empty(texts[column])) for column in Column)
    words = " ".join((*texts, member.caller_id)).lower()
    return TeamRow(member, texts, keys, words, member.caller_id[1:] if member.caller_id[:1] == "+" else "")


def _last_if_empty(text: str) -> str:
    return text.casefold() or "\U0010ffff"


class TeamTable(QAbstractTableModel):
    """The agents that are shown, filtered and sorted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[TeamRow] = ()
        self._shown: list[TeamRow] = []
        self._sorted_by = (Column.AGENT, Qt.SortOrder.AscendingOrder)
        self.filter_text = ""

    def take(self, rows: Sequence[TeamRow]) -> None:
        """Show a team that was read."""
        self._all = rows
        self._show()

    @property
    def total(self) -> int:
        """How many agents there are, shown or not."""
        return len(self._all)

    def filter(self, text: str) -> None:
        """Show the agents whose row holds ``text``."""
        self.filter_text = text.strip()
        self._show()

    @virtual(None)
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (_COLUMNS[column], order)
        self._show()

    def row(self, at: int) -> TeamRow:
        return self._shown[at]

    def positions_of(self, sids: Iterable[str]) -> list[int]:
        """Where those of these workers are that are shown, in order."""
        wanted = frozenset(sids)
        return [at for at, row in enumerate(self._shown) if row.member.sid in wanted]

    def _show(self) -> None:
        column, order = self._sorted_by
        self.beginResetModel()
        found = rows_with(self._all, self.filter_text)
        is_down = order == Qt.SortOrder.DescendingOrder
        self._shown = sorted(found, key=lambda row: row.keys[column], reverse=is_down)
        self.endResetModel()

    @virtual(0)
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    @virtual(0)
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    @virtual(None)
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        text = self._shown[index.row()].texts[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text or QCoreApplication.translate("TeamRows", "nothing")
        return None

    @virtual(None)
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section].heading()
        return None
