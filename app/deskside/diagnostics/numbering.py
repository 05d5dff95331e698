"""The secret that stand-ins are numbered by: thirty-two bytes that never leave this computer."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

_BYTES = 32


def numbering_secret(path: Path) -> bytes:
    """What ``path`` holds; made when it is not there. Where nothing can be kept, it lasts as long as the program."""
    made = secrets.token_bytes(_BYTES)
    for _again in range(2):
        with suppress(OSError):
            kept = path.read_bytes()
            if len(kept) == _BYTES:
                return kept
            path.unlink()
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _put(path, made)
            return made
    return made


def _put(path: Path, content: bytes) -> None:
    """Puts a whole file there, never a part of one; FileExistsError where another program was quicker."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        os.link(new, path)
    finally:
        new.unlink(missing_ok=True)
