"""The agent's line inside the app: what a call needs of it, said in telephone terms.

Rule 1: a token lives shortly, is held in memory and is written nowhere.
Rule 2: a device is remembered by its id and its name; the id may change, the name seldom does.
Rule 3: what never settles by itself has a time-out here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

from softphone.domain.line.line_state import Trouble

if TYPE_CHECKING:
    from softphone.application.line.test_call import LineTests

TOKEN_LIVES_SECONDS: Final = 600.0


class Waiting(StrEnum):
    """What the line waits for."""

    PAGE = "page"
    TOKEN = "token"
    REGISTRATION = "registration"
    RECONNECTION = "reconnection"


# Seconds. The SDK's register() never settles with a bad token, and a socket is retried for ever.
TIME_OUTS: Final[dict[Waiting, float]] = {
    Waiting.PAGE: 20.0,
    Waiting.TOKEN: 25.0,
    Waiting.REGISTRATION: 10.0,
    Waiting.RECONNECTION: 20.0,
}
# Seconds before the next attempt; the last one counts from then on.
PAUSES: Final[tuple[float, ...]] = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
RENEW_BEFORE_THE_END_SECONDS: Final = 120.0
RENEW_AGAIN_AFTER_FAILURE_SECONDS: Final = 20.0
# Each call leaves a megabyte or two in the page (seen: 1.6); a new page frees them. Between calls only.
PAGE_SERVES_CALLS: Final = 25
IDLE_BEFORE_NEW_PAGE_SECONDS: Final = 60.0
LOOK_EVERY_SECONDS: Final = 1.0
ASLEEP_IF_LATE_BY_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True)
class AccessToken:
    """What registers a line with Twilio.

    Attributes:
        lives_for: Seconds from when it was made.
    """

    jwt: str = field(repr=False)
    lives_for: float = TOKEN_LIVES_SECONDS


class TokenSource(Protocol):
    def token(self, identity: str) -> AccessToken:
        """A new token for the line of this name. May block.

        Raises SoftphoneError: none could be made or had.
        """


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where the line is served, when it is not Twilio.

    Attributes:
        address: "127.0.0.1:PORT".
        certificate: PEM of the one authority that is trusted for it.
    """

    address: str
    certificate: str


class TroubleOf(Protocol):
    def __call__(self, code: int, cause: str = "", *, has_microphone: bool = True) -> Trouble: ...


@dataclass(frozen=True, slots=True)
class LineAccess:
    """What opens an agent's line.

    Attributes:
        identity: The name it is registered under.
        trouble_of: What an error of the line means, from Twilio's code and the browser's name for it.
        gateway: The sandbox's; None: Twilio itself.
        tests: What rings it for a test, made when asked for; None: it cannot be tested.
        edge: Where its signalling goes in, "dublin"; empty: Twilio chooses the nearest.
    """

    identity: str
    tokens: TokenSource
    trouble_of: TroubleOf
    gateway: Gateway | None = None
    tests: "Callable[[], LineTests] | None" = None
    edge: str = ""


@dataclass(frozen=True, slots=True)
class SoundDevice:
    """A microphone or a speaker.

    Attributes:
        id: Of the system or the browser; may be another one after a restart.
        name: As people read it.
    """

    id: str
    name: str

    def kept(self) -> str:
        """As it stands in the settings: "Jabra Evolve|3f…"."""
        return f"{self.name}|{self.id}"


@dataclass(frozen=True, slots=True)
class SoundDevices:
    """What is plugged in now; the system's own choice is not among them."""

    microphones: tuple[SoundDevice, ...] = ()
    speakers: tuple[SoundDevice, ...] = ()


def found(kept: str, devices: Sequence[SoundDevice]) -> SoundDevice | None:
    """The device that was chosen: by its id, or else by its name; None: follow the system.

    Args:
        kept: As ``SoundDevice.kept`` wrote it, or only a name, as in a company's file.
    """
    name, _, device_id = kept.rpartition("|") if "|" in kept else (kept, "", "")
    by_id = (device for device in devices if device_id and device.id == device_id)
    by_name = (device for device in devices if name and device.name == name)
    return next(by_id, None) or next(by_name, None)


def name_kept(kept: str) -> str:
    """The name of the device that was chosen, plugged in or not."""
    return kept.rpartition("|")[0] if "|" in kept else kept


@dataclass(frozen=True, slots=True)
class Sound:
    """How the line is to sound.

    Attributes:
        microphone, speaker: Ids; empty: as the system is set.
        volume: Of the speaker, 0 to 1.
        is_cleaned: Echo and noise are taken off the microphone's sound.
    """

    microphone: str = ""
    speaker: str = ""
    volume: float = 1.0
    is_cleaned: bool = True


class Line(Protocol):
    """A line that is open, or on its way. Nothing here waits; what comes of it is reported."""

    def connect_with(self, jwt: str) -> None:
        """Register anew with this token; calls on the line end."""

    def disconnect_from_twilio(self) -> None:
        """Be registered no more; calls on the line end."""

    def renew(self, jwt: str) -> None:
        """Use this token from now on; calls go on."""

    def answer(self, sid: str) -> None: ...

    def reject(self, sid: str) -> None: ...

    def hang_up(self, sid: str) -> None: ...

    def mute(self, sid: str, *, muted: bool) -> None: ...

    def send_tones(self, sid: str, digits: str) -> None:
        """Send keypad tones: 0-9, * and #."""

    def sound(self, sound: Sound) -> None: ...

    def listen(self, *, listening: bool) -> None:
        """Open the microphone without a call, for its level; and close it again."""

    def close(self) -> None: ...
