"""One control of a call: a picture, a text that is the state, and why it does nothing where it does.

Rule: its width never changes, whatever stands on it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from softphone.domain.calls.controls import Control
from softphone.qt.assets import asset
from softphone.qt.models.calls.call_controls import CallControls
from softphone.qt.theme import theme, units
from softphone.qt.widgets.parts.icon_label import drawn
from softphone.qt.widgets.parts.pieces import named, polish


class CallButton(QPushButton):
    """Args:
    icon: The picture's file without its ending.
    texts: All that may stand on it, so that its width never changes.
    """

    def __init__(self, icon: str, texts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(texts[0], parent)
        named(self, "control")
        self.setAutoDefault(True)  # Enter presses it
        self._drawing = asset(f"icons/{icon}.svg").read_text(encoding="utf-8")
        self._texts = texts
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._fit)
        self._fit()

    def show_state(
        self, text: str, words: str, *, works: bool, on: bool = False, is_open: bool = False
    ) -> None:
        """Args:
        words: What it does, with its key; or why it does nothing.
        """
        self.setText(text)
        self.setEnabled(works)
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        if (self.property("on"), self.property("open")) != (on, is_open):
            self.setProperty("on", on)
            self.setProperty("open", is_open)
            polish(self)
            self._draw()

    def _fit(self) -> None:
        self.ensurePolished()
        shown, widths = self.text(), []
        for text in self._texts:
            self.setText(text)
            widths.append(self.sizeHint().width())
        self.setText(shown)
        self.setMinimumSize(max(widths), max(44, units(2.2)))
        self._draw()

    def _draw(self) -> None:
        colours, scale, side = theme().colours, self.devicePixelRatioF(), units(0.95)
        colour = (
            colours.warn if self.property("on") else colours.accent if self.property("open") else colours.text
        )
        icon = QIcon(drawn(self._drawing, colour, side, scale))
        icon.addPixmap(drawn(self._drawing, colours.off_text, side, scale), QIcon.Mode.Disabled)
        self.setIcon(icon)


def toggle_texts(control: Control) -> list[str]:
    """What stands on Hold or Mute: off, being turned on, on, being turned off."""
    if control is Control.MUTE:
        return [
            QCoreApplication.translate("CallButton", "Mute"),
            QCoreApplication.translate("CallButton", "Muting…"),
            QCoreApplication.translate("CallButton", "Muted"),
            QCoreApplication.translate("CallButton", "Unmuting…"),
        ]
    return [
        QCoreApplication.translate("CallButton", "Hold"),
        QCoreApplication.translate("CallButton", "Holding…"),
        QCoreApplication.translate("CallButton", "On hold"),
        QCoreApplication.translate("CallButton", "Resuming…"),
    ]


def toggle_text(controls: CallControls, control: Control) -> str:
    """What stands on Hold or Mute now."""
    off, setting, on, unsetting = toggle_texts(control)
    if controls.is_under_way(control):
        return unsetting if controls.is_on(control) else setting
    return on if controls.is_on(control) else off
