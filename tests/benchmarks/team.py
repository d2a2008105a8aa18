"""A team of 1,000 agents on an account of 10,000 numbers: roster, preview and change, each timed.

    python tests/benchmarks/team.py

The sandbox runs in this process and answers over HTTP, so that the times hold its work too. Twenty ring
groups name their agents one by one and share 500 numbers each.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from softphone.adapters.settings.settings_file import company_from_text
from softphone.application.team.preview import CallerIdChange
from softphone.domain.caller_id.policy import DEFAULT
from softphone.sandbox import Sandbox
from softphone.wiring import Installation, access_to, sandbox_identity

AGENTS, NUMBERS, GROUPS = 1000, 10_000, 20


def account() -> dict[str, list[dict[str, str]]]:
    numbers = [{"phone_number": e164(serial), "friendly_name": f"Line {serial}"} for serial in range(NUMBERS)]
    workers = [
        {
            "friendly_name": f"agent {serial}",
            "attributes": f'{{"contact_uri": "client:a{serial}", "skill": 1.5}}',
        }
        for serial in range(AGENTS)
    ]
    return {"incoming_phone_numbers": numbers, "workers": workers}


def e164(serial: int) -> str:
    return f"+1415{2_000_000 + serial * 7}"


def settings() -> str:
    lines = ['[supervisors]\nagents = ["sam"]']
    for group in range(GROUPS):
        numbers = ", ".join(f'"{e164(serial)}"' for serial in range(group, NUMBERS, GROUPS))
        agents = ", ".join(f'"agent {serial}"' for serial in range(group, AGENTS, GROUPS))
        lines.append(f"[ring_groups.group{group}]\nnumbers = [{numbers}]\nagents = [{agents}]")
    return "\n".join(lines)


@contextmanager
def timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{what:<58} {(time.perf_counter() - began) * 1000:8.0f} ms")


def main() -> None:
    with Sandbox(account=account()) as sandbox, tempfile.TemporaryDirectory() as folder:
        installation = Installation(print, Path(folder))
        access = access_to(sandbox)
        company = company_from_text(settings(), "settings.toml")
        session = installation.softphone(access, sandbox_identity(access, "sam"), company)
        session.softphone.load()
        session.softphone.numbers.refresh()
        team = session.team
        with timed(f"roster: {AGENTS} workers read, parsed, with groups and modes"):
            roster = team.roster()
        with timed("preview: one number (19 of 20 groups may not use it)"):
            plan = team.preview(CallerIdChange(e164(0)), roster.members)
        print(f"  {plan.changing} change, {plan.refused} may not")
        with timed("preview: Default for everybody"):
            plan = team.preview(CallerIdChange(DEFAULT), roster.members)
        with timed(f"change: {AGENTS} workers, one after the other"):
            applied = team.apply(plan)
        with timed("roster again, each with a record"):
            team.roster()
        with timed("undo for all"):
            team.undo(applied)
        session.close()
        installation.close()


if __name__ == "__main__":
    main()
