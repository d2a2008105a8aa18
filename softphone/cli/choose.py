"""``softphone choose``: what Default would show, without calling anyone."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from softphone.application.caller_id.inventory import Inventory, inventory_of
from softphone.application.settings.company import Company
from softphone.application.softphone import Softphone
from softphone.cli.signed_in import print_json, signed_in, stop_on_problems, warn
from softphone.domain.caller_id.explanation import reason, rejected
from softphone.domain.caller_id.selector import Choice, LastTime, RuleId, select
from softphone.domain.errors import EmergencyNumber, SoftphoneError
from softphone.domain.numbers.reading import read
from softphone.domain.words import say
from softphone.wiring import account_from_file, company_settings

LastConnected = Callable[[str], LastTime]  # of a customer (E.164)


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    """What is said of one destination; ``choice`` is None where the text is no number."""

    destination: str
    reason: str
    error: str | None = None
    choice: Choice | None = None

    @property
    def caller_id(self) -> str | None:
        own = self.choice.caller_id if self.choice else None
        return own.e164 if own else None


class Printer(Protocol):
    def __call__(self, answer: ChoiceAnswer, *, explain: bool) -> None: ...


def run(options: argparse.Namespace) -> int:
    if not options.destinations and options.from_file is None:
        raise SoftphoneError(
            say("No destination was given."), remedy=say("Name one or more, or use --from-file FILE.")
        )
    company = company_settings(options.settings, always=True)
    stop_on_problems(company)
    with _known(options, company) as (inventory, last):
        if options.home:
            inventory = replace(inventory, home_country=options.home)
        printer: Printer = _print_json if options.json else _print_text
        for text in _destinations(options):
            printer(_answer(text, inventory, last), explain=options.explain)
    return 0


@contextmanager
def _known(options: argparse.Namespace, company: Company) -> Iterator[tuple[Inventory, LastConnected]]:
    """The numbers to choose from, and with which of them each customer was last connected."""
    if options.account is not None and not options.history:
        yield _inventory_in_file(options, company), _nobody
        return
    with signed_in(company, options.agent) as softphone:
        in_file = options.account is not None
        inventory = _inventory_in_file(options, company) if in_file else _refresh(softphone)
        remembers = options.history and inventory.same_as_last_time
        yield inventory, softphone.calls.last_connected_with if remembers else _nobody


def _nobody(_destination: str) -> LastTime:
    return LastTime()


def _inventory_in_file(options: argparse.Namespace, company: Company) -> Inventory:
    account = account_from_file(options.account)
    return inventory_of(account, 0.0, company, company.settings, options.agent or "")


def _refresh(softphone: Softphone) -> Inventory:
    """The cached numbers, read again if that is due."""
    if softphone.numbers.is_due():
        try:
            softphone.numbers.refresh()
        except SoftphoneError as error:
            if not softphone.inventory.refreshed_at:
                raise
            warn(f"{error} The numbers of the last refresh are used.")
    return softphone.inventory


def _destinations(options: argparse.Namespace) -> Iterator[str]:
    yield from options.destinations
    if options.from_file is None:
        return
    try:
        if options.from_file == "-":
            yield from _lines("standard input", sys.stdin.buffer)
        else:
            with Path(options.from_file).open("rb") as file:
                yield from _lines(options.from_file, file)
    except OSError as error:
        raise SoftphoneError(
            say("{file}: cannot be read ({why})", file=options.from_file, why=error.strerror)
        ) from error


def _lines(name: str, file: BinaryIO) -> Iterator[str]:
    for line, raw in enumerate(file, 1):
        try:
            yield raw.decode("utf-8-sig" if line == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise SoftphoneError(say("{file}:{line}: is not UTF-8 text", file=name, line=line)) from error


def _answer(text: str, inventory: Inventory, last: LastConnected) -> ChoiceAnswer:
    try:
        destination = read(text, home_country=inventory.home_country, countries=inventory.countries)
    except EmergencyNumber as error:
        return ChoiceAnswer(text, str(error), "emergency_number")
    except SoftphoneError as error:
        return ChoiceAnswer(text, str(error), "invalid_number")
    before = last(destination.number.e164)
    choice = select(destination, inventory.pool, before.caller_id, before.spoke)
    error_id = "no_caller_id" if choice.rule is RuleId.NONE else None
    return ChoiceAnswer(destination.number.e164, reason(choice), error_id, choice)


def _print_json(answer: ChoiceAnswer, *, explain: bool) -> None:
    line: dict[str, Any] = {
        "destination": answer.destination,
        "caller_id": answer.caller_id,
        "rule": answer.choice.rule.value if answer.choice else None,
        "reason": answer.reason,
        "error": answer.error,
    }
    if explain:
        line["rejected"] = [
            {"number": own.e164, "reason": why}
            for own, why in (rejected(answer.choice) if answer.choice else ())
        ]
    print_json(line)


def _print_text(answer: ChoiceAnswer, *, explain: bool) -> None:
    rule = answer.choice.rule.value if answer.choice else answer.error
    print(f"{answer.destination:<17} {answer.caller_id or '–':<17} {rule:<22} {answer.reason}")
    if explain and answer.choice:
        for own, why in rejected(answer.choice):
            print(f"    not {own.e164:<17} {own.label}: {why}")
