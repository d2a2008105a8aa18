"""What opens an account: the key kept here, or a sandbox in this process or beside it."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from softphone.adapters.settings.company_source import CompanySource as CompanySource
from softphone.adapters.settings.company_source import MachineWide as MachineWide
from softphone.application.softphone import Identity
from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

SANDBOX_VARIABLE: Final = "SOFTPHONE_SANDBOX"


SANDBOX_AGENT: Final = "ana"


_SANDBOX_KEYS: Final = ("url", "account_sid", "api_key_sid", "api_key_secret")


class LocalTwilio(Protocol):
    """A sandbox inside this process."""

    @property
    def credentials(self) -> Mapping[str, str]: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Access:
    """What opens an account: Twilio's, or a sandbox's when it has a URL."""

    account_sid: str
    api_key_sid: str
    api_key_secret: str = field(repr=False)
    sandbox_url: str = ""
    workspace_sid: str = ""


def embedded_sandbox(scenario: Mapping[str, Any] | None = None) -> LocalTwilio:
    """A local Twilio inside this process, started."""
    from softphone.sandbox import Sandbox

    sandbox: LocalTwilio = Sandbox(scenario=scenario).start()
    return sandbox


def access_to(sandbox: LocalTwilio) -> Access:
    return _access(sandbox.credentials)


def sandbox_identity(access: Access, agent: str = "") -> Identity:
    """An agent in a sandbox; their phone is the app's own."""
    name = agent or SANDBOX_AGENT
    return Identity(name, f"client:{name}", access.account_sid)


def sandbox_from_environment() -> Access | None:
    """The running sandbox that SOFTPHONE_SANDBOX points at; None if it is not set.

    Raises SoftphoneError: it is not what ``softphone sandbox`` prints.
    """
    text = os.environ.get(SANDBOX_VARIABLE, "")
    if not text:
        return None
    try:
        content = json.loads(text)
    except ValueError:
        content = None
    if not isinstance(content, dict) or not all(isinstance(content.get(key), str) for key in _SANDBOX_KEYS):
        raise SoftphoneError(
            say("{name} is set, but is not what “softphone sandbox” prints.", name=SANDBOX_VARIABLE),
            remedy=say("Set it to that line, a JSON object, or unset it."),
        )
    return _access(content)


def _access(content: Mapping[str, Any]) -> Access:
    return Access(
        content["account_sid"],
        content["api_key_sid"],
        content["api_key_secret"],
        sandbox_url=content["url"],
        workspace_sid=str(content.get("workspace_sid", "")),
    )
