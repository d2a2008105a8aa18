"""What the sign-in page asks for, filled in with what is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from softphone.application.settings.declarations import ACCOUNT_SID, AGENT, API_KEY_SID, ENDPOINT
from softphone.application.settings.origins import Rulebook, ValueOrigin

_KEPT_AS: Final = {
    "account_sid": ACCOUNT_SID,
    "api_key_sid": API_KEY_SID,
    "agent": AGENT,
    "endpoint": ENDPOINT,
}


@dataclass(frozen=True, slots=True)
class SignInForm:
    """Attributes:
    locked: Which of these the company has set, by their names here.
    """

    account_sid: str
    api_key_sid: str
    api_key_secret: str = field(repr=False)
    agent: str = ""
    endpoint: str = ""
    locked: Mapping[str, ValueOrigin] = field(default_factory=dict)

    @property
    def choices(self) -> Mapping[str, str]:
        """What is kept of it, by setting; the secret is not."""
        return {setting.key: str(getattr(self, name)) for name, setting in _KEPT_AS.items()}


def form_known_from(rulebook: Rulebook) -> SignInForm:
    """The form with what the settings say; the secret is never filled in."""
    known = {name: rulebook.origin(setting) for name, setting in _KEPT_AS.items()}
    texts = {name: str(origin.value) for name, origin in known.items()}
    locked = {name: origin for name, origin in known.items() if origin.is_locked}
    return SignInForm(api_key_secret="", locked=locked, **texts)
