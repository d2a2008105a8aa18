"""Keys that come with a number: said before the call, sent by a button once somebody has answered."""

import pytest

from softphone.domain.contacts.contact import NumberKind
from softphone.qt.desktop.instances.one_instance import Asked

CUSTOMER = "+12125550142"


def customers_leg(sandbox) -> dict:
    return [each for each in sandbox.snapshot()["legs"] if each["label"] == "customer"][-1]


def calls_and_talks(agent) -> None:
    agent.desk.dial.call()
    agent.waits_to_read("You answered  ›  connected")


@pytest.mark.parametrize(
    "text",
    ["+1 212 555 0142,,123#", "212-555-0142 p 123#", "tel:+1-212-555-0142;postd=123%23", "+12125550142;123#"],
)
def test_keys_behind_a_pasted_number_wait_for_the_agent(agent, sandbox, text) -> None:
    agent.pastes(text)
    assert agent.number == "+1 212 555 0142"
    assert agent.sees("Keys for when they have answered: 123#.")

    calls_and_talks(agent)
    assert customers_leg(sandbox)["digits"] == ""
    agent.clicks("Send 123#")

    agent.waits(lambda: customers_leg(sandbox)["digits"] == "123#")
    assert not agent.has_button("Send 123#")


def test_a_link_brings_its_keys_and_says_what_is_left_out(agent) -> None:
    agent.desk.desktop.take(Asked(text="tel:+12125550142;isub=9;postd=pp22"))

    assert agent.number == "+1 212 555 0142"
    assert agent.sees("Keys for when they have answered: 22.")
    assert agent.sees("Left out of the link: isub=9")


def test_nothing_is_offered_before_the_customer_has_answered(agent, sandbox) -> None:
    sandbox.world.behave(CUSTOMER, does="answer", after_s=60)
    agent.pastes("+12125550142,,123#")
    agent.desk.dial.call()

    agent.waits_to_read("is ringing")

    assert not agent.has_button("Send 123#")


def test_an_extension_waits_as_well(agent, sandbox) -> None:
    agent.pastes("+1 212 555 0142 ext. 77")

    calls_and_talks(agent)
    agent.clicks("Send 77")

    agent.waits(lambda: customers_leg(sandbox)["digits"] == "77")


def test_the_keys_kept_for_a_contact_wait_when_they_are_called(agent, sandbox) -> None:
    agent.desk.contacts.save(None, "Mia Chen", "Acme", [(CUSTOMER, NumberKind.WORK)], ",,12")
    agent.waits(lambda: agent.desk.contacts.name_of(CUSTOMER) == "Mia Chen")
    agent.types(CUSTOMER)
    assert agent.sees("Keys for when they have answered: 12.")

    calls_and_talks(agent)

    assert agent.has_button("Send 12")


def test_of_colleagues_behind_one_switchboard_the_one_chosen_is_reached(agent) -> None:
    for name, extension in (("Ana Ray", "101"), ("Bo Ray", "102")):
        agent.desk.contacts.save(None, name, "Acme", [(CUSTOMER, NumberKind.WORK)], extension)
        agent.waits(lambda: len(agent.desk.contacts.directory) > 0)
    agent.waits(lambda: len(agent.desk.contacts.directory) == 2)

    agent.types(CUSTOMER)
    assert not agent.sees("Keys for when they have answered")
    agent.window.dialler.contacts.wanted.emit("+12125550142,102")

    assert agent.sees("Keys for when they have answered: 102.")


def test_the_keys_of_one_number_are_not_offered_in_the_call_to_another(agent) -> None:
    agent.pastes("+1 212 555 0143,,123#")
    agent.pastes("+1 212 555 0142")

    calls_and_talks(agent)

    assert not any(name.startswith("Send") for name in agent.button_names())


def test_each_number_of_several_is_taken_with_its_keys(agent) -> None:
    agent.pastes("+12125550142,,11#\n+12125550143,,22#")

    agent.clicks("Call +1 212 555 0143")

    assert agent.sees("Keys for when they have answered: 22#.")
