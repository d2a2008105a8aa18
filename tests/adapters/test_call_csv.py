"""Calls as a CSV file: what the csv module reads back, and what a spreadsheet will not run."""

import csv
from dataclasses import replace

import pytest

from softphone.adapters.call_csv import COLUMNS, write
from softphone.application.ports import RecentCall
from softphone.domain import SoftphoneError
from softphone.domain.calls.legs import Leg, LegStatus

NAMES = {"+14155552671": "Zoë <&> “Ana”, Ltd."}


def name_of(e164: str) -> str:
    return NAMES.get(e164, "")


def read_back(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_column_comes_back_as_it_was(tmp_path, call):
    talked = replace(
        call,
        agent_leg=Leg(LegStatus.COMPLETED),
        customer_leg=Leg(LegStatus.COMPLETED),
        connected_at=call.placed_at + 5,
        ended_at=call.placed_at + 70,
        duration=65,
    )
    write(tmp_path / "calls.csv", [RecentCall(talked, 'two lines\nand a "quote"')], name_of)
    (row,) = read_back(tmp_path / "calls.csv")
    assert tuple(row) == COLUMNS
    assert row == {
        "placed at (UTC)": "2026-11-21T10:00:00+00:00",
        "number": "+14155552671",
        "name": NAMES["+14155552671"],
        "shown as": "+14155550100",
        "rule": "same_area_code",
        "why": "Same area code, +1 415",
        "outcome": row["outcome"],
        "seconds": "65",
        "note": 'two lines\nand a "quote"',
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_note_or_a_name_that_starts_like_a_formula_is_text(tmp_path, call, start):
    path = tmp_path / "calls.csv"
    write(path, [RecentCall(call, f"{start}cmd|calc")], lambda _: f"{start}1+1")
    (row,) = read_back(path)
    assert (row["note"], row["name"]) == (f"'{start}cmd|calc", f"'{start}1+1")


def test_spreadsheets_see_that_it_is_utf_8(tmp_path, call):
    write(tmp_path / "calls.csv", [RecentCall(call)], name_of)
    assert (tmp_path / "calls.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_calls_are_a_file_with_the_columns_alone(tmp_path):
    write(tmp_path / "calls.csv", [], name_of)
    assert read_back(tmp_path / "calls.csv") == []


def test_a_file_that_cannot_be_written_says_so_and_leaves_the_older_one(tmp_path, call):
    older = tmp_path / "calls.csv"
    older.mkdir()
    with pytest.raises(SoftphoneError) as failed:
        write(older, [RecentCall(call)], name_of)
    assert str(older) in failed.value.what
    assert failed.value.remedy == "Choose another folder."
    assert [path.name for path in tmp_path.iterdir()] == ["calls.csv"]


def test_a_folder_that_is_not_there_says_so(tmp_path, call):
    with pytest.raises(SoftphoneError):
        write(tmp_path / "nowhere" / "calls.csv", [RecentCall(call)], name_of)
