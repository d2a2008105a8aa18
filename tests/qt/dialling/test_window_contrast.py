"""Text can be read on what it stands on, in both schemes: WCAG 2.2, 1.4.3, at least 4.5 to 1."""

import pytest
from PySide6.QtGui import QColor

from softphone.qt.theme import DARK, LIGHT, Colours, theme

AT_LEAST = 4.5
WRITTEN_ON = [
    ("text", "card"),
    ("text", "window"),
    ("text", "selected"),
    ("text", "key"),
    ("text", "key_hover"),
    ("soft", "card"),
    ("soft", "window"),
    ("soft", "selected"),
    ("soft", "key"),
    ("soft", "key_hover"),
    ("accent", "card"),
    ("accent", "tint"),
    ("warn", "card"),
    ("warn", "warn_ground"),
    ("white", "call"),
    ("white", "call_hover"),
    ("white", "hang"),
    ("white", "hang_hover"),
    ("off_text", "off_ground"),
    ("off_text", "card"),
    ("window", "accent"),
    ("missed", "window"),
    ("missed", "selected"),
]


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG defines it."""
    return sum(
        share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        for share, part in (
            (0.2126, colour.redF()),
            (0.7152, colour.greenF()),
            (0.0722, colour.blueF()),
        )
    )


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (lighter + 0.05) / (darker + 0.05)


def colour_of(colours: Colours, name: str) -> str:
    return getattr(colours, name, name)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), WRITTEN_ON, ids=map(" on ".join, WRITTEN_ON))
def test_text_can_be_read_on_its_ground(colours, text, ground) -> None:
    assert contrast(colour_of(colours, text), colour_of(colours, ground)) >= AT_LEAST


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("black", "white") == pytest.approx(21)


@pytest.mark.parametrize(("dark", "colours"), [(True, DARK), (False, LIGHT)], ids=["dark", "light"])
def test_the_window_is_painted_in_the_scheme_that_is_wished_for(agent, dark, colours) -> None:
    try:
        theme().prefer(dark)

        assert theme().colours is colours
        painted = agent.window.grab().toImage()
        assert painted.pixelColor(3, painted.height() // 2) == QColor(colours.window)
    finally:
        theme().prefer(None)
