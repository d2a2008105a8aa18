"""Where a setting's value comes from, in words: who set it, in which file, on which line.

Rule: what is locked names who locked it and how to reach them; nobody has to guess.
"""

from dataclasses import dataclass, field

from softphone.application.settings.checks import Value
from softphone.application.settings.company import Company
from softphone.application.settings.setting import Setting
from softphone.application.settings.values import Settings, Source
from softphone.domain.words import say


@dataclass(frozen=True, slots=True)
class ValueOrigin:
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


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The settings as they stand for one agent, and whose company they are.

    Attributes:
        agent: Empty: nobody in particular.
    """

    company: Company = field(default_factory=Company)
    settings: Settings = field(default_factory=Settings)
    agent: str = ""

    def origin(self, setting: Setting) -> ValueOrigin:
        """What counts, and where it comes from."""
        in_force = self.settings.in_force(setting, self.agent)
        return ValueOrigin(
            in_force.value,
            in_force.source,
            self._words(in_force.source),
            in_force.where,
            in_force.is_locked,
        )

    def text(self, setting: Setting) -> str:
        return self.settings.text(setting, self.agent)

    def _words(self, source: Source) -> str:
        name = self.company.in_words
        return {
            Source.LOCKED: say("Set by {name}", name=name),
            Source.AGENT: say("Set for you by {name}", name=name),
            Source.USER: say("Chosen by you"),
            Source.DEFAULTS: say("Suggested by {name}", name=name),
            Source.BUILT_IN: say("Built in"),
        }[source]
