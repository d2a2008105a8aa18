"""``softphone settings check``: what is in force and where it comes from, or what is wrong."""

import argparse
import json
from pathlib import Path

from softphone.application.company import Company
from softphone.application.layers import InForce
from softphone.application.settings import SETTINGS
from softphone.wiring import company_settings


def run(options: argparse.Namespace) -> int:
    named: Path | None = options.file
    company = company_settings(named, always=True)
    if company.problems:
        for problem in company.problems:
            print(json.dumps(_problem(problem)) if options.json else problem)
        return 1
    rows = {key: company.settings.in_force(setting) for key, setting in SETTINGS.items()}
    if options.json:
        print(
            json.dumps(
                {key: {"value": row.value, "source": _source(row, company)} for key, row in rows.items()}
            )
        )
    else:
        for key, row in rows.items():
            print(f"{key:<42} {_shown(row):<24} {_source(row, company)}")
    return 0


def _problem(problem: object) -> dict[str, object]:
    return {name: getattr(problem, name) for name in ("file", "line", "key", "what", "expected")}


def _shown(row: InForce) -> str:
    return str(row.value).lower() if isinstance(row.value, bool) else str(row.value) or "–"


def _source(row: InForce, company: Company) -> str:
    where = f", {company.settings.file}:{row.line}" if row.line else ""
    return f"{row.source.value}{where}"
