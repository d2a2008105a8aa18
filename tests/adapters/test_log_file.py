"""The log: what was said is there, later and without numbers; a bad disk costs nothing else."""

import logging

import pytest

from softphone.adapters.log_file import BYTES_A_FILE, OLDER_FILES, LogFile

SECRET = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF"


@pytest.fixture
def log(tmp_path):
    log = LogFile(tmp_path / "logs")
    log.hear()
    log.open()
    yield log
    log.close()


def say(words: str, *values: object, **more: object) -> None:
    logging.getLogger("softphone.test").error(words, *values, **more)


def test_what_was_said_is_there_with_its_time_and_loudness(log):
    say("the list is %s", "old")
    line = log.text()
    assert line.endswith("ERROR softphone.test: the list is old\n")
    assert line[:4].isdigit() and line[10] == "T"


@pytest.mark.parametrize("said", ["calling +1 (212) 555-0142", "key SK" + "0a" * 16, f"secret {SECRET}"])
def test_numbers_identifiers_and_secrets_are_not_in_the_file(log, tmp_path, said):
    say("%s", said)
    log.close()
    on_disk = (tmp_path / "logs" / "softphone.log").read_text()
    assert "softphone.test: " in on_disk and "…" in on_disk
    assert "555-0142" not in on_disk and "0a0a" not in on_disk and SECRET not in on_disk


def test_a_traceback_is_there_without_the_number_in_it(log):
    try:
        raise ValueError("+12125550142 is odd")
    except ValueError:
        say("unexpected", exc_info=True)
    assert "ValueError: …42 is odd" in log.text()
    assert "2125550142" not in log.text()


def test_what_was_said_before_there_was_a_file_is_not_lost(tmp_path):
    log = LogFile(tmp_path)
    log.hear()
    say("the very first")
    assert list(tmp_path.iterdir()) == []
    log.open()
    assert "the very first" in log.text()
    log.close()


def test_reading_it_does_not_end_it(log):
    say("before")
    assert "before" in log.text()
    say("after")
    assert "after" in log.text()


def test_after_the_end_nothing_more_is_written(log):
    log.close()
    say("too late")
    assert "too late" not in log.text()


def test_what_an_earlier_run_said_is_kept(log, tmp_path):
    say("first run")
    log.close()
    later = LogFile(tmp_path / "logs")
    later.hear()
    later.open()
    say("second run")
    text = later.text()
    later.close()
    assert text.index("first run") < text.index("second run")


def test_old_files_are_kept_in_order_and_never_more_than_a_few(log, tmp_path):
    line = "x " * 5000
    for number in range((OLDER_FILES + 2) * BYTES_A_FILE // len(line)):
        say("%d: %s", number, line)
    kept = log.text()
    assert len(list((tmp_path / "logs").iterdir())) == OLDER_FILES + 1
    numbers = [int(each.split(": ")[1]) for each in kept.splitlines()]
    assert numbers == sorted(numbers) and 0 not in numbers


def test_libraries_are_heard_only_when_something_is_wrong(log):
    logging.getLogger("twilio.http_client").info("POST to Twilio")
    logging.getLogger("urllib3.connectionpool").warning("Retrying")
    assert "POST to Twilio" not in log.text()
    assert "Retrying" in log.text()


def test_a_folder_that_cannot_be_made_is_no_log_and_no_trouble(tmp_path):
    (tmp_path / "file").write_text("in the way")
    log = LogFile(tmp_path / "file" / "logs")
    log.hear()
    log.open()
    say("into the void")
    assert log.text() == ""
    log.close()


def test_a_file_that_cannot_be_written_is_no_trouble(tmp_path, capsys):
    (tmp_path / "softphone.log").mkdir()
    log = LogFile(tmp_path)
    log.hear()
    log.open()
    say("into the void")
    assert log.text() == ""
    log.close()
    assert capsys.readouterr().err == ""
