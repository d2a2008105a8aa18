"""The main road in a terminal, for a machine without a screen: choose, explain, call, hang up."""

import tempfile
from pathlib import Path
from typing import Final

from softphone.cli.call import Placing
from softphone.cli.hang_up_wish import HangUpWish
from softphone.domain.caller_id.explanation import steps
from softphone.domain.numbers.phone_number import PhoneNumber
from softphone.wiring import Installation, access_to, embedded_sandbox, sandbox_company, sandbox_identity

CUSTOMER: Final = "(415) 555-2671"


def run() -> int:
    """Walk the road on an embedded sandbox; 0 when the customer was reached."""
    print("There is no screen here, so this is the same road in the terminal.")
    print("A Twilio of our own runs on this machine; nobody's real telephone rings.\n")
    sandbox = embedded_sandbox(_SCENARIO)
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(print, Path(folder))
        access = access_to(sandbox)
        identity = sandbox_identity(access)
        session = installation.softphone(access, identity, sandbox_company())
        try:
            softphone = session.softphone
            print(f"Numbers: {softphone.numbers.refresh()}, agent {identity.agent}")
            decision = softphone.decide(softphone.read(CUSTOMER))
            print(f"{CUSTOMER!r} is {decision.choice.destination.number.display}. The rules, in order:")
            for step in steps(decision.choice):
                shown = f" → {step.found.number.display}, {step.found.label}" if step.found else ""
                print(f"  {step.rule.value:<22} {step.words}{shown}")
            print()
            placing = Placing(softphone, HangUpWish(), as_json=False)
            return placing.place(decision.choice.destination.number.e164, None, again=True)
        finally:
            session.close()
            installation.close()
            sandbox.close()


_SCENARIO: Final = {"destinations": {PhoneNumber("+14155552671").e164: {"does": "answer", "talks_s": 3}}}
