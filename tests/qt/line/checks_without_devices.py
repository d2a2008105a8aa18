"""A machine without any sound device."""

from line_at_work import rings

from softphone.domain.line import LineState


def sits_down(sandbox, point_at, sit_down):
    point_at(sandbox)
    agent = sit_down(audio=True)
    agent.waits(lambda: agent.desk.line.status.state is LineState.NO_MICROPHONE)
    return agent


def test_it_is_said_that_there_is_no_microphone(sandbox, point_at, sit_down):
    ana = sits_down(sandbox, point_at, sit_down)
    assert ana.desk.line.words == "There is no microphone."


def test_a_call_cannot_be_answered_and_it_is_said_why(sandbox, point_at, sit_down):
    ana = sits_down(sandbox, point_at, sit_down)
    told: list = []
    ana.desk.line.failed.connect(told.append)
    rings(sandbox)
    ana.waits(lambda: ana.desk.line.incoming is not None)
    ana.desk.line.accept()
    ana.waits(lambda: bool(told))
    assert told[0].what == "There is no microphone."
