"""The account's numbers: both of Twilio's lists, all their pages.

Source: GET /2010-04-01/Accounts/{Sid}/IncomingPhoneNumbers.json and OutgoingCallerIds.json.
"""

from collections.abc import Callable, Sequence
from typing import Final

from softphone.adapters.twilio.client import TwilioAccount
from softphone.adapters.twilio.errors.failures import plainly
from softphone.adapters.twilio.pages import rows_of
from softphone.adapters.twilio.regions import Region
from softphone.adapters.twilio.resources import owned_number, verified_number
from softphone.application.ports import ListedNumber
from softphone.domain.errors import ErrorKind, SoftphoneError
from softphone.domain.words import say

PAGE_SIZE: Final = 1000
# As Twilio names them: list apart from read, outgoing caller IDs under Voice.
MAY_LIST_NUMBERS: Final = "twilio/phone-numbers/incoming-phone-numbers/list"
MAY_LIST_VERIFIED: Final = "twilio/voice/outgoing-caller-ids/list"
MAY_LIST_CALLS: Final = "twilio/voice/calls/list"
MAY_LIST_CONFERENCES: Final = "twilio/voice/conferences/list"
_NO_SUCH_ACCOUNT: Final = frozenset({20404, 21470, 21471})


class TwilioNumbers:
    def __init__(self, account: TwilioAccount) -> None:
        self._account = account

    def numbers(self) -> Sequence[ListedNumber]:
        client = self._account.client
        with plainly(needs=MAY_LIST_NUMBERS):
            owned = [
                owned_number(
                    e164=one.phone_number,
                    sid=one.sid,
                    label=one.friendly_name,
                    created=one.date_created,
                    capabilities=one.capabilities,
                    receive_mode=one.voice_receive_mode,
                )
                for one in rows_of(client.incoming_phone_numbers.page(page_size=PAGE_SIZE))
            ]
        with plainly(needs=MAY_LIST_VERIFIED):
            verified = [
                verified_number(
                    e164=one.phone_number, sid=one.sid, label=one.friendly_name, created=one.date_created
                )
                for one in rows_of(client.outgoing_caller_ids.page(page_size=PAGE_SIZE))
            ]
        return [*owned, *verified]

    def check_access(self) -> None:
        """Ask for one row of each list that is needed, also of those that find a lost call again.

        Raises SoftphoneError: wrong key, account or region, or no permission.
        """
        client = self._account.client
        asks: dict[str, Callable[[], object]] = {
            MAY_LIST_NUMBERS: lambda: client.incoming_phone_numbers.page(page_size=1),
            MAY_LIST_VERIFIED: lambda: client.outgoing_caller_ids.page(page_size=1),
            MAY_LIST_CALLS: lambda: client.calls.page(page_size=1),
            MAY_LIST_CONFERENCES: lambda: client.conferences.page(page_size=1, status="in-progress"),
        }
        for permission, ask in asks.items():
            try:
                with plainly(needs=permission):
                    ask()
            except SoftphoneError as error:
                raise self._told(error) from error

    def _told(self, error: SoftphoneError) -> SoftphoneError:
        """What a refusal means while signing in."""
        key = self._account.credentials
        what: str
        if error.code in _NO_SUCH_ACCOUNT:
            what = say("The API key does not open the account {account_sid}.", account_sid=key.account_sid)
            remedy = say("Check the account SID, and that the key was made in that account and region.")
        elif error.kind is ErrorKind.NOT_SIGNED_IN and key.region is not Region.US1:
            what = say("Twilio did not accept the API key in its region {region}.", region=key.region.upper())
            remedy = say("Check the key, and that it was made in the region that twilio.region names.")
        elif error.kind is ErrorKind.NOT_SIGNED_IN:
            what = error.what
            remedy = say(
                "Check its SID and secret. A key of Ireland or Australia needs the setting twilio.region."
            )
        else:
            return error
        return SoftphoneError(
            what, remedy=remedy, code=error.code, kind=error.kind, reference=error.reference
        )
