"""Reads a list page by page, to its end and no further.

Rule: a page that names itself or an earlier one as the next would be read for ever; it is said instead.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from softphone.domain.errors import SoftphoneError
from softphone.domain.words import say

_PAGES_AT_MOST: Final = 1000  # a million numbers


def rows_of(page: Any, *, at_most: int | None = None) -> Iterator[Any]:
    """The rows of a list that begins with ``page``, a page of the twilio library.

    Raises SoftphoneError: the list has no end.
    """
    return islice(_rows(page), at_most)


def _rows(page: Any) -> Iterator[Any]:
    seen: set[str] = set()
    while True:
        yield from page
        url = page.next_page_url
        if url is None:
            return
        if url in seen or len(seen) >= _PAGES_AT_MOST:
            raise SoftphoneError(
                say("Twilio's list has no end: one of its pages comes again and again."),
                remedy=say("Try again. If it goes on, a proxy on the way may change Twilio's answers."),
            )
        seen.add(url)
        page = page.next_page()
