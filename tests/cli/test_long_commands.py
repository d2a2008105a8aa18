"""Calls that take their time; they were placed when the first test began (see conftest)."""

import json


def ended(process) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def told(out: str, leg: str) -> list[str]:
    return [line["status"] for line in map(json.loads, out.splitlines()) if line["leg"] == leg]


def test_without_a_screen_the_sandbox_walks_the_road_in_the_terminal(under_way):
    status, out, err = ended(under_way["the tour"])
    assert (status, err) == (0, "")
    assert out.startswith("There is no screen here, so this is the same road in the terminal.\n")
    assert "Same area code, +1 415" in out and "Ringing your phone…" in out
    assert out.splitlines()[-1].strip().startswith("connected, ")


def test_a_customer_who_answers_was_reached(under_way):
    status, out, err = ended(under_way["a whole call"])
    assert (status, err) == (0, "")
    assert told(out, "agent")[-1] == told(out, "customer")[-1] == "completed"
    assert "in-progress" in told(out, "customer")


def test_who_does_not_wait_for_what_nobody_can_know_gets_a_status_of_its_own(under_way):
    status, _, err = ended(under_way["a call into the void"])
    assert (status, "A telephone may still be ringing for this call." in err) == (3, True)
