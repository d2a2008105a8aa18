"""Who asks: the account signed in, or the sandbox that SOFTPHONE_SANDBOX points at."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from softphone.application.company import Company
from softphone.application.settings import ACCOUNT_SID, AGENT, API_KEY_SID, ENDPOINT
from softphone.application.softphone import Identity, Softphone
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say
from softphone.wiring import Access, Installation, sandbox_from_environment


def warn(words: str) -> None:
    """One line on standard error."""
    print(f"softphone: {words}", file=sys.stderr)


@contextmanager
def installed() -> Iterator[Installation]:
    """What this machine keeps, closed at the end."""
    installation = Installation(warn)
    try:
        yield installation
    finally:
        installation.close()


@contextmanager
def signed_in(company: Company, agent: str | None) -> Iterator[Softphone]:
    """A softphone with what the disk has; the network is not asked.

    Raises SoftphoneError: nobody is signed in.
    """
    with installed() as installation:
        settings = installation.settings(company)
        access = sandbox_from_environment()
        name = agent or settings.text(AGENT)
        if access is not None:
            identity = Identity(name or "agent", f"client:{name or 'agent'}", access.account_sid)
        else:
            account_sid = settings.text(ACCOUNT_SID)
            access = _kept_access(installation, account_sid, settings.text(API_KEY_SID))
            identity = Identity(name, settings.text(ENDPOINT, name), account_sid)
        session = installation.softphone(access, identity, company)
        try:
            session.softphone.load()
            yield session.softphone
        finally:
            session.close()


def _kept_access(installation: Installation, account_sid: str, api_key_sid: str) -> Access:
    secret = installation.secrets.get(api_key_sid) if account_sid and api_key_sid else ""
    if not secret:
        raise SoftphoneError(
            say("Nobody is signed in on this machine."),
            remedy=say("Open the window and sign in, or try “softphone --sandbox”."),
        )
    return Access(account_sid, api_key_sid, secret)


def stop_on_problems(company: Company) -> None:
    """A settings file with mistakes decides nothing: say the first, and how many there are.

    Raises SoftphoneError.
    """
    if company.problems:
        more = len(company.problems) - 1
        first = str(company.problems[0])
        raise SoftphoneError(
            say("{first} (and {more} more)", first=first, more=more) if more else say("{first}", first=first)
        )
