"""What the tray says: the state of the call as a shape and in words, and its menu."""

from PySide6.QtCore import QObject

from softphone.domain.calls.controls import Control
from softphone.domain.errors import SoftphoneError
from softphone.qt.desktop.links.link_intake import clipboard_text, shortened
from softphone.qt.desktop.tray.tray_icon import Tray, TrayState
from softphone.qt.models.models import Models


class TrayMenu(QObject):
    def __init__(self, tray: Tray, models: Models) -> None:
        super().__init__(tray)
        self._tray, self._call, self._session = tray, models.call, models.session
        self._controls = models.controls
        tray.about_to_open.connect(self._show_clipboard)
        for changed in (models.call.changed, models.controls.changed, models.session.changed):
            changed.connect(self._show)
        self._show()

    @property
    def state(self) -> TrayState:
        call = self._call
        if call.is_open:
            if call.call is None or not call.call.is_connected:
                return TrayState.RINGING
            return TrayState.MUTED if self._controls.is_on(Control.MUTE) else TrayState.IN_CALL
        return TrayState.IDLE if self._session.softphone is not None else TrayState.OFFLINE

    def _words(self, state: TrayState) -> str:
        return {
            TrayState.IDLE: self.tr("Softphone"),
            TrayState.RINGING: self.tr("Softphone: calling {number}"),
            TrayState.IN_CALL: self.tr("Softphone: talking to {number}"),
            TrayState.MUTED: self.tr("Softphone: talking to {number}, muted"),
            TrayState.OFFLINE: self.tr("Softphone: nobody is signed in"),
        }[state].format(number=self._call.who)

    def _show(self) -> None:
        state = self.state
        self._tray.show_state(state, self._words(state))
        self._tray.hang_up.setEnabled(self._call.is_open)
        self._tray.mute.setEnabled(not self._controls.why_not(Control.MUTE))
        self._tray.mute.setChecked(self._controls.is_on(Control.MUTE))
        self._tray.redial.setEnabled(not self._call.is_open)

    def _show_clipboard(self) -> None:
        """Read only now: what others copy is not ours to watch."""
        number = self._number_on_clipboard()
        text = (
            self.tr("Call from the &clipboard: {number}").format(number=shortened(number))
            if number
            else self.tr("No number on the clipboard")
        )
        self._tray.from_clipboard.setText(text)
        self._tray.from_clipboard.setEnabled(bool(number))

    def _number_on_clipboard(self) -> str:
        text, softphone = clipboard_text(), self._session.softphone
        if not text or softphone is None:
            return ""
        try:
            return softphone.read(text).number.display
        except SoftphoneError:
            return ""
