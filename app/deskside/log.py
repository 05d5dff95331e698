"""The log of this computer's Deskside: small, kept to one person, and without anything private by design.

Only our own words, ids and kinds are logged; texts of people, answers, evidence
and secrets never are. The file is 0600 and turns over at 512 KiB.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _OneLine(logging.Formatter):
    """Keeps a record on one line, so that no text can pretend to be another record."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\n", " | ").replace("\r", " ")


class _WithTheFirstRecord(logging.Handler):
    """Most processes log nothing, and what turns a file over takes 4 ms to load."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from deskside.log_file import PrivateFile

            self._file = PrivateFile(self._path)
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def start_log(path: Path) -> None:
    """Logs to ``path``; to nowhere when it cannot be written, since a log is no reason not to help."""
    logger = logging.getLogger("deskside")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = _WithTheFirstRecord(path)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_OneLine(_FORMAT))
    logger.addHandler(handler)


def log_what_nobody_catches() -> None:
    """A crash in a thread or in a slot of Qt goes to the log too. Its text would else end in the session's own log."""

    def lost(kind: type[BaseException], crash: BaseException | None) -> None:
        if issubclass(kind, Exception):  # not an end that was asked for
            log_crash(crash or kind())

    sys.excepthook = lambda kind, crash, _trace: lost(kind, crash)
    threading.excepthook = lambda it: lost(it.exc_type, it.exc_value)
    sys.unraisablehook = lambda it: lost(it.exc_type, it.exc_value)


def log_crash(crash: BaseException) -> None:
    """Logs where it happened and of what kind it was. Not its text, which may hold what a person wrote."""
    frames = traceback.extract_tb(crash.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    logging.getLogger("deskside").error("crash: %s at %s", type(crash).__name__, places)
