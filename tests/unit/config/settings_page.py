"""The table in docs/settings.md. To write it: ``PYTHONPATH=app python tests/unit/config/settings_page.py``."""

from __future__ import annotations

import json
from pathlib import Path

from deskside.config.keys import known_keys

PAGE = Path(__file__).parents[3] / "docs" / "settings.md"
HEAD = "| setting | for | value | default |\n|---|---|---|---|\n"


def table() -> str:
    """One row for every setting."""
    rows = []
    for name, key in sorted(known_keys().items()):
        default = f"`{json.dumps(key.default)}`" if key.default not in ("", [], {}) else ""
        rows.append(f"| `{name}` | {key.says} | {key.needs().removeprefix('It needs ')} | {default} |\n")
    backends = "| `tickets.<backend>.*` | What a help desk of another kind needs; its own page names them. | | |\n"
    return "".join(rows) + backends


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text(encoding="utf-8").partition(HEAD)[0] + HEAD + table(), encoding="utf-8")
