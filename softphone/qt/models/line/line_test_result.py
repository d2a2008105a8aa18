"""What a test of the line came to, in words: one sentence, each figure with its grade, a text to copy.

Rule: no telephone number, name or identifier is in it: it may be handed to anybody.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QDateTime, Qt

from softphone import __version__
from softphone.domain.line.quality import OVERALL, REASONS, Grade, Measure, Sample, Verdict, outcome
from softphone.qt.language import spoken
from softphone.qt.models.line.quality_words import figure_words, grade_word, measure_name

_tr = QCoreApplication.translate
_ROWS: Final = (
    Measure.MICROPHONE,
    Measure.ARRIVING,
    Measure.ROUND_TRIP,
    Measure.JITTER,
    Measure.LOSS,
    Measure.MOS,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure, in words; ``advice`` is empty where the grade is good."""

    name: str
    figure: str
    grade: Grade
    word: str
    advice: str


@dataclass(frozen=True, slots=True)
class LineTestResult:
    """Attributes:
    whole: All samples of the test, summed up.
    made_at: When, in UTC.
    """

    whole: Sample
    made_at: str

    @property
    def verdict(self) -> Verdict:
        return outcome(self.whole)

    @property
    def sentence(self) -> str:
        """Whether one can call with this line; if not, why. What to do stands at the figures."""
        verdict = self.verdict
        said = (OVERALL[verdict.grade or Grade.GOOD], verdict.what)
        return " ".join(spoken(each) for each in said if each)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._finding(each) for each in _ROWS)

    @property
    def report(self) -> str:
        """All of it as text, for support."""
        title = _tr("LineTestResult", "Test of the line, {time}, Softphone {version}")
        pattern = _tr("LineTestResult", "{name}: {figure} – {word}")
        rows = (pattern.format(name=each.name, figure=each.figure, word=each.word) for each in self.findings)
        return "\n".join([title.format(time=self.made_at, version=__version__), self.sentence, *rows])

    def _finding(self, measure: Measure) -> Finding:
        grade = self.verdict.grades[measure]
        advice = spoken(REASONS[measure][1]) if grade is not Grade.GOOD else ""
        figure = figure_words(measure, self.whole)
        return Finding(measure_name(measure), figure, grade, grade_word(grade), advice)


def made_now() -> str:
    return QDateTime.currentDateTimeUtc().toString(Qt.DateFormat.ISODate)
