"""Opens an account for the window: the one kept here, the one just typed in, or the sandbox.

Rule 1: everything here may block: only lanes call it.
Rule 2: nothing is kept that is not acceptable, and a key is tried before it is kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from softphone.application.settings.checks import Value
from softphone.application.settings.company import Company
from softphone.application.settings.declarations import ACCOUNT_SID, AGENT, API_KEY_SID, ENDPOINT
from softphone.application.settings.origins import Rulebook
from softphone.application.softphone import Identity, Softphone
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say
from softphone.qt.models.account.sign_in_form import SignInForm
from softphone.wiring import (
    Access,
    Installation,
    LocalTwilio,
    MachineWide,
    SignedIn,
    access_to,
    company_source,
    embedded_sandbox,
    sandbox_company,
    sandbox_from_environment,
    sandbox_identity,
)


class AccountOpening:
    """Args:
    tell: Told in words what a person should know, such as a file set aside.

    Attributes:
        outside: The settings of this machine, whatever the sandbox's company says.
        seat: Whose desk in the sandbox; empty: its usual agent's.
    """

    def __init__(
        self,
        tell: Callable[[str], None],
        settings_file: Path | None,
        folder: Path | None,
        place: MachineWide | None,
    ) -> None:
        self._tell = tell
        self._installation = Installation(tell, folder)
        self._installation.log.hear()
        self._sandbox: LocalTwilio | None = None
        self.source: Final = company_source(settings_file, self._installation.folder, place)
        self.outside = Rulebook()
        self.seat = ""

    def write_down(self) -> None:
        """Open the log."""
        self._installation.log.open()

    def log_text(self) -> str:
        """What was written down."""
        return self._installation.log.text()

    def sandbox(self) -> SignedIn:
        """A desk in the sandbox, which is started if it is not there yet."""
        if self._sandbox is None:
            self._sandbox = embedded_sandbox()
        access = access_to(self._sandbox)
        company = self.look_outside()
        company = company if self.source.has_draft else sandbox_company()
        return self._loaded(access, sandbox_identity(access, self.seat), company)

    def kept_account(self) -> SignedIn | None:
        """The account kept on this machine; None when nobody is signed in."""
        company = self.look_outside()
        found = self._installation.who(company)
        return self._loaded(*found, company) if found else None

    def sign_in(self, form: SignInForm) -> SignedIn:
        """The account of a form, tried and then kept. Raises SoftphoneError: it does not open."""
        company = self.source.company()
        checked = company.settings.with_user(form.choices)
        secret = form.api_key_secret or self._installation.secrets.get(form.api_key_sid)
        if not secret:
            raise SoftphoneError(
                say("The API key's secret is missing."),
                remedy=say("Twilio shows it once, when the key is made; without it, make a new key."),
            )
        running = sandbox_from_environment()  # then the form signs in to that one
        access = Access(
            checked.text(ACCOUNT_SID),
            checked.text(API_KEY_SID),
            secret,
            sandbox_url=running.sandbox_url if running else "",
            workspace_sid=running.workspace_sid if running else "",
        )
        identity = Identity(checked.text(AGENT), checked.text(ENDPOINT), access.account_sid)
        session = self._loaded(access, identity, company)
        try:
            session.check_access()
        except SoftphoneError:
            session.close()
            raise
        self._installation.preferences.keep(checked.user)
        self.look_outside()
        if not self._installation.secrets.keep(access.api_key_sid, secret):
            self._tell(self._installation.no_keyring_words())
        return session

    def look_outside(self) -> Company:
        """The company's settings as they stand now."""
        company = self.source.company()
        self.outside = Rulebook(company, self._installation.settings(company))
        return company

    def keep(self, values: Mapping[str, Value | None], here: Rulebook, softphone: Softphone | None) -> None:
        """Keep and use what the user chose. Raises SoftphoneError: it is not acceptable."""
        changed = here.settings.with_user(values, here.agent)
        self._installation.preferences.keep(values)
        if softphone is not None:
            softphone.prefer(values)
        else:
            self.outside = replace(here, settings=changed)

    def close(self) -> None:
        """Close files, and the sandbox if it runs."""
        self._installation.close()
        if self._sandbox is not None:
            self._sandbox.close()

    def _loaded(self, access: Access, identity: Identity, company: Company) -> SignedIn:
        session = self._installation.softphone(access, identity, company, with_line=True)
        session.softphone.load()
        return session
