"""Behind a company's proxy: what is proven not to be done, what is in doubt, what each trouble is called."""

import os
import socket

import pytest
from forward_proxy import Fault, ForwardProxy, SocksProxy

from softphone.adapters.twilio.calls import TwilioCalls
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.domain.errors import SoftphoneError

MAY_RING = "Twilio's answer did not arrive, so a phone may be ringing."
AFTER_THE_REQUEST = [
    Fault(stage, how, handed_on)
    for stage, hows in {
        "request": ("fin", "rst", "bad mac", "text 503"),
        "answer": ("fin", "rst", "bad mac"),
    }.items()
    for how in hows
    for handed_on in ((True, False) if stage == "request" else (True,))
]
BEFORE_THE_REQUEST = {
    Fault("connect", "fin"): "Twilio cannot be reached.",
    Fault("connect", "rst"): "Twilio cannot be reached.",
    Fault("handshake", "fin"): "Twilio cannot be reached.",
    Fault("handshake", "rst"): "Twilio cannot be reached.",
    Fault(
        "connect", "refuse 407"
    ): "The proxy asks for a name and a password, or does not accept those it got.",
    Fault(
        "connect", "refuse ntlm"
    ): "The proxy wants a Windows sign-in (NTLM), which this program does not speak.",
    Fault("connect", "refuse 403"): "The proxy does not let this computer connect to Twilio.",
}


def failure_of(account, call) -> SoftphoneError:
    with pytest.raises(SoftphoneError) as caught:
        TwilioCalls(account).ring_agent(call)
    return caught.value


def test_a_call_is_placed_through_the_proxy_with_the_companys_certificate(proxy, sign_in, sandbox, call):
    report = TwilioCalls(sign_in()).ring_agent(call)
    assert [leg["sid"] for leg in sandbox.snapshot()["legs"]] == [report.sid]
    assert proxy.connects == 1


def test_the_connection_through_the_proxy_is_kept(proxy, sign_in, call):
    calls = TwilioCalls(sign_in())
    for _ in range(3):
        calls.warm_up()
    assert proxy.connects == 1


@pytest.mark.parametrize("fault", AFTER_THE_REQUEST, ids=str)
def test_after_the_requests_bytes_have_left_nobody_knows(proxy, sign_in, sandbox, call, fault):
    proxy.next_fault = fault
    error = failure_of(sign_in(), call)
    assert (error.call_may_exist, error.not_processed) == (True, False)
    assert "may be ringing" in error.what
    assert len(sandbox.snapshot()["legs"]) == fault.is_handed_on


@pytest.mark.parametrize(("fault", "what"), BEFORE_THE_REQUEST.items(), ids=str)
def test_before_the_request_is_sent_nothing_is_done_and_the_trouble_has_a_name(
    proxy, sign_in, sandbox, call, fault, what
):
    proxy.next_fault = fault
    error = failure_of(sign_in(), call)
    assert (error.what, error.call_may_exist, sandbox.snapshot()["legs"]) == (what, False, [])
    assert error.remedy


def test_a_proxy_with_a_password_is_signed_in_to(sandbox, tmp_path, monkeypatch, sign_in, call):
    with ForwardProxy(sandbox.url, tmp_path, password="ana:s3cret") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("SSL_CERT_FILE", str(proxy.ca_file))
        TwilioNumbers(sign_in()).check_access()


def test_a_password_of_the_proxy_is_in_no_sentence(sandbox, tmp_path, monkeypatch, sign_in, call):
    with ForwardProxy(sandbox.url, tmp_path, password="ana:s3cret") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("s3cret", "wr0ng"))
        monkeypatch.setenv("SSL_CERT_FILE", str(proxy.ca_file))
        error = failure_of(sign_in(), call)
    assert error.what == "The proxy asks for a name and a password, or does not accept those it got."
    assert "wr0ng" not in f"{error} {error.__cause__!r}"


def test_a_certificate_that_is_not_trusted_is_told_and_nothing_was_sent(
    proxy, sign_in, sandbox, call, monkeypatch
):
    monkeypatch.delenv("SSL_CERT_FILE")
    error = failure_of(sign_in(), call)
    assert (
        error.what == "The certificate that came is not one that this computer trusts, so nothing was sent."
    )
    assert (error.call_may_exist, sandbox.requests) == (False, [])


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_a_file_of_certificates_that_is_not_there_is_one_sentence(
    proxy, sign_in, call, monkeypatch, variable
):
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv(variable, "/nowhere/ca.pem")
    error = failure_of(sign_in(), call)
    assert error.what == f"/nowhere/ca.pem, which {variable} names, cannot be read as certificates."
    assert not error.call_may_exist


def test_a_proxy_that_does_not_answer_is_told(sign_in, call, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
    error = failure_of(sign_in(), call)
    assert (error.what, error.call_may_exist) == ("The proxy does not answer.", False)


def test_a_name_that_cannot_be_looked_up_is_told(sign_in, call):
    if os.environ.get("NETWORK_IS_THERE"):
        pytest.skip("Twilio would be reached")
    error = failure_of(sign_in(), call)
    assert (error.what, error.call_may_exist) == ("Twilio's address could not be looked up (DNS).", False)


def test_a_socks_proxy_is_used(proxy, sign_in, monkeypatch, sandbox, call):
    monkeypatch.delenv("HTTPS_PROXY")
    with SocksProxy(proxy) as socks:
        monkeypatch.setenv("ALL_PROXY", socks.url)
        report = TwilioCalls(sign_in()).ring_agent(call)
    assert [leg["sid"] for leg in sandbox.snapshot()["legs"]] == [report.sid]


def test_behind_a_socks_proxy_a_cut_after_the_request_is_in_doubt_too(proxy, sign_in, monkeypatch, call):
    monkeypatch.delenv("HTTPS_PROXY")
    proxy.next_fault = Fault("request", "rst")
    with SocksProxy(proxy) as socks:
        monkeypatch.setenv("ALL_PROXY", socks.url)
        assert failure_of(sign_in(), call).call_may_exist


def test_a_proxy_setting_that_is_none_is_told(sign_in, call, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://")
    error = failure_of(sign_in(), call)
    assert (error.what, error.call_may_exist) == (
        "The proxy in HTTPS_PROXY or ALL_PROXY cannot be used.",
        False,
    )
