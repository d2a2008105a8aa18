"""The table [twilio]: lists that lag, SIDs that are not known yet, calls that queue, keys that may little."""

import gzip
import json
import socket
from base64 import b64encode

import pytest
import requests
from twilio.base.exceptions import TwilioException, TwilioRestException

from softphone.sandbox import UnusableInput

SALES, CUSTOMER = "+14155550100", "+13125550142"


@pytest.fixture
def told(open_sandbox, sign_in):
    """A sandbox with this [twilio] table, and the library talking to it."""

    def opened(**table):
        sandbox = open_sandbox(scenario={"twilio": table})
        return sandbox, sign_in(sandbox)

    return opened


@pytest.fixture
def ask(sandbox):
    """One plain HTTP request to the sandbox."""

    def asked(path: str, method: str = "GET", **more):
        key = sandbox.credentials
        with requests.Session() as session:
            session.trust_env = False
            address = f"{sandbox.url}/2010-04-01/Accounts/{key['account_sid']}{path}"
            return session.request(
                method, address, auth=(key["api_key_sid"], key["api_key_secret"]), timeout=5, **more
            )

    return asked


def place(twilio, to: str = CUSTOMER):
    return twilio.calls.create(to=to, from_=SALES, url="http://acme.example/twiml")


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ({"speed": 1}, "speed"),
        ({"cps": -1}, "twilio.cps"),
        ({"cps": True}, "twilio.cps"),
        ({"lists_lag_s": "2"}, "twilio.lists_lag_s"),
        ({"conferences_list": "some"}, "twilio.conferences_list"),
        ({"permissions": ["calls"]}, "twilio.permissions"),
        ({"held_ignore_end": 1}, "twilio.held_ignore_end"),
        ({"devices_ring": 0}, "twilio.devices_ring"),
    ],
)
def test_what_the_table_cannot_mean_is_refused_by_name(open_sandbox, table, names):
    with pytest.raises(UnusableInput, match=names):
        open_sandbox(scenario={"twilio": table})


def test_a_list_that_lags_has_a_call_later_and_as_it_was(told, clock):
    _, twilio = told(lists_lag_s=3)
    call = place(twilio)
    clock.forward(2)
    before = twilio.calls.list(to=CUSTOMER)
    clock.forward(1.5)
    assert (before, [each.status for each in twilio.calls.list(to=CUSTOMER)]) == ([], ["ringing"])
    assert call.fetch().status == "in-progress"


def test_a_new_sid_is_not_known_for_a_while(told, clock):
    _, twilio = told(new_sid_404_s=2)
    call = place(twilio)
    with pytest.raises(TwilioRestException) as unknown:
        call.fetch()
    with pytest.raises(TwilioRestException) as not_ended:
        call.update(status="completed")
    clock.forward(2)
    assert (unknown.value.status, unknown.value.code, not_ended.value.code) == (404, 20404, 20404)
    assert call.fetch().status == "in-progress"


def test_more_calls_than_one_a_second_wait_and_say_how_long(told, clock):
    _, twilio = told(cps=1)
    first, second = place(twilio), place(twilio, "+13125550143")
    third = twilio.conferences("room").participants.create(to="+13125550144", from_=SALES)
    clock.forward(0.5)
    waiting = second.fetch()
    assert (first.queue_time, second.queue_time, third.queue_time) == ("0", "1000", "2000")
    assert (first.fetch().status, waiting.status, waiting.start_time) == ("ringing", "queued", None)
    clock.forward(1)
    assert second.fetch().status == "ringing"


def test_a_call_that_waits_its_turn_can_be_ended(told, clock):
    _, twilio = told(cps=0.1)
    place(twilio)
    waiting = place(twilio, "+13125550143")
    waiting.update(status="completed")
    clock.forward(30)
    assert waiting.fetch().status == "canceled"


def test_a_restricted_key_needs_list_beside_read_and_is_told_what_is_missing(told):
    _, twilio = told(permissions=["twilio/voice/outgoing-caller-ids/read", "twilio/voice/calls/list"])
    assert twilio.calls.list() == []
    with pytest.raises(TwilioException) as refused:
        twilio.outgoing_caller_ids.list()
    answer = refused.value.args[1]
    assert (answer.status_code, json.loads(answer.text)) == (
        401,
        {
            "code": 70051,
            "message": "Authorization Error: required permission twilio/voice/outgoing-caller-ids/list "
            "is missing",
            "status": 401,
        },
    )


