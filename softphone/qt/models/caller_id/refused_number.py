"""After Twilio refused the number that a call was to show: the agent decides what is next.

Rule: the number called is put back and the one that would be shown now is named; nothing is
called until the agent presses Call.
"""

from PySide6.QtCore import QObject

from softphone.domain.caller_id.refusals import is_about_caller_id
from softphone.domain.calls.call import Call
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.dialling.dial import DialModel
from softphone.qt.models.notices import NoticesModel


class RefusedNumber(QObject):
    def __init__(
        self, session: SessionModel, dial: DialModel, call: CallModel, notices: NoticesModel
    ) -> None:
        super().__init__(session)
        self._session, self._dial, self._notices = session, dial, notices
        self._refused: Call | None = None
        call.ended.connect(self._on_call_ended)
        session.changed.connect(self._tell)

    def _on_call_ended(self, call: Call) -> None:
        if not is_about_caller_id(call.problem_kind) or call.connected_at:
            return
        self._refused = call
        if not self._dial.text.strip():
            self._dial.take(call.destination)
            self._dial.refilled.emit(self._dial.text)
        self._session.refresh()
        self._tell()

    def _tell(self) -> None:
        """Once the numbers are fresh: what would be shown now."""
        call = self._refused
        if call is None or self._session.is_busy:
            return
        self._refused = None
        refused = PhoneNumber(call.caller_id).display
        self._dial.look_again()
        own = self._dial.decision.choice.caller_id if self._dial.decision else None
        if own is None or self._dial.destination is None:
            words = self.tr("Twilio refused to show {refused}; it is set aside. Choose another number.")
            self._notices.show_problem(words.format(refused=refused))
            return
        words = self.tr(
            "Twilio refused to show {refused}; it is set aside. {number} would be shown now: press Call."
        )
        self._notices.show_problem(words.format(refused=refused, number=own.number.display))
