"""What a supervisor does with a team, for tests: pick out members, preview, apply."""

import json

from softphone.application.team.changes import ChangeOutcome
from softphone.application.team.preview import CallerIdChange


def members(desk, *agents: str):
    everybody = desk.team.roster().members
    return [member for member in everybody if not agents or member.agent in agents]


def member(desk, agent: str = "ana"):
    return members(desk, agent)[0]


def preview(desk, caller_id: str, *agents: str, **wanted):
    return desk.team.preview(CallerIdChange(caller_id, **wanted), members(desk, *agents))


def apply(desk, caller_id: str, *agents: str, **wanted):
    return desk.team.apply(preview(desk, caller_id, *agents, **wanted))


def problems(desk, caller_id: str, *agents: str) -> dict[str, str]:
    return {
        line.member.agent: line.problem for line in preview(desk, caller_id, *agents).lines if line.problem
    }


def outcomes(applied) -> list[ChangeOutcome]:
    return [result.outcome for result in applied.results]


def attributes(desk, agent: str = "ana") -> dict:
    return json.loads(desk.router.directory.find(agent).attributes)
