"""What this machine keeps, and a softphone built on it.

Rule: what is slow to import (twilio, keyring) is imported when it is used: the first window
        does not wait for it.
"""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from softphone.adapters.contacts.files import read_contact_file
from softphone.adapters.keyring_secrets import KeyringSecrets
from softphone.adapters.log_file import LogFile, log_folder
from softphone.adapters.running import RunningHere
from softphone.adapters.settings.company_source import CompanySource as CompanySource
from softphone.adapters.settings.company_source import MachineWide as MachineWide
from softphone.adapters.sqlite.agent_data import (
    AGENT_DATA_SCHEMA,
    SqlitePicks,
    SqlitePreferences,
    SqliteRefusals,
)
from softphone.adapters.sqlite.call_log import CALL_LOG_SCHEMA, SqliteCallLog
from softphone.adapters.sqlite.caller_id_record import CALLER_ID_RECORD_SCHEMA, SqliteCallerIdRecord
from softphone.adapters.sqlite.contacts import CONTACTS_SCHEMA, SqliteContacts
from softphone.adapters.sqlite.database import Database
from softphone.adapters.sqlite.number_cache import NUMBER_CACHE_SCHEMA, SqliteNumberCache
from softphone.adapters.system_clock import new_call_id
from softphone.adapters.twilio.line.line_access import line_access
from softphone.application.caller_id.agent_worker import TaskRouter
from softphone.application.contacts.address_book import Contacts
from softphone.application.line.line_access import LineAccess
from softphone.application.ports import NumberSource
from softphone.application.settings.checks import Value
from softphone.application.settings.company import Company
from softphone.application.settings.declarations import (
    ACCOUNT_SID,
    AGENT,
    API_KEY_SID,
    ENDPOINT,
    LANGUAGE,
    REGION,
    SETTINGS,
    TOKEN_URL,
    WORKSPACE_SID,
)
from softphone.application.settings.values import Settings
from softphone.application.softphone import Identity, Ports, Softphone
from softphone.application.team.team_work import Team
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say
from softphone.folders import data_folder
from softphone.wiring.access import Access, sandbox_from_environment, sandbox_identity
from softphone.wiring.company import company_source

if TYPE_CHECKING:
    from softphone.adapters.twilio.client import TwilioAccount


_AGENT_SCHEMA: Final = AGENT_DATA_SCHEMA + CALL_LOG_SCHEMA + CONTACTS_SCHEMA + CALLER_ID_RECORD_SCHEMA