def test_a_restriction_is_of_the_key_and_not_of_the_account(told, sign_in):
    sandbox, _ = told(permissions=[])
    account = sandbox.credentials["account_sid"]
    owner = sign_in(sandbox, api_key_sid=account, api_key_secret=sandbox.auth_token)
    assert owner.calls.list() == []


def test_who_is_on_hold_does_not_take_the_end_of_the_conference_over(agent_in, twilio, clock):
    agent = agent_in("room")
    room = twilio.conferences.list(status="init")[0]
    held = room.participants(agent.sid).update(hold=True)
    ignored = held.update(end_conference_on_exit=True).end_conference_on_exit
    free = held.update(hold=False).update(end_conference_on_exit=True).end_conference_on_exit
    assert (ignored, free) == (False, True)


def test_attributes_of_workers_may_be_left_out_of_lists(told):
    sandbox, twilio = told(worker_attributes_in_lists="null")
    workers = twilio.taskrouter.v1.workspaces(sandbox.credentials["workspace_sid"]).workers
    listed = workers.list(friendly_name="ana")[0]
    assert (listed.attributes, "contact_uri" in workers(listed.sid).fetch().attributes) == (None, True)


def test_workers_are_found_by_an_expression_and_nothing_else_is_pretended(workers):
    found = workers.list(target_workers_expression='contact_uri == "client:ana"')
    assert [each.friendly_name for each in found] == ["ana"]
    with pytest.raises(TwilioException) as refused:
        workers.list(target_workers_expression="team HAS 'x'")
    assert "not understood" in refused.value.args[1].text


def test_no_call_lives_over_four_hours(customers_phone, clock):
    call = customers_phone()
    clock.forward(4 * 3600 + 10)
    assert (call.fetch().status, call.fetch().duration) == ("completed", "14400")


# What is not understood


@pytest.mark.parametrize(
    ("path", "form", "code"),
    [
        ("/Calls.json", {"SendDigits": "hello"}, 21206),
        ("/Calls.json", {"MachineDetection": "perhaps"}, 20001),
        ("/Calls.json", {"StatusCallback": "somewhere"}, 21609),
        ("/Calls.json", {"Speed": "fast"}, 20001),
        ("/Conferences/room/Participants.json", {"Muted": "maybe"}, 20001),
        ("/Conferences/room/Participants.json", {"EarlyMedia": "yes"}, 20001),
    ],
)
def test_what_is_not_understood_is_refused_and_nobody_rings(ask, sandbox, path, form, code):
    said = {"To": CUSTOMER, "From": SALES, **form}
    if path == "/Calls.json":
        said["Url"] = "http://acme.example/twiml"
    answer = ask(path, "POST", data=said)
    assert (answer.status_code, answer.json()["code"], sandbox.snapshot()["legs"]) == (400, code, [])


def test_a_hold_that_is_neither_on_nor_off_is_refused(agent_in, twilio, ask):
    agent = agent_in("room")
    room = twilio.conferences.list(status="init")[0]
    answer = ask(f"/Conferences/{room.sid}/Participants/{agent.sid}.json", "POST", data={"Hold": "maybe"})
    assert (answer.status_code, answer.json()["message"]) == (400, "Hold must be true or false: maybe")


def test_what_is_taken_and_never_done_is_said_once(ask, capsys):
    said = {"To": CUSTOMER, "From": SALES, "Url": "http://a.example/t", "CallReason": "hello"}
    for _ in range(2):
        assert ask("/Calls.json", "POST", data=said).status_code == 201
    assert capsys.readouterr().err.count("CallReason is accepted, and never done") == 1


def test_a_body_that_is_no_utf_8_is_a_refusal(ask):
    answer = ask("/Calls.json", "POST", data=b"To=%2B1\xff\xfe")
    assert (answer.status_code, answer.json()["code"]) == (400, 20001)


def test_other_products_are_not_in_this_sandbox(ask):
    assert ask("/Messages.json").json()["message"] == "Messages is not in this sandbox"
    assert ask("/Calls/CA" + "0" * 32 + ".json").json()["message"].endswith("was not found")


# Headers and links


def test_the_date_of_an_answer_is_that_of_the_sandboxs_clock(ask):
    assert ask("/Calls.json").headers["Date"] == "Sat, 21 Nov 2026 10:00:00 GMT"


