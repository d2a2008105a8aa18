"""The note on the call in the panel: kept while it is typed, and after the call too.

Rule 1: what was typed is on its way to the disk half a second later, and at once when the call
        ends, another one begins or the window closes.
Rule 2: a note that was there before is shown, never written over.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.ports import SearchedFor
from softphone.qt.background import Background, Lane
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call import CallModel

_KEPT_AFTER_MS: Final = 500
_LOOKED_THROUGH: Final = 50


class CallNote(QObject):
    """Attributes:
    text: The note as it stands.

    Signals:
    changed: The text changed, and not by typing.
    kept: It is on the disk.
    """

    changed = Signal()
    kept = Signal()

    def __init__(
        self, session: SessionModel, call: CallModel, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._call, self._background = session, call, background
        self._call_id = ""
        self.text = ""
        self._is_kept = True
        self._soon = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._soon.timeout.connect(self.keep)
        call.started.connect(self._begin)
        call.changed.connect(self._on_call_changed)
        call.ended.connect(self.keep)

    @property
    def is_about_a_call(self) -> bool:
        """There is a call that the note would belong to."""
        return bool(self._call_id)

    def write(self, text: str) -> None:
        """The agent typed; keep it soon."""
        if self._call_id and text != self.text:
            self.text, self._is_kept = text, False
            self._soon.start()

    def keep(self) -> None:
        """Keep it now, if it is not yet."""
        self._soon.stop()
        softphone, call_id, note = self._session.softphone, self._call_id, self.text.strip()
        if self._is_kept or softphone is None:
            return
        self._is_kept = True
        self._background.run(
            Lane.KEEP,
            lambda: softphone.calls.keep_note(call_id, note),
            then=lambda _: self.kept.emit(),
            failed=self._session.failed.emit,
        )

    def _begin(self) -> None:
        if self._call.call is not None:
            self._turn_to(self._call.call.id)

    def _on_call_changed(self) -> None:
        """Another call than the one that was begun here may have a note already."""
        call = self._call.call if self._call.question is None else None
        call_id = call.id if call else ""
        if call_id != self._call_id:
            self._turn_to(call_id)
            if call_id:
                self._read_what_is_there(call_id)

    def _turn_to(self, call_id: str) -> None:
        self.keep()
        self._call_id, self.text = call_id, ""
        self.changed.emit()

    def _read_what_is_there(self, call_id: str) -> None:
        softphone = self._session.softphone
        if softphone is None:
            return

        def read() -> str:
            found = softphone.calls.find(SearchedFor(), limit=_LOOKED_THROUGH)
            return next((one.note for one in found if one.call.id == call_id), "")

        self._background.run(
            Lane.KEEP,
            read,
            then=lambda note: self._on_note_read(call_id, note),
            failed=self._session.failed.emit,
        )

    def _on_note_read(self, call_id: str, note: str) -> None:
        if call_id != self._call_id or not note:
            return
        self.text = f"{note}\n{self.text}" if self.text else note
        self._is_kept = self.text == note
        if not self._is_kept:
            self._soon.start()
        self.changed.emit()
