"""Secrets: in the system's keyring or nowhere. Never in a file, a log, a command line or the environment.

The keyring is spoken to by a short-lived process (``keyring_child``), so that
one that hangs costs its time limit and no more. Run as root or SYSTEM no
keyring is touched: it would be another person's.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deskside.errors import SecretProblem, SettingProblem
from deskside.language import _
from deskside.paths import own_command
from deskside.system import person, platform

_CHILD = Path(__file__).with_name("keyring_child.py")
_LONGEST = 8000
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows a process of ours would else open a console window."""

LOOK_SECONDS = 15.0
"""For a keyring that answers by itself."""
ASK_SECONDS = 60.0
"""For one that puts a question to the person first."""


def _belongs_to_the_system(environ: Mapping[str, str]) -> bool:
    """Whether this is root or SYSTEM, which has no person's keyring."""
    if platform.current() == "windows":
        return environ.get("USERNAME", "").upper() in ("", "SYSTEM") or environ["USERNAME"].endswith("$")
    return person.is_administrator()


class Secrets:
    """The secrets of the person this process belongs to. Trials with ``DESKSIDE_HOME`` have secrets of their own."""

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        command: Sequence[str] | None = None,
        for_the_system: bool | None = None,
    ) -> None:
        self._environ = dict(environ)
        self._command = list(command or _command())
        self._closed = _belongs_to_the_system(environ) if for_the_system is None else for_the_system
        home = environ.get("DESKSIDE_HOME", "")
        self._service = f"deskside {home}" if home else "deskside"

    def get(self, key: str, *, ask: bool = False) -> str:
        """The secret. With ``ask`` the system may ask the person to unlock their keyring; else that is "locked".

        SecretProblem: "missing", "locked" or "no-keyring".
        """
        return self._question("get", key, ask=ask, seconds=ASK_SECONDS if ask else LOOK_SECONDS)

    def has(self, key: str) -> bool:
        """Whether the secret is there. SecretProblem when the keyring can't say."""
        try:
            return bool(self.get(key))
        except SecretProblem as problem:
            if problem.why == "missing":
                return False
            raise

    def set(self, key: str, value: str) -> None:
        """Keeps the secret. A line break at its end is not part of it. The person may be asked to unlock."""
        value = value.rstrip("\r\n")
        if not value or len(value) > _LONGEST or "\0" in value:
            raise SettingProblem(_("A secret needs some letters, and not too many of them."), key=key)
        self._question("set", key, value=value, ask=True, seconds=ASK_SECONDS)

    def _question(self, do: str, key: str, *, ask: bool, seconds: float, value: str = "") -> str:
        if self._closed:
            raise SecretProblem(key, "no-keyring")
        question = {"do": do, "service": self._service, "key": key, "ask": ask, "value": value}
        answer = _asked(self._command, self._environ, json.dumps(question), seconds)
        if not isinstance(answer.get("value"), str):
            why = answer.get("problem")
            raise SecretProblem(key, why if why in ("missing", "locked") else "no-keyring")
        return str(answer["value"])


def _asked(command: list[str], environ: Mapping[str, str], question: str, seconds: float) -> dict[str, Any]:
    """What the child answers; nothing when it hangs, ends or prints something else."""
    pipe, nowhere, flags = subprocess.PIPE, subprocess.DEVNULL, _NO_WINDOW
    try:
        with subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=nowhere, env=environ, creationflags=flags
        ) as child:
            try:
                said = child.communicate(question.encode(), timeout=seconds)[0]
            except subprocess.TimeoutExpired:
                child.kill()
                return {}
        answer = json.loads(said)
    except (OSError, ValueError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _command() -> list[str]:
    """A frozen application starts itself again; else this file is run by its path.

    ``-P``: its folder, with this ``secrets.py``, must not hide the standard library's.
    """
    own = own_command()
    return [*own, "child", "keyring"] if len(own) == 1 else [own[0], "-P", str(_CHILD)]
