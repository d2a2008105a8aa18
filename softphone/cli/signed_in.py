"""Who asks: the account signed in, or the sandbox that SOFTPHONE_SANDBOX points at."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from softphone.application.settings.company import Company
from softphone.application.softphone import Softphone
from softphone.domain.errors import ErrorKind, SoftphoneError
from softphone.domain.words import say
from softphone.wiring import Installation, SignedIn


def warn(words: str) -> None:
    """One line on standard error, if anybody still reads it."""
    with suppress(OSError):
        print(f"softphone: {words}", file=sys.stderr, flush=True)


def print_line(words: str) -> None:
    """One line on standard output, if anybody still reads it: a call goes on without a reader."""
    try:
        print(words, flush=True)
    except OSError:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def print_json(content: object) -> None:
    """One object on one line of standard output, whatever that is encoded in."""
    print(json_line(content), flush=True)


def json_line(content: object) -> str:
    """One object on one line, as standard output can write it."""
    is_utf_8 = sys.stdout.encoding.lower().replace("-", "") == "utf8"
    return json.dumps(content, ensure_ascii=not is_utf_8)


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
    with session_of(company, agent) as session:
        yield session.softphone


@contextmanager
def session_of(company: Company, agent: str | None) -> Iterator[SignedIn]:
    """As ``signed_in``, with all that the agent has.

    Raises SoftphoneError: nobody is signed in.
    """
    with installed() as installation:
        found = installation.who(company, agent or "")
        if found is None:
            raise SoftphoneError(
                say("Nobody is signed in on this machine."),
                remedy=say("Open the window and sign in, or try “softphone --sandbox”."),
                kind=ErrorKind.NOT_SIGNED_IN,
            )
        session = installation.softphone(*found, company)
        try:
            session.softphone.load()
            yield session
        finally:
            session.close()


def stop_on_problems(company: Company) -> None:
    """A settings file with mistakes decides nothing: say the first, and how many there are.

    Where its last good copy counts, as it does in the window, that is a warning.

    Raises SoftphoneError.
    """
    if company.is_sound and company.warning:
        warn(company.warning)
    if not company.is_sound:
        more = len(company.problems) - 1
        first = str(company.problems[0])
        raise SoftphoneError(
            say("{first} (and {more} more)", first=first, more=more) if more else say("{first}", first=first)
        )
