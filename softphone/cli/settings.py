"""``softphone settings``: check a file, show each value and where it comes from, print the schema.

Rule 1: ``check`` and ``show`` tell of the very settings that the window goes by.
Rule 2: what is wrong with the file as a whole is one line on standard error, whatever else is asked.
"""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from softphone.application.settings.company import Company, Problem
from softphone.application.settings.declarations import AGENT, SETTINGS
from softphone.application.settings.origins import Rulebook
from softphone.application.settings.schema import settings_schema
from softphone.application.settings.values import InForce, Settings
from softphone.cli.signed_in import installed, print_json, warn
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say
from softphone.wiring import CompanySource, MachineWide, company_source


def run(options: argparse.Namespace, place: MachineWide | None = None) -> int:
    """Args:
    place: Where the machine-wide file is, in place of its fixed path.
    """
    if options.action == "schema":
        print(json.dumps(settings_schema(), indent=2, ensure_ascii=False))
        return 0
    source = company_source(options.file, None, place, always=True)
    company = source.company()
    return _check(source, company, options) if options.action == "check" else _show(company, options)


def _check(source: CompanySource, company: Company, options: argparse.Namespace) -> int:
    if company.warning and not source.has_draft:
        warn(company.warning)
    if company.problems:
        for problem in company.problems:
            print(json.dumps(_problem(problem)) if options.json else problem)
        return 1
    if company.is_copy:
        return 1  # the file is gone: there is no line to name
    for contradiction in company.contradictions:
        print(contradiction, file=sys.stderr)
    rows = _in_force(company.settings)
    if options.json:
        print_json({key: {"value": row.value, "source": _source(row)} for key, row in rows.items()})
    else:
        _print_rows(rows)
    if not source.has_draft and company.settings.file:
        _protect(source)
    return 0


def _show(company: Company, options: argparse.Namespace) -> int:
    unknown = [key for key in options.keys if key not in SETTINGS]
    if unknown:
        raise SoftphoneError(say("There is no setting {key}.", key=unknown[0]))
    if company.warning:
        warn(company.warning)
    with installed() as installation:
        settings = installation.settings(company)
    agent = options.agent or settings.text(AGENT)
    rows = _in_force(settings, agent, options.keys)
    if options.json:
        book = Rulebook(company, settings, agent)
        print_json({key: _as_json(row, book.origin(SETTINGS[key]).words) for key, row in rows.items()})
    else:
        _print_rows(rows)
    return 0


def _protect(source: CompanySource) -> None:
    """An administrator keeps the good file where agents cannot write; the others are told if it is old."""
    if _is_administrator():
        warn(say("The last good copy is kept in {file}.", file=source.place_protected_copy()))
    elif not source.protects():
        warn(
            say(
                "{file} is missing or of another version: an administrator runs “softphone settings check”.",
                file=source.place.protected_copy,
            )
        )


def _is_administrator() -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.shell32.IsUserAnAdmin())
    return os.geteuid() == 0


def _in_force(settings: Settings, agent: str = "", keys: list[str] | None = None) -> dict[str, InForce]:
    return {key: settings.in_force(SETTINGS[key], agent) for key in keys or SETTINGS}


def _print_rows(rows: Mapping[str, InForce]) -> None:
    for key, row in rows.items():
        print(f"{key:<42} {_shown(row):<24} {_source(row)}")


def _problem(problem: Problem) -> dict[str, object]:
    return {name: getattr(problem, name) for name in ("file", "line", "key", "what", "expected")}


def _as_json(row: InForce, words: str) -> dict[str, Any]:
    return {
        "value": row.value,
        "source": row.source.value,
        "file": row.file or None,
        "line": row.line or None,
        "locked": row.is_locked,
        "words": words,
    }


def _shown(row: InForce) -> str:
    return str(row.value).lower() if isinstance(row.value, bool) else str(row.value) or "–"


def _source(row: InForce) -> str:
    return f"{row.source.value}, {row.where}" if row.where else row.source.value
