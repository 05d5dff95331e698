"""The file of the log: one person's own, turned over before it grows."""

from __future__ import annotations

import os
from io import TextIOWrapper
from logging import LogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MOST_BYTES = 512 * 1024


class PrivateFile(RotatingFileHandler):
    """It and the one before it. Opened with the first record; a full disk must not end the application."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8", delay=True)

    def handleError(self, record: LogRecord) -> None:  # noqa: N802  # its name there
        """Nothing is to be done about it."""

    def _open(self) -> TextIOWrapper:
        return os.fdopen(
            os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8"
        )
