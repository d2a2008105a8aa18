"""Colours and proportions, light and dark, following the system.

Rule 1: sizes are in units of a line of text, so that they grow with the font.
Rule 2: text has a contrast of at least 4.5 to 1 on what it stands on, in both schemes.
Rule 3: nothing is told by colour alone.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from softphone.qt.assets import asset


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme; each a name that QColor takes."""

    window: str
    card: str
    line: str
    text: str
    soft: str
    accent: str
    tint: str
    call: str
    call_hover: str
    hang: str
    hang_hover: str
    missed: str
    key: str
    key_line: str
    key_hover: str
    selected: str
    warn: str
    warn_ground: str
    off_ground: str
    off_text: str


LIGHT: Final = Colours(
    window="#f6f7f8",
    card="#ffffff",
    line="#dfe3e6",
    text="#1b2226",
    soft="#56636b",
    accent="#0b6e75",
    tint="#e3f1f1",
    call="#1d8448",
    call_hover="#18703d",
    hang="#c0362c",
    hang_hover="#a52e25",
    missed="#b3302a",
    key="#ffffff",
    key_line="#d8dde0",
    key_hover="#eef2f3",
    selected="#e4ebed",
    warn="#7d5200",
    warn_ground="#fdf3dc",
    off_ground="#e6e9eb",
    off_text="#5d686e",
)
DARK: Final = Colours(
    window="#16191b",
    card="#1e2326",
    line="#333b40",
    text="#e9eef0",
    soft="#9eabb2",
    accent="#5cc3c9",
    tint="#17383a",
    call="#1f8449",
    call_hover="#1a7440",
    hang="#c8443a",
    hang_hover="#b63b32",
    missed="#f2948b",
    key="#242a2e",
    key_line="#384146",
    key_hover="#2d3539",
    selected="#2a3236",
    warn="#f0c36a",
    warn_ground="#3a2f16",
    off_ground="#2a3034",
    off_text="#94a0a6",
)


class Theme(QObject):
    """The scheme in use, put on the whole application.

    Signals:
        changed: Repaint: the system went dark or light, or the font changed.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.colours = LIGHT
        self._wish: bool | None = None
        self._put_on()
        application.styleHints().colorSchemeChanged.connect(self._put_on)

    @property
    def unit(self) -> float:
        """The height of a line of text, in pixels."""
        return QFontMetricsF(self._application.font()).height()

    def prefer(self, dark: bool | None) -> None:
        """Be dark or light whatever the system is; None follows the system."""
        if dark != self._wish:
            self._wish = dark
            self._put_on()

    def _put_on(self) -> None:
        system_is_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = system_is_dark if self._wish is None else self._wish
        self.colours = DARK if dark else LIGHT
        self._application.setPalette(_palette(self.colours))
        self._application.setStyleSheet(
            style_sheet(self.colours, self.unit, self._application.font().pointSizeF())
        )
        self.changed.emit()


def theme() -> Theme:
    """The application's theme; made when first asked for."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    found = application.findChild(Theme)
    return found if isinstance(found, Theme) else Theme(application)


def units(count: float) -> int:
    """``count`` lines of text in whole pixels."""
    return round(theme().unit * count)


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: colours.window,
        role.Base: colours.card,
        role.AlternateBase: colours.window,
        role.Button: colours.key,
        role.WindowText: colours.text,
        role.Text: colours.text,
        role.ButtonText: colours.text,
        role.ToolTipBase: colours.card,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.soft,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.window,
        role.Link: colours.accent,
        role.Mid: colours.line,
    }.items():
        palette.setColor(which, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, which, QColor(colours.off_text))
    return palette


