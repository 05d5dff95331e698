"""For Macs: a configuration profile to begin with, and the manifest from which Jamf Pro makes its form."""

from __future__ import annotations

import json
import plistlib
import uuid
from collections.abc import Sequence
from typing import Any

from deskside.config.keys import Key
from deskside.config.managed import DOMAIN
from deskside.kit.settings_pages.every import example, group, groups, title
from deskside.kit.settings_pages.json_schema import of_key

_MOST_WANTED = (
    "organisation.name",
    "organisation.phone",
    "person.email",
    "tickets.backend",
    "tickets.rt.url",
    "tickets.rt.queue",
    "catalogue.url",
    "catalogue.root",
    "catalogue.ring",
    "interface.start_with_computer",
)


def profile(keys: Sequence[Key]) -> str:
    """A profile that sets what most set. Its values are examples."""
    settings: dict[str, Any] = {}
    for key in (key for key in keys if key.name in _MOST_WANTED):
        table = settings
        for name in group(key).split("."):
            table = table.setdefault(name, {})
        table[key.name.rpartition(".")[2]] = example(key)
    inner = {**_payload(DOMAIN, f"{DOMAIN}.settings", "Deskside: settings"), **settings}
    outer = {**_payload("Configuration", f"{DOMAIN}.profile", "Deskside"), "PayloadScope": "System"}
    return plistlib.dumps({**outer, "PayloadContent": [inner]}).decode()


def _payload(kind: str, name: str, title_: str) -> dict[str, Any]:
    return {
        "PayloadType": kind,
        "PayloadVersion": 1,
        "PayloadIdentifier": name,
        "PayloadUUID": str(uuid.uuid5(uuid.NAMESPACE_DNS, name)).upper(),
        "PayloadDisplayName": title_,
    }


def jamf_manifest(keys: Sequence[Key]) -> str:
    """Jamf Pro: Configuration Profiles, Application & Custom Settings, Custom Schema. Names with dots are read, too."""
    properties = {
        key.name: {
            "title": key.name,
            "description": f"{title(name)}. {key.says} {key.needs()}",
            "property_order": number,
            **of_key(key),
        }
        for number, (name, key) in enumerate((name, key) for name, some in groups(keys).items() for key in some)
    }
    told = {"title": f"Deskside ({DOMAIN})", "description": "Settings of Deskside", "properties": properties}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
