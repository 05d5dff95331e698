"""The short-lived process that speaks to the keyring: one question in, one answer out, and it is gone.

Run by path (``python -P keyring_child.py``), as a program of its own: asking a
keyring may hang on a dead D-Bus, and it loads 20 MB that nobody else needs. It
reads one JSON object from standard input, {"do", "service", "key", "ask",
"value"}, and prints one, {"value"} or {"problem"}. Secrets travel on these two
pipes only.

Only keyrings that keep secrets encrypted and belong to the system are used, by
name: no plug-in, no configuration and no environment variable can put a
plain-text one in their place.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import sys
from typing import Any

KEYRINGS = (
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.Windows", "WinVaultKeyring"),
)


def system_keyring() -> Any:
    """The best keyring there is on this computer, or None."""
    found = []
    for module, name in KEYRINGS:
        try:
            kind = getattr(importlib.import_module(module), name)
            found.append((float(kind.priority), kind))
        except Exception:  # noqa: BLE001, S112 - whatever it says, this keyring is not to be had here
            continue
    return max(found, key=lambda pair: pair[0])[1]() if found else None


def silent_problem(ring: Any) -> str:
    """Why asking now would put a window on the person's screen: "locked", or "missing" when nothing was ever kept.

    Only the Secret Service is known to ask; "" for all others.
    """
    if type(ring).__module__ != "keyring.backends.SecretService":
        return ""
    import secretstorage

    with contextlib.closing(secretstorage.dbus_init()) as connection:
        try:
            return "locked" if secretstorage.Collection(connection).is_locked() else ""
        except secretstorage.exceptions.ItemNotFoundException:
            return "missing"


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Does what is asked. ``ask`` says that the person is there and may be asked to unlock."""
    ring = system_keyring()
    if ring is None:
        return {"problem": "no-keyring"}
    if not question["ask"] and (why := silent_problem(ring)):
        return {"problem": why}
    try:
        if question["do"] == "set":
            ring.set_password(question["service"], question["key"], question["value"])
            return {"value": ""}
        value = ring.get_password(question["service"], question["key"])
    except Exception as problem:  # noqa: BLE001 - each keyring has a tree of its own; the parent knows three words
        dismissed = type(problem).__name__ in ("KeyringLocked", "LockedException", "PromptDismissedException")
        return {"problem": "locked" if dismissed else "no-keyring"}
    return {"problem": "missing"} if value is None else {"value": value}


def main() -> int:
    """Nothing but the answer reaches standard output, whatever a keyring prints."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        sys.stdout = io.StringIO()
        json.dump(answer(json.load(sys.stdin)), out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
