"""Single errands of the window and the command line that need the world: files, versions, a sandbox."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from softphone.adapters.settings.company_source import CompanySource as CompanySource
from softphone.adapters.settings.company_source import MachineWide as MachineWide
from softphone.application.caller_id.record import RecordedChange
from softphone.application.contacts.address_book import Contacts, NothingKept
from softphone.application.ports import RecentCall
from softphone.application.support_bundle import BundleFile, Package
from softphone.domain.contacts.contact import Contact
from softphone.domain.contacts.contact_numbers import ReadsNumbers
from softphone.domain.numbers.account import Account


def account_from_file(path: Path) -> Account:
    """The account that Twilio's resources in a file describe.

    Raises SoftphoneError: names the file and the line.
    """
    from softphone.adapters.twilio.account_file import AccountFile
    from softphone.application.numbers.refresh import account_of

    return account_of(AccountFile(path).numbers())


def installed_packages() -> tuple[Package, ...]:
    """This program and all that it is made with."""
    from softphone.adapters.this_machine import installed_packages

    return installed_packages()


def versions() -> tuple[tuple[str, str], ...]:
    """What runs here: name and version."""
    from softphone.adapters.this_machine import versions

    return versions()


def save_report(files: Sequence[BundleFile], path: Path) -> None:
    """Write a report as a zip. Raises SoftphoneError: it cannot be written there."""
    from softphone.adapters.report_file import save_report

    save_report(files, path)


def run_sandbox(port: int, account: Path | None, scenario: Path | None) -> int:
    """Serve a local Twilio until end of input or a signal; the exit status."""
    from softphone.sandbox.command import run_until_stdin_closes

    return run_until_stdin_closes(port, account, scenario, sys.stdin, sys.stdout)


def contacts_of_nobody(read: ReadsNumbers) -> Contacts:
    """No contacts, kept nowhere: to look at a file where nobody is signed in."""
    from softphone.adapters.contacts.files import read_contact_file
    from softphone.adapters.system_clock import new_call_id

    return Contacts(NothingKept(), read_contact_file, read, new_call_id)


def write_contacts(path: Path, contacts: Iterable[Contact]) -> None:
    """Export contacts as CSV. Raises SoftphoneError: the file could not be written."""
    from softphone.adapters.contacts.export import write

    write(path, contacts)


def write_calls(path: Path, calls: Sequence[RecentCall], name_of: Callable[[str], str]) -> None:
    """Export calls as CSV. Raises SoftphoneError: the file could not be written."""
    from softphone.adapters.call_csv import write

    write(path, calls, name_of)


def write_caller_id_record(path: Path, changes: Sequence[RecordedChange]) -> None:
    """Export the record of changed caller IDs as CSV. Raises SoftphoneError: it could not be written."""
    from softphone.adapters.caller_id_csv import write

    write(path, changes)
