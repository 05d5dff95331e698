"""JSON Schema of a file of settings, for editors: they show what each is for and mark what it would not take."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from deskside.config import kinds
from deskside.config.keys import Key
from deskside.kit.settings_pages.every import example

Schema = dict[str, Any]

_NOT_SHOWN = r"\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
"""Letters that no text on one line has: control codes, and spaces other than the usual one."""
_PORT = r"0*([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
_HOST_IN_LINK = r"([A-Za-z0-9_][A-Za-z0-9_-]{0,62}(\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*\.?|\[[0-9A-Fa-f:.]+\])"


def _text(**more: Any) -> Schema:
    return {"type": "string", "maxLength": kinds.MAX_TEXT, "pattern": f"^[^{_NOT_SHOWN}]*$", **more}


def _matching(pattern: str, longest: int = 0) -> Schema:
    found: Schema = {"type": "string", "pattern": f"^({pattern})$".replace(r"\Z", "$")}
    return found | ({"maxLength": longest} if longest else {})


def _either(one: Schema, other: Schema) -> Schema:
    return one | {"pattern": f"{one['pattern']}|{other['pattern']}"}


def _link(*schemes: str, port: bool = False, rest: str = "") -> Schema:
    """Schemes are the same in capitals and not."""
    names = "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else f"\\{c}" for c in name) for name in schemes)
    ports = f":0*(?!0+([/?#]|$)){_PORT}" if port else f"(:({_PORT})?)?"
    rest = rest or f"([/?#][^ {_NOT_SHOWN}]*)?"
    return _matching(rf"({names})://{_HOST_IN_LINK}{ports}{rest}", kinds.MAX_TEXT)


def _list(item: Schema) -> Schema:
    return {"type": "array", "maxItems": 500, "items": {"minLength": 1, **item}}


def _table(**parts: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": parts}


def _or_empty(whole: Schema, *must: str) -> Schema:
    """A table with parts that it must have, or one without any. Its parts stand first: forms and editors show those."""
    return whole | {"if": {"minProperties": 1}, "then": {"required": list(must)}}


_HOST = {
    "type": "string",
    "anyOf": [{"pattern": f"^({kinds.HOST.pattern})$".replace(r"\Z", "$")}, {"pattern": ":"}],
}
_FILE = _matching(rf"(/|[^{_NOT_SHOWN}]:[\\/]|[\\/]{{2}}[^\\/]+[\\/][^\\/]+)[^{_NOT_SHOWN}]*", kinds.MAX_TEXT)
_HTTPS = _link("https")
_PRIORITY = {"enum": list(kinds.PRIORITIES)}
_HOURS = _table(
    days=_matching(kinds.DAYS.pattern),
    to=_matching(kinds.CLOCK.pattern),
    zone={"type": "string"},
    holidays=_list(_matching(kinds.DATE.pattern)),
    **{"from": _matching(kinds.CLOCK.pattern)},
)
_OF_KIND: dict[str, Schema] = {
    "text": _text(),
    "flag": {"type": "boolean"},
    "number": {"type": "number", "minimum": 0, "exclusiveMaximum": 1_000_000_000},
    "whole": {"type": "integer", "minimum": 0, "exclusiveMaximum": 1_000_000_000},
    "days": {"type": "integer", "minimum": 1, "maximum": 3650},
    "texts": _list(_text()),
    "link": _link("https", "http"),
    "link-or-folder": _either(_HTTPS, _FILE),
    "links": _list(_HTTPS),
    "names": _list(_HOST),
    "file": _FILE,
    "shares": _list(_link("smb", rest=f"/[^ ?#{_NOT_SHOWN}][^ {_NOT_SHOWN}]*")),
    "mail-in": _link("imaps", port=True),
    "mailbox": _link("imaps", "imap+starttls", port=True),
    "mail-out": _link("smtps", "smtp+starttls", port=True),
    "colour": _matching(kinds.COLOUR.pattern),
    "language": _matching(kinds.LANGUAGE.pattern),
    "address": _matching(f"(?!@){kinds.ADDRESS.pattern}"),
    "pairs": {
        "type": "object",
        "maxProperties": 200,
        "propertyNames": _text(minLength=1),
        "additionalProperties": _text(minLength=1),
    },
    "vpn": _or_empty(_table(name=_text(), test_host=_HOST), "name", "test_host"),
    "hours": _or_empty(_HOURS, "days", "from", "to"),
    "promises": _table(**{name: _matching(kinds.SPAN.pattern) for name in kinds.PRIORITIES}),
    "priorities": _table(**{impact: _table(**dict.fromkeys(kinds.URGENCIES, _PRIORITY)) for impact in kinds.IMPACTS}),
}


def of_key(key: Key) -> Schema:
    """What the setting takes, as far as JSON Schema can say it. Each has a type: Jamf makes its form from that."""
    if key.choices:
        return {"type": "string", "enum": list(key.choices)}
    takes = _OF_KIND[key.kind]
    if takes["type"] == "string" and key.kind != "text":
        return takes | {"pattern": f"^$|{takes['pattern']}"}
    return takes


def json_schema(keys: Sequence[Key]) -> str:
    """The whole schema, as the text of its file."""
    root: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings of Deskside",
        "description": "settings.toml, /etc/deskside/policy.toml, policy.d/*.toml and defaults.toml. "
        "Secrets never stand in a file.",
        **_table(),
    }
    for key in keys:
        *path, last = key.name.split(".")
        table = root
        for name in path:
            table = table["properties"].setdefault(name, _table())
        told = {"description": f"{key.says} {key.needs()}", "default": key.default, "examples": [example(key)]}
        table["properties"][last] = {**told, **of_key(key)}
    return json.dumps(root, indent=2, ensure_ascii=False) + "\n"
