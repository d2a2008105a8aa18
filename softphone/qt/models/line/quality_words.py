"""The figures of a line's quality as people read them.

Rule: a figure never stands alone: its name is with it, and whether it is good.
"""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from softphone.domain.line.quality import GRADE_WORDS, Grade, Measure, Sample
from softphone.qt.language import spoken

_tr = QCoreApplication.translate


def measure_name(measure: Measure) -> str:
    return {
        Measure.ARRIVING: _tr("LineQuality", "Sound arriving"),
        Measure.LOSS: _tr("LineQuality", "Lost on the way"),
        Measure.JITTER: _tr("LineQuality", "Unevenness (jitter)"),
        Measure.ROUND_TRIP: _tr("LineQuality", "Round trip"),
        Measure.MICROPHONE: _tr("LineQuality", "Microphone"),
        Measure.MOS: _tr("LineQuality", "Clarity (MOS)"),
    }[measure]


def figure_words(measure: Measure, sample: Sample) -> str:
    """ "12 ms"; "not known" where it was not measured."""
    return _FIGURES[measure](sample)


def grade_word(grade: Grade) -> str:
    return spoken(GRADE_WORDS[grade])


def _milliseconds(value: float) -> str:
    return _tr("LineQuality", "{count} ms").format(count=QLocale().toString(round(value)))


def _arriving(sample: Sample) -> str:
    if sample.arrived is None:
        return _tr("LineQuality", "not known")
    return _tr("LineQuality", "{count} packets a second").format(count=QLocale().toString(sample.arrived))


def _microphone(sample: Sample) -> str:
    if sample.level_in is None:
        return _tr("LineQuality", "muted")
    return _tr("LineQuality", "heard") if sample.level_in > 0 else _tr("LineQuality", "not heard")


def _clarity(sample: Sample) -> str:
    if not sample.mos:
        return _tr("LineQuality", "not known")
    return _tr("LineQuality", "{score} of 4.5").format(score=QLocale().toString(float(sample.mos), "f", 1))


_FIGURES: Final[Mapping[Measure, Callable[[Sample], str]]] = {
    Measure.ARRIVING: _arriving,
    Measure.LOSS: lambda sample: _tr("LineQuality", "{share} %").format(
        share=QLocale().toString(float(sample.loss), "f", 1)
    ),
    Measure.JITTER: lambda sample: _milliseconds(sample.jitter),
    Measure.ROUND_TRIP: lambda sample: _milliseconds(sample.round_trip),
    Measure.MICROPHONE: _microphone,
    Measure.MOS: _clarity,
}
