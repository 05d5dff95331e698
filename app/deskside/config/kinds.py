"""Kinds of settings: which values each takes, and how a value is written.

A kind is data: a name, what it needs in plain words, and a rule. Values are
always plain JSON data, wherever they come from. An empty value of a kind means
"not set" and always fits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from msgspec import Struct

from deskside.config.toml_text import parse, plain
from deskside.model.troubleshooter import Json

MAX_TEXT = 1000
MAX_WRITTEN = 8000
HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*\.?")
LANGUAGE = re.compile(r"[a-z]{2,3}([_-][A-Za-z]{2,4})?")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
ADDRESS = re.compile(r'[^@\s<>,;:"(){}]*(\{user\})?[^@\s<>,;:"(){}]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+')
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_DAY = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
DAYS = re.compile(rf"{_DAY}(-{_DAY})?(, ?{_DAY}(-{_DAY})?)*")


def _(text: str) -> str:
    """Marks a text for the translators; it is translated where it is shown. What only IT reads is not marked."""
    return text


class Kind(Struct, frozen=True):
    """``empty`` is the value of "not set", None where there is none; a text is written plainly, the others as JSON."""

    name: str
    needs: str
    """One plain sentence with an example; for the person who has to put a value right."""
    fits: Callable[[Json], bool]
    empty: Json = ""

    def takes(self, value: Json) -> bool:
        """Whether a setting of this kind can have ``value``."""
        unset = type(value) is type(self.empty) and not value and value is not False and value is not None
        return unset or self.fits(value)

    def from_text(self, text: str) -> Json:
        """The value that a person wrote, or IT in the registry, as JSON or as it stands in a file of settings.

        ValueError when it can't be read.
        """
        if isinstance(self.empty, str):
            return text
        try:
            return json.loads(text)  # type: ignore[no-any-return]
        except RecursionError as problem:
            raise ValueError("too deep") from problem
        except ValueError:
            return _from_toml(text)


def _from_toml(text: str) -> Json:
    """What stands after "=" in a file: what is shown there, and in the words about a wrong value, can be typed here."""
    if "\n" in text or "\r" in text or len(text) > MAX_WRITTEN:
        raise ValueError("more than one value")
    read, wrong = parse(f"value = {text}")
    if wrong is not None:
        raise ValueError(wrong.why)
    return plain(read["value"], 1)


def is_text(value: Json) -> bool:
    return isinstance(value, str) and len(value) <= MAX_TEXT and value.isprintable()


def is_link(value: Json, *schemes: str, port: bool = False) -> bool:
    """An address with a host, without a name and password in it."""
    if not isinstance(value, str) or not is_text(value) or " " in value:
        return False
    try:
        parts = urlsplit(value)
        return bool(
            parts.scheme in schemes
            and parts.hostname
            and is_host(parts.hostname)
            and "@" not in parts.netloc
            and (parts.port or not port)
        )
    except ValueError:
        return False


def is_host(value: Json) -> bool:
    return isinstance(value, str) and (HOST.fullmatch(value) is not None or ":" in value.strip("[]"))


def _file(value: Json) -> bool:
    return (
        isinstance(value, str)
        and is_text(value)
        and (PurePosixPath(value).is_absolute() or PureWindowsPath(value).is_absolute())
    )


def _matches(pattern: re.Pattern[str]) -> Callable[[Json], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _list_of(fits: Callable[[Json], bool]) -> Callable[[Json], bool]:
    return lambda value: isinstance(value, list) and len(value) <= 500 and all(fits(item) and item for item in value)


def _address(value: Json) -> bool:
    return isinstance(value, str) and ADDRESS.fullmatch(value) is not None and not value.startswith("@")


def _number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9


def _pairs(value: Json) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= 200
        and all(is_text(word) and word for pair in value.items() for word in pair)
    )


def _share(value: Json) -> bool:
    return is_link(value, "smb") and isinstance(value, str) and len(urlsplit(value).path) > 1


def _vpn(value: Json) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"name", "test_host"}
        and is_text(value["name"])
        and is_host(value["test_host"])
    )


def _zone(value: Json) -> bool:
    import zoneinfo  # here: most people set no hours

    try:
        zoneinfo.ZoneInfo(str(value))
    except (ValueError, OSError, KeyError):
        return not zoneinfo.available_timezones() and isinstance(value, str)  # a system without a list of zones
    return isinstance(value, str)


_HOURS: dict[str, Callable[[Json], bool]] = {
    "days": _matches(DAYS),
    "from": _matches(CLOCK),
    "to": _matches(CLOCK),
    "zone": _zone,
    "holidays": _list_of(_matches(DATE)),
}


def _hours(value: Json) -> bool:
    return (
        isinstance(value, dict)
        and {"days", "from", "to"} <= set(value) <= set(_HOURS)
        and all(_HOURS[name](part) for name, part in value.items())
        and str(value["from"]) < str(value["to"])
    )


PRIORITIES = ("low", "normal", "high", "urgent")
SPAN = re.compile(r"[1-9][0-9]{0,3} ?(minute|hour|day)s?")
IMPACTS, URGENCIES = ("me", "few", "many"), ("stopped", "slowed", "can-wait")


def _promises(value: Json) -> bool:
    return isinstance(value, dict) and all(name in PRIORITIES and _matches(SPAN)(span) for name, span in value.items())


def _priorities(value: Json) -> bool:
    return isinstance(value, dict) and all(
        impact in IMPACTS
        and isinstance(row, dict)
        and all(urgency in URGENCIES and priority in PRIORITIES for urgency, priority in row.items())
        for impact, row in value.items()
    )


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("text", _("It needs a short text on one line."), is_text),
        Kind("choice", _("It needs one of the words listed for it."), is_text),
        Kind("flag", _("It needs true or false, without quotation marks."), lambda v: isinstance(v, bool), False),
        Kind("number", _("It needs a number that is not below zero, such as 2.5."), _number, 0.0),
        Kind(
            "whole",
            _("It needs a whole number that is not below zero, such as 3."),
            lambda v: _number(v) and isinstance(v, int),
            0,
        ),
        Kind(
            "days",
            _("It needs a whole number of days from 1 to 3650, such as 90."),
            lambda v: type(v) is int and 1 <= v <= 3650,
            None,
        ),
        Kind("texts", _('It needs a list of texts, such as ["Office", "Hall"].'), _list_of(is_text), []),
        Kind(
            "link",
            _("It needs a web address, such as https://help.example.org."),
            lambda v: is_link(v, "https", "http"),
        ),
        Kind(
            "link-or-folder",
            _("It needs a web address or a full folder name, such as https://files.example.org/deskside."),
            lambda v: is_link(v, "https") or _file(v),
        ),
        Kind(
            "links",
            _('It needs a list of secure web addresses, such as ["https://intranet.example.org"].'),
            _list_of(lambda v: is_link(v, "https")),
            [],
        ),
        Kind(
            "names",
            _('It needs a list of computer names, such as ["intranet", "mail.example.org"].'),
            _list_of(is_host),
            [],
        ),
        Kind("file", _("It needs a full file name, such as /etc/deskside/company.pem."), _file),
        Kind("shares", _('It needs a list of shared folders, such as ["smb://files/team"].'), _list_of(_share), []),
        Kind(
            "mail-in",
            "It needs a mail server with its port, such as imaps://mail.example.org:993.",
            lambda v: is_link(v, "imaps", port=True),
        ),
        Kind(
            "mailbox",
            "It needs a mail server with its port, such as imaps://mail.example.org:993.",
            lambda v: is_link(v, "imaps", "imap+starttls", port=True),
        ),
        Kind(
            "mail-out",
            "It needs a mail server with its port, such as smtps://mail.example.org:465.",
            lambda v: is_link(v, "smtps", "smtp+starttls", port=True),
        ),
        Kind("colour", _("It needs a colour, such as #1a5fb4."), _matches(COLOUR)),
        Kind("language", _("It needs a language, such as de."), _matches(LANGUAGE)),
        Kind("address", _("It needs an e-mail address, such as ana@example.org or {user}@example.org."), _address),
        Kind("pairs", 'It needs pairs of words, such as { printing = "Hardware" }.', _pairs, {}),
        Kind("vpn", 'It needs a name and a host, such as { name = "Work", test_host = "intranet" }.', _vpn, {}),
        Kind(
            "hours",
            _('It needs days and times, such as { days = "Mon-Fri", from = "08:00", to = "17:00" }.'),
            _hours,
            {},
        ),
        Kind(
            "promises", 'It needs times for priorities, such as { urgent = "1 hour", normal = "1 day" }.', _promises, {}
        ),
        Kind(
            "priorities",
            'It needs impact, urgency and priority, such as { many = { stopped = "urgent" } }.',
            _priorities,
            {},
        ),
    )
}
