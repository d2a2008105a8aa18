"""What is kept on this machine, whatever happens to the process, the disk and the file."""

import random
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace

import pytest

from softphone.adapters.sqlite.agent_data import (
    AGENT_DATA_SCHEMA,
    SqlitePicks,
    SqlitePreferences,
)
from softphone.adapters.sqlite.call_log import CALL_LOG_SCHEMA, SqliteCallLog
from softphone.adapters.sqlite.database import Database
from softphone.adapters.sqlite.number_cache import NUMBER_CACHE_SCHEMA, SqliteNumberCache
from softphone.application.ports import CachedNumbers
from softphone.domain import OwnNumber, PhoneNumber, SoftphoneError, place_of
from softphone.domain.caller_id.selector import LastTime, Spoke
from softphone.domain.calls.legs import Leg, LegStatus

ACCOUNT, OTHER_ACCOUNT = "AC" + "0" * 31 + "1", "AC" + "0" * 31 + "2"
# In a process of its own: two lists of 1000 numbers by turns, each said before it is written.
WRITER = """
import sys
from pathlib import Path
from softphone.adapters.sqlite.database import Database
from softphone.adapters.sqlite.number_cache import NUMBER_CACHE_SCHEMA, SqliteNumberCache
from softphone.application.ports import CachedNumbers
from softphone.domain import OwnNumber, PhoneNumber, Place
def numbers(label):
    return tuple(OwnNumber(PhoneNumber(f"+1415{5550000 + n}"), Place(1), label) for n in range(1000))
old, new = CachedNumbers(numbers("old"), 1.0), CachedNumbers(numbers("new"), 2.0)
database = Database(Path(sys.argv[1]), NUMBER_CACHE_SCHEMA, print)
cache = SqliteNumberCache(database)
cache.replace(sys.argv[2], old)
for turn in range(int(sys.argv[3])):
    print(turn, flush=True)
    cache.replace(sys.argv[2], new if turn % 2 == 0 else old)
database.close()
"""
FULL_DISK = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = Path(sys.argv[1]).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, size + 4096))
""" + WRITER.replace("cache.replace(sys.argv[2], old)\n", "", 1).replace("range(1000)", "range(9000)")


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def open_database(tmp_path, told):
    opened = []

    def database(name="numbers.sqlite", schema=NUMBER_CACHE_SCHEMA) -> Database:
        opened.append(Database(tmp_path / name, schema, told.append))
        return opened[-1]

    yield database
    for each in opened:
        each.close()


@pytest.fixture
def cache(open_database) -> SqliteNumberCache:
    return SqliteNumberCache(open_database())


@pytest.fixture
def agent_data(open_database) -> Database:
    return open_database("softphone.sqlite", AGENT_DATA_SCHEMA + CALL_LOG_SCHEMA)


def numbers(*e164s: str) -> tuple[OwnNumber, ...]:
    return tuple(OwnNumber(PhoneNumber(e164), place_of(PhoneNumber(e164)), e164) for e164 in e164s)


def writer(tmp_path, program=WRITER, turns=1_000_000) -> subprocess.Popen:
    command = [sys.executable, "-c", program, str(tmp_path / "numbers.sqlite"), ACCOUNT, str(turns)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def is_whole(cached: CachedNumbers) -> bool:
    labels = {1.0: {"old"}, 2.0: {"new"}}[cached.refreshed_at]
    return len(cached.numbers) == 1000 and {own.label for own in cached.numbers} == labels


def test_a_list_comes_back_as_it_was_kept(cache):
    [halifax, *others] = numbers("+19025550118", "+448081570155", "+883510000000091")
    odd = replace(halifax, label="São Paulo <&>", sid="PN1", created_at=1704164645.5)
    kept = {replace(odd, verified=True, voice=False, receives_fax=True), *others}
    cache.replace(ACCOUNT, CachedNumbers(tuple(kept), 12.5))
    loaded = cache.load(ACCOUNT)
    assert (set(loaded.numbers), loaded.refreshed_at) == (kept, 12.5)


def test_places_made_from_older_tables_are_made_anew(cache, open_database):
    cache.replace(ACCOUNT, CachedNumbers(numbers("+5491143456789"), 1.0))
    with open_database().writing() as connection:
        connection.execute("UPDATE number SET area_code = '911'")
        connection.execute("UPDATE places_made_from SET sources = 'phonenumbers 8.0'")
    assert [own.place.area_code for own in cache.load(ACCOUNT).numbers] == ["11"]


def test_a_list_kept_before_its_sources_were_noted_is_made_anew(cache, open_database):
    cache.replace(ACCOUNT, CachedNumbers(numbers("+5491143456789"), 1.0))
    with open_database().writing() as connection:
        connection.execute("UPDATE number SET area_code = '911'")
        connection.execute("DROP TABLE places_made_from")
    again = SqliteNumberCache(open_database())
    assert [own.place.area_code for own in again.load(ACCOUNT).numbers] == ["11"]


def test_a_list_that_was_never_kept_is_none(cache):
    assert cache.load(ACCOUNT) is None


def test_an_empty_list_is_a_list(cache):
    cache.replace(ACCOUNT, CachedNumbers((), 5.0))
    assert cache.load(ACCOUNT) == CachedNumbers((), 5.0)


def test_an_account_does_not_see_anothers_list(cache):
    cache.replace(ACCOUNT, CachedNumbers(numbers("+14155550100"), 1.0))
    cache.replace(OTHER_ACCOUNT, CachedNumbers(numbers("+442079460100"), 2.0))
    assert cache.load(ACCOUNT) == CachedNumbers(numbers("+14155550100"), 1.0)


@pytest.mark.parametrize("seed", range(6))
def test_a_process_killed_while_it_writes_leaves_the_old_list_or_the_new_one(tmp_path, cache, told, seed):
    chance = random.Random(seed)
    with writer(tmp_path) as process:
        for _ in range(chance.randint(1, 6)):
            process.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert (process.returncode, is_whole(cache.load(ACCOUNT)), told) == (-signal.SIGKILL, True, [])


def test_two_processes_at_once_each_write_whole_lists(tmp_path, cache):
    with writer(tmp_path, turns=20) as one, writer(tmp_path, turns=20) as other:
        one.stdout.readline()
        seen = [is_whole(cache.load(ACCOUNT)) for _ in range(20)]
        outcomes = [process.communicate()[1] for process in (one, other)]
    assert (outcomes, one.returncode, other.returncode, set(seen)) == (["", ""], 0, 0, {True})


def test_a_full_disk_is_one_sentence_and_leaves_the_old_list(tmp_path, cache, told):
    old = CachedNumbers(numbers("+14155550100"), 1.0)
    cache.replace(ACCOUNT, old)
    with writer(tmp_path, program=FULL_DISK, turns=1) as process:
        said = process.communicate()[1].strip().splitlines()[-1]
    assert said.startswith("softphone.domain.errors.SoftphoneError: ") and "Make room on the disk" in said
    assert (cache.load(ACCOUNT), told) == (old, [])


def test_a_database_that_may_not_grow_keeps_the_old_list(open_database):
    database = open_database()
    cache, old = SqliteNumberCache(database), CachedNumbers(numbers("+14155550100"), 1.0)
    cache.replace(ACCOUNT, old)
    with database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    many = numbers(*(f"+1415{5550000 + serial}" for serial in range(2000)))
    with pytest.raises(SoftphoneError, match="could not be read or written"):
        cache.replace(ACCOUNT, CachedNumbers(many, 2.0))
    assert cache.load(ACCOUNT) == old


def test_a_database_works_again_after_a_failure(open_database):
    database = open_database()
    with pytest.raises(ZeroDivisionError), database.writing():
        raise ZeroDivisionError
    SqliteNumberCache(database).replace(ACCOUNT, CachedNumbers((), 1.0))
    assert SqliteNumberCache(database).load(ACCOUNT) == CachedNumbers((), 1.0)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, told):
    (tmp_path / "file").write_text("in the way")
    database = Database(tmp_path / "file" / "numbers.sqlite", NUMBER_CACHE_SCHEMA, told.append)
    with pytest.raises(SoftphoneError, match="could not be made"):
        SqliteNumberCache(database).load(ACCOUNT)


NO_DATABASE = [b"this is no database, whatever its name says" * 50, b"SQLite format 3\0" + b"\xff" * 8000]


@pytest.mark.parametrize("content", NO_DATABASE)
def test_a_file_that_is_no_database_is_rebuilt(tmp_path, cache, content):
    (tmp_path / "numbers.sqlite").write_bytes(content)
    cache.replace(ACCOUNT, CachedNumbers((), 1.0))
    assert cache.load(ACCOUNT) == CachedNumbers((), 1.0)


@pytest.mark.parametrize("content", NO_DATABASE)
def test_a_file_that_is_no_database_is_set_aside_and_kept(tmp_path, cache, content):
    (tmp_path / "numbers.sqlite").write_bytes(content)
    cache.load(ACCOUNT)
    assert (tmp_path / "numbers.sqlite.damaged-1").read_bytes() == content


def test_a_file_that_is_set_aside_is_said_so(tmp_path, cache, told):
    (tmp_path / "numbers.sqlite").write_bytes(NO_DATABASE[0])
    cache.load(ACCOUNT)
    path = tmp_path / "numbers.sqlite"
    assert told == [f"{path} was not a database any more. It was set aside as numbers.sqlite.damaged-1."]


def test_a_second_file_is_set_aside_beside_the_first(tmp_path, cache):
    (tmp_path / "numbers.sqlite.damaged-1").write_bytes(b"the first")
    (tmp_path / "numbers.sqlite").write_bytes(NO_DATABASE[0])
    cache.load(ACCOUNT)
    kept = [(tmp_path / f"numbers.sqlite.damaged-{turn}").read_bytes() for turn in (1, 2)]
    assert kept == [b"the first", NO_DATABASE[0]]


def test_a_database_that_was_cut_in_half_is_set_aside(tmp_path, told):
    path = tmp_path / "numbers.sqlite"
    whole = Database(path, NUMBER_CACHE_SCHEMA, told.append)
    many = numbers(*(f"+1415{5550000 + serial}" for serial in range(2000)))
    SqliteNumberCache(whole).replace(ACCOUNT, CachedNumbers(many, 1.0))
    whole.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    cut = Database(path, NUMBER_CACHE_SCHEMA, told.append)
    assert (SqliteNumberCache(cut).load(ACCOUNT), len(told)) == (None, 1)
    cut.close()


def test_an_empty_file_is_a_new_database(tmp_path, cache, told):
    (tmp_path / "numbers.sqlite").write_bytes(b"")
    assert (cache.load(ACCOUNT), told) == (None, [])


def test_a_pick_belongs_to_an_agent_on_an_account(agent_data):
    here, there = SqlitePicks(agent_data, ACCOUNT), SqlitePicks(agent_data, OTHER_ACCOUNT)
    here.keep("ana", "+14155550100", None)
    picks = (here.pick("ana").pick, here.pick("bo").pick, there.pick("ana").pick)
    assert picks == ("+14155550100", "", "")


def test_the_last_pick_counts(agent_data):
    picks = SqlitePicks(agent_data, ACCOUNT)
    picks.keep("ana", "+14155550100", None)
    picks.keep("ana", "default", None)
    assert picks.pick("ana").pick == "default"


def test_preferences_come_back_with_their_types(agent_data):
    preferences = SqlitePreferences(agent_data)
    preferences.keep({"caller_id.allow_default": False, "agent.name": "Ana <&> “ana”"})
    preferences.keep({"caller_id.mode": "automated"})
    assert preferences.all() == {
        "caller_id.allow_default": False,
        "agent.name": "Ana <&> “ana”",
        "caller_id.mode": "automated",
    }


def test_a_call_comes_back_as_it_was_saved(agent_data, call, running):
    log = SqliteCallLog(agent_data, ACCOUNT, running)
    known = replace(
        call,
        customer_leg=Leg(LegStatus.BUSY, "CA" + "2" * 32, attempts=2, asked_at=7.5),
        connected_at=5.5,
        hanging_up=True,
        problem="Twilio’s <&>",
        problem_code=21210,
    )
    log.save(known)
    assert list(log.recent("ana")) == [known]


def test_a_call_that_is_saved_again_is_one_call(agent_data, call, running):
    log = SqliteCallLog(agent_data, ACCOUNT, running)
    log.save(call)
    log.save(replace(call, ended_at=9.0))
    assert [kept.ended_at for kept in log.recent("ana")] == [9.0]


def test_recents_are_the_agents_own_newest_first(agent_data, call, running):
    log = SqliteCallLog(agent_data, ACCOUNT, running)
    for name, agent, at in (("1", "ana", 1.0), ("2", "bo", 2.0), ("3", "ana", 3.0), ("4", "ana", 2.0)):
        log.save(replace(call, id=name, agent=agent, placed_at=at))
    assert [kept.id for kept in log.recent("ana", limit=2)] == ["3", "4"]


def test_the_last_conversation_with_each_person_is_known(agent_data, call, running):
    log = SqliteCallLog(agent_data, ACCOUNT, running)
    for name, shown, at in (
        ("1", "+14155550100", 5.0),
        ("2", "+12125550101", 9.0),
        ("3", "+13125550102", 0.0),
    ):
        log.save(replace(call, id=name, caller_id=shown, connected_at=at, rule="any_local"))
    theirs = {call.destination: LastTime("+12125550101", Spoke.YOU_LAST)}
    assert log.last_connected("ana") == theirs
    assert log.last_connected("bo") == {call.destination: LastTime("+12125550101", Spoke.COLLEAGUE_LAST)}
    log.save(replace(call, id="4", caller_id="+12125550101", connected_at=12.0, rule="picked"))
    assert log.last_connected("ana") == theirs  # by hand, and the same number
    log.save(replace(call, id="5", caller_id="+442079460100", connected_at=13.0, rule="picked"))
    assert log.last_connected("ana") == {call.destination: LastTime("+12125550101", Spoke.BEFORE)}


def test_legs_of_other_calls_are_known(agent_data, call, running):
    log = SqliteCallLog(agent_data, ACCOUNT, running)
    log.save(replace(call, id="1", agent_leg=Leg(sid="CA" + "1" * 32), customer_leg=Leg(sid="CA" + "2" * 32)))
    log.save(replace(call, id="2", agent_leg=Leg(sid="CA" + "3" * 32)))
    assert set(log.sids_of_others(replace(call, id="2"))) == {"CA" + "1" * 32, "CA" + "2" * 32}
