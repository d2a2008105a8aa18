"""What support needs to help: log, versions, settings in force, the last errors; nothing secret.

Rule 1: what is shown is what is saved: the files are made once, then previewed and written.
Rule 2: telephone numbers, identifiers, secrets and the home folder's name are taken out of every file.
Rule 3: whatever a file says comes through here; nothing is added after that.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from softphone.application.settings.origins import ValueOrigin
from softphone.domain.redaction import redacted, without_secrets

# In English: it is for those who support it, wherever they are.
_READ_ME: Final = """\
A report of Softphone for the people who support it, made {when}.

versions.txt: this program and what it runs on
settings.txt: the settings in force and where each comes from
errors.txt: the last errors that were shown
requests.txt: what Twilio was asked last, with the names (RQ…) that Twilio's support asks for
log.txt: what the program wrote down

Telephone numbers (but their last two digits), account identifiers, keys and secrets
were taken out. There are no recordings, contacts or lists of calls in it.
"""
# Where the agent's phone rings is told by its first letters only.
_TOLD_IN_PART: Final = frozenset({"agent.endpoint"})


@dataclass(frozen=True, slots=True)
class Package:
    """Somebody else's work that this program is made with.

    Attributes:
        licence: "MIT"; empty if the package does not say.
        text: The licence itself; empty if the package does not carry it.
    """

    name: str
    version: str
    licence: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ShownError:
    """An error as the person read it; ``at`` is the time in words."""

    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Material:
    """What a report is made from, not redacted yet.

    Attributes:
        made_at: The time in words.
        versions: What is installed: name and version.
        settings: Each setting's key with its value in force.
        requests: What Twilio was asked last: time, method, path, status, Twilio's name for it; nothing
            in them is of a person or a secret.
        secrets: Known ones: the key's secret, the account.
        home: The user's home folder, which has their name in it.
    """

    made_at: str
    versions: Sequence[tuple[str, str]]
    packages: Sequence[Package]
    settings: Sequence[tuple[str, ValueOrigin]]
    errors: Sequence[ShownError]
    log: str = field(repr=False)
    requests: Sequence[Sequence[str]] = ()
    secrets: tuple[str, ...] = field(default=(), repr=False)
    home: str = ""


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file of the report, fit to be read by others."""

    name: str
    text: str


def support_bundle(material: Material) -> tuple[BundleFile, ...]:
    """The files of a report, redacted."""
    return tuple(BundleFile(name, write(material)) for name, write in _FILES.items())


def _read_me(material: Material) -> str:
    return _READ_ME.format(when=material.made_at)


def _versions(material: Material) -> str:
    lines = [*material.versions, *((each.name, each.version) for each in material.packages)]
    # Versions look like numbers; nothing that a person typed is among them.
    return without_secrets(_table(lines), material.secrets)


def _settings(material: Material) -> str:
    rows = (
        (key, _shown(key, origin), f"{origin.source.value} {origin.where}".strip())
        for key, origin in material.settings
    )
    return _redacted(_table(rows), material)


def _errors(material: Material) -> str:
    return _redacted("".join(f"{error.at}  {error.words}\n" for error in material.errors), material)


def _requests(material: Material) -> str:
    """Not redacted like the others: the names of requests look like identifiers, and are what is wanted."""
    return "".join("  ".join(row) + "\n" for row in material.requests)


def _log(material: Material) -> str:
    return _redacted(material.log, material)


_FILES: Final[dict[str, Callable[[Material], str]]] = {
    "README.txt": _read_me,
    "versions.txt": _versions,
    "settings.txt": _settings,
    "errors.txt": _errors,
    "requests.txt": _requests,
    "log.txt": _log,
}


def _shown(key: str, origin: ValueOrigin) -> str:
    value = str(origin.value).lower() if isinstance(origin.value, bool) else origin.value
    if key in _TOLD_IN_PART and ":" in value:
        return value.split(":")[0] + ":…"
    return value or "–"


def _redacted(text: str, material: Material) -> str:
    text = redacted(text, material.secrets)
    return text.replace(material.home, "~") if len(material.home) > 1 else text


def _table(rows: Iterable[Sequence[str]]) -> str:
    lines = list(rows)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )
