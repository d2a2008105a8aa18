"""All models and the window, connected; they live as long as the application."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from softphone.domain.caller_id.policy import Decision
from softphone.qt.background import Background, Lane
from softphone.qt.desktop.desktop import Desktop
from softphone.qt.models.account.session import SessionModel
from softphone.qt.models.call_line_bridge import CallLineBridge
from softphone.qt.models.caller_id.caller_id_check import CallerIdCheck
from softphone.qt.models.caller_id.caller_ids import CallerIdsModel
from softphone.qt.models.caller_id.own_caller_id import OwnCallerIdModel
from softphone.qt.models.caller_id.refused_number import RefusedNumber
from softphone.qt.models.calls.call import CallModel
from softphone.qt.models.calls.call_controls import CallControls
from softphone.qt.models.calls.call_guests import CallGuests
from softphone.qt.models.calls.call_note import CallNote
from softphone.qt.models.calls.call_tones import CallTones
from softphone.qt.models.calls.connection_warmer import ConnectionWarmer
from softphone.qt.models.calls.recents import RecentsModel
from softphone.qt.models.calls.resumed_calls import ResumedCalls
from softphone.qt.models.calls.unwritten_calls import UnwrittenCalls
from softphone.qt.models.contacts.contact_import import ContactImportModel
from softphone.qt.models.contacts.contacts import ContactsModel
from softphone.qt.models.dialling.dial import DialModel
from softphone.qt.models.dialling.suggestions import SuggestionsModel
from softphone.qt.models.dialling.why import WhyModel
from softphone.qt.models.line.line import LineModel
from softphone.qt.models.line.sound import SoundModel
from softphone.qt.models.models import Models
from softphone.qt.models.notices import NoticesModel
from softphone.qt.models.settings.company_watch import CompanyWatch
from softphone.qt.models.settings.preferences import PreferencesModel
from softphone.qt.models.support import SupportModel
from softphone.qt.models.team.team import TeamModel
from softphone.qt.models.team.team_numbers import TeamNumbersModel
from softphone.qt.theme import theme
from softphone.qt.widgets.window.main_window import MainWindow
from softphone.wiring import MachineWide

if TYPE_CHECKING:
    from softphone.qt.models.calls.line_quality import LineQualityModel
    from softphone.qt.models.line_test import LineTestModel


class WindowWiring(QObject):
    """Args:
    window: The window that is on the screen already; without it a new one.
    folder: Where data is kept, in place of the user's own folder.
    place: Where the machine-wide settings file is, in place of its fixed path.
    audio: Open the agent's line in the app, where their calls ring at one.
    """

    def __init__(
        self,
        window: MainWindow | None = None,
        *,
        sandbox: bool = False,
        settings_file: Path | None = None,
        folder: Path | None = None,
        place: MachineWide | None = None,
        audio: bool = False,
    ) -> None:
        super().__init__()
        self.background = Background()
        self.notices = NoticesModel()
        self.session = SessionModel(
            self.background, sandbox=sandbox, settings_file=settings_file, folder=folder, place=place
        )
        self.company_watch = CompanyWatch(self.session, self.background)
        self.dial = DialModel(self.session, self.background)
        self.caller_ids = CallerIdsModel(self.session, self.dial, self.background)
        self.call = CallModel(self.session, self.background)
        self.left_open = ResumedCalls(self.session, self.call, self.background)
        self.unwritten = UnwrittenCalls(self.session, self.call, self.background)
        self.controls = CallControls(self.call)
        self.tones = CallTones(self.controls)
        self.guests = CallGuests(self.session, self.controls)
        self.call_note = CallNote(self.session, self.call, self.background)
        self.caller_id_check = CallerIdCheck(self.session, self.call, self.background)
        self.own_caller_id = OwnCallerIdModel(
            self.session, self.dial, self.call, self.caller_id_check, self.background
        )
        self.dial.picked.connect(self.caller_id_check.on_agent_picked)
        self.warm_line = ConnectionWarmer(self.session, self.dial, self.call, self.background)
        self.line = LineModel(self.session, self.background, is_wanted=audio)
        self.line.asked_for = self._calls_asked_for
        self.sound = SoundModel(self.session, self.line)
        self._line_test: LineTestModel | None = None
        self._line_quality: LineQualityModel | None = None
        self.controls.line = self.line
        CallLineBridge(self.call, self.line, self)
        self.line.changed.connect(self.controls.changed)
        self.line.opened.connect(self._measure_line)
        team_numbers = TeamNumbersModel(self.session, self.dial, self.background, self)
        self.team = TeamModel(self.session, team_numbers, self.background)
        self.recents = RecentsModel(self.session, self.background)
        self.contacts = ContactsModel(self.session, self.background)
        self.contact_import = ContactImportModel(self.session, self.contacts, self.background)
        self.recents.name_of = lambda e164: self.contacts.name_of(e164) or ""
        self.recents.numbers_of = lambda text: tuple(e164 for _, e164 in self.contacts.suggestions(text, 50))
        self.dial.pin_of = self.contacts.caller_id_of
        self.dial.keys_of = self.contacts.keys_of
        self.dial.people_like = self.contacts.suggestions
        self.guests.people_like = self.contacts.suggestions
        self.window = window or MainWindow()
        models = Models(
            self.session,
            self.dial,
            self.caller_ids,
            WhyModel(self.session, self.dial, self),
            SuggestionsModel(self.session, self.dial, self.contacts, self),
            self.call,
            self.controls,
            self.tones,
            self.guests,
            self.call_note,
            self.caller_id_check,
            self.recents,
            self.contacts,
            self.contact_import,
            self.notices,
            PreferencesModel(self.session, self),
            SupportModel(self.session, self.notices, self.background, self),
            self.line,
            self.sound,
            self._test_of_line,
            self.team,
        )
        self.window.fill(models)
        self.desktop = Desktop(self.window, models, self.background)
        self._connect()

    def _connect(self) -> None:
        for source in (
            self.session,
            self.dial,
            self.call,
            self.contacts,
            self.line,
            self.sound,
            self.own_caller_id,
            self.team,
            self.unwritten,
        ):
            source.failed.connect(self.notices.show_error)
        self.session.changed.connect(self._put_on_look)
        self.session.told.connect(self.notices.show_problem)
        self.session.news.connect(self.notices.show_news)
        self.company_watch.news.connect(self.notices.show_news)
        self.own_caller_id.news.connect(self.notices.show_news)
        self.contacts.news.connect(self.notices.show_news)
        self.contacts.changed.connect(self.dial.look_again)
        self.team.finished.connect(self.notices.show_news)
        self.team.exported.connect(self._tell_record_exported)
        self.recents.exported.connect(self._tell_exported)
        self.dial.told.connect(self.notices.show_news)
        self.dial.asks.connect(self.notices.show_problem)
        self.dial.called.connect(self._keep_keys)
        self.dial.called.connect(self.call.place)
        self.call.changed.connect(self._tell_busy)
        self.call.ended.connect(self._after_call)
        self.left_open.closed.connect(self.recents.reload)
        self.unwritten.written.connect(self.recents.reload)
        self.call_note.kept.connect(self._show_note)
        RefusedNumber(self.session, self.dial, self.call, self.notices)
        self.dial.refused.connect(self._tell_refused)
        self.dial.refused.connect(self.call.look_now)  # Enter: did the customer hang up?

    def _keep_keys(self, decision: Decision) -> None:
        destination = decision.choice.destination
        self.tones.keep_for(destination.number.e164, destination.keys)

    def _calls_asked_for(self) -> tuple[str, ...]:
        call = self.call.call
        own = (call.id,) if call is not None and self.call.is_open else ()
        return own + (self._line_test.asked_for if self._line_test else ())

    def _test_of_line(self) -> "LineTestModel":
        if self._line_test is None:
            from softphone.qt.models.line_test import LineTestModel

            self._line_test = LineTestModel(self.session, self.line, self.call, self.background, self)
        return self._line_test

    def _measure_line(self) -> None:
        """What shows a line's quality is loaded with the first line, and no earlier."""
        if self.line.line is None or self._line_quality is not None:
            return
        from softphone.qt.models.calls.line_quality import LineQualityModel
        from softphone.qt.widgets.calls.quality_meter import QualityMeter

        self._line_quality = LineQualityModel(self.line, self.controls, self)
        meter = QualityMeter(self._line_quality)
        self.window.dialler.panel.put_meter(meter, meter.reason)

    def _put_on_look(self) -> None:
        theme().prefer({"dark": True, "light": False}.get(self.session.look))

    def _tell_busy(self) -> None:
        self.dial.set_busy(self.tr("A call is in progress.") if self.call.is_open else "")

    def _tell_refused(self, words: str) -> None:
        if not self.call.is_open and not self.dial.problem:  # the number's card tells that already
            self.notices.show_news(words)

    def _tell_exported(self, count: int) -> None:
        self.notices.show_news(self.tr("{count} calls were written.").format(count=count))

    def _show_note(self) -> None:
        if not self.call.is_open:
            self.recents.reload()

    def _tell_record_exported(self, count: int) -> None:
        self.notices.show_news(self.tr("{count} changes were written.").format(count=count))

    def _after_call(self) -> None:
        self.recents.reload()
        self.dial.look_again()

    def warm_up(self) -> None:
        """Import in a lane what the first number typed needs: time zones take 40 ms."""
        self.background.run(
            Lane.KEEP,
            lambda: import_module("softphone.application.numbers.local_time"),
            then=lambda _: None,
            failed=self.notices.show_error,
        )

    def close(self) -> None:
        """Let what runs end within its time-out, then close files and connections."""
        self.desktop.close()
        self.call_note.keep()
        self.line.close()
        self.team.cancel()
        self.background.close()
        self.session.close()