def style_sheet(c: Colours, unit: float, points: float) -> str:
    """The application's style sheet in one scheme; ``points`` is the font's size."""

    def u(count: float) -> str:
        return f"{unit * count:.0f}px"

    tick = asset("icons/tick-dark.svg" if c is DARK else "icons/tick-light.svg").as_posix()
    return f"""
QToolTip {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line}; padding: {u(0.3)}; }}
QMainWindow, QDialog, #page {{ background: {c.window}; }}
#card {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {u(0.6)}; }}
QLabel {{ background: transparent; }}
QLabel#soft {{ color: {c.soft}; }}
QLabel#label {{ color: {c.soft}; font-weight: 600; }}
QLabel#problem {{ color: {c.warn}; }}
QLabel#callerId {{ font-size: {points * 1.25:.1f}pt; font-weight: 600; }}
QLabel#reason {{ background: {c.tint}; color: {c.accent}; border-radius: {u(0.5)}; padding: 0.2em 0.6em; }}
QLabel#reason[asks="true"] {{ background: {c.warn_ground}; color: {c.warn}; }}
#notice, #banner {{ background: {c.warn_ground}; border-radius: {u(0.5)}; }}
#notice QLabel, #banner {{ color: {c.warn}; }}
#bar {{ background: {c.card}; border: none; border-top: 1px solid {c.line}; }}
QLineEdit {{ background: {c.card}; border: 1px solid {c.key_line}; border-radius: {u(0.5)};
  padding: {u(0.35)} {u(0.5)}; selection-background-color: {c.accent}; selection-color: {c.window}; }}
QLineEdit:focus {{ border: 2px solid {c.accent}; padding: {unit * 0.35 - 1:.0f}px {unit * 0.5 - 1:.0f}px; }}
QLineEdit#number {{ border: none; border-bottom: 2px solid transparent; border-radius: 0;
  padding: 0; background: transparent; }}
QLineEdit#number:focus {{ border: none; border-bottom: 2px solid {c.accent}; padding: 0; }}
QPushButton, QToolButton {{ background: {c.key}; color: {c.text}; border: 1px solid {c.key_line};
  border-radius: {u(0.5)}; padding: {u(0.4)} {u(0.8)}; outline: none; }}
QPushButton:hover, QToolButton:hover {{ background: {c.key_hover}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent};
  padding: {unit * 0.4 - 1:.0f}px {unit * 0.8 - 1:.0f}px; }}
QPushButton:disabled, QToolButton:disabled {{ background: {c.off_ground}; color: {c.off_text}; }}
QPushButton#call {{ background: {c.call}; color: white; font-weight: 600; border: 2px solid {c.call};
  border-radius: {u(0.6)}; padding: {u(0.5)}; }}
QPushButton#call:hover {{ background: {c.call_hover}; }}
QPushButton#call:focus {{ border: 2px solid {c.text}; padding: {u(0.5)}; }}
QPushButton#call:disabled {{ background: {c.off_ground}; color: {c.off_text}; border-color: {c.off_ground}; }}
QPushButton#hang {{ background: {c.hang}; color: white; font-weight: 600; border: 2px solid {c.hang};
  padding: {u(0.35)} {u(1.4)}; }}
QPushButton#hang:hover {{ background: {c.hang_hover}; }}
QPushButton#hang:focus {{ border: 2px solid {c.text}; padding: {u(0.35)} {u(1.4)}; }}
QPushButton#hang:disabled {{ background: {c.off_ground}; color: {c.off_text}; border-color: {c.off_ground}; }}
QPushButton#control {{ padding: {u(0.3)} {u(0.5)}; }}
QPushButton#control:focus {{ padding: {unit * 0.3 - 1:.0f}px {unit * 0.5 - 1:.0f}px; }}
QPushButton#control[on="true"] {{ background: {c.warn_ground}; color: {c.warn}; border-color: {c.warn}; }}
QPushButton#control[open="true"] {{ background: {c.tint}; color: {c.accent}; border-color: {c.accent}; }}
QPushButton#control:disabled {{ background: transparent; border-color: {c.line}; color: {c.off_text}; }}
QPushButton#flat, QToolButton#flat {{ background: transparent; border: 1px solid transparent;
  color: {c.soft}; padding: {u(0.15)} {u(0.4)}; }}
QPushButton#flat:hover, QToolButton#flat:hover {{ color: {c.text}; }}
QPushButton#flat:focus, QToolButton#flat:focus {{ border: 1px solid {c.accent};
  padding: {u(0.15)} {u(0.4)}; }}
QAbstractItemView {{ background: transparent; border: none; outline: none; }}
#sheet {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {u(0.5)}; }}
#sheet:focus {{ border: 2px solid {c.accent}; }}
QHeaderView {{ background: transparent; }}
QHeaderView::section {{ background: {c.card}; color: {c.soft}; font-weight: 600; border: none;
  border-bottom: 1px solid {c.line}; padding: {u(0.3)} {u(0.4)}; }}
#sheet::item {{ padding: {u(0.2)} {u(0.4)}; }}
#sheet::item:selected {{ background: {c.tint}; color: {c.text}; }}
#sheet::item:focus {{ border: 1px solid {c.accent}; }}
QCheckBox {{ spacing: {u(0.45)}; outline: none; }}
QCheckBox:disabled {{ color: {c.off_text}; }}
QCheckBox::indicator {{ width: {u(0.85)}; height: {u(0.85)}; border: 1px solid {c.soft};
  border-radius: {u(0.2)}; background: {c.card}; }}
QCheckBox::indicator:hover {{ background: {c.key_hover}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url({tick}); }}
QCheckBox::indicator:focus {{ border: 2px solid {c.accent};
  width: {unit * 0.85 - 2:.0f}px; height: {unit * 0.85 - 2:.0f}px; }}
QCheckBox::indicator:checked:focus {{ border-color: {c.text}; }}
QCheckBox::indicator:disabled {{ border-color: {c.off_text}; background: {c.off_ground}; }}
QCheckBox::indicator:checked:disabled {{ background: {c.off_text}; }}
#side::pane {{ border: none; background: transparent; }}
QTabBar#sideTabs {{ background: transparent; }}
QTabBar#sideTabs::tab {{ background: transparent; color: {c.soft}; border: none;
  border-bottom: 2px solid transparent; padding: {u(0.25)} {u(0.5)}; margin-right: {u(0.3)}; }}
QTabBar#sideTabs::tab:hover {{ color: {c.text}; }}
QTabBar#sideTabs::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
QTabBar#sideTabs::tab:focus {{ background: {c.key_hover}; }}
QPlainTextEdit {{ background: {c.card}; border: 1px solid {c.key_line}; border-radius: {u(0.5)};
  padding: {u(0.2)}; selection-background-color: {c.accent}; selection-color: {c.window}; }}
QPlainTextEdit:focus {{ border: 2px solid {c.accent}; }}
QScrollArea#plain, QWidget#plain {{ background: transparent; }}
#popup {{ background: {c.card}; border: 1px solid {c.line}; border-radius: {u(0.3)}; }}
QMenuBar {{ background: {c.window}; color: {c.text}; }}
QMenuBar::item {{ background: transparent; padding: {u(0.2)} {u(0.5)}; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {c.selected}; color: {c.text}; }}
QMenu {{ background: {c.card}; color: {c.text}; border: 1px solid {c.line}; padding: {u(0.2)}; }}
QMenu::item {{ padding: {u(0.3)} {u(1.2)}; }}
QMenu::item:disabled {{ color: {c.off_text}; }}
QScrollBar:vertical {{ background: transparent; width: {u(0.6)}; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.key_line}; border-radius: {u(0.25)}; min-height: {u(1.5)}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; height: 0; }}
"""
