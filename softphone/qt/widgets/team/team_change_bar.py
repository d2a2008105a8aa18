"""What is to be set for the agents that are selected; below it what became of it, and the way back.

Rule 1: nothing is changed from here: Preview shows first what it means for whom.
Rule 2: a button that does nothing now says why.
"""

from PySide6.QtCore import QLocale, QPoint
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from softphone.domain.caller_id.assignment import WHY_LENGTH
from softphone.qt.models.team.team import TeamModel
from softphone.qt.theme import units
from softphone.qt.widgets.caller_id.caller_id_popup import CallerIdPopup
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.pieces import card, label, show_text, wrapped
from softphone.qt.widgets.team.team_until import Until


class TeamChangeBar(QWidget):
    def __init__(self, team: TeamModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._selected: tuple[str, ...] = ()
        self._said = ""
        self._popup = CallerIdPopup(
            team.numbers,
            self,
            name=self.tr("Numbers of the account"),
            keys=self.tr("Enter: choose · Ctrl+P: keep at the top · Esc: close"),
        )
        self.number = QPushButton()
        self.until = Until()
        self.pinned = QCheckBox(self.tr("&Pinned: they cannot change it"))
        self.why = QLineEdit(placeholderText=self.tr("Reason: the agents read it"), maxLength=WHY_LENGTH)
        self.preview = QPushButton(self.tr("Preview…"))
        self.undo = QPushButton(self.tr("&Undo"))
        self.details = QPushButton(self.tr("Details…"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self._progress = QProgressBar()
        self._count, self._problem, self._result = label(), wrapped("problem"), wrapped()
        self._arrange()
        self._connect()
        self.show_state()

    def _arrange(self) -> None:
        frame, inside = card()
        inside.setSpacing(units(0.5))
        self._count.setWordWrap(True)
        self.why.setAccessibleName(self.tr("Reason"))
        self.why.setAccessibleDescription(self.tr("The agents read it, and it stands in the record."))
        self._progress.setAccessibleName(self.tr("Agents done"))
        self.number.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.number.setMinimumWidth(units(14))
        set_to = label(self.tr("&Set"))
        set_to.setBuddy(self.number)
        inside.addLayout(_row(self._count, (self.preview, 0)))
        inside.addLayout(_row(set_to, (self.number, 2), (self.until, 0)))
        inside.addLayout(_row(self.pinned, (self.why, 1)))
        inside.addWidget(self._problem)
        inside.addLayout(_row(self._progress, (self.cancel, 0)))
        inside.addLayout(_row(self._result, (self.details, 0), (self.undo, 0)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        order = (self.number, self.until.choice, self.until.own, self.pinned, self.why, self.preview)
        for first, second in zip(order, (*order[1:], self.cancel), strict=True):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        self.number.clicked.connect(self.choose_number)
        for chosen in (self._popup.picked, self._popup.picked_once):
            chosen.connect(self._choose)
        self._popup.closed.connect(self.number.setFocus)
        self.preview.clicked.connect(self.ask)
        self.undo.clicked.connect(self._team.undo)
        self.cancel.clicked.connect(self._team.cancel)
        self._team.changed.connect(self.show_state)
        self._team.refused.connect(self._refuse)
        self._team.progressed.connect(self._show_progress)

    def select(self, sids: tuple[str, ...]) -> None:
        """Those who are to be changed."""
        self._selected = sids
        self.show_state()

    def choose_number(self) -> None:
        """Open the list of numbers over the button."""
        if self.number.isEnabled():
            self._popup.open_at(self.number.mapToGlobal(QPoint(0, self.number.height())), units(29))

    def ask(self) -> None:
        """Ask for the preview, where there is something to preview."""
        if self._why_no_preview():
            announce(self, self._why_no_preview(), assertive=True)
            return
        show_text(self._problem, "")
        self._team.preview(
            self._team.numbers.chosen,
            self._selected,
            until=self.until.seconds(),
            pinned=self.pinned.isChecked(),
            why=self.why.text(),
        )

    def show_state(self) -> None:
        """Say again what is chosen, what can be done, and what became of it."""
        self._show_choice()
        is_working = self._team.is_working
        for part in (self._progress, self.cancel):
            part.setVisible(is_working)
        self.cancel.setEnabled(not self._team.is_cancelling)
        self.cancel.setText(self.tr("Cancelling…") if self._team.is_cancelling else self.tr("Cancel"))
        if not is_working:
            self._progress.setRange(0, 0)
        undo = self._team.undo_words
        self.undo.setVisible(bool(undo) and not is_working)
        self.undo.setToolTip(self.tr("Take back: {change} (Ctrl+Z)").format(change=undo))
        self.undo.setAccessibleDescription(self.tr("Take back: {change}").format(change=undo))
        self.details.setVisible(bool(self._team.details) and not is_working)
        result = " ".join(filter(None, (self._team.result, self._team.overtaken)))
        show_text(self._result, result)
        if result and result != self._said:
            announce(self, result)
        self._said = result

    def _show_choice(self) -> None:
        chosen = self._team.numbers.words_of(self._team.numbers.chosen)
        self.number.setText(f"{chosen or self.tr('choose a number')} ▾")
        self.number.setAccessibleName(
            self.tr("Number to set: {number}").format(number=chosen or self.tr("none yet"))
        )
        total, count = self._team.table.total, len(self._selected)
        numbers = {"count": QLocale().toString(count), "total": QLocale().toString(total)}
        self._count.setText(
            self.tr("{count} of {total} agents selected.").format(**numbers)
            if count
            else self.tr("Select agents with Shift or Ctrl; Ctrl+A selects all that are shown.")
        )
        why_not = self._why_no_preview()
        self.preview.setEnabled(not why_not)
        self.preview.setToolTip(why_not or self.tr("See what it means for whom (Ctrl+Enter)"))
        self.preview.setAccessibleDescription(why_not)
        self.number.setEnabled(total > 0)

    def _why_no_preview(self) -> str:
        if self._team.is_working:
            return self.tr("A change is under way.")
        if not self._selected:
            return self.tr("Select agents in the table first.")
        if not self._team.numbers.chosen:
            return self.tr("Choose a number first.")
        return ""

    def _choose(self, pick: str) -> None:
        self._team.numbers.chosen = pick
        show_text(self._problem, "")
        self.show_state()

    def _refuse(self, words: str) -> None:
        show_text(self._problem, words)
        announce(self, words, assertive=True)

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        numbers = {"done": QLocale().toString(done), "total": QLocale().toString(total)}
        self._progress.setFormat(self.tr("{done} of {total} agents").format(**numbers))


def _row(first: QWidget, *others: tuple[QWidget, int]) -> QHBoxLayout:
    """Widgets side by side, the others with their stretch; the first takes what is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(units(0.5))
    row.addWidget(first, 0 if any(stretch for _, stretch in others) else 1)
    for widget, stretch in others:
        row.addWidget(widget, stretch)
    return row