def test_every_answer_has_the_headers_that_twilios_have(ask):
    fine, refused = ask("/Calls.json").headers, ask("/Calls/CA0.json").headers
    assert fine["Twilio-Request-Id"].startswith("RQ") and len(fine["Twilio-Request-Id"]) == 34
    assert (fine["X-Home-Region"], "X-Twilio-Error-Code" in fine) == ("us1", False)
    assert refused["X-Twilio-Error-Code"] == "20404"


@pytest.mark.parametrize("host", ["taskrouter.twilio.com", "evil.example:80", "127.0.0.1:1"])
def test_links_lead_to_the_listener_whatever_the_host_header_says(sandbox, host):
    key = sandbox.credentials
    with requests.Session() as session:
        session.trust_env = False
        answer = session.get(
            f"{sandbox.url}/v1/Workspaces/{key['workspace_sid']}/Workers?PageSize=2",
            headers={"Host": host},
            auth=(key["api_key_sid"], key["api_key_secret"]),
            timeout=5,
        ).json()
    links = [answer["meta"]["next_page_url"], answer["meta"]["url"], answer["workers"][0]["url"]]
    assert all(link.startswith(f"{sandbox.url}/v1/") for link in links)


def test_the_number_shown_in_a_dial_must_be_the_accounts(twilio, clock, sandbox):
    forbidden = f"<Response><Dial callerId='+12025550199'><Number>{CUSTOMER}</Number></Dial></Response>"
    twilio.calls.create(to="client:ana", from_=SALES, twiml=forbidden)
    clock.forward(5)
    assert [(leg["to"], leg["status"]) for leg in sandbox.snapshot()["legs"]] == [("client:ana", "completed")]


# Faults of what stands between


@pytest.mark.parametrize(
    ("fault", "status", "body"),
    [
        ({"does": "body", "body": "[]"}, 200, "[]"),
        ({"does": "body", "body": "null", "status": 201}, 201, "null"),
        ({"does": "no content"}, 204, ""),
        ({"does": "429 text"}, 429, "Too Many Requests"),
    ],
)
def test_an_answer_may_be_of_another_form(ask, sandbox, fault, status, body):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, **fault})
    answer = ask("/Calls.json", "POST", data={"To": CUSTOMER, "From": SALES, "Url": "http://a.example/t"})
    assert (answer.status_code, answer.text) == (status, body)


@pytest.mark.parametrize(
    ("fault", "rung"),
    [
        ({"does": "body", "body": "{}"}, 1),
        ({"does": "body", "body": "{}", "executed": False}, 0),
        ({"does": "502 html"}, 0),
        ({"does": "502 html", "executed": True}, 1),
        ({"does": "401 page"}, 0),
        ({"does": "cut", "after_bytes": 5}, 1),
    ],
)
def test_whether_twilio_did_it_all_the_same_is_told_in_the_fault(ask, sandbox, fault, rung):
    sandbox.add_fault({"request": "POST Calls", "nth": 1, **fault})
    try:
        ask("/Calls.json", "POST", data={"To": CUSTOMER, "From": SALES, "Url": "http://a.example/t"})
    except requests.RequestException:
        assert fault["does"] == "cut"
    assert len(sandbox.snapshot()["legs"]) == rung


def test_a_drip_is_the_whole_answer_in_single_bytes(ask, sandbox):
    sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "drip", "delay_s": 0.0})
    assert ask("/Calls.json").json()["calls"] == []


def test_a_bomb_is_little_and_unpacks_to_much(ask, sandbox):
    sandbox.add_fault({"request": "GET Calls", "nth": 1, "does": "bomb", "unpacks_to": 8 << 20})
    answer = ask("/Calls.json", stream=True)
    packed = answer.raw.read(decode_content=False)
    assert len(packed) < 20_000 and len(gzip.decompress(packed)) == 8 << 20


def test_a_client_that_asks_before_it_sends_its_body_is_told_to_go_on(sandbox):
    key, head = sandbox.credentials, b""
    signed = b64encode(f"{key['api_key_sid']}:{key['api_key_secret']}".encode()).decode()
    body = b"To=%2B13125550142&From=%2B14155550100&Url=http://acme.example/t"
    lines = (
        f"POST /2010-04-01/Accounts/{key['account_sid']}/Calls.json HTTP/1.1",
        f"Authorization: Basic {signed}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        "Expect: 100-continue",
        "Host: api.twilio.com",
    )
    host, port = sandbox.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as client:
        client.sendall("\r\n".join((*lines, "", "")).encode())
        head = client.recv(100)
        client.sendall(body)
        assert (head, client.recv(20)[:12]) == (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 201")
