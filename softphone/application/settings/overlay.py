"""Companies laid over each other: a policy over the file, one copy's locks beside another's.

Rule 1: what the stronger one says counts; the weaker one fills in the rest.
Rule 2: an entry keeps the file it was read from.
"""

from collections.abc import Mapping
from dataclasses import replace

from softphone.application.settings.company import Company
from softphone.application.settings.values import Entry, Settings
from softphone.domain.caller_id.ring_groups import RingGroups

Entries = Mapping[str, Entry]


def over(stronger: Company, weaker: Company) -> Company:
    """``weaker`` with all that ``stronger`` says over it: a policy of the system over the file."""
    groups, under = stronger.ring_groups, weaker.ring_groups
    strong, weak = stronger.settings, weaker.settings
    return replace(
        weaker,
        settings=Settings(
            locked=_over(strong.locked, weak.locked, strong.file),
            agents=_agents_over(strong, weak),
            user=weak.user,
            defaults=_over(strong.defaults, weak.defaults, strong.file),
            file=weak.file,
        ),
        ring_groups=RingGroups(
            {**under.groups, **groups.groups}, {**under.dedicated_lines, **groups.dedicated_lines}
        ),
        supervisors=stronger.supervisors or weaker.supervisors,
        name=stronger.name or weaker.name,
        contact=stronger.contact or weaker.contact,
        problems=(*weaker.problems, *stronger.problems),
    )


def with_locks_of(company: Company, other: Company) -> Company:
    """``company``, and what ``other`` locks beyond it."""
    mine, theirs = company.settings, other.settings
    locked = {**_named(theirs.locked, theirs.file), **mine.locked}
    agents = {
        agent: {**_named(theirs.agents.get(agent, {}), theirs.file), **mine.agents.get(agent, {})}
        for agent in (*theirs.agents, *mine.agents)
    }
    return replace(company, settings=replace(mine, locked=locked, agents=agents))


def without_locks(company: Company) -> Company:
    """``company`` with its locks as suggestions; entries for one agent are as strong as locks, and go."""
    said = company.settings
    return replace(
        company, settings=replace(said, locked={}, agents={}, defaults={**said.defaults, **said.locked})
    )


def says_the_same(one: Company, other: Company) -> bool:
    """True when both settle everything alike, whatever files they were read from."""
    return _said(one) == _said(other)


def says_nothing(company: Company) -> bool:
    return says_the_same(company, Company())


def _said(company: Company) -> Company:
    settings = replace(company.settings, file="")
    return replace(company, settings=settings, problems=(), warning="", is_copy=False)


def _over(strong: Entries, weak: Entries, file: str) -> dict[str, Entry]:
    return {**weak, **_named(strong, file)}


def _agents_over(strong: Settings, weak: Settings) -> dict[str, dict[str, Entry]]:
    agents = dict.fromkeys((*weak.agents, *strong.agents))
    return {
        agent: _over(strong.agents.get(agent, {}), weak.agents.get(agent, {}), strong.file)
        for agent in agents
    }


def _named(entries: Entries, file: str) -> dict[str, Entry]:
    return {key: replace(entry, file=entry.file or file) for key, entry in entries.items()}
