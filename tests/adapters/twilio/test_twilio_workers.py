"""TaskRouter's workers: found, read with their ETag, never written over unseen."""

import pytest

from softphone.adapters.twilio.taskrouter.workers import TwilioWorkers
from softphone.application.caller_id.worker_directory import ChangedMeanwhile
from softphone.domain import SoftphoneError


@pytest.fixture
def open_directory(open_sandbox, sign_in):
    def opened(sandbox=None, **account):
        sandbox = sandbox or (open_sandbox(account=account) if account else open_sandbox())
        return TwilioWorkers(sign_in(sandbox), sandbox.credentials["workspace_sid"])

    return opened


@pytest.fixture
def directory(open_directory, sandbox):
    return open_directory(sandbox)


def test_all_pages_are_read_and_a_client_and_a_name_come_with_each(open_directory):
    workers = [
        {"friendly_name": f"w{serial}", "attributes": f'{{"contact_uri": "client:c{serial}"}}'}
        for serial in range(2050)
    ]
    found = open_directory(workers=workers).workers()
    assert len(found) == 2050
    assert (found[7].name, found[7].client) == ("w7", "c7")


def test_a_page_that_breaks_off_is_no_list(open_sandbox, open_directory):
    sandbox = open_sandbox(account={"workers": [{"friendly_name": f"w{serial}"} for serial in range(2050)]})
    sandbox.add_fault({"request": "GET Workers", "nth": 2, "does": "truncated"})
    with pytest.raises(SoftphoneError, match="did not arrive or could not be read"):
        open_directory(sandbox).workers()


@pytest.mark.parametrize("code", [20003, 20006, 70051])
def test_a_list_that_the_key_may_not_read_names_the_permission(sandbox, directory, code):
    sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "error", "status": 403, "code": code})
    with pytest.raises(SoftphoneError) as refused:
        directory.workers()
    assert "“twilio/taskrouter/workers/list and …/read”" in refused.value.remedy


def test_too_many_requests_were_not_processed(sandbox, directory):
    sandbox.add_fault({"request": "GET Workers", "nth": 1, "does": "429"})
    with pytest.raises(SoftphoneError) as refused:
        directory.workers()
    assert refused.value.not_processed


def test_an_agent_is_found_by_name_before_another_by_client(open_directory):
    both = [
        {"friendly_name": "Ana F", "attributes": '{"contact_uri": "client:ana"}'},
        {"friendly_name": "ana", "attributes": '{"contact_uri": "sip:ana@acme.example"}'},
    ]
    assert open_directory(workers=both).find("ana").phone == "sip:ana@acme.example"


def test_nobody_by_that_name_is_none(directory):
    assert (directory.find("zoe"), directory.find("anna-maria")) == (None, None)


def test_a_worker_comes_with_the_version_that_is_written_over(directory):
    fetched = directory.fetch(directory.find("ana").sid)
    written = directory.write(fetched, '{"a": 1}')
    assert fetched.etag
    assert written.etag != fetched.etag
    assert written.attributes == '{"a": 1}'


def test_a_worker_that_somebody_wrote_since_is_not_written_over(directory):
    fetched = directory.fetch(directory.find("ana").sid)
    directory.write(fetched, '{"theirs": 1}')
    with pytest.raises(ChangedMeanwhile, match="Somebody else changed ana"):
        directory.write(fetched, '{"ours": 1}')
    assert directory.find("ana").attributes == '{"theirs": 1}'


def test_a_worker_that_is_gone_says_so(directory):
    with pytest.raises(SoftphoneError) as gone:
        directory.fetch("WK" + "0" * 32)
    assert gone.value.code == 20404


@pytest.mark.parametrize("in_lists", ["told", "null"])
def test_attributes_are_those_of_the_one_worker_whatever_lists_hold(open_directory, open_sandbox, in_lists):
    directory = open_directory(open_sandbox(scenario={"twilio": {"worker_attributes_in_lists": in_lists}}))
    assert '"contact_uri": "client:ana"' in directory.find("ana").attributes
    assert all("contact_uri" in worker.attributes for worker in directory.workers())
