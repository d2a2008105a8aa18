"""The table of the team: one row an agent; how typing finds them and headings sort them.

Rule 1: what is shown, searched and sorted by is made once, in a lane, when the team was read.
Rule 2: whoever is not shown is not selected: nobody is changed who cannot be seen.
Rule 3: words that were typed must all be in the row: name, ring group, caller ID, label, who set it, why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from softphone.application.caller_id.assignment_words import caller_id_words, time_words
from softphone.application.team.roster import Roster, TeamMember
from softphone.domain.caller_id.assignment import Assignment
from softphone.domain.caller_id.policy import DEFAULT, NOTHING_PICKED, Mode
from softphone.domain.numbers.account import Account
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.language import in_order, spoken
from softphone.qt.models.caller_id.caller_id_rows import rows_with


class Column(IntEnum):
    """From left to right."""

    AGENT = 0
    NOW = 1
    CALLER_ID = 2
    UNTIL = 3
    PINNED = 4
    BY = 5
    SINCE = 6
    WHY = 7
    RING_GROUPS = 8
    MODE = 9


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


def caller_id_text(caller_id: str, account: Account) -> str:
    """ "Sales London · +44 20 7946 0100", "Default (automatic)", "none: every call asks"."""
    if caller_id == NOTHING_PICKED:
        return _tr("none: every call asks")
    words = spoken(caller_id_words(caller_id, account))
    if caller_id == DEFAULT:
        return words
    number = PhoneNumber(caller_id).display
    return in_order(number) if words == number else f"{words} · {in_order(number)}"


def name_text(member: TeamMember) -> str:
    """ "Ana Ferreira (ana)"."""
    return f"{member.full_name} ({member.agent})" if member.full_name else member.agent


def _row(member: TeamMember, account: Account, now: float) -> TeamRow:
    there = member.assignment or Assignment(NOTHING_PICKED)
    mode = _mode(member)
    texts = (
        name_text(member),
        _now(member),
        caller_id_text(member.caller_id, account),
        time_words(there.until, now) if there.until else "",
        _tr("pinned") if there.pinned else "",
        there.by,
        time_words(there.at, now) if there.at else "",
        there.why,
        ", ".join(member.ring_groups),
        mode,
    )
    numbers: dict[int, float] = {Column.UNTIL: there.until or 2.0**40, Column.SINCE: -there.at}
    keys = tuple((numbers.get(column, 0.0), _last_if_empty(text)) for column, text in enumerate(texts))
    words = " ".join((*texts, member.caller_id)).lower()
    return TeamRow(member, texts, keys, words, member.caller_id[1:] if member.caller_id[:1] == "+" else "")


def _last_if_empty(text: str) -> str:
    return text.casefold() or "\U0010ffff"


def _mode(member: TeamMember) -> str:
    if member.policy.fixed:
        return _tr("one fixed number")
    return _tr("Automated") if member.policy.mode is Mode.AUTOMATED else _tr("Customized")


def _now(member: TeamMember) -> str:
    if member.is_in_call:
        return _tr("on a call")
    return member.activity


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

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (Column(column), order)
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

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        text = self._shown[index.row()].texts[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text or _tr("nothing")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headings()[section]
        return None


def _headings() -> tuple[str, ...]:
    return (
        _tr("Agent"),
        _tr("Now"),
        _tr("Caller ID"),
        _tr("Until"),
        _tr("Pinned"),
        _tr("By"),
        _tr("Since"),
        _tr("Why"),
        _tr("Ring groups"),
        _tr("Mode"),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("TeamRows", text)
