"""The meter of a call's sound: a word, a reason while it is not good, figures for who asks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from line_stand_in import FINE, CallStandIn, LineStandIn
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.domain.line.quality import Grade
from softphone.qt.models.calls.line_quality import LineQualityModel
from softphone.qt.widgets.calls.quality_meter import QualityMeter
from softphone.qt.widgets.parts.grade_sign import GradeSign

BAD = replace(FINE, loss=12, mos=2.5)


@pytest.fixture
def line() -> LineStandIn:
    return LineStandIn()


@pytest.fixture
def call(line) -> CallStandIn:
    return CallStandIn(line)


@pytest.fixture
def meter(qtbot, line, call) -> Iterator[QualityMeter]:
    meter = QualityMeter(LineQualityModel(line, call, line))
    panel = QWidget()
    inside = QVBoxLayout(panel)
    inside.addWidget(meter.reason)
    inside.addWidget(meter)
    qtbot.addWidget(panel)
    panel.show()
    yield meter


def name(meter: QualityMeter) -> str:
    interface = QAccessible.queryAccessibleInterface(meter)
    return interface.text(QAccessible.Text.Name)


def test_without_a_call_there_is_none(meter, line) -> None:
    line.measures(FINE, FINE, FINE)
    assert not meter.isVisible()


def test_while_the_customers_line_rings_there_is_none(meter, line, call) -> None:
    call.is_connected = False
    line.talks("CA1")
    line.measures(*[replace(FINE, arrived=0)] * 5)
    assert not meter.isVisible()


def test_the_first_seconds_are_measured(meter, line) -> None:
    line.talks("CA1")
    line.measures(FINE)
    assert name(meter) == "Sound of the call: Measuring…"


def test_a_good_call_is_good_and_has_no_reason(meter, line) -> None:
    line.talks("CA1")
    line.measures(FINE, FINE, FINE)
    assert (name(meter), meter.reason.text()) == ("Sound of the call: Good", "")


def test_a_bad_call_says_why_and_what_to_do(meter, line) -> None:
    line.talks("CA1")
    line.measures(BAD, BAD, BAD)
    assert name(meter) == "Sound of the call: Bad"
    assert meter.reason.text() == (
        "⚠ Parts of the sound are lost on the way. "
        "Use a cable instead of Wi-Fi, or go nearer to the router, and stop large downloads."
    )


def test_the_figures_are_there_for_who_asks(meter, line) -> None:
    line.talks("CA1")
    line.measures(BAD, BAD, BAD)
    for figure in ("Round trip: 40 ms", "Unevenness (jitter): 3 ms", "Lost on the way: 12.0 %", "2.5 of 4.5"):
        assert figure in meter.toolTip() and figure in meter.accessibleDescription()


def test_another_call_begins_with_nothing_known(meter, line) -> None:
    line.talks("CA1")
    line.measures(BAD, BAD, BAD)
    line.is_over("CA1")
    line.talks("CA2")
    assert (name(meter), meter.reason.text()) == ("Sound of the call: Measuring…", "")


def painted(qtbot, grade: Grade | None) -> int:
    """How much of the sign is not empty, in points of the screen."""
    sign = GradeSign(grade)
    qtbot.addWidget(sign)
    sign.resize(sign.sizeHint())
    image = sign.grab().toImage()
    ground = image.pixelColor(0, 0)
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y) != ground for x, y in places)


def test_the_worse_the_grade_the_fewer_bars_stand_whatever_their_colour(qtbot) -> None:
    amounts = [painted(qtbot, grade) for grade in (None, Grade.BAD, Grade.FAIR, Grade.GOOD)]
    assert amounts == sorted(amounts) and len(set(amounts)) == 4
