"""How the call on the line sounds now: a grade, the reason when it is not good, the figures.

Rule 1: only of the call that the agent sees, once both talk: before that, nothing need arrive.
        A call at another phone has no figures here.
Rule 2: another call begins with nothing known.
"""

from collections import deque

from PySide6.QtCore import QObject, Signal

from softphone.domain.line.quality import KEPT, UNKNOWN, Grade, Measure, Sample, judged
from softphone.qt.language import spoken
from softphone.qt.models.calls.call_controls import CallControls
from softphone.qt.models.line.line import LineModel
from softphone.qt.models.line.quality_words import figure_words, grade_word, measure_name

_SHOWN = (Measure.ROUND_TRIP, Measure.JITTER, Measure.LOSS, Measure.MOS)


class LineQualityModel(QObject):
    """Signals:
    changed: Anything below.
    """

    changed = Signal()

    def __init__(self, line: LineModel, controls: CallControls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._line, self._controls = line, controls
        self._samples: deque[Sample] = deque(maxlen=KEPT)
        self._verdict = UNKNOWN
        self._sid = ""
        line.measured.connect(self._on_sample)
        line.changed.connect(self._follow)
        controls.changed.connect(self._follow)

    @property
    def is_measured(self) -> bool:
        """There is a call through the app."""
        return bool(self._sid)

    @property
    def grade(self) -> Grade | None:
        """None: too little is known yet."""
        return self._verdict.grade

    @property
    def word(self) -> str:
        """ "Good"; while too little is known, that."""
        grade = self.grade
        return self.tr("Measuring…") if grade is None else grade_word(grade)

    @property
    def what(self) -> str:
        """Why it is not good; empty where it is."""
        return spoken(self._verdict.what)

    @property
    def advice(self) -> str:
        return spoken(self._verdict.advice)

    @property
    def figures(self) -> tuple[str, ...]:
        """Each figure of the last second with its name; empty while none is known."""
        if not self._samples:
            return ()
        sample, pattern = self._samples[-1], self.tr("{name}: {figure}")
        return tuple(
            pattern.format(name=measure_name(each), figure=figure_words(each, sample)) for each in _SHOWN
        )

    def _on_sample(self, sample: Sample) -> None:
        if self._sid:
            self._samples.append(sample)
            self._verdict = judged(tuple(self._samples), self._verdict)
            self.changed.emit()

    def _follow(self) -> None:
        call = self._controls.call if self._controls.line_in_use is not None else None
        sid = self._line.open_sid if call is not None and call.is_connected else ""
        if sid != self._sid:
            self._sid, self._verdict = sid, UNKNOWN
            self._samples.clear()
            self.changed.emit()
