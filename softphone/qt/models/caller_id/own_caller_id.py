"""The agent's own caller ID as supervisors set it: looked for, told quietly, shown on the card.

Rule 1: looked for at the start where nothing is kept, as the agent begins to type, before every call
        (``CallModel``), and slowly in between; how often is the core's to say (``application.looking``).
Rule 2: a look that fails is no news: what is known stays in force, and the next look asks again.
Rule 3: what the agent picks is sent at once; who overruled whom is told.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.caller_id.poll_schedule import PollReason
from softphone.application.softphone import Softphone
from softphone.domain.errors import SoftphoneError
from softphone.qt.background import Background, Lane
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.caller_id.caller_id_check import CallerIdCheck
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.dialling.dial import DialModel

ASK_WHETHER_DUE_EVERY_S: Final = 60.0
NEWS_STAYS_MS: Final = 30_000


class OwnCallerIdModel(QObject):
    """Signals:
    news: What was set for this agent, in words.
    failed: The agent's choice does not count: the SoftphoneError says who pinned another.
    """

    news = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        session: SessionModel,
        dial: DialModel,
        call: CallModel,
        check: CallerIdCheck,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._dial, self._background = session, dial, background
        self._slowly = QTimer(self, singleShot=True)
        self._slowly.timeout.connect(lambda: self._read_if_due(PollReason.SLOW))
        self._leaving = QTimer(self, singleShot=True, interval=NEWS_STAYS_MS)
        self._leaving.timeout.connect(lambda: dial.show_caller_id_news(""))
        session.signed_in.connect(self._on_signed_in)
        dial.begun.connect(lambda: self._read_if_due(PollReason.TYPING))
        dial.picked.connect(self._send)
        check.news.connect(self._tell)
        call.failed.connect(lambda _: self._show())

    def _on_signed_in(self) -> None:
        """Another desk: nothing of the one before is said here."""
        self._dial.show_caller_id_news("")
        self._wait()
        self._read_if_due(PollReason.START)

    def _read_if_due(self, reason: PollReason) -> None:
        softphone = self._session.softphone
        if softphone is None:
            return
        if reason is PollReason.SLOW or softphone.pick.at_task_router.is_due(reason):
            self._ask(softphone, reason)

    def _ask(self, softphone: Softphone, reason: PollReason) -> None:
        self._background.run(
            Lane.OWN, lambda: softphone.pick.look(reason), then=self._tell, failed=lambda _: self._wait()
        )

    def _send(self) -> None:
        softphone = self._session.softphone
        if softphone is not None:
            self._background.run(Lane.OWN, softphone.pick.send, then=self._tell, failed=self._on_not_sent)

    def _on_not_sent(self, error: SoftphoneError) -> None:
        softphone = self._session.softphone
        if softphone is not None and softphone.pick.pinned:
            self.failed.emit(error)
        else:
            self.news.emit(self.tr("Your choice counts here. TaskRouter did not answer and gets it later."))
        self._show()

    def _tell(self, words: str | None) -> None:
        self._show()
        if words:
            self._leaving.start()
            self._dial.show_caller_id_news(words)
            self.news.emit(words)

    def _show(self) -> None:
        self._dial.look_again()
        self._session.refresh_if_due()
        self._wait()

    def _wait(self) -> None:
        """Until the next slow look, or until a time that a supervisor set is over."""
        softphone = self._session.softphone
        if softphone is None:
            return
        seconds = max(ASK_WHETHER_DUE_EVERY_S, softphone.pick.at_task_router.until_slow_look())
        if (ends_in := softphone.pick.at_task_router.goes_back_in) is not None:
            seconds = min(seconds, ends_in)
        self._slowly.start(round(1000 * seconds) + 1)
