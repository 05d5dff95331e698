"""Everything that IT reads, fills in or loads about settings, written from the one list of settings that the app reads.

``python -m deskside.kit.settings_pages write DIR`` writes the pages and the templates of policy below DIR; a test holds
the committed ones to it.
"""

from __future__ import annotations

from pathlib import Path

from deskside.kit.settings_pages.every import every_key
from deskside.kit.settings_pages.json_schema import json_schema
from deskside.kit.settings_pages.page import page
from deskside.kit.settings_pages.profile import jamf_manifest, profile
from deskside.kit.settings_pages.toml_example import toml_example
from deskside.kit.settings_pages.words import LANGUAGES, Words
from deskside.kit.settings_pages.xml_templates import adml, admx

PAGE = Path("docs/settings.md")
POLICY = Path("packaging/policy")


def files(top: Path) -> dict[Path, str]:
    """Every file by its name below ``top``; the page keeps the head that stands there."""
    keys = every_key()
    texts = {
        PAGE: page((top / PAGE).read_text("utf-8"), keys),
        POLICY / "deskside.schema.json": json_schema(keys),
        POLICY / "10-example.toml": toml_example(keys),
        POLICY / "Deskside.admx": admx(keys),
        POLICY / "Deskside.mobileconfig": profile(keys),
        POLICY / "deskside-jamf.json": jamf_manifest(keys),
    }
    for language in LANGUAGES:
        texts[POLICY / language / "Deskside.adml"] = adml(keys, Words(language))
    return texts


def write(top: Path) -> list[Path]:
    """Writes them; gives those that changed."""
    changed = []
    for name, text in files(top).items():
        file = top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_bytes() != text.encode():
            file.write_bytes(text.encode())
            changed.append(file)
    return changed
