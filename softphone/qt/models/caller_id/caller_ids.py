"""The list of numbers the agent may show: Default with its live answer, pinned, recent, all.

Rule: headings are rows that cannot be chosen; the keys pass over them.
"""

from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from softphone.application.caller_id.inventory import Inventory
from softphone.domain.caller_id.policy import DEFAULT
from softphone.qt.background import Background, Lane
from softphone.qt.gc_pauses import settle
from softphone.qt.language import in_order, spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.caller_id.caller_id_rows import (
    Row,
    RowKind,
    arranged,
    match_span,
    matching,
    rows_not_hidden,
)
from softphone.qt.models.dialling.dial import DialModel
from softphone.qt.virtual import virtual


class CallerIdRole(IntEnum):
    """What a row offers to its painter."""

    PICK = Qt.ItemDataRole.UserRole + 1
    LABEL = Qt.ItemDataRole.UserRole + 2
    NUMBER = Qt.ItemDataRole.UserRole + 3
    BELOW = Qt.ItemDataRole.UserRole + 4
    IS_PICKED = Qt.ItemDataRole.UserRole + 5
    IS_PINNED = Qt.ItemDataRole.UserRole + 6
    IS_HEADING = Qt.ItemDataRole.UserRole + 7
    LABEL_MATCH = Qt.ItemDataRole.UserRole + 8
    NUMBER_MATCH = Qt.ItemDataRole.UserRole + 9


class CallerIdsModel(QAbstractListModel):
    def __init__(
        self,
        session: SessionModel,
        dial: DialModel,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._dial = dial
        self._background = background
        self._all: list[Row] = []
        self._shown: list[Row] = []
        self._made_of: Inventory | None = None
        self._stays_at = ""
        self.filter_text = ""
        session.changed.connect(self._make_rows)

    def open(self) -> None:
        """Unfiltered, with what Default would choose now."""
        self.filter("")

    def filter(self, text: str) -> None:
        """Show the rows that hold ``text``."""
        self.filter_text = text.strip()
        softphone = self._session.softphone
        self.beginResetModel()
        if self.filter_text or softphone is None:
            self._shown = matching(self._all, self.filter_text)
        else:
            self._shown = [*self.without_number(), *arranged(self._all, softphone.pick.shelf)]
        self.endResetModel()

    def toggle_pin(self, row: int) -> None:
        """Pin the number of a row, or let it go."""
        softphone = self._session.softphone
        if softphone is None or self._shown[row].kind is not RowKind.NUMBER:
            return
        e164 = self._shown[row].pick
        pinned = e164 not in softphone.pick.shelf.pinned
        self._background.run(
            Lane.KEEP,
            lambda: softphone.pick.keep_within_reach(e164, pinned=pinned),
            then=lambda _: self._show_pin(e164),
            failed=self._session.failed.emit,
        )

    def _show_pin(self, e164: str) -> None:
        self._stays_at = e164
        self.filter(self.filter_text)
        self._stays_at = ""

    @property
    def why_empty(self) -> str:
        """Why there is no number that may be picked, and whom to ask; empty if nobody knows."""
        softphone = self._session.softphone
        return spoken(softphone.inventory.nothing_to_pick) if softphone else ""

    @property
    def picked(self) -> str:
        """The pick that is marked: an E.164, "default" or empty."""
        softphone = self._session.softphone
        return softphone.pick.in_force if softphone else ""

    def row_to_select(self) -> int:
        """The row that was just pinned, or is picked; else the first that can be chosen; -1: none."""
        pick = self._stays_at or ("" if self.filter_text else self.picked)
        rows = range(len(self._shown))
        picked = next((row for row in rows if self._shown[row].pick == pick != ""), -1)
        return picked if picked >= 0 else next((row for row in rows if self._can_choose(row)), -1)

    @virtual(0)
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    @virtual(Qt.ItemFlag.NoItemFlags)
    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not self._can_choose(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @virtual(None)
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (row.label, row.number, self._below(row))))
        if role == CallerIdRole.LABEL_MATCH:
            return match_span(row.label, self.filter_text)
        if role == CallerIdRole.NUMBER_MATCH:
            return match_span(row.number, self.filter_text)
        if role == CallerIdRole.BELOW:
            return self._below(row)
        return self._plain(row, role)

    def _plain(self, row: Row, role: int) -> object:
        softphone = self._session.softphone
        facts: dict[int, object] = {
            CallerIdRole.PICK: row.pick,
            CallerIdRole.LABEL: row.label,
            CallerIdRole.NUMBER: in_order(row.number),
            CallerIdRole.IS_PICKED: bool(row.pick) and row.pick == self.picked,
            CallerIdRole.IS_PINNED: bool(softphone and row.pick in softphone.pick.shelf.pinned),
            CallerIdRole.IS_HEADING: row.kind is RowKind.HEADING,
        }
        return facts.get(role)

    def _below(self, row: Row) -> str:
        return row.problem or " · ".join(filter(None, (row.place, row.tags)))

    def _can_choose(self, row: int) -> bool:
        return 0 <= row < len(self._shown) and bool(self._shown[row].pick) and not self._shown[row].problem

    def rows_from(self, inventory: Inventory) -> list[Row]:
        """In the refresh lane: a row for each number."""
        return rows_not_hidden(inventory)

    def _make_rows(self) -> None:
        """In the refresh lane: ten thousand rows take half a second."""
        softphone = self._session.softphone
        if softphone is None or softphone.inventory is self._made_of:
            return
        # The lane lets go of the old inventory, too: freeing thousands of numbers takes its time.
        before, inventory = self._made_of, softphone.inventory
        self._made_of = inventory
        self._background.run(
            Lane.REFRESH,
            lambda: (before, self.rows_from(inventory))[1],
            then=self._take_rows,
            failed=self._session.failed.emit,
        )

    def _take_rows(self, rows: list[Row]) -> None:
        self._all = rows
        settle()
        self.filter(self.filter_text)

    def without_number(self) -> list[Row]:
        """The rows at the top that stand for no number of the account."""
        softphone = self._session.softphone
        if softphone is None or not softphone.inventory.policy.allow_default:
            return []
        number, why = "", self.tr("Chooses for each number you call.")
        if self._dial.destination is not None:
            decision = softphone.decide(self._dial.destination, pick=DEFAULT)
            own = decision.choice.caller_id
            number, why = own.number.display if own else "", spoken(decision.words)
        return [Row(DEFAULT, self.tr("Default (automatic)"), number, why, kind=RowKind.DEFAULT)]
