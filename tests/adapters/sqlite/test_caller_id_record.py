"""The record of changed caller IDs: each once on the disk, and out again as CSV."""

import csv

import pytest

from softphone.adapters.caller_id_csv import COLUMNS, write
from softphone.adapters.sqlite.caller_id_record import CALLER_ID_RECORD_SCHEMA, SqliteCallerIdRecord
from softphone.adapters.sqlite.database import Database
from softphone.application.caller_id.record import RecordedChange
from softphone.domain.caller_id.assignment import Change

NOON = 1_795_262_400
CAMPAIGN = RecordedChange(
    "ana", Change(NOON, "sam", "default", "+442079460100", NOON + 3600, True, "spring campaign")
)
PICK = RecordedChange("bo", Change(NOON + 60, "bo", "", "+12125550101"))


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "softphone.sqlite", CALLER_ID_RECORD_SCHEMA, print)
    yield database
    database.close()


@pytest.fixture
def record(database):
    return SqliteCallerIdRecord(database, "AC1")


def test_a_change_that_is_seen_twice_is_kept_once(record):
    record.keep([CAMPAIGN, PICK])
    record.keep([CAMPAIGN])
    assert list(record.changes()) == [PICK, CAMPAIGN]


def test_one_agents_changes_are_found(record):
    record.keep([CAMPAIGN, PICK])
    assert list(record.changes("ana")) == [CAMPAIGN]


def test_another_account_has_its_own_record(record, database):
    record.keep([CAMPAIGN])
    assert list(SqliteCallerIdRecord(database, "AC2").changes()) == []


def test_the_latest_are_given_when_there_are_many(record):
    record.keep(RecordedChange("ana", Change(NOON + serial, "sam", "", "")) for serial in range(50))
    assert [each.change.at - NOON for each in record.changes(limit=3)] == [49, 48, 47]


def read_back(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_column_comes_back_as_it_was(tmp_path):
    write(tmp_path / "changes.csv", [CAMPAIGN])
    (row,) = read_back(tmp_path / "changes.csv")
    assert tuple(row) == COLUMNS
    assert row == {
        "changed at (UTC)": "2026-11-21T12:00:00+00:00",
        "agent": "ana",
        "by": "sam",
        "from": "default",
        "to": "+442079460100",
        "until (UTC)": "2026-11-21T13:00:00+00:00",
        "pinned": "yes",
        "why": "spring campaign",
    }


def test_a_reason_that_starts_like_a_formula_is_text(tmp_path):
    write(tmp_path / "changes.csv", [RecordedChange("ana", Change(NOON, "sam", "", "", why="=1+1"))])
    (row,) = read_back(tmp_path / "changes.csv")
    assert row["why"] == "'=1+1"
