"""The settings in force, those of every help desk system among them. Loads little: the tray starts with this."""

from __future__ import annotations

from deskside.config import Settings, load_settings
from deskside.paths import Paths
from deskside.tickets.options import backend_keys


def load(paths: Paths) -> Settings:
    """The settings of this person on this computer."""
    return load_settings(paths, backend_keys())
