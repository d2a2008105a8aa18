"""Where a setting's value comes from, in words: who set it, in which file, on which line.

Rule: what is locked names who locked it and how to reach them; nobody has to guess.
"""

from dataclasses import dataclass

from softphone.application.checks import Value
from softphone.application.company import Company
from softphone.application.settings import InForce, Setting, Settings, Source
from softphone.domain.words import say


@dataclass(frozen=True, slots=True)
class Origin:
    """A value in force and where it comes from.

    Attributes:
        words: "Set by Acme (it@acme.example)".
        where: "FILE:LINE"; empty where there is no file.
    """

    value: Value
    source: Source
    words: str
    where: str
    is_locked: bool


def origin_of(setting: Setting, settings: Settings, company: Company, agent: str = "") -> Origin:
    """What counts for ``agent``, and where it comes from."""
    in_force = settings.in_force(setting, agent)
    return Origin(
        in_force.value,
        in_force.source,
        _words(in_force.source, company),
        _where(in_force, settings.file),
        in_force.is_locked,
    )


def _words(source: Source, company: Company) -> str:
    name = company.name or say("your company")
    if company.contact:
        name = say("{name} ({contact})", name=name, contact=company.contact)
    return {
        Source.LOCKED: say("Set by {name}", name=name),
        Source.AGENT: say("Set for you by {name}", name=name),
        Source.USER: say("Chosen by you"),
        Source.DEFAULTS: say("Suggested by {name}", name=name),
        Source.BUILT_IN: say("Built in"),
    }[source]


def _where(in_force: InForce, file: str) -> str:
    if in_force.source in (Source.USER, Source.BUILT_IN) or not file:
        return ""
    return f"{file}:{in_force.line}" if in_force.line else file
