"""Where a request goes in each of Twilio's regions, and what a key of another region is told."""

import pytest

from softphone.adapters.twilio.client import Credentials, TwilioAccount
from softphone.adapters.twilio.line.access_token import KeyTokens
from softphone.adapters.twilio.numbers import TwilioNumbers
from softphone.adapters.twilio.regions import Region, host_in
from softphone.domain import SoftphoneError


@pytest.mark.parametrize(
    ("region", "host", "there"),
    [
        (Region.US1, "api.twilio.com", "api.twilio.com"),
        (Region.IE1, "api.twilio.com", "api.dublin.ie1.twilio.com"),
        (Region.AU1, "api.twilio.com", "api.sydney.au1.twilio.com"),
        (Region.IE1, "taskrouter.twilio.com", "taskrouter.dublin.ie1.twilio.com"),
        (Region.AU1, "api.sydney.au1.twilio.com", "api.sydney.au1.twilio.com"),
        (Region.IE1, "evil.example", "evil.example"),
    ],
)
def test_a_host_names_its_edge_and_region(region, host, there):
    assert host_in(region, host) == there


def test_a_link_that_leads_elsewhere_is_not_followed():
    account = TwilioAccount(Credentials("AC" + "0" * 32, "SK" + "0" * 32, "secret"))
    with pytest.raises(SoftphoneError, match="not Twilio's"):
        account.client.request("GET", "https://evil.example/next")
    with pytest.raises(SoftphoneError, match="not Twilio's"):
        account.client.request("GET", "http://api.twilio.com/next")
    account.close()


@pytest.mark.parametrize(
    ("region", "what", "remedy"),
    [
        (Region.US1, "Twilio did not accept the API key.", "needs the setting twilio.region"),
        (Region.IE1, "Twilio did not accept the API key in its region IE1.", "that twilio.region names"),
    ],
)
def test_a_key_that_is_not_known_there_is_told_of_the_region(sandbox, region, what, remedy):
    key = sandbox.credentials
    account = TwilioAccount(Credentials(key["account_sid"], key["api_key_sid"], "wrong", key["url"], region))
    with pytest.raises(SoftphoneError) as caught:
        TwilioNumbers(account).check_access()
    account.close()
    assert (caught.value.what, remedy in caught.value.remedy) == (what, True)


@pytest.mark.parametrize(("region", "twr"), [(Region.US1, None), (Region.IE1, "ie1"), (Region.AU1, "au1")])
def test_a_token_says_its_region(region, twr):
    import base64
    import json

    key = Credentials("AC" + "0" * 32, "SK" + "0" * 32, "secret" * 6, region=region)
    head = KeyTokens(key).token("ana").jwt.split(".")[0]
    assert json.loads(base64.urlsafe_b64decode(head + "==")).get("twr") == twr
