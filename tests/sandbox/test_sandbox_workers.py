import json

import pytest
import requests
from twilio.base.exceptions import TwilioRestException


@pytest.fixture
def ana(workers):
    return workers.list(friendly_name="ana")[0]


@pytest.fixture
def ana_by_hand(sandbox, ana):
    """GET or POST on ana's resource, with the headers to be seen."""
    told = sandbox.credentials
    url = f"{sandbox.url}/v1/Workspaces/{told['workspace_sid']}/Workers/{ana.sid}"
    return lambda method="GET", **said: requests.request(
        method, url, auth=(told["api_key_sid"], told["api_key_secret"]), timeout=5, **said
    )


def test_acme_has_a_dozen_agents_and_two_supervisors(workers):
    attributes = [json.loads(worker.attributes) for worker in workers.list()]

    assert len(attributes) == 14
    assert [each["full_name"] for each in attributes if each["roles"] == ["supervisor"]] == [
        "Sam Adeyemi",
        "Kim Castellanos",
    ]


def test_workers_come_in_pages_whose_links_lead_to_the_sandbox(workers, sandbox):
    page = workers.page(page_size=5)

    assert page.next_page_url.startswith(sandbox.url)
    assert [len(list(each)) for each in (page, page.next_page(), page.next_page().next_page())] == [5, 5, 4]


def test_workers_are_found_by_name_and_activity(workers):
    assert [each.friendly_name for each in workers.list(friendly_name="ANA")] == ["ana"]
    assert [each.friendly_name for each in workers.list(activity_name="Break")] == ["eve"]
    assert len(workers.list(available="true")) == 11


def test_a_write_changes_the_worker_and_its_etag(ana, ana_by_hand, workers):
    before = ana_by_hand().headers["ETag"]

    workers(ana.sid).update(attributes='{"selectedCallerId": "+14155550100"}')

    after = ana_by_hand()
    assert after.headers["ETag"] != before
    assert json.loads(after.json()["attributes"]) == {"selectedCallerId": "+14155550100"}


def test_a_write_with_the_right_etag_is_taken(ana, ana_by_hand, workers):
    etag = ana_by_hand().headers["ETag"]

    assert workers(ana.sid).update(attributes='{"a": 1}', if_match=etag).attributes == '{"a": 1}'


def test_a_write_with_an_old_etag_is_412_and_changes_nothing(ana, ana_by_hand, workers):
    etag = ana_by_hand().headers["ETag"]
    workers(ana.sid).update(attributes='{"first": 1}')

    with pytest.raises(TwilioRestException) as refused:
        workers(ana.sid).update(attributes='{"second": 2}', if_match=etag)

    assert (refused.value.status, refused.value.code) == (412, 20412)
    assert workers(ana.sid).fetch().attributes == '{"first": 1}'


@pytest.mark.parametrize("attributes", ["{", "[]", '"text"', ""])
def test_attributes_that_are_no_json_object_are_refused(ana, workers, attributes):
    with pytest.raises(TwilioRestException) as refused:
        workers(ana.sid).update(attributes=attributes)

    assert (refused.value.status, refused.value.code) == (400, 20001)


def test_an_agent_changes_activity(ana, workers, sandbox, twilio):
    activities = twilio.taskrouter.v1.workspaces(sandbox.credentials["workspace_sid"]).activities
    on_break = activities.list(friendly_name="Break")[0]

    changed = workers(ana.sid).update(activity_sid=on_break.sid, friendly_name="ana b")

    assert (changed.activity_name, changed.available, changed.friendly_name) == ("Break", False, "ana b")
    assert [each.friendly_name for each in activities.list(available="true")] == ["Available"]


@pytest.mark.parametrize("change", [{"activity_sid": "WA" + "0" * 32}, {"friendly_name": " "}])
def test_a_change_that_means_nothing_is_refused(ana, workers, change):
    with pytest.raises(TwilioRestException) as refused:
        workers(ana.sid).update(**change)

    assert refused.value.status == 400


def test_nobody_by_that_sid_and_no_such_workspace_are_404(workers, twilio):
    for missing in (workers("WK" + "0" * 32), twilio.taskrouter.v1.workspaces("WS" + "0" * 32)):
        with pytest.raises(TwilioRestException) as refused:
            missing.fetch()
        assert refused.value.status == 404


def test_a_workers_new_number_is_an_agents_phone_from_then_on(ana, workers, customers_phone, clock):
    workers(ana.sid).update(attributes='{"contact_uri": "+12065550170"}')

    call = customers_phone(to="+12065550170")
    clock.forward(0.4)

    assert call.fetch().status == "in-progress"


def test_given_workers_are_passed_on_as_they_are(open_sandbox, sign_in):
    given = {"sid": "WK" + "1" * 32, "friendly_name": "zoe", "attributes": "not json", "extra": 1}
    sandbox = open_sandbox(account={"workers": [given, {}]})
    workers = sign_in(sandbox).taskrouter.v1.workspaces(sandbox.credentials["workspace_sid"]).workers

    assert [(each.friendly_name, each.attributes) for each in workers.list()] == [
        ("zoe", "not json"),
        ("worker 2", "{}"),
    ]
