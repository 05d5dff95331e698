"""``docs/settings.md``: its head is written by hand, the tables below it are made."""

from __future__ import annotations

import json
from collections.abc import Sequence

from deskside.config.keys import Key, known_keys
from deskside.kit.settings_pages.every import groups, is_set, title
from deskside.tickets.options import backend_keys

MARK = "<!-- made by: python -m deskside.kit.settings_pages write -->\n"
_HEAD = "| setting | for | value | default |\n|---|---|---|---|\n"


def page(before: str, keys: Sequence[Key]) -> str:
    """The whole page; what stands above the mark stays."""
    own = groups(keys)
    general = "".join(_row(key) for name, some in sorted(own.items()) if name.count(".") == 0 for key in some)
    backends = "".join(_backend(name, some) for name, some in own.items() if name.count("."))
    return f"{before.partition(MARK)[0]}{MARK}\n## Every setting\n\n{_HEAD}{general}{backends}"


def _backend(name: str, keys: Sequence[Key]) -> str:
    secrets = [f"`{key.name}`" for key in known_keys(backend_keys()).values() if key.secret and _is_in(key, name)]
    kept = f"In the keyring, never in a file: {', '.join(secrets)}.\n\n" if secrets else ""
    short = name.partition(".")[2]
    return f'\n### {title(name)}: `tickets.backend = "{short}"`\n\n{kept}{_HEAD}{"".join(map(_row, keys))}'


def _is_in(key: Key, name: str) -> bool:
    return key.name.startswith(f"{name}.")


def _row(key: Key) -> str:
    default = f"`{json.dumps(key.default, ensure_ascii=False)}`" if is_set(key.default) else ""
    return f"| `{key.name}` | {_cell(key.says)} | {_cell(key.needs().removeprefix('It needs '))} | {default} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