class Installation:
    """What this machine keeps: caches, preferences, secrets, the company's file.

    Args:
        tell: Told in words what a person should know, such as a file set aside.
    """

    def __init__(self, tell: Callable[[str], None], folder: Path | None = None) -> None:
        self.folder: Final = folder or data_folder()
        self.secrets: Final = KeyringSecrets()
        self.log: Final = LogFile(log_folder())
        self._running: Final = RunningHere(self.folder / "running")
        self._numbers = Database(self.folder / "numbers.sqlite", NUMBER_CACHE_SCHEMA, tell)
        self._agent_data = Database(self.folder / "softphone.sqlite", _AGENT_SCHEMA, tell)
        self.preferences: Final = SqlitePreferences(self._agent_data)

    def settings(self, company: Company) -> Settings:
        """The company's settings with what the user chose on this machine."""
        kept = self.preferences.all()
        return company.settings.with_user(_still_acceptable(kept, company.settings))

    def who(self, company: Company, agent: str = "") -> tuple[Access, Identity] | None:
        """Who is signed in: the sandbox of SOFTPHONE_SANDBOX, or the account kept here.

        Raises SoftphoneError: the variable is unusable, or the keyring is locked.
        """
        settings = self.settings(company)
        name = agent or settings.text(AGENT)
        if (access := sandbox_from_environment()) is not None:
            return access, sandbox_identity(access, name)
        account_sid, api_key_sid = settings.text(ACCOUNT_SID), settings.text(API_KEY_SID)
        secret = self.secrets.get(api_key_sid) if account_sid and api_key_sid else ""
        if not secret:
            return None
        identity = Identity(name, settings.text(ENDPOINT, name), account_sid)
        return Access(account_sid, api_key_sid, secret), identity

    def no_keyring_words(self) -> str:
        """What to tell when a secret could not be kept."""
        return say(
            "This machine has no keyring that can be used, so the key is kept for this session only. "
            "Install one (GNOME Keyring, KWallet) to stay signed in."
        )

    def softphone(
        self, access: Access, identity: Identity, company: Company, *, with_line: bool = False
    ) -> "SignedIn":
        """A softphone on an account; nothing is asked of Twilio yet.

        Args:
            with_line: For a window, where an agent's calls may ring in the app itself.

        Raises SoftphoneError: the sandbox's address is not on this machine.
        """
        from softphone.adapters.twilio.client import Credentials, TwilioAccount
        from softphone.adapters.twilio.numbers import TwilioNumbers
        from softphone.adapters.twilio.regions import Region

        account = TwilioAccount(
            Credentials(
                access.account_sid,
                access.api_key_sid,
                access.api_key_secret,
                access.sandbox_url,
                Region(self.settings(company).text(REGION, identity.agent)),
            )
        )
        numbers = TwilioNumbers(account)
        router = self._task_router(account, access, identity, company)
        world = self._world(access.account_sid, account, numbers, router)
        softphone = Softphone(identity, company, self.settings(company), world)
        contacts = Contacts(
            SqliteContacts(self._agent_data, access.account_sid, identity.agent),
            read_contact_file,
            softphone.read,
            new_call_id,
        )
        line = None
        if with_line:
            line = line_access(identity.endpoint, account, softphone.settings.text(TOKEN_URL))
        team = Team(
            identity.agent,
            lambda: softphone.company,
            lambda: softphone.inventory.account,
            router,
            world.clock,
            time.sleep,
        )
        return SignedIn(softphone, account, numbers.check_access, contacts, line, team)

    def _world(
        self, account_sid: str, account: "TwilioAccount", numbers: NumberSource, router: TaskRouter
    ) -> Ports:
        from softphone.adapters.twilio.calls import TwilioCalls

        return Ports(
            source=numbers,
            cache=SqliteNumberCache(self._numbers),
            picks=SqlitePicks(self._agent_data, account_sid),
            log=SqliteCallLog(self._agent_data, account_sid, self._running),
            placer=TwilioCalls(account),
            refusals=SqliteRefusals(self._agent_data, account_sid),
            clock=account.clock,
            new_id=new_call_id,
            router=router,
        )

    def _task_router(
        self, account: "TwilioAccount", access: Access, identity: Identity, company: Company
    ) -> TaskRouter:
        from softphone.adapters.twilio.taskrouter.workers import TwilioWorkers

        workspace_sid = access.workspace_sid or self.settings(company).text(WORKSPACE_SID, identity.agent)
        return TaskRouter(
            TwilioWorkers(account, workspace_sid) if workspace_sid else None,
            SqliteCallerIdRecord(self._agent_data, access.account_sid),
            random.random,
        )

    def close(self) -> None:
        self._numbers.close()
        self._agent_data.close()
        self._running.close()
        self.log.close()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A softphone with what it holds open.

    Attributes:
        check_access: Asks Twilio whether the key opens the account; raises SoftphoneError.
        line: Opens the agent's line in the app; None: calls ring at another phone.
    """

    softphone: Softphone
    _account: "TwilioAccount"
    check_access: Callable[[], None]
    contacts: Contacts
    line: LineAccess | None
    team: Team

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no report: the account, the key and its secret."""
        key = self._account.credentials
        return key.account_sid, key.api_key_sid, key.api_key_secret

    @property
    def recent_requests(self) -> tuple[tuple[str, ...], ...]:
        """What Twilio was asked last, for a report: time, method, path, status, Twilio's name for it."""
        return tuple(
            (
                datetime.fromtimestamp(asked.at, UTC).isoformat(timespec="seconds"),
                asked.method,
                asked.path,
                str(asked.status),
                asked.request_id,
            )
            for asked in tuple(self._account.recent)
        )

    def close(self) -> None:
        self._account.close()


def _still_acceptable(kept: Mapping[str, Value], settings: Settings) -> dict[str, Value]:
    """What the user chose, without what is locked or no longer a setting."""
    found: dict[str, Value] = {}
    for key, value in kept.items():
        if key in SETTINGS and SETTINGS[key].set_by != "company" and key not in settings.locked:
            try:
                found[key] = SETTINGS[key].check(value)
            except ValueError:
                continue
    return found


def window_language(settings_file: Path | None, folder: Path) -> str:
    """The language that the window is to speak: "system" or a code; known before the window is filled."""
    installation = Installation(lambda _words: None, folder)
    try:
        return installation.settings(company_source(settings_file, folder).company()).text(LANGUAGE)
    except SoftphoneError:
        return str(LANGUAGE.default)  # the window itself will say what is wrong with the disk
    finally:
        installation.close()
