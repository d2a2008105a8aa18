"""Test my line: the microphone's level at once, then a call to the own line and what it came to.

Keys: Enter starts the test call, Esc closes; the results are copied with Alt and their letter.
Rule 1: the microphone and the test call last while the dialog is open, and not longer.
Rule 2: what cannot be tested now says why, on the button and in words.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from softphone.qt.models.line.microphone_check import MicrophoneCheck
from softphone.qt.models.line_test import LineTestModel
from softphone.qt.theme import units
from softphone.qt.virtual import virtual
from softphone.qt.widgets.line.line_findings import LineFindings
from softphone.qt.widgets.parts.announcer import announce
from softphone.qt.widgets.parts.dialog_size import open_at_size
from softphone.qt.widgets.parts.pieces import card, label, scrolled, show_text, wrapped

_STEPS = 100


class LineTestDialog(QDialog):
    def __init__(
        self, test: LineTestModel, microphone: MicrophoneCheck, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Test my line"))
        self._test, self._microphone = test, microphone
        microphone.setParent(self)
        self.level, self.progress = QProgressBar(), QProgressBar()
        self._heard, self._advice = wrapped(), wrapped("problem")
        self._sentence, self._why_not = wrapped(), wrapped("problem")
        self.findings = LineFindings()
        self.start = QPushButton(self.tr("&Start the test call"))
        self.copy = QPushButton(self.tr("&Copy the results"))
        self.close_button = QPushButton(self.tr("Close"))
        self._said = ""
        self._was_running = False
        self._arrange()
        self._connect()
        self._show()

    @virtual(None)
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()
        (self.start if self.start.isEnabled() else self.close_button).setFocus()

    def done(self, result: int) -> None:
        """Rule 1."""
        self._test.changed.disconnect(self._show)
        self._test.stop()
        self._microphone.stop()
        super().done(result)

    def _arrange(self) -> None:
        intro = wrapped("soft")
        words = self.tr(
            "Your microphone first, then a call of ten seconds to your own line. Nobody else is called."
        )
        show_text(intro, words)
        column = QVBoxLayout()
        column.setSpacing(units(0.7))
        column.addWidget(intro)
        column.addWidget(self._microphone_card())
        column.addWidget(self._call_card())
        column.addStretch()
        buttons = QHBoxLayout()
        for button in (self.start, self.copy):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        self.start.setDefault(True)
        whole = QVBoxLayout(self)
        whole.addWidget(scrolled(column), 1)
        whole.addLayout(buttons)
        open_at_size(self, 40, 34)

    def _microphone_card(self) -> QFrame:
        frame, inside = card()
        inside.addWidget(label(self.tr("Microphone"), "label"))
        self._bar(self.level, self.tr("Level of the microphone"))
        self.level.setMaximum(_STEPS)
        for part in (self.level, self._heard, self._advice):
            inside.addWidget(part)
        return frame

    def _call_card(self) -> QFrame:
        frame, inside = card()
        inside.addWidget(label(self.tr("Test call"), "label"))
        self._bar(self.progress, self.tr("Progress of the test call"))
        self.progress.setMaximum(_STEPS)
        for part in (self._why_not, self._sentence, self.progress, self.findings):
            inside.addWidget(part)
        return frame

    def _bar(self, bar: QProgressBar, name: str) -> None:
        bar.setTextVisible(False)
        bar.setAccessibleName(name)

    def _connect(self) -> None:
        self.start.clicked.connect(self._test.begin)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        self._test.changed.connect(self._show)
        self._microphone.changed.connect(self._show_microphone)
        self._microphone.level.connect(lambda level: self.level.setValue(round(level * _STEPS)))

    def _show(self) -> None:
        test = self._test
        why_not = "" if test.is_running else test.why_not
        if not why_not and self.isVisible():
            self._microphone.listen()
        show_text(self._why_not, f"⚠ {why_not}" if why_not else "")
        told = test.sentence or ("" if why_not else self.tr("Speak during the test call, and listen."))
        show_text(self._sentence, told)
        self.progress.setVisible(test.is_running)
        self.progress.setValue(round(test.progress * _STEPS))
        self.findings.show_result(test.result)
        self.start.setEnabled(not why_not and not test.is_running)
        is_under_way = self.tr("The test call is under way.") if test.is_running else ""
        _explain(self.start, why_not or is_under_way)
        self.start.setText(self.tr("&Test again") if test.result else self.tr("&Start the test call"))
        self.copy.setEnabled(test.result is not None)
        _explain(self.copy, "" if test.result else self.tr("There are no results yet."))
        self._say(f"{why_not} {told}".strip())
        self._show_microphone()
        self._keep_focus(is_running=test.is_running)

    def _keep_focus(self, *, is_running: bool) -> None:
        """Start is disabled while it runs, and its focus fell to Close: Enter shall not close after it."""
        if self._was_running and not is_running and self.close_button.hasFocus():
            (self.copy if self.copy.isEnabled() else self.start).setFocus()
        self._was_running = is_running

    def _show_microphone(self) -> None:
        show_text(self._heard, self._microphone.words)
        advice = self._microphone.advice
        show_text(self._advice, f"⚠ {advice}" if advice else "")

    def _say(self, words: str) -> None:
        if self.isVisible() and words != self._said:
            self._said = words
            announce(self, words)

    def _copy(self) -> None:
        if self._test.result is not None:
            QGuiApplication.clipboard().setText(self._test.result.report)
            announce(self, self.tr("The results were copied."))


def _explain(button: QPushButton, why_not: str) -> None:
    """A button that does nothing now says why."""
    button.setToolTip(why_not)
    button.setAccessibleDescription(why_not)
