"""The numbers a supervisor may set: every one of the account, Default, or nothing.

Rule: who may not use a number is said in the preview, agent by agent; the list leaves none out.
"""

from dataclasses import replace
from typing import Final

from softphone.application.caller_id.inventory import Inventory
from softphone.domain.caller_id.policy import DEFAULT
from softphone.qt.models.caller_id.caller_id_rows import Row, RowKind, rows_of
from softphone.qt.models.caller_id.caller_ids import CallerIdsModel

CLEAR: Final = "clear"  # takes away what was set, so that the settings decide


class TeamNumbersModel(CallerIdsModel):
    """Attributes:
    chosen: An E.164, "default", CLEAR, or empty: nothing yet.
    """

    chosen = ""
    _is_wanted = False

    def prepare(self) -> None:
        """Make the rows: a supervisor has opened the page."""
        self._is_wanted = True
        self._make_rows()

    @property
    def picked(self) -> str:
        return self.chosen

    def rows_from(self, inventory: Inventory) -> list[Row]:
        return [replace(row, problem="", tags="") for row in rows_of(inventory)]

    def without_number(self) -> list[Row]:
        default = self.tr("Default (automatic)")
        clear = self.tr("Nothing: clear what was set")
        settings_decide = self.tr("The company's settings decide again.")
        return [
            Row(DEFAULT, default, "", self.tr("The rules choose for each call."), kind=RowKind.DEFAULT),
            Row(CLEAR, clear, "", settings_decide, kind=RowKind.DEFAULT),
        ]

    def words_of(self, pick: str) -> str:
        """ "Sales London · +44 20 7946 0100"; empty for nothing."""
        for row in self.without_number():
            if row.pick == pick:
                return row.label
        softphone = self._session.softphone
        own = softphone.inventory.account.find(pick) if softphone and pick else None
        if own is None:
            return ""
        return f"{own.label} · {own.number.display}" if own.label else own.number.display

    def _make_rows(self) -> None:
        if self._is_wanted:
            super()._make_rows()
