"""Who is signed in, and the account's numbers: loading, refreshing, signing in.

Rule 1: everything that waits runs in the refresh lane; the window is there before it.
Rule 2: an error leaves what was there in use, and is one sentence.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.application.contacts.address_book import Contacts
from softphone.application.line.line_access import LineAccess
from softphone.application.settings.checks import Value
from softphone.application.settings.company import Company
from softphone.application.settings.declarations import ACCOUNT_SID, AGENT, LOOK
from softphone.application.settings.origins import Rulebook
from softphone.application.softphone import Softphone
from softphone.application.team.team_work import Team
from softphone.domain.errors import SoftphoneError
from softphone.qt.background import Background, Lane
from softphone.qt.gc_pauses import settle
from softphone.qt.models.account.account_opening import AccountOpening
from softphone.qt.models.account.sign_in_form import SignInForm, form_known_from
from softphone.wiring import SANDBOX_AGENT, CompanySource, MachineWide, SignedIn

LOOK_WHETHER_DUE_EVERY_MS = 10 * 60 * 1000


class SessionModel(QObject):
    """Signals:
    changed: Signed in or out, numbers or their age changed.
    failed: A SoftphoneError to show.
    told: Words that a person should read.
    news: Words to show for a while.
    signed_in: There is a softphone now, or another one.
    needs_sign_in: Nobody is signed in; with the reason, or None.
    """

    changed = Signal()
    failed = Signal(object)
    told = Signal(object)
    news = Signal(object)
    signed_in = Signal()
    needs_sign_in = Signal(object)
    _aside = Signal(object)

    def __init__(
        self,
        background: Background,
        *,
        sandbox: bool = False,
        settings_file: Path | None = None,
        folder: Path | None = None,
        place: MachineWide | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._opening = AccountOpening(self._aside.emit, settings_file, folder, place)
        self._aside.connect(self.told)
        self._session: SignedIn | None = None
        self.is_sandbox = sandbox
        self.is_busy = True
        self._due = QTimer(self, interval=LOOK_WHETHER_DUE_EVERY_MS)
        self._due.timeout.connect(self.refresh_if_due)

    @property
    def softphone(self) -> Softphone | None:
        return self._session.softphone if self._session else None

    @property
    def contacts(self) -> Contacts | None:
        """This agent's contacts; None while nobody is signed in."""
        return self._session.contacts if self._session else None

    @property
    def team(self) -> Team | None:
        """A supervisor's view; None while nobody is signed in."""
        return self._session.team if self._session else None

    @property
    def line(self) -> LineAccess | None:
        """What opens the agent's line in the app; None: calls ring at another phone, or at none."""
        return self._session.line if self._session else None

    @property
    def agent(self) -> str:
        return self.softphone.identity.agent if self.softphone else ""

    @property
    def number_count(self) -> int:
        return len(self.softphone.inventory.account) if self.softphone else 0

    @property
    def refreshed_at(self) -> float:
        """Seconds since 1970; 0: never."""
        return self.softphone.inventory.refreshed_at if self.softphone else 0.0

    @property
    def company_name(self) -> str:
        """Who sets some of the settings; empty if nobody does."""
        return self.softphone.company.name if self.softphone else ""

    def start(self) -> None:
        """Open what the disk has, then ask Twilio where that is due."""
        write_down = self._opening.write_down
        self._background.run(Lane.FILES, write_down, then=lambda _: None, failed=self.failed.emit)
        self._run(self._opening.sandbox if self.is_sandbox else self._opening.kept_account, self._on_opened)

    def try_sandbox(self) -> None:
        """Leave the sign-in page for the sandbox."""
        self.is_sandbox = True
        self.start()

    @property
    def other_seat(self) -> str:
        """In the sandbox, whose desk can be tried instead: a supervisor's, or an agent's again."""
        here = self.softphone
        if here is None or not self.is_sandbox:
            return ""
        supervisor = next((name for name in here.company.supervisors if "*" not in name), "")
        return SANDBOX_AGENT if self.agent == supervisor else supervisor

    def take_other_seat(self) -> None:
        """Sit down at that desk."""
        self._opening.seat = self.other_seat
        self._run(self._opening.sandbox, self._on_opened)

    def leave_sandbox(self) -> None:
        """Back to the account kept here, or to signing in; until then the sandbox stays in use."""
        self._run(self._opening.kept_account, self._on_sandbox_left)

    def refresh(self, *sought: str) -> None:
        """Read the numbers from Twilio now; ``sought``: those that are wanted and not there (E.164)."""
        softphone = self.softphone
        if softphone is None or self.is_busy:
            return
        self._run(lambda: softphone.numbers.refresh(*sought), self._on_refreshed)

    def sign_in(self, form: SignInForm) -> None:
        """Check the key with Twilio, then keep it and use it."""
        self._run(lambda: self._opening.sign_in(form), self._on_signed_in)

    @property
    def look(self) -> str:
        """ "system", "light" or "dark"."""
        return self.rulebook.text(LOOK)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no report."""
        return self._session.secrets if self._session else ()

    @property
    def recent_requests(self) -> tuple[tuple[str, ...], ...]:
        """What Twilio was asked last, for a report."""
        return self._session.recent_requests if self._session else ()

    def log_text(self) -> str:
        """What was written down; reads files, so in a lane."""
        return self._opening.log_text()

    def prefer_look(self, look: str) -> None:
        """Keep how the window looks."""
        self.prefer({LOOK.key: look}, failed=self.failed.emit)

    @property
    def rulebook(self) -> Rulebook:
        """The settings that count now: of who is signed in, else of this machine."""
        here = self.softphone
        return Rulebook(here.company, here.settings, self.agent) if here else self._opening.outside

    def prefer(self, values: Mapping[str, Value | None], *, failed: Callable[[SoftphoneError], None]) -> None:
        """Use and keep what the user chose; None takes a choice back."""
        self._background.run(
            Lane.KEEP,
            lambda: self._opening.keep(values, self.rulebook, self.softphone),
            then=lambda _: self.changed.emit(),
            failed=failed,
        )

    @property
    def is_first_run(self) -> bool:
        """Nothing is known here: neither an account nor a name."""
        outside = self._opening.outside
        return not outside.text(ACCOUNT_SID) and not outside.text(AGENT)

    def form(self) -> SignInForm:
        """What is known already, for the sign-in page; the secret is never shown."""
        return form_known_from(self._opening.outside)

    def close(self) -> None:
        """Close files and connections; the lanes must have ended."""
        if self._session is not None:
            self._session.close()
        self._opening.close()

    @property
    def source(self) -> CompanySource:
        """Where the company's settings come from, and what is wrong there."""
        return self._opening.source

    def look_outside(self) -> Company:
        """In a lane: the company's settings as they stand now."""
        return self._opening.look_outside()

    def _run(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        self.is_busy = True
        self.changed.emit()
        self._background.run(Lane.REFRESH, work, then=then, failed=self._on_failed)

    def _on_sandbox_left(self, session: SignedIn | None) -> None:
        self.is_sandbox = session is None
        self._on_opened(session)

    def _on_signed_in(self, session: SignedIn) -> None:
        self.is_sandbox = False
        self._on_opened(session)

    def _on_opened(self, session: SignedIn | None) -> None:
        self.is_busy = False
        if session is None:
            self.changed.emit()
            self.needs_sign_in.emit(None)
            return
        if self._session is not None:
            self._session.close()
        self._session = session
        self.changed.emit()
        self.signed_in.emit()
        self._due.start()
        self.refresh_if_due()

    def refresh_if_due(self) -> None:
        """Read the numbers where they are old, or lack the one that is to be shown."""
        softphone = self.softphone
        if softphone is not None and not self.is_busy and softphone.numbers.is_due():
            self.refresh()

    def _on_refreshed(self, changes: str) -> None:
        settle()
        self.is_busy = False
        self.changed.emit()
        self.news.emit(changes)

    def _on_failed(self, error: SoftphoneError) -> None:
        self.is_busy = False
        self.changed.emit()
        if self._session is None:
            self.needs_sign_in.emit(error)
        else:
            self.failed.emit(error)
