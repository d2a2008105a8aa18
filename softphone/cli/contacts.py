"""``softphone contacts``: people taken over from files as the window does, or written to one.

Rule: all files are looked at before anything of one is kept.
"""

import argparse
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from softphone.application.contacts.address_book import Contacts, ImportPreview
from softphone.application.settings.company import Company
from softphone.application.settings.declarations import HOME_COUNTRY
from softphone.application.softphone import Softphone
from softphone.cli.signed_in import installed, print_json, session_of, stop_on_problems, warn
from softphone.domain.contacts.contact import Contact, NumberKind
from softphone.domain.contacts.import_plan import FileColumn, Skipped
from softphone.domain.errors import SoftphoneError
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.domain.numbers.reading import Destination, read
from softphone.wiring import SignedIn, company_settings, contacts_of_nobody, write_contacts


def run(options: argparse.Namespace) -> int:
    # Nothing here makes cycles, and walking 100,000 people again and again costs a quarter of the time.
    gc.disable()
    return _export(options) if options.action == "export" else _import(options)


def _export(options: argparse.Namespace) -> int:
    company = company_settings(options.settings, always=False)
    stop_on_problems(company)
    with session_of(company, None) as session:
        session.contacts.load()
        directory = session.contacts.directory
        write_contacts(options.file, directory)
    print(f"{len(directory)} contacts written to {options.file}")
    return 0


def _import(options: argparse.Namespace) -> int:
    company = company_settings(options.settings, always=options.dry_run)
    stop_on_problems(company)
    with _contacts(options, company) as contacts:
        seen = _looked_at(options.files, contacts.rehearsal(), dict(options.columns), options.encoding or "")
        if not options.dry_run:
            contacts.keep(list(seen.people.values()))
    if options.json:
        print_json(seen.as_json())
    else:
        _print_text(seen, is_kept=not options.dry_run)
    return 0


@contextmanager
def _contacts(options: argparse.Namespace, company: Company) -> Iterator[Contacts]:
    """The contacts of the agent signed in; for a look at a file nobody needs to be."""
    if options.dry_run and not _is_somebody(company):
        home = options.home or company.settings.text(HOME_COUNTRY)
        if not home:
            warn("no home country is known, so only numbers with + are read; name it with --home COUNTRY")
        yield contacts_of_nobody(partial(_read_at_home, home))
        return
    with session_of(company, None) as session:
        _know_the_home(session.softphone, options.home or "")
        contacts = session.contacts if not options.home else _at_home(session, options.home)
        contacts.load()
        yield contacts


def _is_somebody(company: Company) -> bool:
    with installed() as installation, suppress(SoftphoneError):
        return installation.who(company) is not None
    return False


def _know_the_home(softphone: Softphone, home: str) -> None:
    """The home country may be that of the account's numbers, which may not have been read yet."""
    if not home and not softphone.inventory.home_country:
        try:
            softphone.numbers.refresh()
        except SoftphoneError as error:
            warn(f"{error} Only numbers with + are read; name the home country with --home COUNTRY.")


def _at_home(session: SignedIn, home: str) -> Contacts:
    """The agent's contacts, with numbers read as in ``home``."""

    def read_there(text: str, country: str = "", /) -> Destination:
        return session.softphone.read(text, country or home)

    return session.contacts.reading(read_there)


def _read_at_home(home: str, text: str, country: str = "", /) -> Destination:
    return read(text, home_country=country or home)


@dataclass(slots=True)
class _Seen:
    """What the files hold, all of them together.

    Attributes:
        people: By id, as they would be kept in the end.
        made_of: By the same id, where they stand.
    """

    people: dict[str, Contact] = field(default_factory=dict)
    made_of: dict[str, list[int | str]] = field(default_factory=dict)
    skipped: list[tuple[str, Skipped]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "people": [
                {
                    "name": contact.name or contact.company,
                    "numbers": [
                        {"e164": number.e164, "kind": number.kind.value, "tones": contact.tones_of(number)}
                        for number in contact.numbers
                    ],
                    "joined_from": self.made_of[contact_id],
                }
                for contact_id, contact in self.people.items()
            ],
            "skipped": [
                {"where": where, "text": skipped.number or skipped.whose, "why": str(skipped.why)}
                for where, skipped in self.skipped
            ],
            "columns": self.columns,
        }


def _looked_at(
    files: Sequence[Path], contacts: Contacts, columns: dict[str, str], encoding: str = ""
) -> _Seen:
    """Each file in turn, on top of those before it."""
    seen = _Seen()
    as_numbers = {header: NumberKind(kind) for header, kind in columns.items()}
    for position, path in enumerate(files, 1):
        preview = contacts.preview(path, encoding, as_numbers)
        if not preview.file.is_sure:
            warn(f"{path}: letters were read as {preview.file.encoding}; if they look wrong, use --encoding")
        if position < len(files):
            contacts.take(preview.plan)
        _add(seen, path, preview, is_only_one=len(files) == 1)
    return seen


def _add(seen: _Seen, path: Path, preview: ImportPreview, *, is_only_one: bool) -> None:
    for contact in preview.plan.contacts:
        seen.people[contact.id] = contact
        lines = preview.plan.lines[contact.id]
        places = [line if is_only_one else f"{path}:{line}" for line in lines]
        seen.made_of.setdefault(contact.id, []).extend(places)
    seen.skipped += [(f"{path}:{skipped.line}", skipped) for skipped in preview.plan.skipped]
    here: set[str] = set()
    for position, column in enumerate(preview.file.columns, 1):
        header = column.header if column.header not in here else f"{column.header} (column {position})"
        here.add(header)
        if seen.columns.get(header, _fate(column)) != _fate(column):
            header = f"{header} ({path})"
        seen.columns[header] = _fate(column)


def _fate(column: FileColumn) -> str:
    return column.taken_as or f"ignored: {column.why_not}"


def _print_text(seen: _Seen, *, is_kept: bool) -> None:
    for contact in seen.people.values():
        numbers = (
            " ".join(filter(None, (PhoneNumber(each.e164).display, each.kind, contact.tones_of(each))))
            for each in contact.numbers
        )
        print(" · ".join(filter(None, (contact.name, contact.company, ", ".join(numbers)))))
    for where, skipped in seen.skipped:
        text = " · ".join(filter(None, (skipped.whose, skipped.number)))
        print(f"left out: {where}: {text}: {skipped.why}" if text else f"left out: {where}: {skipped.why}")
    for header, fate in seen.columns.items():
        if fate.startswith("ignored"):
            print(f"column {header}: {fate}")
    print(f"{len(seen.people)} people {'kept' if is_kept else 'would be kept'}, {len(seen.skipped)} left out")
