"""Commands about this computer and this installation: facts, redact, check, settings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from deskside.casework import Casework
from deskside.casework.agent_part import agent_part
from deskside.cli.output import print_json, say, say_all
from deskside.errors import WrongUsage
from deskside.language import _
from deskside.model.parcel import Collected
from deskside.model.report import SettingRow

_LARGEST = 64 * 1024 * 1024


def facts(casework: Casework, arguments: argparse.Namespace) -> int:
    """Diagnostics of this computer, redacted; with ``--bundle`` exactly what a ticket would carry."""
    if arguments.bundle:
        size = casework.privacy.write(Path(arguments.bundle), None, agent_part(None, casework.privacy))
        if arguments.json:
            print_json({"bundle": arguments.bundle, "bytes": size})
        else:
            say(_("Written: {file}").format(file=arguments.bundle))
        return 0
    collected = casework.privacy.collect()
    if arguments.json:
        print_json({"facts": msgspec.to_builtins(collected.facts), "groups": msgspec.to_builtins(collected.groups)})
    else:
        say_all(_in_words(collected))
    return 0


def _in_words(collected: Collected) -> Iterator[str]:
    """Group by group, a line each."""
    from deskside.diagnostics.contents import plain_value  # here: only facts are worth loading it for

    for group in collected.groups:
        yield group.label
        yield from (f"  {fact.label}: {plain_value(fact.value)}" for fact in collected.facts if fact.group == group.id)


def redact(casework: Casework, arguments: argparse.Namespace) -> int:
    """Hides what is private in a text; ``--json`` lists what kind was hidden where."""
    redacted = casework.privacy.redact(_read(arguments.file), arguments.known)
    if arguments.json:
        print_json(redacted)
    else:
        sys.stdout.write(redacted.text)
        sys.stdout.flush()
    return 0


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read(_LARGEST + 1) if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise WrongUsage(f"{name} cannot be read: {problem.strerror}.") from problem
    if len(data) > _LARGEST:
        raise WrongUsage("That text is too long. 64 MB is the most.")
    return data.decode("utf-8", "replace")


def check(casework: Casework, arguments: argparse.Namespace) -> int:
    """Is this installation healthy? 0 only when all is well."""
    rows = casework.health()
    if arguments.json:
        print_json({"ok": all(row.ok for row in rows), "checks": msgspec.to_builtins(rows)})
    else:
        for row in rows:
            say(f"{'✓' if row.ok else '✗'} {row.name}: {row.says}")
            if row.do and not row.ok:
                say(f"    {row.do}")
    return 0 if all(row.ok for row in rows) else 1


def settings(casework: Casework, arguments: argparse.Namespace) -> int:
    """Shows every setting, sets one, or keeps a secret that comes from standard input."""
    if arguments.verb == "show":
        rows = casework.setting_rows()
        if arguments.json:
            print_json({"settings": msgspec.to_builtins(rows)})
            return 0
        for row in rows:
            origin = f"  ({_origin(row)})" if arguments.origin else ""
            say(f"{row.key} = {msgspec.json.encode(row.value).decode()}{origin}")
    elif arguments.verb == "set":
        casework.set_setting(arguments.key, arguments.value)
        if arguments.json:
            print_json(next(row for row in casework.setting_rows() if row.key == arguments.key))
        else:
            say(_("Saved."))
    else:
        casework.set_secret(arguments.key, sys.stdin.readline().rstrip("\n"))
        say(_("Kept in the store of saved passwords."))
    return 0


def _origin(row: SettingRow) -> str:
    """Who set it and where: "IT, locked: /etc/deskside/policy.toml"."""
    by_it = "organisation default" if row.origin == "IT" else row.origin
    who = f"{row.origin}, locked" if row.locked else by_it
    return f"{who}: {row.source}" if row.source else who
