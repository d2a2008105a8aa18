"""The account's numbers: both of Twilio's lists, all their pages.

Source: GET /2010-04-01/Accounts/{Sid}/IncomingPhoneNumbers.json and OutgoingCallerIds.json.
"""

from collections.abc import Sequence
from typing import Final

from softphone.adapters.twilio.client import TwilioAccount
from softphone.adapters.twilio.failures import plainly
from softphone.adapters.twilio.resources import owned_number, verified_number
from softphone.application.ports import ListedNumber
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

PAGE_SIZE: Final = 1000
PERMISSION: Final = "Phone Numbers: read (IncomingPhoneNumbers and OutgoingCallerIds)"
_NO_SUCH_ACCOUNT: Final = frozenset({20404, 21470, 21471})


class TwilioNumbers:
    def __init__(self, account: TwilioAccount) -> None:
        self._account = account

    def numbers(self) -> Sequence[ListedNumber]:
        client = self._account.client
        with plainly(needs=PERMISSION):
            owned = [
                owned_number(
                    e164=one.phone_number,
                    sid=one.sid,
                    label=one.friendly_name,
                    created=one.date_created,
                    capabilities=one.capabilities,
                    receive_mode=one.voice_receive_mode,
                )
                for one in client.incoming_phone_numbers.stream(page_size=PAGE_SIZE)
            ]
            verified = [
                verified_number(
                    e164=one.phone_number, sid=one.sid, label=one.friendly_name, created=one.date_created
                )
                for one in client.outgoing_caller_ids.stream(page_size=PAGE_SIZE)
            ]
        return [*owned, *verified]

    def check_access(self) -> None:
        """Ask for one number, to see whether the key opens this account.

        Raises SoftphoneError: wrong key, wrong account, or no permission.
        """
        account_sid = self._account.credentials.account_sid
        try:
            with plainly(needs=PERMISSION):
                self._account.client.incoming_phone_numbers.page(page_size=1)
        except SoftphoneError as error:
            if error.code not in _NO_SUCH_ACCOUNT:
                raise
            raise SoftphoneError(
                say("The API key does not open the account {account_sid}.", account_sid=account_sid),
                remedy=say("Check the account SID, and that the key was made in that account and region."),
                code=error.code,
                reference=error.reference,
            ) from error
