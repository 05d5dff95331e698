"""A simulated computer full of canaries: settings, environment, what it says of itself, files, crashing checks."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from random import Random

from tests.integration.redaction.canaries import KINDS, Aviary

from deskside.children.recording import Says, Scenario, write_scenario

EACH = 5
"""Canaries of each kind."""
WRITTEN = ("written", "answer")
"""Planted in what the person wrote themselves, and sent."""
SEEN = ("evidence", "crash in a check")
"""Planted in what checks saw. The person's own record of the case keeps it, on this computer only."""

MANIFEST = """
api = 1
id = "canary"
version = "1.0.0"
title = "Nothing works here"
summary = "Looks for what does not work."
phrases = ["nothing works here at all"]
keywords = ["canary"]
systems = ["windows", "macos", "linux"]
minutes = 3
category = "Hardware"
needs = ["printing.expected"]

[[question]]
id = "key"
ask = "What is the key?"
secret = true

[[question]]
id = "where"
ask = "Where are you?"
"""
CODE = """
import os
import sys

from deskside.sdk import Automatic, Cause, Change, Finding, People


def told(pc, name):
    return pc.printing.expected()[("evidence", "crash").index(name)]


class Seen(Cause):
    fix = Automatic("I can put it right.", ("It works again.",))
    questions = ("key", "where")

    def detect(self, pc, answers):
        return Finding("It does not work.", {"seen": told(pc, "evidence").split("\\n")})

    def apply(self, pc, finding):
        raise ValueError(pc.answers["key"])

    def undo(self, pc, change):
        pass


class Raises(Cause):
    fix = People("IT looks.")

    def detect(self, pc, answers):
        raise ValueError(told(pc, "crash"))


class Dies(Cause):
    fix = People("IT looks.")

    def detect(self, pc, answers):
        sys.stderr.write(told(pc, "crash"))
        sys.stderr.flush()
        os._exit(7)


class Aborts(Cause):
    fix = People("IT looks.")

    def detect(self, pc, answers):
        print(told(pc, "crash"))
        os.abort()
"""


def plant(folder: Path, seed: int, *, sends: bool) -> tuple[Aviary, dict[str, str]]:
    """Writes the computer into ``folder``; the canaries, and the person's environment."""
    take, chance = Aviary(seed), Random(seed)
    kinds = list(KINDS) * EACH
    chance.shuffle(kinds)

    def some(place: str, count: int) -> list[str]:
        take.at(place)
        return [take(kinds.pop()) for _ in range(count)]

    seen = ["\n".join(some("evidence", 20)), " ".join(some("crash in a check", 10)).replace("\n", " ")]
    scenario = Scenario(says=(Says("printing.expected", gives=seen), *_facts(take)))
    (folder / "scenario.toml").write_text(write_scenario(scenario), "utf-8")
    home = folder / "troubleshooters" / "canary"
    home.mkdir(parents=True)
    (home / "manifest.toml").write_text(MANIFEST, "utf-8")
    (home / "troubleshooter.py").write_text(CODE, "utf-8")
    (folder / "left-out.txt").write_text("\n".join(some("file left out", 30)), "utf-8")
    (folder / "kept.txt").write_text(_kept(take), "utf-8")
    (folder / "picture.png").write_bytes(_png("\n".join(some("remark in a picture", 10))))
    hidden = [one.split("\n")[0] for one in some("hidden", 6)]
    written = some("written", 6)
    plan = {
        "sends": sends,
        "leaves_out": 2,
        "looked_for": f"zzzgrmpf {_line(take, 'looked for', 'e-mail address')}",
        "words": " ".join(written[:2]),
        "secret": " ".join(some("secret answer", 8)),
        "answer": " ".join(some("answer", 6)),
        "story": f"It does not work. {' '.join(written[2:])} Ask {' '.join(hidden)} please.",
        "hidden": hidden,
        "email": _line(take, "written", "e-mail address"),
        "files": ["left-out.txt", "kept.txt", "picture.png"],
        "crash": " ".join(some("crash of the application", 10)),
    }
    (folder / "plan.json").write_text(json.dumps(plan), "utf-8")
    names = ("{}_TOKEN", "{}_PASSWORD", "MY_{}_SECRET", "{}_API_KEY", "{}_CREDENTIALS")
    environ = {
        names[n % 5].format(f"X{n}"): value.replace("\0", "") for n, value in enumerate(some("environment", len(kinds)))
    }
    return take, environ


def settings(take: Aviary) -> str:
    """The person's settings, with an address of theirs and a way out that wants a password."""
    take.at("settings")
    proxy = f"http://{take('user')}:{take('password in a link')}@{take('host with its domain')}:3128"
    return f'[network]\nproxy = "{proxy}"\nwork_names = ["{take("host with its domain")}"]\n'


def _line(take: Aviary, place: str, kind: str) -> str:
    take.at(place)
    return take(kind)


def _facts(take: Aviary) -> tuple[Says, ...]:
    """What the computer says when facts are collected."""
    take.at("facts")
    about = {
        "maker": "LENOVO",
        "model": "ThinkPad",
        "kind": "notebook",
        "name": take("host"),
        "serial": take("serial number"),
    }
    address = {"address": take("address"), "prefix": 24, "family": 4, "scope": "global", "origin": "dhcp"}
    six = {"address": take("address of version 6"), "prefix": 64, "family": 6, "scope": "global", "origin": "auto"}
    link = {
        "name": "wlan0", "kind": "wifi", "label": take("Wi-Fi name"), "enabled": True, "carrier": True,
        "automatic": True, "mtu": 1500, "hardware": take("hardware address"), "addresses": [address, six],
    }  # fmt: skip
    route = {"to": "default", "family": 4, "gateway": take("address"), "link": "wlan0", "metric": 0}
    names = {
        "servers": [{"address": take("address"), "link": "wlan0", "origin": "dhcp"}],
        "search": [take("host with its domain")],
        "by": "resolved",
    }
    proxy = {
        "kind": "manual", "address": f"{take('host with its domain')}:80", "script": "", "managed": True,
        "where": "system", "except": [take("host with its domain")],
    }  # fmt: skip
    return (
        Says("computer.about", gives=about),
        Says("network.links", gives=[link]),
        Says("network.routes", gives=[route]),
        Says("network.name_servers", gives=names),
        Says("network.proxy", gives=proxy),
    )


def _kept(take: Aviary) -> str:
    """A text that goes along, with private things that Deskside hides."""
    take.at("file that goes")
    return (
        f"password={take('password')}\nAuthorization: Bearer {take('bearer token')}\n{take('GitHub token')}\n"
        f"Mail to {take('e-mail address')}, IBAN {take('bank account')}.\n"
        f"At {take('address')}, {take('hardware address')}.\n"
        f"https://{take('host with its domain')}/reset?token={take('token in a link')}\n{take('private key')}\n"
    )


def _png(remark: str) -> bytes:
    """A picture that tells more than one sees."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"iTXt", b"Comment\x00\x00\x00\x00\x00" + remark.encode()),
        (b"IDAT", zlib.compress(b"\x00\x01\x02\x03")),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + remark.encode()
