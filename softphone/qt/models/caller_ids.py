"""The rows of the caller-ID list: Default first, then the agent's numbers; filtered by typing.

Rule 1: a filter matches any part of the label, place or country, and digits in any format.
Rule 2: the texts that are searched are made once, when the numbers change, not on a keystroke.
"""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from softphone.application.inventory import Inventory
from softphone.domain.account import OwnNumber
from softphone.domain.place_names import place_name
from softphone.domain.policy import DEFAULT, pickable
from softphone.qt.background import Background, Lane
from softphone.qt.models.dial import DialModel
from softphone.qt.models.session import SessionModel


class CallerIdRole(IntEnum):
    """What a row offers to its painter."""

    PICK = Qt.ItemDataRole.UserRole + 1
    LABEL = Qt.ItemDataRole.UserRole + 2
    NUMBER = Qt.ItemDataRole.UserRole + 3
    PLACE = Qt.ItemDataRole.UserRole + 4
    TAGS = Qt.ItemDataRole.UserRole + 5
    IS_PICKED = Qt.ItemDataRole.UserRole + 6


@dataclass(frozen=True, slots=True)
class Row:
    pick: str
    label: str
    number: str
    place: str
    tags: str
    words: str  # lower case, searched as text
    digits: str  # searched as digits


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
        self.filter_text = ""
        session.changed.connect(self._make_rows)

    def open(self) -> None:
        """Unfiltered, with what Default would choose now."""
        self.filter("")

    def filter(self, text: str) -> None:
        """Show the rows that hold ``text``."""
        self.filter_text = text.strip()
        words = self.filter_text.lower().split()
        digits = "".join(filter(str.isdecimal, text))
        only_digits = bool(digits) and not any(character.isalpha() for character in text)
        self.beginResetModel()
        if not words:
            self._shown = [*self._default(), *self._all]
        elif only_digits:
            self._shown = [row for row in self._all if digits in row.digits]
        else:
            self._shown = [row for row in self._all if all(word in row.words for word in words)]
        self.endResetModel()

    @property
    def total(self) -> int:
        return len(self._all)

    def row_of_pick(self) -> int:
        """The row that is picked now; -1 if it is not in the list."""
        softphone = self._session.softphone
        pick = softphone.pick if softphone else ""
        return next((position for position, row in enumerate(self._shown) if row.pick == pick), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == CallerIdRole.IS_PICKED:
            return bool(self._session.softphone and self._session.softphone.pick == row.pick)
        texts: dict[int, str] = {
            Qt.ItemDataRole.DisplayRole: f"{row.label} {row.number}".strip(),
            Qt.ItemDataRole.AccessibleTextRole: ", ".join(
                filter(None, (row.label, row.number, row.place, row.tags))
            ),
            CallerIdRole.PICK: row.pick,
            CallerIdRole.LABEL: row.label,
            CallerIdRole.NUMBER: row.number,
            CallerIdRole.PLACE: row.place,
            CallerIdRole.TAGS: row.tags,
        }
        return texts.get(role)

    def _make_rows(self) -> None:
        """In the refresh lane: ten thousand rows take half a second."""
        softphone = self._session.softphone
        if softphone is None or softphone.inventory is self._made_of:
            return
        inventory = self._made_of = softphone.inventory
        self._background.run(
            Lane.REFRESH,
            lambda: [_row(own, inventory) for own in pickable(inventory.pool, inventory.policy)],
            then=self._take_rows,
            failed=self._session.failed.emit,
        )

    def _take_rows(self, rows: list[Row]) -> None:
        self._all = rows
        self.filter(self.filter_text)

    def _default(self) -> list[Row]:
        softphone = self._session.softphone
        if softphone is None or not softphone.inventory.policy.allow_default:
            return []
        number, why = "", self.tr("Chooses for each number you call.")
        if self._dial.destination is not None:
            decision = softphone.decide(self._dial.destination, pick=DEFAULT)
            own = decision.choice.caller_id
            number, why = own.number.display if own else "", decision.words
        return [Row(DEFAULT, self.tr("Default (automatic)"), number, why, "", "", "")]


def _row(own: OwnNumber, inventory: Inventory) -> Row:
    place = place_name(own.place)
    number = own.number.display
    owner = inventory.pool.ring_groups.dedicated_lines.get(own.e164)
    tags = {
        _tr("your own line"): owner == inventory.pool.agent,
        _tr("verified only"): own.verified,
    }
    tag_words = ", ".join(tag for tag, holds in tags.items() if holds)
    words = " ".join((own.label, place, own.place.country, number, tag_words)).lower()
    return Row(own.e164, own.label, number, place, tag_words, words, own.e164[1:])


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallerIdsModel", text)
