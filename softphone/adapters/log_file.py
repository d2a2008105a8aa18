"""The log: a few rotating files in the platform's log folder, without numbers and secrets.

Rule 1: a line is redacted before it leaves the thread that says it, its traceback included;
        so it is done by the formatter: a filter runs before there is a traceback.
Rule 2: a thread of its own writes; nobody who says something waits for the disk.
Rule 3: a disk that is full or read-only costs lines of the log and nothing else.
"""

import logging
import queue
import time
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from typing import Final

from softphone.domain.redaction import redacted

BYTES_A_FILE: Final = 512 * 1024
OLDER_FILES: Final = 3
# Ours at INFO; of the libraries only what is wrong: at INFO they tell numbers.
_LOUDNESS: Final = {"softphone": logging.INFO, "twilio": logging.WARNING, "urllib3": logging.WARNING}


def log_folder() -> Path:
    """Where this platform keeps a user's logs."""
    import platformdirs

    return Path(platformdirs.user_log_dir("softphone", appauthor=False))


class LogFile:
    """What is said in this process between ``hear`` and ``close``."""

    def __init__(self, folder: Path) -> None:
        self.path: Final = folder / "softphone.log"
        self._said: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
        self._ear = QueueHandler(self._said)
        self._ear.setFormatter(_Redacting("%(message)s"))
        self._listener: QueueListener | None = None

    def hear(self) -> None:
        """Remember what is said from now on; nothing is written before ``open``."""
        for name, level in _LOUDNESS.items():
            logger = logging.getLogger(name)
            logger.setLevel(level)
            logger.addHandler(self._ear)

    def open(self) -> None:
        """Begin to write, once; without a log if its folder cannot be made."""
        if self._listener is not None:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return
        self._listen()

    def text(self) -> str:
        """What was said up to now, the oldest kept first."""
        if self._listener is not None:
            self._stop()  # writes what waits
            self._listen()
        files = [self.path.with_name(f"{self.path.name}.{age}") for age in range(OLDER_FILES, 0, -1)]
        return "".join(_text(path) for path in (*files, self.path))

    def close(self) -> None:
        """Write what waits and let go of the file."""
        for name in _LOUDNESS:
            logging.getLogger(name).removeHandler(self._ear)
        self._stop()

    def _listen(self) -> None:
        file = _Quiet(self.path, maxBytes=BYTES_A_FILE, backupCount=OLDER_FILES, encoding="utf-8", delay=True)
        form = logging.Formatter("%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
        form.converter = time.gmtime
        file.setFormatter(form)
        self._listener = QueueListener(self._said, file)
        self._listener.start()

    def _stop(self) -> None:
        if self._listener is not None:
            self._listener.stop()
            for handler in self._listener.handlers:
                handler.close()
            self._listener = None


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class _Quiet(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """Rule 3."""


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
