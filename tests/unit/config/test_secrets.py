"""What a person and IT notice of secrets: kept by the keyring or not at all, seen by nobody else, and never a hang."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from deskside.config import secrets
from deskside.config.keyring_child import KEYRINGS
from deskside.config.secrets import Secrets
from deskside.errors import SecretProblem, SettingProblem

RING = """
import json, os, sys
seen, store = sys.argv[1:]
question = json.load(sys.stdin)
with open(seen, "a") as file:
    print(sys.argv, dict(os.environ), file=file)
kept = json.load(open(store)) if os.path.exists(store) else {}
place = question["service"] + "/" + question["key"]
if question["do"] == "set":
    kept[place] = question["value"]
    json.dump(kept, open(store, "w"))
    print(json.dumps({"value": ""}))
else:
    print(json.dumps({"value": kept[place]} if place in kept else {"problem": "missing"}))
"""
"""A keyring that speaks as the real child does, and writes down what any other process could have seen of it."""


@pytest.fixture
def ring(tmp_path: Path) -> list[str]:
    script = tmp_path / "ring.py"
    script.write_text(RING, encoding="utf-8")
    return [sys.executable, str(script), str(tmp_path / "seen"), str(tmp_path / "store")]


def says(code: str) -> list[str]:
    """A keyring process that does this."""
    return [sys.executable, "-c", code]


def test_a_secret_that_was_set_is_there_and_was_seen_by_no_other_process(ring: list[str], tmp_path: Path) -> None:
    mine = Secrets({}, command=ring, for_the_system=False)
    assert not mine.has("tickets.rt.token")
    mine.set("tickets.rt.token", "1-23-geheim-ä\r\n")
    assert mine.get("tickets.rt.token") == "1-23-geheim-ä"
    assert mine.has("tickets.rt.token")
    assert "geheim" not in (tmp_path / "seen").read_text(encoding="utf-8")


def test_a_trial_in_another_home_has_secrets_of_its_own(ring: list[str]) -> None:
    Secrets({}, command=ring, for_the_system=False).set("tickets.rt.token", "real")
    trial = Secrets({"DESKSIDE_HOME": "/trial"}, command=ring, for_the_system=False)
    assert not trial.has("tickets.rt.token")


def test_root_touches_no_keyring(ring: list[str], tmp_path: Path) -> None:
    root = Secrets({}, command=ring, for_the_system=True)
    for ask in (lambda: root.get("k"), lambda: root.set("k", "v"), lambda: root.has("k")):
        with pytest.raises(SecretProblem) as said:
            ask()
        assert said.value.why == "no-keyring"
    assert not (tmp_path / "seen").exists()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ('print(\'{"problem": "locked"}\')', "locked"),
        ('print(\'{"problem": "no-keyring"}\')', "no-keyring"),
        ("raise SystemExit(3)", "no-keyring"),
        ("print('[1]')", "no-keyring"),
        ("print('Segmentation fault')", "no-keyring"),
        ("print('{\"value\": 7}')", "no-keyring"),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", "no-keyring"),
    ],
)
def test_a_locked_or_broken_keyring_is_said(code: str, why: str) -> None:
    with pytest.raises(SecretProblem) as said:
        Secrets({}, command=says(code), for_the_system=False).get("k")
    assert said.value.why == why
    assert len(said.value.words()) > 20


def test_a_keyring_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "LOOK_SECONDS", 0.2)
    with pytest.raises(SecretProblem) as said:
        Secrets({}, command=says("import threading; threading.Event().wait()"), for_the_system=False).get("k")
    assert said.value.why == "no-keyring"


def test_a_keyring_program_that_is_not_there_is_said() -> None:
    with pytest.raises(SecretProblem):
        Secrets({}, command=["/nowhere/keyring"], for_the_system=False).get("k")


@pytest.mark.parametrize("value", ["", "\n", "x" * 9000, "a\0b"])
def test_what_cannot_be_a_secret_is_not_kept(ring: list[str], tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingProblem):
        Secrets({}, command=ring, for_the_system=False).set("k", value)
    assert not (tmp_path / "store").exists()


def test_where_there_is_no_keyring_nothing_else_takes_its_place(tmp_path: Path) -> None:
    """The real child, told by every means people know to use a plain-text keyring."""
    config = tmp_path / ".config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(
        "[backend]\ndefault-keyring=plain.Keyring\nkeyring-path=" + str(tmp_path), encoding="utf-8"
    )
    (tmp_path / "plain.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 99\n"
        "    def get_password(self, service, username): return 'plain'\n"
        "    def set_password(self, service, username, password): open('plain.txt', 'w').write(password)\n",
        encoding="utf-8",
    )
    environ = {
        "HOME": str(tmp_path),
        "PYTHONPATH": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "plain.Keyring",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/nobody",
    }
    mine = Secrets(environ, for_the_system=False)
    with pytest.raises(SecretProblem) as said:
        mine.set("k", "v")
    assert said.value.why == "no-keyring"
    with pytest.raises(SecretProblem):
        mine.get("k")


def test_only_keyrings_of_a_system_are_ever_used() -> None:
    names = json.dumps(KEYRINGS)
    assert not [word for word in ("alt", "null", "fail", "chainer", "file") if word in names]
