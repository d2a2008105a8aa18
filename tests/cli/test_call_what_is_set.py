"""``softphone call`` shows what is set for the agent at TaskRouter, read before the call."""

import json
import time
from collections.abc import Iterator

import pytest

from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.taskrouter.workers import TwilioWorkers
from softphone.application.caller_id.update_worker import update_worker
from softphone.domain.caller_id.assignment import Assignment, changed
from softphone.sandbox import Sandbox

NEW_YORK, CHICAGO = "+12125550101", "+13125550102"
CUSTOMER = "+13125550142"


@pytest.fixture
def twilio() -> Iterator[Sandbox]:
    with Sandbox(scenario={"destinations": {CUSTOMER: {"does": "busy", "after_s": 0.1}}}) as sandbox:
        yield sandbox


@pytest.fixture
def set_for_ana(twilio):
    def by_sam(caller_id: str, **said) -> None:
        key = twilio.credentials
        account = TwilioAccount(
            Credentials(key["account_sid"], key["api_key_sid"], key["api_key_secret"], key["url"])
        )
        directory = TwilioWorkers(account, key["workspace_sid"])
        new = Assignment(caller_id, "sam", int(time.time()), **said)
        update_worker(directory, directory.find("ana").sid, lambda kept, _: changed(kept, new))
        account.close()

    return by_sam


@pytest.fixture
def call(softphone, twilio):
    def placed(*arguments):
        running = json.dumps(twilio.credentials)
        return softphone("call", CUSTOMER, "--agent", "ana", *arguments, SOFTPHONE_SANDBOX=running)

    return placed


def test_the_number_that_a_supervisor_set_is_shown_and_said(call, set_for_ana):
    set_for_ana(NEW_YORK, why="campaign")
    done = call("--json")
    assert {line["caller_id"] for line in done.objects} == {NEW_YORK}
    assert "Your caller ID is now Sales New York (sam, " in done.err


def test_a_pin_cannot_be_passed_over_from_the_command_line(call, set_for_ana, twilio):
    set_for_ana(NEW_YORK, pinned=True)
    done = call("--caller-id", CHICAGO)
    assert done.status == 2
    assert "sam pinned your caller ID to Sales New York. Leave --caller-id out." in done.err
    assert twilio.snapshot()["legs"] == []


def test_without_an_answer_from_taskrouter_the_call_is_placed_as_it_was(call, twilio):
    twilio.add_fault({"request": "GET Workers", "nth": 1, "does": "503"})
    done = call("--json")
    assert {line["caller_id"] for line in done.objects} == {CHICAGO}
    assert "The caller ID that was set last is used." in done.err


def test_the_worker_is_read_before_the_agent_rings_and_again_before_the_customer_does(call, twilio):
    call()
    kinds = [request.kind for request in twilio.requests]
    read = [place for place, kind in enumerate(kinds) if "Workers" in kind]
    assert read[0] < kinds.index("POST Calls") < read[-1] < kinds.index("POST Participants")
    assert len(read) == 3  # found by name, read, and read once more


def test_a_number_that_is_newer_than_the_list_is_looked_for_and_shown(call, set_for_ana, twilio):
    call()
    twilio.world.buy("+13055550177", "Sales Miami")
    set_for_ana("+13055550177", pinned=True)
    done = call("--again")
    assert "Pinned by sam" in done.out
    shown = [leg["from"] for leg in twilio.snapshot()["legs"] if leg["to"] == CUSTOMER]
    assert shown == [CHICAGO, "+13055550177"]


def test_a_desk_that_only_takes_calls_places_none(call, twilio, tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("[locked.dialing]\noutbound = false\n")
    done = call("--settings", file)
    assert (done.status, done.err) == (
        2,
        "softphone: This desk only takes calls; your company can change that.\n",
    )
    assert twilio.snapshot()["legs"] == []
