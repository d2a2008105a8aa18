"""One of several programs that change ana's caller ID at the same time, in a process of its own.

    python at_the_same_time.py WHO TIMES FOLDER    (the sandbox's line on standard input)

sam and kim are supervisors, ana is the agent, each with the softphone's own code; "other" is somebody
else's program that counts in an attribute of its own. Prints what became of each change.
"""

import json
import sys
from pathlib import Path

from softphone.adapters.settings.settings_file import company_from_text
from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.taskrouter.workers import TwilioWorkers
from softphone.application.caller_id.worker_directory import ChangedMeanwhile
from softphone.application.team.preview import CallerIdChange
from softphone.domain.errors import SoftphoneError
from softphone.wiring import Installation, SignedIn, access_to, sandbox_identity

SETTINGS = '[supervisors]\nagents = ["sam", "kim"]\n'
NUMBERS = ("+12125550101", "+13105550199", "+14155550100", "+13125550102")


class Running:
    """A sandbox that runs elsewhere."""

    def __init__(self, credentials: dict[str, str]) -> None:
        self.credentials = credentials

    def close(self) -> None:
        """It is not ours to end."""


def count(credentials: dict[str, str], times: int) -> None:
    """One more in "counter" each time, however often others come first."""
    account = TwilioAccount(
        Credentials(*(credentials[name] for name in ("account_sid", "api_key_sid", "api_key_secret", "url")))
    )
    directory = TwilioWorkers(account, credentials["workspace_sid"])
    sid = directory.find("ana").sid
    done = 0
    while done < times:
        worker = directory.fetch(sid)
        attributes = json.loads(worker.attributes)
        attributes["counter"] = attributes.get("counter", 0) + 1
        try:
            directory.write(worker, json.dumps(attributes))
            done += 1
        except ChangedMeanwhile:
            continue
    account.close()


def supervise(session: SignedIn, who: str, serial: int) -> str:
    members = [member for member in session.team.roster().members if member.agent == "ana"]
    wish = CallerIdChange(NUMBERS[serial % len(NUMBERS)], why=f"{who} {serial}")
    (result,) = session.team.apply(session.team.preview(wish, members)).results
    return result.outcome.value


def pick(session: SignedIn, serial: int) -> str:
    softphone = session.softphone
    softphone.pick.choose(NUMBERS[(serial + 2) % len(NUMBERS)])
    softphone.pick.keep()
    try:
        softphone.pick.send()
    except SoftphoneError:
        return "failed"
    return "changed"


def change(credentials: dict[str, str], who: str, times: int, folder: Path) -> list[str]:
    installation = Installation(print, folder)
    access = access_to(Running(credentials))
    company = company_from_text(SETTINGS, "settings.toml")
    session = installation.softphone(access, sandbox_identity(access, who), company)
    session.softphone.load()
    session.softphone.numbers.refresh()
    said = []
    for serial in range(times):
        said.append(pick(session, serial) if who == "ana" else supervise(session, who, serial))
    session.close()
    installation.close()
    return said


def main() -> None:
    who, times, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    credentials = json.loads(sys.stdin.read())
    if who == "other":
        count(credentials, times)
    else:
        print(*change(credentials, who, times, folder), sep="\n")


if __name__ == "__main__":
    main()
