"""When the mini panel is there: in a call, the window out of sight, and turned on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from softphone.application.settings.declarations import MINI_PANEL
from softphone.qt.desktop.desktop_settings import DesktopSettings
from softphone.qt.desktop.window_watch import WindowWatch
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.calls.call_controls import CallControls

if TYPE_CHECKING:
    from softphone.qt.desktop.geometry import Geometry
    from softphone.qt.desktop.panel.mini_panel import MiniPanel

_NAME = "miniPanel"


class PanelWatch(QObject):
    """Signals:
    open_wanted: Show the main window.
    """

    open_wanted = Signal()

    def __init__(
        self, watch: WindowWatch, call: CallModel, controls: CallControls, settings: DesktopSettings
    ) -> None:
        super().__init__()
        self._controls = controls
        self._watch, self._call, self._settings = watch, call, settings
        self._was_dismissed = False
        self.panel: MiniPanel | None = None
        self.geometry: Geometry | None = None
        watch.changed.connect(self._on_sight_or_call_changed)
        call.changed.connect(self._on_sight_or_call_changed)

    def close(self) -> None:
        """Take it away."""
        if self.panel is not None:
            if self.geometry is not None:
                self.geometry.keep_place(self.panel, _NAME)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    def _on_sight_or_call_changed(self) -> None:
        if self._watch.is_in_sight or not self._call.is_open:
            self._was_dismissed = False
            self.close()
        elif self.panel is None and not self._was_dismissed and self._settings.is_on(MINI_PANEL):
            self._show()

    def _show(self) -> None:
        from softphone.qt.desktop.panel.mini_panel import MiniPanel

        self.panel = MiniPanel(self._call, self._controls)
        self.panel.open_wanted.connect(self.open_wanted)
        self.panel.dismissed.connect(self._dismiss)
        if self.geometry is not None:
            self.geometry.put_back(self.panel, _NAME)
        self.panel.show()

    def _dismiss(self) -> None:
        self._was_dismissed = True
        self.close()
