"""What every command of ``dev`` uses: where things lie, how it speaks, how it runs a program and ends it in time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

TOP = Path(__file__).resolve().parents[2]
VENV = TOP / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MINUTE = 60
Command: TypeAlias = Sequence[str | Path]


def say(text: str) -> None:
    print(text, flush=True)


def stop(text: str) -> NoReturn:
    sys.exit(f"dev: {text}")


def is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def call(command: Command, *, minutes: float, env: dict[str, str] | None = None) -> int:
    """Runs a command without input and ends it, with all it started, when its time is over."""
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=TOP,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
    )
    try:
        return process.wait(minutes * MINUTE)
    except subprocess.TimeoutExpired:
        say(f"dev: {Path(command[0]).name} took longer than {minutes:g} minutes and was ended.")
        return 124
    finally:
        if process.poll() is None:
            if os.name == "posix":
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.wait(MINUTE)


def quietly(
    command: Command, *, seconds: float = 30, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs a short command and keeps what it says; one that cannot run gives 127."""
    words, whole = [str(part) for part in command], {**os.environ, **(env or {})}
    try:
        return subprocess.run(
            words,
            cwd=TOP,
            env=whole,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return subprocess.CompletedProcess(words, 127, "", str(problem))


def works(*command: str | Path) -> bool:
    return quietly(command).returncode == 0
