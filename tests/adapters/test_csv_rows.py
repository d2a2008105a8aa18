"""Rows of a table whose quotation marks are odd: each costs itself, and no time."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.adapters.contacts.csv_contacts import read_csv
from softphone.adapters.csv_rows import Rows

HEADERS = "Name,Company,Phone\n"


def names(text: str) -> tuple[list[str], list[int]]:
    cards, skipped, _ = read_csv(HEADERS + text, "file", {})
    return [card.name for card in cards], [each.line for each in skipped]


@pytest.mark.parametrize(
    ("text", "expected", "lines"),
    [
        ('"Ana,Acme,4155552671\nBo,Acme,4155552672\n', ["Bo"], [2]),
        ('"Ana,Acme,4155552671\nBo,"Acme",4155552672\n', ["Bo"], [2]),
        ('"Ana,Acme,4155552671\nBo,Acme,4155552672\nCy,Acme",4155552673\n', ["Bo", "Cy"], [2]),
        ('Ana,"Acme,4155552671\nBo,Acme,4155552672\n', ["Bo"], [2]),
        ('Ana 5" pipe,Acme,4155552671\n', ['Ana 5" pipe'], []),
        ('"Ana ""A"" Reyes",Acme,4155552671\n', ['Ana "A" Reyes'], []),
        ('"Ana\nReyes","Acme, Inc.\nParis",4155552671\n', ["Ana Reyes"], []),
        ('"Ana" Reyes,Acme,4155552671\n', ["Ana Reyes"], []),
    ],
)
def test_an_odd_quotation_mark_costs_its_own_line_only(text, expected, lines) -> None:
    assert names(text) == (expected, lines)


@pytest.mark.parametrize("line", ['"a,1,2\n', 'a,"\n', 'x"y\n', '"\n', '"a"b,"\n', '""",\n'])
def test_eighty_thousand_odd_quotation_marks_take_no_longer_than_even_ones(line) -> None:
    lines = [line] * 80_000
    begun = process_time()

    for _ in Rows(lines, ",", 0, []):
        pass

    assert process_time() - begun < 1.0


def test_a_line_of_eighty_thousand_quotation_marks_is_read_at_once() -> None:
    begun = process_time()

    assert list(Rows(['"' * 80_001 + ",1\n"] * 3, ",", 0, []))[:0] == []

    assert process_time() - begun < 0.5


@given(st.lists(st.text(st.sampled_from('a",\n1 é'), max_size=12), max_size=12))
def test_every_line_is_in_a_row_or_is_listed(parts) -> None:
    lines = "".join(f"{part}\n" for part in parts).splitlines(keepends=True)
    skipped = []
    rows = list(Rows(lines, ",", 0, skipped))

    said = "".join(cell for row in rows for cell in row.cells) + "".join(each.whose for each in skipped)
    assert sorted(character for character in "".join(lines) if character in "aé1") == sorted(
        character for character in said if character in "aé1"
    )
