"""How caller IDs are set in tests: by the agent, by a supervisor, by Twilio Flex; and read back."""

import json

from softphone.adapters.twilio.taskrouter.worker_text import FLEX_KEY
from softphone.application.caller_id.poll_schedule import PollReason
from softphone.application.caller_id.worker_directory import Worker
from softphone.application.team.preview import CallerIdChange

NEW_YORK, LOS_ANGELES = "+12125550101", "+13105550199"
SUPERVISORS = '[supervisors]\nagents = ["sam", "kim"]\n'


def worker(desk, agent: str = "ana") -> Worker:
    return desk.router.directory.find(agent)


def attributes(desk, agent: str = "ana") -> dict:
    return json.loads(worker(desk, agent).attributes)


def flex_selects(desk, number) -> None:
    """Another program writes without asking for the version."""
    fetched = desk.router.directory.fetch(worker(desk).sid)
    told = {**json.loads(fetched.attributes), FLEX_KEY: number}
    desk.router.directory.write(fetched, json.dumps(told))


def set_by(supervisor, caller_id: str, agent: str = "ana", **wish):
    roster = supervisor.team.roster()
    members = [member for member in roster.members if member.agent == agent]
    applied = supervisor.team.apply(supervisor.team.preview(CallerIdChange(caller_id, **wish), members))
    assert [result.outcome for result in applied.results] == ["changed"]
    return applied


def look(desk, occasion=PollReason.CALL):
    desk.time.forward(60)
    return desk.softphone.pick.look(occasion)


def pick(desk, number: str) -> str | None:
    desk.softphone.pick.choose(number)
    desk.softphone.pick.keep()
    return desk.softphone.pick.send()
