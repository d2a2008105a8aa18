"""Secrets in the system's keyring, and nowhere else.

Rule 1: a secret is never in a file, an argument, a log or an error.
Rule 2: with no keyring it is kept for this session only, and the window says so.
Rule 3: a keyring backend that writes plain files counts as none.
"""

from typing import Final

from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

SERVICE: Final = "softphone"
_NOT_A_KEYRING: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class KeyringSecrets:
    """``keyring`` is imported when first needed: it takes 0.1 s, and asks the desktop."""

    def __init__(self) -> None:
        self._of_session: dict[str, str] = {}

    @property
    def store_name(self) -> str:
        import keyring

        backend = keyring.get_keyring()
        if type(backend).__module__.startswith(_NOT_A_KEYRING):
            return ""
        return str(backend.name)

    def get(self, name: str) -> str:
        if name in self._of_session:
            return self._of_session[name]
        import keyring
        from keyring.errors import KeyringError

        if not self.store_name:
            return ""
        try:
            return keyring.get_password(SERVICE, name) or ""
        except KeyringError as error:
            raise SoftphoneError(
                say("The system's keyring could not be opened."),
                remedy=say("Unlock it, then try again; or sign in for this session."),
            ) from error

    def keep(self, name: str, secret: str) -> bool:
        import keyring
        from keyring.errors import KeyringError

        try:
            if self.store_name:
                keyring.set_password(SERVICE, name, secret)
                self._of_session.pop(name, None)
                return True
        except KeyringError:
            pass  # locked, or the service went away: told to the caller by the answer
        self._of_session[name] = secret
        return False
