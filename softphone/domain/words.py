"""Sentences for people, kept with the parts they were made of.

Rule 1: a sentence is a ``str``: it can be printed, logged and compared as it is.
Rule 2: it keeps its English template and the values, so that a window in another
        language can say it again without taking it apart.
"""

from typing import Any


class Words(str):
    """English text that remembers its ``template`` and ``values``."""

    template: str
    values: dict[str, Any]


def say(template: str, **values: Any) -> Words:
    """The sentence made of ``template`` ("… {name} …") and ``values``."""
    words = Words(template.format(**values) if values else template)
    words.template = template
    words.values = values
    return words
