"""An agent at a window with a line in the app, beside a sandbox whose gateway serves it."""

from collections.abc import Iterator

import pytest
from agent_at_work import AgentAtWork
from line_at_work import CUSTOMERS, calls_the_customer

from softphone.domain.line.line_state import LineState
from softphone.sandbox import Sandbox

ANSWERS_AT_ONCE = {"does": "answer", "after_s": 0.0}


@pytest.fixture
def sandbox(clock) -> Iterator[Sandbox]:
    scenario = {"destinations": dict.fromkeys(CUSTOMERS, ANSWERS_AT_ONCE)}
    with Sandbox(scenario=scenario, clock=clock) as sandbox:
        yield sandbox


@pytest.fixture
def ana(sandbox, point_at, sit_down) -> AgentAtWork:
    """Ana at her window; her line is ready."""
    point_at(sandbox)
    agent = sit_down(audio=True)
    agent.waits_to_read("43 numbers, refreshed")
    agent.waits(lambda: agent.desk.line.status.state is LineState.READY)
    agent.desk.sound.choose("audio.clean", False)  # a steady tone counts as noise
    agent.waits(lambda: not agent.desk.sound.is_cleaned)
    return agent


@pytest.fixture
def ana_in_a_call(ana) -> AgentAtWork:
    """Ana talks to a customer, on her line."""
    calls_the_customer(ana)
    return ana
