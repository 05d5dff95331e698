"""Canaries: made-up private values of forty kinds, each from a seed, and a record of where each was planted."""

from __future__ import annotations

import base64
import string
from collections.abc import Callable
from random import Random
from typing import NamedTuple

Maker = Callable[[Random], str]
_HEX = "0123456789abcdef"
_ALNUM = string.ascii_letters + string.digits
_VOWELS, _CONSONANTS = "aeiou", "bdfghklmnprstvz"


def _of(letters: str, count: int) -> Maker:
    return lambda chance: "".join(chance.choices(letters, k=count))


def word(chance: Random) -> str:
    """A word that nobody has: "mirobelu"."""
    return "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(4))


def _luhn(digits: str) -> str:
    total = sum(d * 2 - 9 * (d > 4) if i % 2 == 0 else d for i, d in enumerate(int(char) for char in reversed(digits)))
    return digits + str(-total % 10)


def _iban(chance: Random) -> str:
    account = "".join(chance.choices(string.digits, k=18))
    return f"DE{98 - int(account + '131400') % 97:02d}{account}"


def _password(chance: Random) -> str:
    return f"{word(chance).title()}{chance.choice('!#+&?')}{chance.randint(10, 99)}"


def _dni(chance: Random) -> str:
    number = chance.randint(10_000_000, 99_999_999)
    return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def _key(chance: Random) -> str:
    return base64.b64encode(chance.randbytes(32)).decode()


def _pem(chance: Random) -> str:
    lines = "\n".join(base64.b64encode(chance.randbytes(48)).decode() for _ in range(4))
    return f"-----BEGIN {'OPENSSH '}PRIVATE KEY-----\n{lines}\n-----END {'OPENSSH '}PRIVATE KEY-----"


KINDS: dict[str, Maker] = {
    "password": _password,
    "GitHub token": lambda chance: "ghp" + "_" + _of(_ALNUM, 36)(chance),
    "GitLab token": lambda chance: "glpat" + "-" + _of(_ALNUM, 20)(chance),
    "Slack token": lambda chance: "xoxb" + f"-{_of('123456789', 12)(chance)}-{_of(_ALNUM, 24)(chance)}",
    "Stripe key": lambda chance: "sk" + "_live_" + _of(_ALNUM, 24)(chance),
    "npm token": lambda chance: "npm" + "_" + _of(_ALNUM, 36)(chance),
    "Google key": lambda chance: "AI" + "za" + _of(_ALNUM, 35)(chance),
    "AWS key id": lambda chance: "AK" + "IA" + _of(string.ascii_uppercase + "234567", 16)(chance),
    "AWS secret": _of(_ALNUM + "+", 40),
    "JSON web token": lambda chance: ".".join(
        ("ey" + "J" + _of(_ALNUM, 20)(chance), "ey" + "J" + _of(_ALNUM, 30)(chance), _of(_ALNUM, 43)(chance))
    ),
    "bearer token": _of(_ALNUM, 40),
    "cookie": _of(_HEX, 32),
    "password in a link": lambda chance: f"{word(chance)}{chance.randint(10, 99)}",
    "token in a link": _of(_ALNUM, 24),
    "Wi-Fi key": lambda chance: f"{word(chance)}-{word(chance)}-{chance.randint(1, 99)}",
    "Wi-Fi key of 64": _of(_HEX, 64),
    "private key": _pem,
    "WireGuard key": _key,
    "SNMP community": lambda chance: word(chance) + "ro",
    "database password": _password,
    "disk recovery key": lambda chance: "-".join(f"{chance.randint(100000, 720895):06d}" for _ in range(8)),
    "card": lambda chance: _luhn("4539" + "".join(chance.choices(string.digits, k=11))),
    "bank account": _iban,
    "user": lambda chance: f"{chance.choice('abcdefghjklm')}{word(chance)}",
    "full name": lambda chance: (
        f"{chance.choice(('Annegret', 'Tomasz', 'Rosalind', 'Ainhoa', 'Loïc', 'Kwame'))} {word(chance).title()}"
    ),
    "e-mail address": lambda chance: f"{word(chance)}@{word(chance)}.example",
    "phone number": lambda chance: f"+49 {chance.randint(150, 179)} {chance.randint(1000000, 9999999)}",
    "street": lambda chance: f"{word(chance).title()}straße {chance.randint(2, 98)}",
    "home folder": word,
    "identity number": _dni,
    "account number of Windows": lambda chance: (
        "S-1-5-21-" + "-".join(str(chance.randint(10**8, 4 * 10**9)) for _ in range(3)) + "-1001"
    ),
    "place on the map": lambda chance: f"{chance.uniform(47, 54):.5f}, {chance.uniform(7, 14):.5f}",
    "hardware address": lambda chance: ":".join(
        f"{byte:02x}" for byte in (chance.choice((0x8C, 0x3C, 0xA4, 0xDC)), *chance.randbytes(5))
    ),
    "address": lambda chance: f"10.{chance.randint(1, 250)}.{chance.randint(1, 250)}.{chance.randint(2, 250)}",
    "address of version 6": lambda chance: "2003:e7:" + ":".join(f"{chance.randint(4096, 65535):x}" for _ in range(6)),
    "host": lambda chance: f"{word(chance)}{chance.choice(('', '-eg', '7', '02'))}",
    "host with its domain": lambda chance: (
        f"{word(chance)}.{word(chance)}.{chance.choice(('local', 'lan', 'de', 'com'))}"
    ),
    "Wi-Fi name": lambda chance: f"{word(chance).title()} {chance.choice(('Gast', 'Home', '5G', 'Büro'))}",
    "serial number": lambda chance: (
        _of(string.ascii_uppercase, 3)(chance)
        + _of(string.digits, 3)(chance)
        + _of(string.ascii_uppercase + string.digits, 4)(chance)
    ),
    "machine id": _of(_HEX, 32),
}


class Canary(NamedTuple):
    kind: str
    value: str
    place: str


class Aviary:
    """Gives out canaries, and knows afterwards where each of them sits."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self.planted: list[Canary] = []
        self._place = ""

    def at(self, place: str) -> None:
        """Where the next ones are planted."""
        self._place = place

    def __call__(self, kind: str) -> str:
        value = KINDS[kind](self._chance)
        self.planted.append(Canary(kind, value, self._place))
        return value


def got_through(canary: Canary, redacted: str) -> bool:
    """Whether any telling line of a canary is left."""
    lines = [line for line in canary.value.split("\n") if len(line) >= 16 and "---" not in line]
    return any(line in redacted for line in (lines if len(lines) > 1 else [canary.value]))
