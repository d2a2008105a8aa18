"""The sheets of the team: the preview before a change, its results, the record of all changes."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from softphone.qt.models.team.team_words import PreviewWords
from softphone.qt.widgets.parts.sheet import Row, Sheet

_tr = QCoreApplication.translate


def preview_sheet(words: PreviewWords, apply: Callable[[], None], parent: QWidget) -> Sheet:
    """What a change means for whom; ``apply`` when it is confirmed."""
    sheet = Sheet(
        _tr("TeamSheets", "Preview of the change"),
        "\n".join((words.title, *words.lines)),
        (
            _tr("TeamSheets", "Agent"),
            _tr("TeamSheets", "Now"),
            _tr("TeamSheets", "Then"),
            _tr("TeamSheets", "What happens"),
        ),
        words.rows,
        parent,
    )
    button = QPushButton(_tr("TeamSheets", "&Apply to {count}").format(count=words.changing))
    sheet.leave.setText(_tr("TeamSheets", "Cancel"))
    sheet.buttons.addWidget(button)
    if not words.changing:
        button.setEnabled(False)
        nothing = _tr("TeamSheets", "There is nobody for whom this would change anything.")
        button.setToolTip(nothing)
        button.setAccessibleDescription(nothing)
        return sheet
    button.setDefault(True)
    button.setFocus()
    button.clicked.connect(sheet.accept)
    sheet.accepted.connect(apply)
    return sheet


def results_sheet(rows: Sequence[Row], parent: QWidget) -> Sheet:
    """What became of a change, agent by agent."""
    return Sheet(
        _tr("TeamSheets", "What became of the change"),
        _tr("TeamSheets", "Those to look at come first."),
        (
            _tr("TeamSheets", "Agent"),
            _tr("TeamSheets", "Result"),
            _tr("TeamSheets", "Caller ID"),
            _tr("TeamSheets", "To know"),
        ),
        rows,
        parent,
    )


def record_sheet(rows: Sequence[Row], agent: str, export: Callable[[Path], None], parent: QWidget) -> Sheet:
    """Every change that this machine has seen, the latest first; of one agent, or of all."""
    whose = _tr("TeamSheets", "Changes of {agent}'s caller ID").format(agent=agent)
    sheet = Sheet(
        whose if agent else _tr("TeamSheets", "Changes of caller IDs"),
        _tr(
            "TeamSheets",
            "The latest first. Each worker at TaskRouter keeps ten; this machine keeps all it has seen.",
        ),
        (
            _tr("TeamSheets", "When"),
            _tr("TeamSheets", "Agent"),
            _tr("TeamSheets", "By"),
            _tr("TeamSheets", "From"),
            _tr("TeamSheets", "To"),
            _tr("TeamSheets", "Until"),
            _tr("TeamSheets", "Pinned"),
            _tr("TeamSheets", "Why"),
        ),
        rows,
        parent,
    )
    button = QPushButton(_tr("TeamSheets", "&Export as CSV…"))
    button.clicked.connect(lambda: ask_where_to_export(export, sheet))
    sheet.buttons.insertWidget(1, button)
    return sheet


def ask_where_to_export(export: Callable[[Path], None], parent: QWidget) -> None:
    """Ask for a file and export the record of everybody to it."""
    proposed = str(Path.home() / _tr("TeamSheets", "caller IDs.csv"))
    title = _tr("TeamSheets", "Export the record of changes")
    name, _ = QFileDialog.getSaveFileName(parent, title, proposed, _tr("TeamSheets", "CSV files (*.csv)"))
    if name:
        export(Path(name))
