"""A secret in the real keyring of a desktop: kept, had again, and never behind the back of someone who locked it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
UNLOCK = "printf pw | gnome-keyring-daemon --unlock --components=secrets >&2; "

ASK = """
import json, os, sys
from deskside.config.secrets import Secrets
from deskside.errors import SecretProblem
mine = Secrets(os.environ, for_the_system=False)
said = []
for deed in json.loads(sys.argv[1]):
    try:
        if deed == "set":
            mine.set("tickets.rt.token", os.fdopen(0).readline())
            said.append("kept")
        else:
            said.append(mine.get("tickets.rt.token"))
    except SecretProblem as problem:
        said.append(problem.why)
print(json.dumps(said))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("home", "runtime"):
        (tmp_path / name).mkdir(mode=0o700)
    return tmp_path


def in_session(home: Path, *deeds: str, before: str = "") -> list[str]:
    """What is said in a fresh session of this person, with a bus and a keyring service of its own."""
    environ = {
        "HOME": str(home / "home"),
        "XDG_RUNTIME_DIR": str(home / "runtime"),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(APP),
        "LANG": "C.UTF-8",
    }
    script = before + 'printf "%s\\n" "$SECRET" | "$0" -c "$1" "$2"'
    command = ["dbus-run-session", "--", "sh", "-c", script, sys.executable, ASK, json.dumps(deeds)]
    done = subprocess.run(
        command,
        env={**environ, "SECRET": "1-23-geheim-ä"},
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    end = time.monotonic() + 60
    while listens(home / "runtime/keyring/control"):  # the next session's would leave everything to this one
        assert time.monotonic() < end, "the keyring service outlives its session"
        time.sleep(0.05)
    said: list[str] = json.loads(done.stdout)
    return said


def listens(place: Path) -> bool:
    """Whether somebody takes connections there."""
    with socket.socket(socket.AF_UNIX) as one:
        return place.exists() and one.connect_ex(str(place)) == 0


def test_a_secret_is_kept_over_a_sign_out_and_a_locked_keyring_is_not_opened(home: Path) -> None:
    assert in_session(home, "get") == ["missing"]
    assert in_session(home, "get", "set", "get", before=UNLOCK) == ["missing", "kept", "1-23-geheim-ä"]
    assert in_session(home, "get") == ["locked"]
    assert in_session(home, "get", before=UNLOCK) == ["1-23-geheim-ä"]


def test_a_kept_secret_can_be_read_in_no_file(home: Path) -> None:
    in_session(home, "set", before=UNLOCK)
    files = [path for path in (home / "home").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"geheim" in path.read_bytes()]
