"""Small parts that every page is made of: cards, labels, rows."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from softphone.qt.theme import units

_W = TypeVar("_W", bound=QWidget)


def named(widget: _W, look: str) -> _W:
    """``widget`` under the name that the style sheet knows."""
    widget.setObjectName(look)
    return widget


def flat_button(text: str, spoken: str = "") -> QToolButton:
    """A small button without a frame; ``spoken`` where its text says too little."""
    button = named(QToolButton(), "flat")
    button.setText(text)
    if spoken:
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
    return button


def card() -> tuple[QFrame, QVBoxLayout]:
    """A white sheet with rounded corners, and the layout inside it."""
    frame = named(QFrame(), "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(units(0.9), units(0.7), units(0.9), units(0.7))
    layout.setSpacing(units(0.3))
    return frame, layout


def scrolled(layout: QLayout) -> QScrollArea:
    """``layout`` in a place that scrolls where the screen is too low for all of it."""
    inside = QWidget()
    inside.setLayout(layout)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    named(area, "plain")
    named(inside, "plain")
    return area


def label(text: str = "", look: str = "", parent: QWidget | None = None) -> QLabel:
    """Plain text; ``look`` is its name in the style sheet."""
    made = named(QLabel(text, parent), look)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def wrapped(look: str = "") -> QLabel:
    """A label that may take several lines and is hidden while it is empty."""
    made = label(look=look)
    made.setWordWrap(True)
    made.setVisible(False)
    return made


def show_text(shown: QLabel, text: str) -> None:
    """Set a label's text; an empty one takes no room."""
    if shown.text() != text:
        shown.setText(text)
    shown.setVisible(bool(text))


def polish(widget: QWidget) -> None:
    """Apply the style sheet again after a property that it asks for has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
