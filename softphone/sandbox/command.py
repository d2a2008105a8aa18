"""``softphone sandbox``: the stand-in as a process of its own.

Rule 1: the first line on standard output is one JSON object, the credentials.
Rule 2: it runs until the end of input on a pipe it was given, or SIGINT or SIGTERM; exit 0.
Rule 3: what it cannot work with is one sentence on standard error that names the file; exit 2.
"""

import json
import os
import re
import signal
import stat
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TextIO

from softphone.sandbox import account as accounts
from softphone.sandbox import scenario as scenarios
from softphone.sandbox.errors import UnusableInput
from softphone.sandbox.server import Sandbox

Tables = Mapping[str, Any]

LOOK_FOR_SIGNALS_EVERY_S = 0.5  # where waiting is not interrupted by them (Windows)
TOML_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def run_until_stdin_closes(
    port: int,
    account_file: Path | str | None,
    scenario_file: Path | str | None,
    stdin: TextIO | None,
    stdout: TextIO,
) -> int:
    """Serve until told to stop; return the exit status."""
    try:
        account = _read(account_file, _json, accounts.from_resources)
        scenario = _read(scenario_file, _toml, scenarios.from_tables)
        sandbox = _sandbox(port, account, scenario)
    except UnusableInput as unusable:
        print(unusable, file=sys.stderr)
        return 2
    # Of all that a signal may wake, only a SimpleQueue can be put to in the middle of anything.
    ended: SimpleQueue[None] = SimpleQueue()
    with _signals_end(ended), sandbox:
        print(json.dumps(sandbox.credentials), file=stdout, flush=True)
        _end_with_input(stdin, ended)
        _wait(ended)
    return 0


def _read(
    file: Path | str | None, read: Callable[[Path], Tables], check: Callable[[Tables], object]
) -> Tables | None:
    """What a file says, known to be usable; raises UnusableInput, which begins with the file's name."""
    if file is None:
        return None
    said = read(Path(file))
    try:
        check(said)
    except UnusableInput as unusable:
        raise UnusableInput(f"{file}: {unusable}") from None
    return said


def _sandbox(port: int, account: Tables | None, scenario: Tables | None) -> Sandbox:
    try:
        return Sandbox(port=port, account=account, scenario=scenario)
    except (OSError, OverflowError) as taken:
        raise UnusableInput(f"Port {port} on 127.0.0.1 cannot be used: {taken}. Choose another.") from None


def _json(path: Path) -> Tables:
    try:
        read = json.loads(_text(path))
    except json.JSONDecodeError as broken:
        raise UnusableInput(f"{path}:{broken.lineno}: not JSON: {broken.msg}") from None
    if not isinstance(read, dict):
        raise UnusableInput(f"{path}: expected an object with incoming_phone_numbers and the like")
    return read


def _toml(path: Path) -> Tables:
    text = _text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        line = TOML_LINE.search(str(broken))
        number = line[1] if line else len(text.splitlines())
        raise UnusableInput(f"{path}:{number}: not TOML: {TOML_LINE.sub('', str(broken))}") from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as unreadable:
        reason = getattr(unreadable, "strerror", None) or "it is not UTF-8 text"
        raise UnusableInput(f"{path}: cannot be read: {reason}") from None


def _wait(ended: "SimpleQueue[None]") -> None:
    while True:
        try:
            return ended.get(timeout=LOOK_FOR_SIGNALS_EVERY_S)
        except Empty:
            continue


def _end_with_input(stdin: TextIO | None, ended: "SimpleQueue[None]") -> None:
    pipe = _pipe(stdin)
    if pipe is None:
        return

    def read() -> None:
        with suppress(OSError):
            while os.read(pipe, 65536):
                pass
        ended.put(None)

    threading.Thread(target=read, name="standard input", daemon=True).start()


@contextmanager
def _signals_end(ended: "SimpleQueue[None]") -> Iterator[None]:
    """SIGINT and SIGTERM end it; in a thread other than the main one they cannot."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {each: signal.signal(each, lambda *_: ended.put(None)) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _pipe(stdin: TextIO | None) -> int | None:
    """The descriptor of standard input where it is a pipe; a terminal, a file or nothing is none."""
    try:
        descriptor = stdin.fileno() if stdin is not None else -1
        mode = os.fstat(descriptor).st_mode
    except (OSError, ValueError):
        return None
    return descriptor if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) else None
