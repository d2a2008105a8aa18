"""Which settings count: the file as it was found, or its last good copy.

Rule 1: a file counts as a whole or not at all once there is a good copy of it.
Rule 2: nothing that a good copy locked is opened by a file that is broken, cut off, gone,
        or that somebody else than the administrator may have written.
Rule 3: without a copy, what is right in a broken file counts, and an untrusted file only suggests.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from softphone.application.settings.company import Company, Problem
from softphone.application.settings.overlay import says_nothing, says_the_same, with_locks_of, without_locks
from softphone.domain.words import Words, say


@dataclass(frozen=True, slots=True)
class Found:
    """The machine-wide file as it was found.

    Attributes:
        company: What it says; its problems.
        text: As it was read; empty where it could not be.
        distrust: Why it may not be the administrator's; None: it is.
    """

    file: str
    company: Company
    text: str = ""
    is_there: bool = True
    distrust: Problem | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """What the file said when it was last good."""

    company: Company
    text: str


def is_good(found: Found, copies: Sequence[Copy] = ()) -> bool:
    """True when ``found`` counts, and may take the copies' place."""
    return found.is_there and not _problems(found, copies)


def in_force(found: Found, copies: Sequence[Copy] = ()) -> Company:
    """The settings that count.

    Args:
        copies: Strongest first; a later one only adds locks.
    """
    problems = _problems(found, copies)
    if not copies:
        return _without_a_copy(found, problems)
    if found.is_there and not problems:
        return found.company
    kept = copies[0].company
    for copy in copies[1:]:
        kept = with_locks_of(kept, copy.company)
    if not found.is_there and says_nothing(kept):
        return Company()
    warning = _warning(found, problems)
    return replace(kept, problems=problems, warning=warning, is_copy=True)


def _problems(found: Found, copies: Sequence[Copy]) -> tuple[Problem, ...]:
    problems = found.company.problems
    if not problems and any(_is_cut_off(found, copy) for copy in copies):
        problems = (_cut_off(found),)
    return (found.distrust, *problems) if found.distrust else problems


def _is_cut_off(found: Found, copy: Copy) -> bool:
    """The beginning of the copy, and not all of what it says: half a file was written."""
    is_beginning = copy.text.startswith(found.text) and copy.text != found.text
    return found.is_there and is_beginning and not says_the_same(found.company, copy.company)


def _cut_off(found: Found) -> Problem:
    return Problem(
        found.file,
        max(1, len(found.text.splitlines())),
        "file",
        "is only the beginning of what it was",
        "the whole file; a comment as its last line if nothing is missing",
    )


def _without_a_copy(found: Found, problems: tuple[Problem, ...]) -> Company:
    if not found.is_there:
        return Company()
    company = replace(found.company, problems=problems)
    if found.distrust:
        warning = say(
            "{file} can be changed by others than the administrator, so it locks nothing and only "
            "suggests. To mend it: {remedy}",
            file=found.file,
            remedy=found.distrust.expected,
        )
        return replace(without_locks(company), warning=warning)
    if not problems:
        return company
    warning = say(
        "The company's settings file has a mistake and was never read without one: what is right in it "
        "counts. {problem}",
        problem=problems[0],
    )
    return replace(company, warning=warning)


def _warning(found: Found, problems: tuple[Problem, ...]) -> Words:
    if not found.is_there:
        return say(
            "The company's settings file {file} is gone, so its last good copy counts.", file=found.file
        )
    if found.distrust:
        return say(
            "{file} can be changed by others than the administrator, so its last good copy counts. "
            "To mend it: {remedy}",
            file=found.file,
            remedy=found.distrust.expected,
        )
    return say(
        "The company's settings file has a mistake, so its last good copy counts. {problem}",
        problem=problems[0],
    )
