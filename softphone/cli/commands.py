"""``softphone COMMAND``: what there is, its arguments, its exit status.

Rule 1: answers go to standard output, everything else to standard error.
Rule 2: what cannot be used is one line and exit status 2.
"""

import argparse
import codecs
import io
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from math import inf
from pathlib import Path
from typing import Any, Final, NoReturn

from softphone import __version__

UNUSABLE: Final = 2
_LINK_OR_NUMBER: Final = re.compile(r"\d|:")
_AGENT_AT_MOST: Final = 120  # Twilio's limit for the client of an agent
_NUMBER_KINDS: Final = {
    "phone": "other",
    **{kind: kind for kind in ("mobile", "work", "home", "main", "fax")},
}
COMMANDS: Final = ("choose", "call", "numbers", "contacts", "settings", "sandbox")


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit status."""
    from softphone.domain.errors import SoftphoneError

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what was typed may be no text at all
    options = parser().parse_args(arguments)
    work: Callable[[argparse.Namespace], int] = import_module(f"softphone.cli.{options.command}").run
    try:
        return work(options)
    except SoftphoneError as error:
        print(f"softphone: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        # The reader left ("| head"): nothing more to say, and nothing to flush.
        sys.stdout = open("/dev/null", "w") if sys.platform != "win32" else sys.stdout  # noqa: SIM115, PTH123
        return 0


def window_options(arguments: Sequence[str]) -> argparse.Namespace:
    """What the window is asked for, where no command is given; its ``link`` may be None."""
    if "-h" in arguments or "--help" in arguments:
        return parser().parse_args(["--help"])
    top = _top()
    top.add_argument("link", nargs="?", metavar="LINK_OR_NUMBER")
    options = top.parse_args(arguments)
    if options.link is not None and not _LINK_OR_NUMBER.search(options.link):
        top.error(f"{options.link!r} is neither a command nor a number")
    return options


def parser() -> argparse.ArgumentParser:
    """All commands and the options of the window."""
    top = _top()
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _choose(commands.add_parser("choose", help="which number Default would show, and why"))
    _call(commands.add_parser("call", help="place a call and follow it to its end"))
    _numbers(commands.add_parser("numbers", help="the account's numbers and their age"))
    _contacts(commands.add_parser("contacts", help="take contacts over from files, or write them to one"))
    _settings(commands.add_parser("settings", help="check the settings, show them and where they come from"))
    _sandbox(commands.add_parser("sandbox", help="serve a Twilio on this machine"))
    return top


def _top() -> argparse.ArgumentParser:
    """What stands before a command, or goes without one."""
    top = _Parser(
        prog="softphone",
        description="A softphone for call-centre agents. Without a command it opens the window; "
        "softphone LINK_OR_NUMBER puts a number into it, and never calls by itself.",
    )
    top.add_argument("--version", action="version", version=f"softphone {__version__}")
    top.add_argument(
        "--sandbox", action="store_true", help="try it: a Twilio on this machine, no account needed"
    )
    _settings_option(top)
    top.add_argument("--hidden", action="store_true", help="start in the tray, or minimised without one")
    top.add_argument(
        "--hang-up", action="store_true", help="end the call of the open window, or of a run that was killed"
    )
    top.add_argument("--from-clipboard", action="store_true", help="put what was copied into the window")
    return top


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line (Rule 2); argparse's own error is the whole usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog}: {message}. See {self.prog} --help.\n")


class _ListingSettings(_Parser):
    """Help that ends with every setting; they are imported for the help alone."""

    def __init__(self, *args: Any, lists_settings: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lists_settings = lists_settings

    def format_help(self) -> str:
        if self._lists_settings:
            from softphone.application.settings.schema import keys_and_help

            self.epilog = f"The settings:\n{keys_and_help().replace('%', '%%')}"
        return super().format_help()


def _choose(choose: argparse.ArgumentParser) -> None:
    choose.add_argument("destinations", nargs="*", metavar="DESTINATION")
    choose.add_argument("--from-file", metavar="FILE", help="one destination a line; - is standard input")
    _agent_option(choose)
    choose.add_argument(
        "--account", type=Path, metavar="FILE", help="Twilio's resources (JSON), not the cache"
    )
    _settings_option(choose)
    choose.add_argument(
        "--home", type=_country, metavar="COUNTRY", help="read numbers without + as a desk there (GB, DE …)"
    )
    choose.add_argument(
        "--history",
        action="store_true",
        help="with this machine's conversations, as the window chooses; among equals the last one's number",
    )
    choose.add_argument("--json", action="store_true", help="one object a line")
    choose.add_argument("--explain", action="store_true", help="every number passed over, with its reason")


def _call(call: argparse.ArgumentParser) -> None:
    call.add_argument("destination", metavar="DESTINATION")
    _agent_option(call)
    call.add_argument("--caller-id", default=None, metavar="NUMBER|default", help="this call only")
    _settings_option(call)
    call.add_argument("--again", action="store_true", help="even if the number was called a moment ago")
    call.add_argument(
        "--max-minutes", type=_minutes, default=None, metavar="N", help="hang up after so many minutes"
    )
    call.add_argument("--json", action="store_true", help="one object a line for every change")


def _agent(text: str) -> str:
    """Raises ArgumentTypeError: no agent can be called so."""
    if len(text) > _AGENT_AT_MOST or not text.isprintable():
        raise argparse.ArgumentTypeError(f"an agent's name is printable and at most {_AGENT_AT_MOST} letters")
    return text


def _country(text: str) -> str:
    """Raises ArgumentTypeError: no country has these two letters."""
    from softphone.domain.numbers.country_names import COUNTRY_NAMES

    if text.upper() not in COUNTRY_NAMES:
        raise argparse.ArgumentTypeError(f"{text!r} is no country's two letters, such as US or GB")
    return text.upper()


def _minutes(text: str) -> float:
    """Raises ValueError: it is not a number of minutes."""
    minutes = float(text)
    if not 0 < minutes < inf:
        raise ValueError
    return minutes


def _numbers(numbers: argparse.ArgumentParser) -> None:
    numbers.add_argument("--refresh", action="store_true", help="read them from Twilio again")
    numbers.add_argument("--json", action="store_true")


def _contacts(contacts: argparse.ArgumentParser) -> None:
    actions = contacts.add_subparsers(dest="action", required=True, metavar="ACTION")
    taken = actions.add_parser("import", help="CSV and vCard files, as the window takes them over")
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE")
    taken.add_argument("--dry-run", action="store_true", help="show what would be kept; keep nothing")
    taken.add_argument(
        "--home",
        type=_country,
        default=None,
        metavar="COUNTRY",
        help="read numbers without + as there (DE, US …)",
    )
    taken.add_argument(
        "--column",
        dest="columns",
        type=_phone_column,
        action="append",
        default=[],
        metavar="HEADER=KIND",
        help="this column holds numbers: phone, mobile, work, home, main or fax",
    )
    taken.add_argument(
        "--encoding",
        type=_encoding,
        default=None,
        metavar="NAME",
        help="of letters that are no Unicode (cp1251 …)",
    )
    _settings_option(taken)
    taken.add_argument("--json", action="store_true", help="one object with people, skipped and columns")
    written = actions.add_parser("export", help="all contacts of the agent as a CSV file")
    written.add_argument("file", type=Path, metavar="FILE")
    _settings_option(written)


def _encoding(text: str) -> str:
    """Raises ArgumentTypeError: Python knows no such encoding."""
    try:
        return codecs.lookup(text).name
    except LookupError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no encoding that is known here") from error


def _phone_column(text: str) -> tuple[str, str]:
    """Raises ArgumentTypeError: it does not say which column holds which numbers."""
    header, equals, kind = text.rpartition("=")
    if not equals or kind not in _NUMBER_KINDS:
        raise argparse.ArgumentTypeError(f"HEADER=KIND is wanted; KIND is one of {', '.join(_NUMBER_KINDS)}")
    return header.strip(), _NUMBER_KINDS[kind]


def _settings(settings: argparse.ArgumentParser) -> None:
    actions = settings.add_subparsers(
        dest="action", required=True, metavar="ACTION", parser_class=_ListingSettings
    )
    check = actions.add_parser("check", help="the settings in force, or what is wrong with the file")
    check.add_argument("file", nargs="?", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true")
    show = actions.add_parser(
        "show",
        help="each value in force, and where it comes from",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        lists_settings=True,
    )
    show.add_argument("keys", nargs="*", metavar="KEY", help="these only")
    _agent_option(show)
    show.add_argument("--settings", dest="file", type=Path, metavar="FILE", help="a draft instead")
    show.add_argument("--json", action="store_true")
    actions.add_parser("schema", help="a JSON Schema of the file, for editors")


def _sandbox(sandbox: argparse.ArgumentParser) -> None:
    sandbox.add_argument("--port", type=int, default=0, metavar="N")
    sandbox.add_argument("--account", type=Path, metavar="FILE", help="numbers and workers (JSON)")
    sandbox.add_argument(
        "--scenario", type=Path, metavar="FILE", help="how destinations behave, and faults (TOML)"
    )


def _agent_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--agent", type=_agent, default=None, metavar="NAME", help="instead of the agent signed in"
    )


def _settings_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--settings", type=Path, default=None, metavar="FILE", help="a settings file")
