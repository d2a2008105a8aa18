"""A machine without any sound device."""

from line_at_work import CUSTOMER

from softphone.domain.line.line_state import LineState


def sits_down(sandbox, point_at, sit_down):
    point_at(sandbox)
    agent = sit_down(audio=True)
    agent.waits(lambda: agent.desk.line.status.state is LineState.NO_MICROPHONE)
    return agent


def test_it_is_said_that_there_is_no_microphone(sandbox, point_at, sit_down):
    ana = sits_down(sandbox, point_at, sit_down)
    assert ana.desk.line.words == "There is no microphone."


def test_nothing_rings_that_could_not_be_answered(sandbox, point_at, sit_down):
    sits_down(sandbox, point_at, sit_down)
    assert not list(sandbox.voice.devices)


def test_the_sandbox_answers_for_the_agent_so_that_it_can_be_tried_without_a_headset(
    sandbox, point_at, sit_down
):
    ana = sits_down(sandbox, point_at, sit_down)
    ana.calls(CUSTOMER)
    ana.waits(lambda: bool(ana.desk.call.call and ana.desk.call.call.is_connected))
