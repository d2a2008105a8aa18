"""Why this number? The whole ladder for one choice, and each number that was passed over.

Rule: the passed-over numbers are explained as they are scrolled to: an account may have thousands.
"""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from softphone.domain.caller_id.explanation import rejected, steps
from softphone.domain.caller_id.selector import Choice, RuleId, select
from softphone.domain.numbers.account import OwnNumber
from softphone.domain.words import Words
from softphone.qt.language import spoken
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.dialling.dial import DialModel
from softphone.qt.virtual import virtual

_AT_ONCE = 100


class WhyModel(QAbstractListModel):
    """The rows are the numbers that were passed over, in account order."""

    def __init__(self, session: SessionModel, dial: DialModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._dial = dial
        self._rows: list[str] = []
        self._more: Iterator[tuple[OwnNumber, Words]] = iter(())
        self._is_all = True
        self.headline = ""
        self.rungs: list[tuple[str, str]] = []
        self.age = ""
        self.note = self.tr(
            "The customer may see another number, or none: countries and telephone companies may change "
            "or withhold it. The name that appears with it is kept by the customer's telephone company."
        )

    def open(self) -> bool:
        """Take the choice that is shown now; False if there is none to explain."""
        softphone, decision = self._session.softphone, self._dial.decision
        if softphone is None or decision is None:
            return False
        choice = decision.choice
        self.headline = spoken(decision.words)
        if choice.rule in (RuleId.PICKED, RuleId.FIXED) or choice.caller_id is None:
            self.headline = self.tr("{why}. By the rules alone it would be:").format(
                why=spoken(decision.words).rstrip(".。")
            )
            last = softphone.last_connected_with(choice.destination)
            choice = select(choice.destination, choice.pool, last.caller_id, last.spoke)
        self._explain(choice)
        return True

    def _explain(self, choice: Choice) -> None:
        self.rungs = [
            (spoken(step.words), step.found.number.display if step.found else "") for step in steps(choice)
        ]
        when = QDateTime.fromSecsSinceEpoch(int(self._session.refreshed_at))
        self.age = self.tr("The list of numbers was read from Twilio on {when}.").format(
            when=QLocale().toString(when, QLocale.FormatType.ShortFormat)
        )
        softphone = self._session.softphone
        is_hidden = softphone is not None and not softphone.inventory.policy.include_verified
        passed_over = ((own, why) for own, why in rejected(choice) if not (is_hidden and own.verified))
        self.beginResetModel()
        self._rows, self._more, self._is_all = [], passed_over, False
        self.endResetModel()
        self.fetchMore(QModelIndex())

    @virtual(0)
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @virtual(None)
    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()]
        return None

    @virtual(False)
    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return not parent.isValid() and not self._is_all

    @virtual(None)
    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        found = [self._words(own, why) for own, why in islice(self._more, _AT_ONCE)]
        self._is_all = len(found) < _AT_ONCE
        if found:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(found) - 1)
            self._rows.extend(found)
            self.endInsertRows()

    def _words(self, own: OwnNumber, why: str) -> str:
        name = f"{own.label} {own.number.display}".strip()
        return self.tr("{number}: {why}").format(number=name, why=spoken(why))
