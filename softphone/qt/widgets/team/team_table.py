"""The table of the team: agents in rows, selected by Shift, Ctrl and Ctrl+A.

Rule 1: the selection stays with the people, not with the places: sorting and reading again keep it.
Rule 2: whoever is not shown is not selected.
"""

from collections.abc import Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from softphone.qt.models.team.team_columns import Column
from softphone.qt.models.team.team_rows import TeamTable
from softphone.qt.theme import units
from softphone.qt.widgets.parts.pieces import named


class TeamTableView(QTableView):
    """Signals:
    people_selected: The SIDs of their workers, from top to bottom.
    """

    people_selected = Signal(object)

    def __init__(self, team: TeamTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._kept: tuple[str, ...] = ()
        self._at = ""
        named(self, "sheet")
        self.setAccessibleName(self.tr("Agents"))
        self.setAccessibleDescription(self.tr("Shift or Ctrl selects many; the menu key has more."))
        self.setModel(team)
        self._arrange()
        self._arrange_heading()
        team.modelAboutToBeReset.connect(self._keep_selection)
        team.modelReset.connect(self._put_selection_back)
        self.selectionModel().selectionChanged.connect(self._tell)

    def people(self) -> tuple[str, ...]:
        """The SIDs of the workers who are selected."""
        # Not selectedRows(): it asks every cell of every row.
        ranges = self.selectionModel().selection().toList()
        rows = {row for part in ranges for row in range(part.top(), part.bottom() + 1)}
        return tuple(self._team.row(row).member.sid for row in sorted(rows))

    def select_somebody(self) -> None:
        """The first, where nobody is selected."""
        if not self.selectionModel().hasSelection():
            self.selectRow(0)

    def _arrange(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(units(1.7))

    def _arrange_heading(self) -> None:
        heading = self.horizontalHeader()
        # Of its own and always empty: else the heading asks a thousand selected rows with every paint
        # whether a whole column is selected, a third of a second.
        heading.setSelectionModel(QItemSelectionModel(self._team, self))
        heading.setHighlightSections(False)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        heading.setStretchLastSection(True)
        heading.setSectionsMovable(True)
        for column in Column:
            self.setColumnWidth(column, units(column.width))
        self.setSortingEnabled(True)
        self.sortByColumn(Column.AGENT, Qt.SortOrder.AscendingOrder)

    def _keep_selection(self) -> None:
        self._kept = self.people()
        current = self.currentIndex()
        self._at = self._team.row(current.row()).member.sid if current.isValid() else ""

    def _put_selection_back(self) -> None:
        model, selection, flags = self._team, QItemSelection(), QItemSelectionModel.SelectionFlag
        for first, last in _runs(model.positions_of(self._kept)):
            selection.append(QItemSelectionRange(model.index(first, 0), model.index(last, len(Column) - 1)))
        for position in model.positions_of((self._at,)):
            self.selectionModel().setCurrentIndex(model.index(position, 0), flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)
        self._tell()  # where nothing is selected any more, no signal says so

    def _tell(self) -> None:
        self.people_selected.emit(self.people())


def _runs(positions: list[int]) -> Iterator[tuple[int, int]]:
    """From where to where they follow one another: a thousand rows are few ranges."""
    first = last = None
    for position in positions:
        if first is not None and last is not None and position != last + 1:
            yield first, last
            first = None
        first, last = position if first is None else first, position
    if first is not None and last is not None:
        yield first, last
