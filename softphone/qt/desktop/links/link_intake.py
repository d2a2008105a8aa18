"""What arrives from outside: links, numbers of a command line, the clipboard.

Rule 1: it fills the number field and never calls by itself, unless that was turned on; and
        then only what was shown, after a countdown that everything interrupts.
Rule 2: a call in progress is never disturbed: the number waits in the field.
Rule 3: rubbish is one sentence.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from softphone.application.settings.declarations import LINKS_DIAL
from softphone.domain.errors import NotANumber
from softphone.domain.numbers.links import link_to_dial
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.dialling.dial import DialModel
from softphone.qt.models.notices import NoticesModel

SECONDS: Final = 3
_LONGEST_SHOWN: Final = 30


class LinkIntake(QObject):
    """Signals:
    fill: Put this text into the number field.
    changed: The countdown began, went on or ended.
    """

    fill = Signal(str)
    changed = Signal()

    def __init__(
        self, session: SessionModel, dial: DialModel, call: CallModel, notices: NoticesModel
    ) -> None:
        super().__init__()
        self._session, self._dial, self._call, self._notices = session, dial, call, notices
        self._waits_for_numbers = ""  # the text that came before the account's numbers did
        self._shown: tuple[str, str] | None = None
        self.seconds_left = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        dial.changed.connect(self._on_dial_changed)
        call.started.connect(self.cancel)
        # Nothing begins to count long after the click: neither after a mistake nor after signing in.
        session.failed.connect(self.cancel)
        session.needs_sign_in.connect(self.cancel)

    def take(self, text: str, *, is_link: bool = True) -> None:
        """Take over a link or a number; ``is_link``: it may call where links may."""
        try:
            link = link_to_dial(text)
        except NotANumber as refused:
            self._notices.show_error(refused)
            return
        self.cancel()
        self.fill.emit(link.to_read)
        if link.left_out:
            parts = " ".join(link.left_out)
            self._notices.show_news(self.tr("Left out of the link: {parts}").format(parts=parts))
        if self._call.is_open:
            self._notices.show_news(self.tr("The number waits in the field until this call is over."))
        elif not self._session.refreshed_at:
            self._waits_for_numbers = self._dial.text if is_link else ""
        else:
            self._tell_or_begin(is_link)

    def take_from_clipboard(self) -> None:
        """Put what was copied into the number field."""
        text = clipboard_text()
        if text:
            self.take(text, is_link=False)
        else:
            self._notices.show_news(self.tr("There is no text on the clipboard."))

    @property
    def words(self) -> str:
        """What the countdown says; empty without one."""
        if self._shown is None:
            return ""
        return self.tr("Calling {number} as {caller_id} in {seconds} s").format(
            number=self._dial.destination.number.display if self._dial.destination else self._shown[0],
            caller_id=self._dial.caller_id.headline,
            seconds=self.seconds_left,
        )

    def cancel(self) -> None:
        """Call nobody; the number stays in the field."""
        self._waits_for_numbers = ""
        if self._shown is not None:
            self._shown = None
            self._second.stop()
            self.changed.emit()

    def _tell_or_begin(self, is_link: bool) -> None:
        if self._dial.decision is None:
            if self._dial.problem and not self._dial.shows_problem_while_typing:
                self._notices.show_problem(self._dial.problem)
        elif is_link and self._links_may_call and self._dial.can_call:
            self._begin()

    @property
    def _links_may_call(self) -> bool:
        here = self._session.rulebook
        return here.settings.is_on(LINKS_DIAL, here.agent)

    def _begin(self) -> None:
        self._shown = self._what_would_be_called()
        self.seconds_left = SECONDS
        self._second.start()
        self.changed.emit()

    def _on_dial_changed(self) -> None:
        """The text, the caller ID or the numbers changed."""
        if self._shown is not None and self._what_would_be_called() != self._shown:
            self.cancel()
        elif self._waits_for_numbers != self._dial.text:
            self._waits_for_numbers = ""  # typed over
        elif self._waits_for_numbers and self._session.refreshed_at:
            self._waits_for_numbers = ""
            self._tell_or_begin(is_link=True)

    def _what_would_be_called(self) -> tuple[str, str] | None:
        decision = self._dial.decision
        if decision is None or not self._dial.can_call or self._dial.destination is None:
            return None
        own = decision.choice.caller_id
        return (self._dial.destination.number.e164, own.number.e164) if own else None

    def _count_down(self) -> None:
        self.seconds_left -= 1
        if self.seconds_left > 0:
            self.changed.emit()
            return
        self.cancel()
        self._dial.call()


def clipboard_text() -> str:
    """What was copied, in one line."""
    return " ".join(QGuiApplication.clipboard().text().split())


def shortened(text: str) -> str:
    """For a menu."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
